"""CW230 and CW233: criteria that are worded in another way than when their content was reviewed, or not reviewed yet. And what a review records."""

import shlex
from collections.abc import Collection, Iterator
from typing import NamedTuple

from builder.checks.coverage import CoveredCriterion, coverage
from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, Criterion, UnitContent
from builder.read.lock import Record
from builder.wording import Wording, difference, in_words, marked, plain

CHANGED = Rule("CW230", "wording-changed", "warning")
UNREVIEWED = Rule("CW233", "not-reviewed-yet", "note")

MOST_NOTE = 60
"""Characters of a change that is said beside the underline."""


class Review(NamedTuple):
    """What a review records of one criterion: `before` is None where nothing was recorded, `after` where it is no longer there."""

    ref: str
    criterion: str
    before: Wording | None
    after: Wording | None


def wordings(course: Course) -> Iterator[Diagnostic]:
    """A finding for each criterion that is no longer worded as it was reviewed."""
    for content in course.units:
        for criterion in content.unit.criteria():
            reviewed = (content.reviewed or {}).get(criterion.id)
            if reviewed and not reviewed.same(criterion.wording):
                yield _changed(course, content, criterion, reviewed)


def unreviewed(course: Course) -> Iterator[Diagnostic]:
    """A note on each unit with content that nobody has reviewed, in a course that keeps a record of reviews."""
    for unit in coverage(course).units:
        content, reviewed = unit.content, unit.content.reviewed
        ids = [each.criterion.id for each in unit.criteria() if reviewed is not None and _has_content(each) and each.criterion.id not in reviewed]
        if ids:
            count = "1 criterion" if len(ids) == 1 else f"{len(ids)} criteria"
            message = f"{count} of {content.unit.ref} {'has' if len(ids) == 1 else 'have'} content that nobody has reviewed yet: {', '.join(ids)}"
            yield UNREVIEWED.at(content.span, message, hint=f"when it has been: {command(course, content.unit.ref)}")


def command(course: Course, ref: str, criteria: Collection[str] = ()) -> str:
    """What to type to record that content was reviewed."""
    path = [shlex.quote(course.folder)] if course.folder not in ("", ".", "content") else []
    mapped = ["-q", course.qualification.name] if course.qualification.maps_to else []
    return " ".join(["coursewright", "review", *path, ref, *criteria, *mapped])


def reviewed(course: Course, old: Record, wanted: tuple[str, Collection[str]] | None, *, everything: bool) -> tuple[Record, list[Review]]:
    """The record after a review, in the specification's order, and what that changes.

    `wanted` is a unit and those of its criteria that were reviewed, all where there are none; None is the whole qualification.
    Criteria that have neither content nor an entry are left out, but for `everything`. What the specification no longer has is
    taken out where all of the qualification or unit was reviewed.
    """
    new: Record = {}
    for unit in coverage(course).units:
        ref = unit.content.unit.ref
        before = old.get(ref, {})
        new[ref] = {each.criterion.id: each.criterion.wording for each in unit.criteria() if everything or _has_content(each) or each.criterion.id in before}
        if not _whole(ref, wanted):
            named = wanted[1] if wanted and wanted[0] == ref else ()
            now = {name: wording if name in named else before.get(name) for name, wording in new[ref].items()}
            new[ref] = {name: wording for name, wording in {**now, **{name: before[name] for name in before if name not in now}}.items() if wording}
    if wanted is not None:
        new |= {ref: criteria for ref, criteria in old.items() if ref not in new}
    return new, list(_changes(old, new))


def _whole(ref: str, wanted: tuple[str, Collection[str]] | None) -> bool:
    """Whether all of a unit was reviewed."""
    return wanted is None or (wanted[0] == ref and not wanted[1])


def _has_content(covered: CoveredCriterion) -> bool:
    return any(covered.evidence)


def _changes(old: Record, new: Record) -> Iterator[Review]:
    for ref in dict.fromkeys((*new, *old)):
        before, after = old.get(ref, {}), new.get(ref, {})
        for name in dict.fromkeys((*after, *before)):
            was, now = before.get(name), after.get(name)
            if was is None or now is None or not was.same(now):
                yield Review(ref, name, was, now)


def _changed(course: Course, content: UnitContent, criterion: Criterion, reviewed: Wording) -> Diagnostic:
    today, name = criterion.wording, f"{content.unit.ref} {criterion.id}"
    note = in_words(reviewed, today)
    lines = ["read its content against the new wording, then accept it:", command(course, content.unit.ref, [criterion.id])]
    if plain(reviewed.text) != plain(today.text):
        runs = difference(reviewed.text, today.text)
        lines = [f"reviewed: {marked(runs, 'new', _bracketed)}", f"today:    {marked(runs, 'gone', _bracketed)}", *lines]
    if len(note) > MOST_NOTE and reviewed.changed_items(today):
        lines.insert(-2, in_words(reviewed._replace(text=today.text), today))
    message = f"the wording of {name} has changed since its content was reviewed"
    return CHANGED.at(criterion.span, message, note=note if len(note) <= MOST_NOTE else "", hint="\n".join(lines))


def _bracketed(text: str) -> str:
    return f"[{text}]"
