"""Findings about what an author wrote: data first, renderings after.

A rule has a stable code and name; a `Diagnostic` is one finding of a rule at one place. Nothing here
reads a file or prints.
"""

import difflib
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from builder.source import Span

LEAST = 3
"""Letters from which on the beginning of a word says which is meant."""

Severity = Literal["error", "warning", "note"]
"""A note is said and nothing more: it changes no exit code and stops no build."""


class Diagnostic(NamedTuple):
    """One finding: what is wrong, where, and how to mend it.

    `message` is one sentence without a full stop; `note` stands beside the underline; `hint` says what to
    write instead, `None` where there is nothing to say beyond the message.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    note: str = ""
    hint: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data, the span's fields beside the rest."""
        data = self._asdict()
        return {**{key: data[key] for key in data if key != "span"}, **self.span._asdict()}


class Rule(NamedTuple):
    """A rule that findings belong to; `code` and `name` never change once published."""

    code: str
    name: str
    severity: Severity = "error"

    def at(self, span: Span, message: str, *, note: str = "", hint: str | None = None) -> Diagnostic:
        """A finding of this rule at `span`."""
        return Diagnostic(self.code, self.name, self.severity, message, span, note, hint)


def in_reading_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings sorted by place, each one once; those of one rule at one place stay as they come."""
    return sorted(dict.fromkeys(findings), key=lambda finding: (finding.span, finding.code))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, or else the one that begins with it; None when nothing is near."""
    words = list(known)
    begin = [each for each in words if len(word) >= LEAST and each.startswith(word)]
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6) or (begin if len(begin) == 1 else [])
    return near[0] if near else None


def counts(findings: Iterable[Diagnostic]) -> bool:
    """Whether any finding is more than a note."""
    return any(finding.severity != "note" for finding in findings)


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity == "error" for finding in findings)
