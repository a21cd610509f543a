"""CW201: a unit that has content leaves a criterion untaught or unassessed; CW220: what is still to be written."""

from collections.abc import Iterator

from builder.checks.coverage import CoveredCriterion, unit_coverage
from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, UnitContent
from builder.source import Span

GAP = Rule("CW201", "criterion-not-covered")
DRAFT = Rule("CW220", "draft", "warning")


def gaps(course: Course) -> Iterator[Diagnostic]:
    """A finding for each criterion of a started unit that is not covered."""
    needed = course.settings.test_questions
    for content in course.units:
        if content.empty:
            continue
        whole = {each.criterion.id for each in unit_coverage(_written(content), needed).criteria() if each.met} if content.drafts() else ()
        for covered in unit_coverage(content, needed).criteria():
            if not covered.met and covered.criterion.id not in whole:
                missing = "; ".join(covered.gaps(needed))
                home = course.qualification.maps_to
                span = covered.criterion.span if home else content.span
                yield GAP.at(span, f"{content.unit.ref} {covered.criterion.id} is {_word(covered)}: {missing}", hint=mend(covered, needed, home))


def mend(covered: CoveredCriterion, needed: int, home: str | None) -> str:
    """What to do next about a criterion that is not covered; `home` is the qualification that its own maps to."""
    return _mend_mapped(covered, home) if home else _mend(covered, needed)


def drafts(course: Course) -> Iterator[Diagnostic]:
    """A finding for each lesson and each quiz file with questions that are still to be written. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            if lesson.draft:
                yield _draft(f"the lesson `{lesson.title}`", lesson.span, "teaches")
        questions = [question for question in content.questions if question.draft]
        for path in dict.fromkeys(question.path for question in questions):
            here = [question for question in questions if question.path == path]
            yield _draft(f"question `{here[0].id}`{_others(len(here) - 1)}", here[0].span, "assesses")


def without_drafts(course: Course) -> Course:
    """The course as far as it is written."""
    return course._replace(units=tuple(content.written() if content.drafts() else content for content in course.units))


def _others(count: int) -> str:
    return "" if not count else f", like {count} other{'' if count == 1 else 's'} here,"


def _draft(what: str, span: Span, counts: str) -> Diagnostic:
    return DRAFT.at(span, f"{what} is a draft: it {counts} nothing yet", hint="write it, then take out its line `draft: true`")


def _written(content: UnitContent) -> UnitContent:
    """The unit's content as if its drafts were written."""
    lessons = tuple(each._replace(draft=False) for each in content.lessons)
    return content._replace(lessons=lessons, questions=tuple(each._replace(draft=False) for each in content.questions))


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
