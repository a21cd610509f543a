"""Plain data to YAML as an author would write it: words bare where they stay the same words, long texts folded, short lists in one line."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 110
"""Of a folded line."""
LONGEST_LINE = 140
SHORT_LIST = 80

_LITERAL = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")
_BARE = re.compile(r"[\w(£€$“‘/+.;^~=<][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*")
_NOT_BARE = re.compile(r": |:$| #|^(?:~|null|Null|NULL|=|<<|---.*|\.\.\..*)$|^[=<]|\t|\s$")
_FLOW = re.compile(r"[,\[\]{}]|: ?")
_SAME_TWICE = re.compile(r"^(?:true|false|yes|no|on|off|y|n)$", re.IGNORECASE)


def to_yaml(data: Mapping[str, Any], folded: frozenset[str] = frozenset()) -> str:
    """`data` (mappings, lists, texts, numbers, booleans) as a YAML document; texts under the keys `folded` are folded where they are long.

    No list stands directly in a list. Keys whose value is None are left out. A list of mappings whose entries are short stands as `- {text: …}`.
    """
    return "\n".join(_mapping(data, 0, folded)) + "\n"


def scalar(value: object, flow: bool = False) -> str:
    """A text, number or boolean in one line, in quotation marks only where it needs them; `flow`: inside brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    bare = _BARE.fullmatch(value) and not _NOT_BARE.search(value) and not (flow and _FLOW.search(value)) and not _SAME_TWICE.match(value)
    return value if bare else _quoted(value)


def _quoted(text: str) -> str:
    whole = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", whole)


def _mapping(data: Mapping[str, Any], indent: int, folded: frozenset[str]) -> Iterator[str]:
    for key, value in data.items():
        if value is not None:
            yield from _entry(f"{' ' * indent}{scalar(key)}:", key, value, indent + 2, folded)


def _entry(head: str, key: str, value: Any, indent: int, folded: frozenset[str]) -> Iterator[str]:
    if isinstance(value, Mapping):
        short = f"{head} {_flow(value)}"
        if not value or (len(short) <= SHORT_LIST and _plain(value.values())):
            yield short
        else:
            yield head
            yield from _mapping(value, indent, folded)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _list(head, value, indent, folded)
    elif isinstance(value, str) and "\n" in value:
        yield from _several_lines(head, key, value, indent, folded)
    elif isinstance(value, str) and key in folded and len(f"{head} {scalar(value)}") > WIDTH + 10 and _foldable(value):
        yield f"{head} >-"
        yield from _folded(value, indent)
    else:
        yield f"{head} {scalar(value)}"


def _several_lines(head: str, key: str, value: str, indent: int, folded: frozenset[str]) -> Iterator[str]:
    """A text of several lines: folded where it is paragraphs of prose, else as it is."""
    lines = value.split("\n")
    if key in folded and all(_foldable(line) for line in lines):
        yield f"{head} >-"
        for place, line in enumerate(lines):
            yield from [""] if place else []
            yield from _folded(line, indent)
    elif value == value.strip() and all(not line or _LITERAL.fullmatch(line) for line in lines):
        yield f"{head} |-"
        yield from (f"{' ' * indent}{line}" if line else "" for line in lines)
    else:
        yield f"{head} {_quoted(value)}"


def _foldable(line: str) -> bool:
    return bool(_LITERAL.fullmatch(line)) and " ".join(line.split()) == line


def _folded(line: str, indent: int) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(line, WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False)


def _list(head: str, values: Sequence[Any], indent: int, folded: frozenset[str]) -> Iterator[str]:
    if _plain(values):
        short = f"{head} [{', '.join(scalar(each, flow=True) for each in values)}]"
        if len(short) <= SHORT_LIST and not any(isinstance(each, str) and "," in each for each in values):
            yield short
            return
    yield head
    for value in values:
        yield from _item(value, indent, folded)


def _item(value: Any, indent: int, folded: frozenset[str]) -> Iterator[str]:
    pad = " " * indent
    if not isinstance(value, Mapping):
        yield f"{pad}- {scalar(value)}"
        return
    short = f"{pad}- {_flow(value)}"
    if len(short) <= LONGEST_LINE and _plain(value.values()) and not {"id", "number", "ref"} & set(value):
        yield short
        return
    first, *rest = _mapping(value, indent + 2, folded)
    yield f"{pad}- {first.lstrip()}"
    yield from rest


def _plain(values: Any) -> bool:
    return all(not isinstance(each, (Mapping, list, tuple)) and not (isinstance(each, str) and "\n" in each) for each in values)


def _flow(value: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{scalar(key, flow=True)}: {scalar(each, flow=True)}" for key, each in value.items() if each is not None) + "}"
