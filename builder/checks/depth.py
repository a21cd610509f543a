"""How deeply each criterion is taught and assessed, beside whether it is: a pure function of a course.

Counted are the questions by purpose and type, the share of scenarios among them, and the text that teaches: words, the
minutes that reading takes, and its reading level (see `builder.checks.prose`). A part that teaches two criteria counts for
each of them, and once for the unit.
"""

from collections import Counter
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from builder.checks.prose import Text, text_of
from builder.model import Course, Lesson, Part, Purpose, Question, UnitContent

PURPOSES: tuple[Purpose, ...] = ("practice", "test")
SCENARIO = "scenario"
THIN = 0.5
"""A criterion is thin when its text is less than this share of what the middle one of its unit has."""


class Depth(NamedTuple):
    """What teaches and assesses something. `types` counts the questions of each purpose and type."""

    text: Text
    parts: int
    types: dict[Purpose, dict[str, int]]

    def asked(self, purpose: Purpose) -> int:
        """How many questions there are for one purpose."""
        return sum(self.types[purpose].values())

    @property
    def questions(self) -> int:
        """How many questions there are."""
        return sum(self.asked(purpose) for purpose in PURPOSES)

    @property
    def scenarios(self) -> float:
        """The share of scenarios among the questions, from 0 to 1; 0 where there are none."""
        found = sum(counts.get(SCENARIO, 0) for counts in self.types.values())
        return found / self.questions if found else 0.0


class UnitDepth(NamedTuple):
    """Depth of a unit and of its criteria, by id. `minutes` is what its lessons say they take, `guided` the unit's hours in minutes.

    `thin` says of a criterion in a few words why it looks thin.
    """

    whole: Depth
    minutes: int
    guided: int
    criteria: dict[str, Depth]
    thin: dict[str, tuple[str, ...]]


def together(depths: Iterable[UnitDepth]) -> UnitDepth:
    """Several units as one, without their criteria."""
    listed = list(depths)
    types = {purpose: Counter[str]() for purpose in PURPOSES}
    for each in listed:
        for purpose, counts in each.whole.types.items():
            types[purpose].update(counts)
    whole = Depth(
        _sum(each.whole.text for each in listed),
        sum(each.whole.parts for each in listed),
        {purpose: dict(sorted(counts.items())) for purpose, counts in types.items()},
    )
    return UnitDepth(whole, sum(each.minutes for each in listed), sum(each.guided for each in listed), {}, {})


def course_depth(course: Course) -> dict[str, UnitDepth]:
    """The depth of every unit, by reference."""
    return {content.unit.ref: unit_depth(content, course.language) for content in course.units}


def unit_depth(content: UnitContent, language: str) -> UnitDepth:
    """The depth of one unit as far as it is written; `language` is the course's."""
    content = content.written()
    texts = [(part, part_text(lesson, part, language)) for lesson in content.lessons for part in lesson.parts]
    criteria = {each.id: _of_criterion(each.id, content, texts) for each in content.unit.criteria()}
    whole = Depth(_sum(lesson_text(lesson, language) for lesson in content.lessons), len(texts), _types(content.questions))
    minutes = sum(lesson.minutes for lesson in content.lessons)
    return UnitDepth(whole, minutes, content.unit.guided_learning_hours * 60, criteria, _thin(criteria))


def lesson_text(lesson: Lesson, language: str) -> Text:
    """All that there is to read in a lesson; `language` is the course's. Its `grade` is the lesson's reading level."""
    return _sum([text_of(lesson.opening, lesson.language or language), *(part_text(lesson, part, language) for part in lesson.parts)])


def part_text(lesson: Lesson, part: Part, language: str) -> Text:
    """What there is to read in one part, its heading included."""
    return text_of(f"## {part.title}\n\n{part.body}", part.language or lesson.language or language)


def _of_criterion(criterion: str, content: UnitContent, texts: Iterable[tuple[Part, Text]]) -> Depth:
    mine = [text for part, text in texts if any(tag.criterion == criterion for tag in part.tags)]
    return Depth(_sum(mine), len(mine), _types(question for question in content.questions if criterion in question.criteria))


def _types(questions: Iterable[Question]) -> dict[Purpose, dict[str, int]]:
    counts: dict[Purpose, Counter[str]] = {purpose: Counter() for purpose in PURPOSES}
    for question in questions:
        counts[question.purpose][question.type] += 1
    return {purpose: dict(sorted(found.items())) for purpose, found in counts.items()}


def _sum(texts: Iterable[Text]) -> Text:
    total = Text()
    for text in texts:
        total = total.plus(text)
    return total


def _thin(criteria: dict[str, Depth]) -> dict[str, tuple[str, ...]]:
    """Only among criteria that have been begun: what is not there at all, coverage says."""
    taught = [depth.text.words for depth in criteria.values() if depth.parts]
    middle = median(taught) if taught else 0
    found = {name: tuple(_reasons(depth, middle)) for name, depth in criteria.items() if depth.parts or depth.questions}
    return {name: reasons for name, reasons in found.items() if reasons}


def _reasons(depth: Depth, middle: float) -> Iterable[str]:
    if depth.parts and depth.text.words < THIN * middle:
        yield f"{depth.text.words} words, where the unit's middle criterion has {middle:,.0f}"
    if depth.parts and not depth.types["practice"]:
        yield "no practice question"
    if depth.questions > 1 and len({kind for counts in depth.types.values() for kind in counts}) == 1:
        yield "questions of one type alone"
