"""The record of reviews beside a specification: the wording that each criterion's content was last reviewed against.

`qualifications/NAME.lock.yaml`, written by `coursewright review`: a fingerprint (see `builder.wording`) and the wording itself for
each criterion and range item, in the specification's order, one value a line, so that it reads and merges well.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from msgspec import field

from builder.diagnostics import Diagnostic, Rule
from builder.model import Qualification
from builder.questions.base import Form, Text
from builder.read.validate import validate
from builder.read.yaml_syntax import SYNTAX
from builder.read.yaml_text import Loc, YamlText, read_yaml
from builder.source import Source
from builder.wording import Wording, fingerprint, plain

STALE = Rule("CW231", "review-of-nothing", "warning")
FORGED = Rule("CW232", "edited-review")

SUFFIX = ".lock.yaml"
HEAD = """\
# The wording that the content of each criterion was last reviewed against.
# `coursewright review` writes this file: keep it with the course, and do not edit it by hand.
"""
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
    document = read_yaml(source)
    if document.data is None and document.findings:
        return None, list(document.findings)
    form, wrong = validate(LockForm, document)
    if form is None:
        return None, [*document.findings, *wrong]
    record = {
        ref: {name: Wording(entry.text, {item: each.text for item, each in entry.range.items()}) for name, entry in criteria.items()}
        for ref, criteria in form.units.items()
    }
    return Lock(record, source), [*document.findings, *wrong, *_stale(record, qualification, document), *_forged(form, document)]


def lock_text(record: Record) -> str:
    """The record as its file has it: what `read_lock` reads back."""
    units = {ref: {name: _entry(wording) for name, wording in criteria.items()} for ref, criteria in record.items() if criteria}
    return HEAD + yaml.dump({"units": units}, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=10**9)


def _entry(wording: Wording) -> dict[str, Any]:
    items = {name: _worded(text) for name, text in wording.range.items()}
    return _worded(wording.text) | ({"range": items} if items else {})


def _worded(text: str) -> dict[str, Any]:
    return {"text": plain(text), "fingerprint": fingerprint(text)}


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
