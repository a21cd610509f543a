"""CW201: a unit that has content leaves a criterion untaught or unassessed."""

from collections.abc import Iterator

from builder.checks.coverage import CoveredCriterion, unit_coverage
from builder.diagnostics import Diagnostic, Rule
from builder.model import Course

GAP = Rule("CW201", "criterion-not-covered")


def gaps(course: Course) -> Iterator[Diagnostic]:
    """A finding for each criterion of a started unit that is not covered."""
    needed = course.settings.test_questions
    for content in course.units:
        if content.empty:
            continue
        for covered in unit_coverage(content, needed).criteria():
            if not covered.met:
                missing = "; ".join(covered.gaps(needed))
                home = course.qualification.maps_to
                span = covered.criterion.span if home else content.span
                yield GAP.at(span, f"{content.unit.ref} {covered.criterion.id} is {_word(covered)}: {missing}", hint=mend(covered, needed, home))


def mend(covered: CoveredCriterion, needed: int, home: str | None) -> str:
    """What to do next about a criterion that is not covered; `home` is the qualification that its own maps to."""
    return _mend_mapped(covered, home) if home else _mend(covered, needed)


def _word(covered: CoveredCriterion) -> str:
    return "partly covered" if covered.status == "partly" else "uncovered"


def _mend_mapped(covered: CoveredCriterion, home: str) -> str:
    same = covered.criterion.same_as
    if same is None:
        return f"say with `same_as` which criterion of `{home}` equals it"
    return f"teach and assess {same.unit} {same.criterion}, which it equals; range items count by their own names"


def _mend(covered: CoveredCriterion, needed: int) -> str:
    bare = [item for item in covered.items if item.status not in ("covered", "suspect")]
    tag = f"{covered.criterion.id}/{bare[0].id}" if bare else covered.criterion.id
    untaught = not (bare[0].evidence if bare else covered.evidence).taught
    if untaught:
        return f'tag a part with it: ## … {{: criteria="{tag}" }}'
    return f"write test questions with `criteria: [{tag}]` until there are {needed}"
