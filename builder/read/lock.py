"""The record of reviews beside a specification: the wording that each criterion's content was last reviewed against.

`qualifications/NAME.lock.yaml`, written by `coursewright review`: a fingerprint (see `builder.wording`) and the wording itself for
each criterion and range item, in the specification's order, one value a line, so that it reads and merges well.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import field

from builder.diagnostics import Diagnostic, Rule
from builder.model import Qualification
from builder.questions.base import Form, Text
from builder.read.validate import read_form
from builder.read.yaml_text import SYNTAX, Loc, YamlText
from builder.source import Source
from builder.wording import Wording, fingerprint

STALE = Rule("CW231", "review-of-nothing", "warning")
FORGED = Rule("CW232", "edited-review")

SUFFIX = ".lock.yaml"
_CONFLICT = "<<<<<<<"

Record = dict[str, dict[str, Wording]]
"""Unit -> criterion -> wording."""


class Lock(NamedTuple):
    """A record of reviews as read."""

    record: Record
    source: Source


class ItemForm(Form, frozen=True):
    """A range item as it was reviewed."""

    text: Text
    """The range item's wording when its content was last reviewed."""
    fingerprint: Text
    """The SHA-256 of that wording, by which an edit of this file is noticed."""


class EntryForm(Form, frozen=True):
    """A criterion as it was reviewed."""

    text: Text
    """The criterion's wording when its content was last reviewed."""
    fingerprint: Text
    """The SHA-256 of that wording, by which an edit of this file is noticed."""
    range: dict[str, ItemForm] = field(default_factory=dict)
    """The criterion's range items, each by its id."""


class LockForm(Form, frozen=True):
    """`qualifications/*.lock.yaml`: the record of reviews, which `coursewright review` writes."""

    units: dict[str, dict[str, EntryForm]]
    """The criteria reviewed, by the unit's reference and then by the criterion's number."""


def read_lock(source: Source, qualification: Qualification) -> tuple[Lock | None, list[Diagnostic]]:
    """The record that `source` holds of the reviews of a qualification, as far as it can be read."""
    unmerged = next((number for number, line in enumerate(source.lines, 1) if line.startswith(_CONFLICT)), None)
    if unmerged:
        hint = f"keep the entries of both sides, without the lines that git put in: {_CONFLICT}, ======= and >>>>>>>"
        return None, [SYNTAX.at(source.span(unmerged, 1, len(_CONFLICT)), "two records of reviews were merged, and here they disagree", hint=hint)]
    form, document, wrong = read_form(LockForm, source)
    if form is None:
        return None, wrong
    record = {
        ref: {name: Wording(entry.text, {item: each.text for item, each in entry.range.items()}) for name, entry in criteria.items()}
        for ref, criteria in form.units.items()
    }
    return Lock(record, source), [*wrong, *_stale(record, qualification, document), *_forged(form, document)]


def _stale(record: Record, qualification: Qualification, document: YamlText) -> Iterator[Diagnostic]:
    """Entries for what the specification does not have, or no longer."""
    for ref, criteria in record.items():
        unit = qualification.unit(ref)
        if unit is None:
            yield _gone(document, ("units", ref), ref, qualification)
        for name in criteria if unit else ():
            if unit and not unit.criterion(name):
                yield _gone(document, ("units", ref, name), f"{ref} {name}", qualification)


def _gone(document: YamlText, at: Loc, what: str, qualification: Qualification) -> Diagnostic:
    hint = "see what its content serves today; `coursewright review` takes the entry out"
    return STALE.at(document.key(at), f"{what} was reviewed, but {qualification.number} does not have it", hint=hint)


def _forged(form: LockForm, document: YamlText) -> Iterator[Diagnostic]:
    for ref, criteria in form.units.items():
        for name, entry in criteria.items():
            at: Loc = ("units", ref, name)
            worded: list[tuple[ItemForm | EntryForm, Loc]] = [(entry, at), *((each, (*at, "range", item)) for item, each in entry.range.items())]
            for each, place in worded:
                if fingerprint(each.text) != each.fingerprint:
                    hint = "the file was edited: take it back from version control, or remove the entry and review the criterion again"
                    yield FORGED.at(document.place((*place, "fingerprint")), f"the fingerprint of {ref} {name} is not that of the wording beside it", hint=hint)
