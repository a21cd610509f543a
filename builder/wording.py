"""An awarding organisation's wording: what counts of it, its fingerprint, and how one differs from another, word by word."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal, NamedTuple

MOST_COMPARED = 40_000
"""Pairs of words up to which two texts are compared word by word, such as 200 with 200. A criterion has some 20; beyond this they count as wholly different."""


class Run(NamedTuple):
    """Words next to each other that two wordings share (`same`), or that only the first (`gone`) or the second (`new`) has."""

    kind: Literal["same", "gone", "new"]
    text: str


class Wording(NamedTuple):
    """How a criterion is worded: its text, and its range items by id."""

    text: str
    range: dict[str, str]

    def same(self, other: "Wording") -> bool:
        """Whether the other says the same, as far as it counts. The order of range items does not."""
        return plain(self.text) == plain(other.text) and not self.changed_items(other)

    def has_item(self, text: str) -> bool:
        """Whether one of the range items is worded so."""
        return plain(text) in map(plain, self.range.values())

    def changed_items(self, other: "Wording") -> list[tuple[str, str]]:
        """Each range item that is worded in another way there, as (here, there), put together by id; empty where one side has none."""
        here = {name: plain(text) for name, text in self.range.items() if not other.has_item(text)}
        there = {name: plain(text) for name, text in other.range.items() if not self.has_item(text)}
        return [(here.get(name, ""), there.get(name, "")) for name in dict.fromkeys((*here, *there))]


def plain(text: str) -> str:
    """`text` as far as it counts: in Unicode's composed form (NFC), with single spaces between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fingerprint(text: str) -> str:
    """The SHA-256 of the wording as far as it counts, in hexadecimal."""
    return hashlib.sha256(plain(text).encode("utf-8", "surrogatepass")).hexdigest()


def difference(before: str, after: str) -> list[Run]:
    """What became of `before`, word by word."""
    old, new = plain(before).split(), plain(after).split()
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    middle = _compared(old[first : len(old) - last], new[first : len(new) - last])
    runs = [("same", old[:first]), *middle, ("same", old[len(old) - last :])]
    return [Run(kind, " ".join(words)) for kind, words in runs if words]  # type: ignore[arg-type]


def in_words(before: Wording, after: Wording) -> str:
    """What changed, in one line: `"Describe" is now "Detail"; range item "Angry" is new`."""
    said = _said(difference(before.text, after.text)) if plain(before.text) != plain(after.text) else []
    said += [_item_said(old, new) for old, new in before.changed_items(after)]
    return "; ".join(said)


def marked(runs: Iterable[Run], without: Literal["gone", "new"], mark: Callable[[str], str]) -> str:
    """One side of a difference as one text: the runs of the other side left out, its own marked."""
    return " ".join(run.text if run.kind == "same" else mark(run.text) for run in runs if run.kind != without)


def _compared(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    if len(old) * len(new) > MOST_COMPARED:
        return [("gone", old), ("new", new)]
    runs: list[tuple[str, Sequence[str]]] = []
    for code, start, end, other, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        runs += [("same", old[start:end])] if code == "equal" else [("gone", old[start:end]), ("new", new[other:stop])]
    return runs


def _said(runs: Sequence[Run]) -> list[str]:
    said, place = [], 0
    while place < len(runs):
        run, after = runs[place], runs[place + 1] if place + 1 < len(runs) else None
        if run.kind == "gone" and after and after.kind == "new":
            said.append(f'"{run.text}" is now "{after.text}"')
            place += 1
        elif run.kind != "same":
            said.append(f'"{run.text}" is {run.kind}')
        place += 1
    return said


def _item_said(old: str, new: str) -> str:
    if not old:
        return f'range item "{new}" is new'
    return f'range item "{old}" is ' + (f'now "{new}"' if new else "gone")
