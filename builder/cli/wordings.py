"""Wordings on a terminal, one below the other: what differs is bold where there is colour, and in brackets where there is none."""

import textwrap
from collections.abc import Iterator

from builder.cli import show
from builder.wording import Wording, difference, marked, plain

WIDTH = 100
"""Columns of a line."""
_START, _STOP = "\x02", "\x03"
"""Where marked words begin and end, until lines are broken."""


def sides(before: Wording, after: Wording) -> tuple[str, str]:
    """Both wordings with what differs marked, for `lines`. Range items are shown where they differ."""
    before, after = _clean(before), _clean(after)
    runs = difference(before.text, after.text)
    was, now = marked(runs, "new", _marked), marked(runs, "gone", _marked)
    if not before.changed_items(after):
        return was, now
    items, others = _items(before, after), _items(after, before)
    return (f"range items: {items}", f"range items: {others}") if was == now else (_with(was, items), _with(now, others))


def whole(wording: Wording) -> str:
    """A wording with its range items, nothing marked."""
    text, items = _clean(wording)
    return " ".join([text, ", ".join(items.values())]).strip()


def lines(label: str, text: str, indent: int) -> Iterator[str]:
    """`text`, with a label before its first line, broken within `WIDTH`; `finish` shows what is marked."""
    for place, line in enumerate(textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]):
        yield (label.ljust(indent) if place == 0 else " " * indent) + line


def finish(text: str, *, bold: bool) -> str:
    """`text` with what is marked in it in bold, or else in brackets."""
    start, stop = ("\x1b[1m", "\x1b[0m") if bold else ("[", "]")
    return text.replace(_START, start).replace(_STOP, stop)


def _clean(wording: Wording) -> Wording:
    return Wording(show.safe(plain(wording.text)), {name: show.safe(plain(text)) for name, text in wording.range.items()})


def _marked(text: str) -> str:
    return f"{_START}{text}{_STOP}"


def _with(text: str, items: str) -> str:
    """A wording with its range items: as the specification has them after a colon, else with a word about what they are."""
    return f"{text} {items}" if text.removesuffix(_STOP).endswith(":") else f"{text}; range items: {items}"


def _items(wording: Wording, other: Wording) -> str:
    return ", ".join(text if other.has_item(text) else _marked(text) for text in wording.range.values()) or "none"
