"""What a course is, as frozen values.

qualification -> unit -> outcome -> criterion -> range item, as the awarding organisation words them;
course -> unit's content -> lesson -> part, and question -> option, as the authors write them.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, Protocol

from markupsafe import Markup as Html

from builder.look import Look
from builder.markup import Image, Markup
from builder.source import Span
from builder.wording import Wording

Purpose = Literal["practice", "test"]
Sector = Literal["commercial", "public", "third"]
AnswersShown = Literal["when-achieved", "after-test", "never"]

_REFERENCE = re.compile(r"\s*[A-Za-z]/\d{3}/\w{4}(?:\s+|$)")


class RangeItem(NamedTuple):
    """One item of a criterion's "to include" list; tagged as `4.4/angry`."""

    id: str
    text: str


class SameAs(NamedTuple):
    """The criterion of another qualification that this one equals, and why where the wording differs."""

    unit: str
    criterion: str
    because: str | None
    span: Span


class Criterion(NamedTuple):
    """An assessment criterion. `id` is "2.4" within its unit, as typed."""

    id: str
    text: str
    range: tuple[RangeItem, ...]
    same_as: SameAs | None
    span: Span

    @property
    def wording(self) -> Wording:
        """How it is worded, with its range items."""
        return Wording(self.text, {item.id: item.text for item in self.range})


class Outcome(NamedTuple):
    """A learning outcome and its criteria, in order."""

    number: str
    text: str
    criteria: tuple[Criterion, ...]


class Unit(NamedTuple):
    """A unit of a qualification. Guided learning in hours."""

    ref: str
    title: str
    level: int
    credit: int
    guided_learning_hours: int
    aim: str
    outcomes: tuple[Outcome, ...]
    span: Span

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion, in order."""
        for outcome in self.outcomes:
            yield from outcome.criteria

    def criterion(self, identifier: str) -> Criterion | None:
        """The criterion with that id, None when the unit has none."""
        return next((each for each in self.criteria() if each.id == identifier), None)


class Qualification(NamedTuple):
    """A specification. `name` is its file's stem; `maps_to` names the one its `same_as` refers to.

    `places` says where the figures of the whole stand, by their keys.
    """

    name: str
    number: str
    title: str
    awarding_organisation: str
    level: int
    credit: int
    guided_learning_hours: int
    total_qualification_time: int
    review_date: str
    places: dict[str, Span]
    maps_to: str | None
    maps_to_span: Span
    units: tuple[Unit, ...]
    span: Span

    def unit(self, ref: str) -> Unit | None:
        """The unit with that reference, None when there is none."""
        return next((each for each in self.units if each.ref == ref), None)


class Tag(NamedTuple):
    """A criterion that an author named: "1.1", or "4.4/angry" with a range item, "" where only the slash stands."""

    criterion: str
    item: str | None
    span: Span

    @classmethod
    def parse(cls, text: str, span: Span) -> "Tag":
        """The tag that `text` spells; nothing is checked against a specification.

        A unit's reference in front of the criterion, slashes and all, is kept as part of `criterion`.
        """
        reference = _REFERENCE.match(text)
        start = reference.end() if reference else 0
        criterion, slash, item = text[start:].partition("/")
        return cls((text[:start] + criterion).strip(), item.strip() if slash else None, span)

    def __str__(self) -> str:
        return self.criterion if self.item is None else f"{self.criterion}/{self.item}"


class Term(NamedTuple):
    """A word of the glossary. `id` names it in links, `forms` are its other spellings, `means` is Markdown with `texts` in it."""

    id: str
    term: str
    forms: tuple[str, ...]
    means: str
    texts: tuple[Markup, ...]
    span: Span


class Part(NamedTuple):
    """A section of a lesson under one `##` heading. `body` is its Markdown, `line` that of the heading.

    `language` is "" where it is the lesson's.
    """

    id: str
    title: str
    language: str
    tags: tuple[Tag, ...]
    body: str
    span: Span


class Activity(NamedTuple):
    """Something to do and to write about. `tags`: its own, else those of its part, else of its lesson. `part` is the id of the part around it."""

    id: str
    title: str
    tags: tuple[Tag, ...]
    part: str | None
    span: Span

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it is evidence for, each once, without range items."""
        return tuple(dict.fromkeys(tag.criterion for tag in self.tags))


class Lesson(NamedTuple):
    """One Markdown file. `opening` is the Markdown before the first part; `definitions` its link definitions.

    `images` maps the target of each image, and of each file that a block names, as written, to a path in `Course.files`.
    `glossary`: whether words of the glossary are marked in its text by themselves. `language` is "" where it is the course's. A `draft` teaches nothing yet.
    """

    id: str
    path: str
    title: str
    language: str
    goal: str
    minutes: int
    tags: tuple[Tag, ...]
    opening: str
    parts: tuple[Part, ...]
    activities: tuple[Activity, ...]
    definitions: str
    images: dict[str, str]
    glossary: bool
    markup: Markup
    span: Span
    draft: bool = False

    def placed(self) -> tuple[str, ...]:
        """The ids of the questions that the author put into the text, in order."""
        return tuple(block.options["id"][0] for block in self.markup.blocks if block.name == "question" and "id" in block.options)


