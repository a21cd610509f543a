"""Which criteria are taught and assessed, and where: a pure function of a course.

A criterion is covered when at least one part teaches it and at least N test questions assess it, and the same
holds for each of its range items. A tag on a range item counts for its criterion too. A covered criterion whose
wording is another than the one that its content was reviewed against is suspect. What is a draft counts for nothing.
"""

from typing import Literal, NamedTuple

from builder.model import Course, Criterion, Lesson, Outcome, Part, Question, Tag, UnitContent
from builder.wording import Wording, in_words

Status = Literal["covered", "partly", "uncovered", "suspect"]


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
    """A criterion and what covers it; `status` takes its range items in. `reviewed` is another wording, that its content was reviewed against."""

    criterion: Criterion
    evidence: Evidence
    items: tuple[CoveredItem, ...]
    status: Status
    reviewed: Wording | None

    @property
    def met(self) -> bool:
        """Whether nothing is missing, though the wording may have changed."""
        return self.status in ("covered", "suspect")

    def gaps(self, needed: int) -> list[str]:
        """Each gap in a few words, range items by their text; at last what was changed in the wording."""
        missing = self.evidence.gaps(needed) + [f'"{item.text}": {gap}' for item in self.items for gap in item.evidence.gaps(needed)]
        return missing + ([f"wording changed since review: {in_words(self.reviewed, self.criterion.wording)}"] if self.reviewed else [])


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

    @property
    def met(self) -> bool:
        """Whether nothing is missing for any criterion and nothing is a draft, though wordings may have changed."""
        return not self.content.drafts() and all(criterion.met for criterion in self.criteria())


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
    reviewed = (content.reviewed or {}).get(criterion.id)
    items = tuple(_item(content, criterion.id, item.id, item.text, needed, reviewed) for item in criterion.range)
    other = reviewed if reviewed and not reviewed.same(criterion.wording) else None
    found = {evidence.status(needed), *(item.evidence.status(needed) for item in items)}
    status: Status = found.pop() if len(found) == 1 else "partly"
    return CoveredCriterion(criterion, evidence, items, "suspect" if other and status == "covered" else status, other)


def _item(content: UnitContent, criterion: str, item: str, text: str, needed: int, reviewed: Wording | None) -> CoveredItem:
    evidence = _evidence(content, criterion, item)
    status = evidence.status(needed)
    return CoveredItem(item, text, evidence, "suspect" if status == "covered" and reviewed and not reviewed.has_item(text) else status)


def _evidence(content: UnitContent, criterion: str, item: str | None) -> Evidence:
    def meant(tags: tuple[Tag, ...]) -> bool:
        return any(tag.criterion == criterion and (item is None or tag.item == item) for tag in tags)

    asked = [question for question in content.questions if meant(question.tags) and not question.draft]
    return Evidence(
        tuple(Taught(lesson, part) for lesson in content.lessons if not lesson.draft for part in lesson.parts if meant(part.tags)),
        tuple(question for question in asked if question.purpose == "practice"),
        tuple(question for question in asked if question.purpose == "test" and question.body.scored),
    )
