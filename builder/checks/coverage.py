"""Which criteria are taught and assessed, and where: a pure function of a course.

A criterion is covered when at least one part teaches it and at least N test questions assess it, and the same
holds for each of its range items. A tag on a range item counts for its criterion too. What is a draft counts for nothing.
"""

from typing import Literal, NamedTuple

from builder.model import Course, Criterion, Lesson, Outcome, Part, Question, Tag, UnitContent

Status = Literal["covered", "partly", "uncovered"]


class Taught(NamedTuple):
    """A part that teaches a criterion."""

    lesson: Lesson
    part: Part


class Evidence(NamedTuple):
    """What teaches and assesses one criterion or one range item."""

    taught: tuple[Taught, ...]
    practice: tuple[Question, ...]
    test: tuple[Question, ...]

    def status(self, needed: int) -> Status:
        """How it stands when `needed` test questions are asked for."""
        if not self.taught and not self.test:
            return "uncovered"
        return "covered" if self.taught and len(self.test) >= needed else "partly"

    def gaps(self, needed: int) -> list[str]:
        """What is missing, each in a few words."""
        words = []
        if not self.taught:
            words.append("no part teaches it")
        if len(self.test) < needed:
            words.append(f"{len(self.test)} of {needed} test questions")
        return words


class CoveredItem(NamedTuple):
    """A range item and what covers it."""

    id: str
    text: str
    evidence: Evidence
    status: Status


class CoveredCriterion(NamedTuple):
    """A criterion and what covers it; `status` takes its range items in."""

    criterion: Criterion
    evidence: Evidence
    items: tuple[CoveredItem, ...]
    status: Status

    def gaps(self, needed: int) -> list[str]:
        """Each gap in a few words, range items by their text."""
        return self.evidence.gaps(needed) + [f'"{item.text}": {gap}' for item in self.items for gap in item.evidence.gaps(needed)]


class CoveredUnit(NamedTuple):
    """A unit's criteria, by outcome."""

    content: UnitContent
    outcomes: tuple[tuple[Outcome, tuple[CoveredCriterion, ...]], ...]

    def criteria(self) -> list[CoveredCriterion]:
        """Every criterion, in order."""
        return [criterion for _, criteria in self.outcomes for criterion in criteria]

    @property
    def complete(self) -> bool:
        """Whether every criterion is covered and nothing is a draft."""
        return not self.content.drafts() and all(criterion.status == "covered" for criterion in self.criteria())


class Coverage(NamedTuple):
    """Coverage of a whole qualification; `needed` is N."""

    course: Course
    needed: int
    units: tuple[CoveredUnit, ...]


def coverage(course: Course) -> Coverage:
    """The coverage of `course`."""
    needed = course.settings.test_questions
    return Coverage(course, needed, tuple(unit_coverage(content, needed) for content in course.units))


def unit_coverage(content: UnitContent, needed: int) -> CoveredUnit:
    """The coverage of one unit."""
    outcomes = tuple((outcome, tuple(_criterion(content, each, needed) for each in outcome.criteria)) for outcome in content.unit.outcomes)
    return CoveredUnit(content, outcomes)


def _criterion(content: UnitContent, criterion: Criterion, needed: int) -> CoveredCriterion:
    evidence = _evidence(content, criterion.id, None)
    items = tuple(_item(content, criterion.id, item.id, item.text, needed) for item in criterion.range)
    statuses = {evidence.status(needed), *(item.status for item in items)}
    status: Status = statuses.pop() if len(statuses) == 1 else "partly"
    return CoveredCriterion(criterion, evidence, items, status)


def _item(content: UnitContent, criterion: str, item: str, text: str, needed: int) -> CoveredItem:
    evidence = _evidence(content, criterion, item)
    return CoveredItem(item, text, evidence, evidence.status(needed))


def _evidence(content: UnitContent, criterion: str, item: str | None) -> Evidence:
    def meant(tags: tuple[Tag, ...]) -> bool:
        return any(tag.criterion == criterion and (item is None or tag.item == item) for tag in tags)

    asked = [question for question in content.questions if meant(question.tags) and not question.draft]
    return Evidence(
        tuple(Taught(lesson, part) for lesson in content.lessons if not lesson.draft for part in lesson.parts if meant(part.tags)),
        tuple(question for question in asked if question.purpose == "practice"),
        tuple(question for question in asked if question.purpose == "test" and question.body.scored),
    )