class Draw(Protocol):
    """Renders an author's Markdown for a question."""

    def inline(self, text: str) -> Html:
        """One line, without a paragraph around it."""
        ...

    def text(self, text: str) -> Html:
        """Paragraphs and lists."""
        ...

    def picture(self, target: str, alt: str) -> Html:
        """A picture that the question names; nothing where it is not there."""
        ...


class Body(Protocol):
    """What a question type adds to a question; see `builder.questions`."""

    @property
    def scored(self) -> bool:
        """Whether an answer can be right or wrong."""
        ...

    def view(self, draw: Draw) -> dict[str, Any]:
        """What the type's template shows, as `question.view`."""
        ...

    def solution(self) -> dict[str, Any]:
        """What counts as right: a `Solution` of runtime/types.js."""
        ...

    def signature(self) -> str:
        """Another one means that answers stored earlier no longer fit."""
        ...

    def longest_answer(self) -> int:
        """The most characters that a packed answer can take."""
        ...


class Question(NamedTuple):
    """A question of a quiz. `part` is the part that covers it, where the author named one, at `part_span`.

    `texts` is what stands in its Markdown, `pictures` are those that its type names; `images` maps their targets to paths
    in `Course.files`. A `draft` assesses nothing yet.
    """

    id: str
    type: str
    purpose: Purpose
    tags: tuple[Tag, ...]
    part: str | None
    part_span: Span
    prompt: str
    body: Body
    texts: tuple[Markup, ...]
    pictures: tuple[Image, ...]
    images: dict[str, str]
    path: str
    span: Span
    draft: bool = False

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria it is tagged with, each once, without range items."""
        return tuple(dict.fromkeys(tag.criterion for tag in self.tags))


class Organisation(NamedTuple):
    """A fictional organisation that lessons return to. `sign` is the path of its SVG, or None; `span` where that is named."""

    id: str
    name: str
    sector: Sector
    about: str
    sign: str | None
    span: Span


class UnitContent(NamedTuple):
    """What authors wrote for one unit: empty tuples where there is nothing yet.

    `intros` and `shorts` are by outcome number; `texts` is what stands in the Markdown of unit.yaml; `terms` are those
    of the course's glossary and of the unit's own. `testing` is the course's, with what the unit says otherwise.
    `reviewed` is the wording that each criterion's content was last reviewed against, None where the course keeps no record of it.
    """

    unit: Unit
    folders: tuple[str, ...]
    lede: str
    about: str
    shorts: dict[str, str]
    intros: dict[str, str]
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]
    texts: tuple[Markup, ...]
    terms: tuple[Term, ...]
    testing: "Testing"
    reviewed: dict[str, Wording] | None
    span: Span

    def drawn_for(self, criterion: str, usual: int) -> int:
        """How many questions a test draws for a criterion; `usual` where it has no rule of its own."""
        rule = self.testing.criteria.get(criterion)
        return rule.draw if rule else usual

    @property
    def empty(self) -> bool:
        """Whether nobody has written anything for the unit yet."""
        return not self.lessons and not self.questions

    def drafts(self) -> list[Lesson | Question]:
        """The lessons and questions that are still to be written."""
        return [*(each for each in self.lessons if each.draft), *(each for each in self.questions if each.draft)]

    def written(self) -> "UnitContent":
        """The content without drafts."""
        lessons = tuple(each for each in self.lessons if not each.draft)
        return self._replace(lessons=lessons, questions=tuple(each for each in self.questions if not each.draft))

    def pictures(self) -> Iterator[tuple[Image, str | None]]:
        """Every picture that the lessons show and the questions name, with its path in `Course.files` where it is there."""
        for lesson in self.lessons:
            yield from ((image, lesson.images.get(image.target)) for image in lesson.markup.images)
        for question in self.questions:
            yield from ((image, question.images.get(image.target)) for image in question.pictures)


class CriterionRule(NamedTuple):
    """A criterion's own rule: how many questions a test draws for it, and the share of their credit (0 to 1) that achieves it."""

    draw: int
    share: float
    span: Span


class Testing(NamedTuple):
    """How a unit's tests go. `minutes`: the time limit of each, None for none; `extra_time`: per cent that a learner may add.

    `answers`: when a review shows the right answer of what was missed. `criteria`: the rules of criteria that have their own.
    """

    minutes: int | None
    extra_time: tuple[int, ...]
    confidence: bool
    answers: AnswersShown
    criteria: dict[str, CriterionRule]


class Settings(NamedTuple):
    """A course's rules. `test_questions` is N: needed and drawn for each criterion. `pass_mark` in per cent, None for every criterion.

    `part_words`: the most words of a part. `reading_grade`: the highest school year (of the United States) that a part may
    read like, None for no limit.
    """

    test_questions: int
    pass_mark: int | None
    part_words: int
    reading_grade: int | None


class Course(NamedTuple):
    """One build of a qualification's units. `folder` is the course folder's path as shown to authors.

    `language` is the content's, `interface` the one that the page itself should speak; `look` is the theme.
    """

    title: str
    language: str
    interface: str
    folder: str
    settings: Settings
    organisations: tuple[Organisation, ...]
    qualification: Qualification
    units: tuple[UnitContent, ...]
    files: dict[str, bytes]
    look: Look


def slug(text: str) -> str:
    """`text` as lower-case letters, digits and single hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"
