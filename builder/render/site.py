"""One unit ready to be shown: every value resolved, nothing of any LMS in it.

`Site` is what the theme's templates see. Text fields are plain text (the templates escape them);
fields of type `Html` are finished, sanitised markup.
"""

from typing import Any, NamedTuple

from markupsafe import Markup as Html

from builder.languages import Direction
from builder.render.index import fold


class SiteOrganisation(NamedTuple):
    """A fictional organisation of the course. `sign` is an inline SVG (class "sign") or empty."""

    id: str
    name: str
    sector: str
    about: str
    sign: Html


class SiteQuestion(NamedTuple):
    """A question to show. `view` is what its type's template needs; `lang` are the attributes for its language, where
    that is not the course's; `part` is the part that covers it, shown as the way back.
    """

    id: str
    type: str
    purpose: str
    criteria: tuple[str, ...]
    lang: Html
    prompt: Html
    view: dict[str, Any]
    part: "SiteLink | None"


class SiteActivity(NamedTuple):
    """The field to write in below an activity."""

    id: str
    key: str
    title: str


class SiteLink(NamedTuple):
    """A place in the page: `href` starts with "#"."""

    href: str
    title: str


class SiteRange(NamedTuple):
    """One item of a criterion's "to include" list."""

    id: str
    text: str


class SiteEvidence(NamedTuple):
    """Something to write, for the workbook. `task` is what is asked, where it does not stand in the activity itself.

    `criteria` are those that it is evidence for; `lesson` is the page it stands on.
    """

    key: str
    href: str
    title: str
    criteria: tuple[str, ...]
    task: Html
    lesson: str


class SiteCriterion(NamedTuple):
    """A criterion in the awarding organisation's words, with the parts that teach it."""

    id: str
    text: str
    range: tuple[SiteRange, ...]
    parts: tuple[SiteLink, ...]
    lessons: tuple[SiteLink, ...]
    practice: int
    test: int
    evidence: tuple[SiteEvidence, ...]


class SitePart(NamedTuple):
    """A tagged section of a lesson, `lang` as in SiteQuestion. `html` holds everything below its heading, blocks included."""

    id: str
    title: Html
    lang: Html
    criteria: tuple[str, ...]
    html: Html


class SiteLesson(NamedTuple):
    """A lesson, `lang` as in SiteQuestion. `number` counts through the unit from 1.

    `opening` is what stands before the first part (often empty). `practice` are the questions for the
    end of the lesson; those that the author placed in a part are inside its html already.
    """

    id: str
    number: int
    title: str
    lang: Html
    goal: str
    minutes: int
    criteria: tuple[str, ...]
    outcome: str
    opening: Html
    parts: tuple[SitePart, ...]
    practice: tuple[SiteQuestion, ...]
    questions: int
    previous: SiteLink | None
    next: SiteLink | None


class SiteTest(NamedTuple):
    """An outcome's test. `drawn` is how many questions a first run asks; `minutes` an estimate.

    `per_criterion` is None where a criterion has its own rule. `limit` is the time limit in minutes, None for none;
    `extra_time` what a learner may add to it, in per cent. `rules`, by criterion: how many of how many questions have to be right
    (0 where the rule is no whole number of questions), and the share of the marks in per cent.
    """

    href: str
    drawn: int
    per_criterion: int | None
    minutes: int
    limit: int | None
    extra_time: tuple[int, ...]
    rules: dict[str, tuple[int, int, int]]
    questions: tuple[SiteQuestion, ...]
    previous: SiteLink | None
    next: SiteLink | None


class SiteOutcome(NamedTuple):
    """A learning outcome. `short` is the author's short name for it ("types of customers") or its text."""

    number: str
    text: str
    short: str
    intro: Html
    criteria: tuple[SiteCriterion, ...]
    lessons: tuple[SiteLesson, ...]
    test: SiteTest | None


class SiteTerm(NamedTuple):
    """A word of the glossary that the unit uses, and the lessons that use it."""

    id: str
    term: str
    means: Html
    lessons: tuple[SiteLink, ...]

    @property
    def initial(self) -> str:
        """The letter under which it stands."""
        return fold(self.term)[0].upper()


class SiteUnit(NamedTuple):
    """The unit as its specification gives it, and the author's one-sentence `lede` for it."""

    ref: str
    title: str
    level: int
    credit: int
    guided_learning_hours: int
    lede: str
    aim: str


class SiteQualification(NamedTuple):
    """The qualification that the unit is built for."""

    number: str
    title: str
    awarding_organisation: str


class Site(NamedTuple):
    """One unit of one qualification, ready for a target.

    `title` names the document: the unit's reference and title; `course` is the course's. `minutes` is the sum over lessons
    and tests. `uncovered` counts criteria that are not covered yet. `data` is the `Course` of runtime/types.js without `target`.
    `about` is the author's text for the start page ("How this unit works"), may be empty. `logo` is the theme's, as an
    inline SVG or an image (class "logo"), or empty; `letterhead` the same again, for the top of a printed record.
    `terms` are in the order of the alphabet. `search` is the index for finding words: see `builder.render.index`.
    """

    name: str
    title: str
    course: str
    language: str
    direction: Direction
    draft: bool
    uncovered: int
    pass_mark: int | None
    qualification: SiteQualification
    unit: SiteUnit
    minutes: int
    about: Html
    logo: Html
    letterhead: Html
    organisations: tuple[SiteOrganisation, ...]
    outcomes: tuple[SiteOutcome, ...]
    terms: tuple[SiteTerm, ...]
    search: dict[str, Any]
    data: dict[str, Any]
    media: dict[str, bytes]
