"""Markdown inside YAML: what stands in it, all of it placed where the value stands."""

from collections.abc import Iterator
from typing import Any

from builder.markup import MARKS, Markup
from builder.memo import remembered
from builder.read.yaml_text import Loc, YamlText
from builder.source import Span


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


@remembered
def _scanned(text: str, span: Span) -> Markup:
    from builder.read.inline import in_value

    return in_value(text, span)
