"""Markdown inside YAML: what stands in it, all of it placed where the value stands."""

from collections.abc import Iterator
from typing import Any

from builder.markup import Markup
from builder.read.inline import MARKS, Inline
from builder.read.piece import Piece
from builder.read.yaml_text import Loc, YamlText
from builder.source import Source, Span


class _Value(Piece):
    """A YAML value: folded and quoted as it may be, its characters have no places of their own."""

    def __init__(self, text: str, span: Span) -> None:
        super().__init__(Source(span.path, text), text)
        self.value_span = span

    def at(self, line: int, column: int, length: int = 1) -> Span:
        return self.value_span


def texts(document: YamlText, at: Loc, skipped: frozenset[str] = frozenset()) -> tuple[Markup, ...]:
    """What stands in each text at `at` and inside it, but for values of the keys `skipped`; texts without any mark are left out."""
    value = document.data
    for step in at:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return tuple(_scanned(text, document.place(loc)) for loc, text in _strings(value, at, skipped) if not MARKS.isdisjoint(text))


def _strings(value: Any, loc: Loc, skipped: frozenset[str]) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _strings(each, (*loc, place), skipped)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in skipped:
                yield from _strings(each, (*loc, key), skipped)


def _scanned(text: str, span: Span) -> Markup:
    inline = Inline()
    inline.paragraph(_Value(text, span))
    inline.resolve()
    return inline.markup()
