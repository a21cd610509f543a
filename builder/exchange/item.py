"""A question between formats, as data."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from builder.diagnostics import Diagnostic, Rule
from builder.source import Span

NOT_CARRIED = Rule("CW910", "not-carried-over", "warning")
NOT_READ = Rule("CW911", "question-not-read")
BROKEN = Rule("CW912", "question-bank-broken")
REFUSED = Rule("CW913", "question-bank-refused")
NOT_WRITTEN = Rule("CW920", "not-exported", "warning")

TO_WRITE = "To write: why this is wrong."
"""Stands for feedback that a type has to have and that the other tool did not hold."""

Fields = dict[str, Any]
"""The keys of a question in our YAML, without `id`, `criteria` and `purpose`; a key without a value is left out."""


class Item(NamedTuple):
    """A question. `name` is what the other tool calls it, `tags` are as found there, `span` where it starts."""

    name: str
    fields: Fields
    tags: tuple[str, ...]
    span: Span


class Bank(NamedTuple):
    """The questions of a file, and what could not be carried over."""

    items: list[Item]
    findings: list[Diagnostic]


def lost(span: Span, name: str, what: Iterable[str], hint: str = "write it into the question by hand, where it matters") -> list[Diagnostic]:
    """One finding for all that a question loses, none where it loses nothing."""
    words = list(dict.fromkeys(what))
    return [NOT_CARRIED.at(span, f"of “{_short(name)}” this was not carried over: {'; '.join(words)}", hint=hint)] if words else []


def unread(span: Span, name: str, why: str) -> Diagnostic:
    """The finding for a question that was left out."""
    return NOT_READ.at(span, f"“{_short(name)}” was not read: {why}", hint="write it by hand, as one of the types that the README lists")


def number(text: str | None, usual: float) -> float:
    """The number that `text` says; `usual` where it says none."""
    try:
        found = float(text or "")
    except ValueError:
        return usual
    return found if math.isfinite(found) else usual


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 50 else plain[:49] + "…"


def without_nothing(fields: Fields) -> Fields:
    """The fields without those that say nothing: None, empty lists and texts, options that are not `correct`."""
    return {
        key: [without_nothing(each) if isinstance(each, dict) else each for each in value] if isinstance(value, list) else value
        for key, value in fields.items()
        if value not in (None, [], {}, "") and not (key == "correct" and value is False)
    }


def general_feedback(fields: Fields, text: str) -> list[str]:
    """Put what was to be said after any answer where nothing is said; what finds no place is given back."""
    if not text:
        return []
    placed = False
    options = fields.get("options") or fields.get("pairs") or fields.get("items") or fields.get("gaps") or ()
    for option in options:
        if not option.get("feedback"):
            option["feedback"] = text
            placed = True
    if fields["type"] == "true_false":
        told = fields.setdefault("feedback", {})
        placed = "true" not in told or "false" not in told
        fields["feedback"] = {"true": told.get("true", text), "false": told.get("false", text)}
    for key in {"numeric": ("feedback", "otherwise"), "reflect": ("model",)}.get(fields["type"], ()):
        if key not in fields:
            fields[key] = text
            placed = True
    return [] if placed else ["its general feedback"]
