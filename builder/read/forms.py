"""The shapes of the YAML that authors write: one form a kind of file, read by `builder.read.validate`.

Scalars arrive as strings, as typed, without the space around them; a form says where they are numbers.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from builder.model import AnswersShown, Sector
from builder.questions.base import Form, Slug, Tags, Text

CriterionId = Annotated[str, Meta(pattern=r"^[1-9][0-9]*\.[1-9][0-9]*$", description="a criterion is written like 1.1 or 2.10")]
Reference = Annotated[str, Meta(pattern=r"^[A-Z]/[0-9]{3}/[0-9A-Z]{4}$", description="a unit reference is written like F/506/2131")]
Date = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="a date is written like 2026-05-31")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="a language is written like en-GB or cy")]
Number = Annotated[str, Meta(pattern=r"^[1-9][0-9]*$", description="write a whole number, like 1")]
Needed = Annotated[str, Meta(pattern=r"^([1-9][0-9]?|100%|[1-9][0-9]?%)$", description="write a number of questions, like 2, or a share, like 60%")]
Code = Annotated[str, Meta(pattern=r"^CW[0-9]{3}$", description="a rule's code is written like CW805")]
Whole = Annotated[int, Meta(ge=0, le=100_000)]


class RangeForm(Form, frozen=True):
    """A range item whose id should not follow from its text."""

    id: Slug
    """What tags name it by, after the criterion: `4.4/angry`."""
    text: Text
    """The wording of the specification."""


class CriterionForm(Form, frozen=True):
    """An assessment criterion of a specification."""

    id: CriterionId
    """Its number in the specification: `1.1`."""
    text: Text
    """The wording of the specification, word for word."""
    range: tuple[Text | RangeForm, ...] = ()
    """The "to include" list under the criterion."""
    same_as: Text | None = None
    """The criterion of the qualification in `maps_to` that the content is tagged with: `H/503/0322 2.2`."""
    because: Text | None = None
    """Why the content serves this criterion too where the wording differs."""


class OutcomeForm(Form, frozen=True):
    """A learning outcome."""

    number: Number
    """Its number within the unit."""
    text: Text
    """The wording of the specification: "The learner will …"."""
    criteria: Annotated[tuple[CriterionForm, ...], Meta(min_length=1)]
    """Its assessment criteria, in order."""


class UnitForm(Form, frozen=True, kw_only=True):
    """A unit of a specification."""

    ref: Reference
    """The unit reference: `F/506/2131`."""
    title: Annotated[Text, Meta(max_length=180)]
    """The unit's title in the specification."""
    level: Whole
    """The level of the Regulated Qualifications Framework."""
    credit: Whole
    """The credit value of the unit."""
    guided_learning_hours: Whole
    """Guided learning hours of the unit."""
    aim: Text | None = None
    """What the unit is for, in the specification's words."""
    outcomes: Annotated[tuple[OutcomeForm, ...], Meta(min_length=1)]
    """Its learning outcomes, in order."""


class QualificationForm(Form, frozen=True, kw_only=True):
    """`qualifications/*.yaml`: a specification, word for word."""

    number: Text
    """The qualification number: `601/3477/X`."""
    title: Text
    """The full title of the qualification."""
    awarding_organisation: Text
    """Who awards it."""
    level: Whole
    """The level of the Regulated Qualifications Framework."""
    credit: Whole
    """The credit that the whole qualification needs."""
    guided_learning_hours: Whole
    """Guided learning hours of the whole qualification."""
    total_qualification_time: Whole
    """Total qualification time, in hours."""
    review_date: Date
    """The day by which the awarding organisation reviews it."""
    aim: Text | None = None
    """What the qualification is for, in the specification's words."""
    maps_to: Slug | None = None
    """Another qualification of the course, by its file's stem: the one that content is tagged with."""
    units: Annotated[tuple[UnitForm, ...], Meta(min_length=1)]
    """Its units, in order."""


class OrganisationForm(Form, frozen=True):
    """A fictional organisation that lessons return to."""

    id: Slug
    """What lessons name it by."""
    name: Text
    """Its name, as learners read it."""
    sector: Sector
    """The kind of organisation."""
    about: Text
    """One sentence about it."""
    sign: Text | None = None
    """A small drawing, as an SVG file of the course folder."""


class TestsForm(Form, frozen=True):
    """How tests go: in course.yaml for all units, in unit.yaml for one."""

    minutes: Annotated[int, Meta(ge=1, le=600)] | None = None
    """The time limit of a test, in minutes; none without it."""
    extra_time: tuple[Annotated[int, Meta(ge=1, le=300)], ...] | None = None
    """Extra time that a learner may choose, in per cent of the limit."""
    confidence: bool | None = None
    """Whether learners say how sure they are of each answer."""
    answers: AnswersShown | None = None
    """When the review after a test shows the right answers."""


class CriterionRuleForm(Form, frozen=True):
    """A criterion's own rule: what is drawn for it, and how much of that has to be right: `needs: 2` or `needs: 60%`."""

    draw: Annotated[int, Meta(ge=1, le=20)] | None = None
    """How many questions a test draws for the criterion."""
    needs: Needed | None = None
    """How many of them have to be right: a number, or a share like `60%`."""


class UnitTestsForm(TestsForm, frozen=True):
    """How the tests of one unit go."""

    criteria: dict[str, CriterionRuleForm] = field(default_factory=dict)
    """Rules of single criteria, by their number."""


class PassForm(Form, frozen=True):
    """The rule by which a unit is passed, where it is not "every criterion"."""

    mark: Annotated[int, Meta(ge=1, le=100)]
    """The per cent of criteria that passes the unit."""


class LimitsForm(Form, frozen=True):
    """How much a learner is given at once, and how hard it may read."""

    part_words: Annotated[int, Meta(ge=50, le=10_000)] = 700
    """The most words of a part."""
    reading_grade: Annotated[int, Meta(ge=1, le=20)] | None = None
    """The highest grade (Flesch-Kincaid) that a part may read like; without it, there is no limit."""


class AllowForm(Form, frozen=True):
    """A finding that is right, and stays: its rule, the files it is in (all without `path`), and why."""

    code: Code
    """The code of the rule."""
    reason: Text
    """Why the finding is right, and stays."""
    path: Text | None = None
    """The file that it is in, from the course's folder, with `*` for anything; without it, the whole course."""


class CourseForm(Form, frozen=True, kw_only=True):
    """`course.yaml`: what the course is and the rules it goes by."""

    title: Text
    """The title of the course."""
    language: Language = "en-GB"
    """The language of the content: `en-GB`."""
    interface: Language = ""
    """The language of buttons and messages; that of the content without it."""
    qualifications: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    """The qualifications that the course is built for: file stems in `qualifications/`."""
    test_questions: Annotated[int, Meta(ge=1, le=20)] = 2
    """How many test questions each criterion needs."""
    passed: Literal["every-criterion"] | PassForm = "every-criterion"
    """When a unit is passed."""
    tests: TestsForm = field(default_factory=TestsForm)
    """How tests go, in every unit."""
    limits: LimitsForm = field(default_factory=LimitsForm)
    """How long and how hard a part may be."""
    allow: tuple[AllowForm, ...] = ()
    """Findings that are right, and stay."""
    theme: Slug = "default"
    """A theme: one of the shipped ones, or a folder in `themes/` of the course."""
    organisations: tuple[OrganisationForm, ...] = ()
    """The fictional organisations that lessons return to."""


class UnitOutcomeForm(Form, frozen=True):
    """What authors say of an outcome: a short name for menus and one paragraph of welcome."""

    short: Text | None = None
    """A short name for menus."""
    intro: Text | None = None
    """A paragraph of welcome."""


class UnitContentForm(Form, frozen=True):
    """`units/*/unit.yaml`: which unit the folder is for, and its start page's words."""

    unit: Reference
    """The reference of the unit that this folder is for."""
    lede: Text | None = None
    """One sentence under the unit's title."""
    about: Text | None = None
    """A paragraph about how the unit works."""
    outcomes: dict[str, UnitOutcomeForm] = field(default_factory=dict)
    """What authors say of each outcome, by its number."""
    tests: UnitTestsForm = field(default_factory=UnitTestsForm)
    """How the tests of this unit go."""


class LessonForm(Form, frozen=True):
    """A lesson's front matter."""

    title: Annotated[Text, Meta(max_length=120)]
    """The title of the lesson."""
    criteria: Tags
    """The criteria that the lesson's parts teach."""
    minutes: Annotated[int, Meta(ge=1, le=600)]
    """How long a learner takes, in minutes."""
    goal: Text | None = None
    """What the learner can do afterwards."""
    glossary: bool = True
    """Whether the glossary's terms are marked in this lesson."""
    language: Language = ""
    """The language of the lesson where it is not the course's."""
    draft: bool = False
    """Whether it is still to be written: until then it teaches nothing."""


class TermForm(Form, frozen=True):
    """A word that the glossary explains, and its other forms: irregular plurals, abbreviations."""

    term: Annotated[Text, Meta(max_length=60)]
    """The word, as it stands in lessons."""
    means: Text
    """What it means, in one or two plain sentences."""
    forms: Tags = ()
    """Other forms of the word: irregular plurals, abbreviations."""


class GlossaryForm(Form, frozen=True):
    """`glossary.yaml`, of the course or of a unit, before each term is read by itself."""

    terms: Annotated[tuple[dict[str, object], ...], Meta(min_length=1)]
    """The words that are explained."""


class QuizForm(Form, frozen=True):
    """`quiz.yaml` and `*.quiz.yaml`, before each question is read as its type."""

    questions: Annotated[tuple[dict[str, object], ...], Meta(min_length=1)]
    """The questions, in the order of practice."""


class PairForm(Form, frozen=True):
    """A colour role, by day and by night."""

    light: Text
    """The colour by day, like `#1f3a8a`."""
    dark: Text
    """The colour by night."""


class ColoursForm(Form, frozen=True):
    """The colour roles of a theme; one that is left out is that of the theme below."""

    paper: PairForm | None = None
    """The page."""
    tint: PairForm | None = None
    """Areas that stand out from the page."""
    ink: PairForm | None = None
    """Running text."""
    soft: PairForm | None = None
    """Quieter text."""
    line: PairForm | None = None
    """Thin lines."""
    edge: PairForm | None = None
    """Edges of fields and buttons."""
    accent: PairForm | None = None
    """Links, buttons and focus."""
    good: PairForm | None = None
    """What is right or achieved."""
    mend: PairForm | None = None
    """What is wrong or needs care."""
    pen: PairForm | None = None
    """The marker that highlights."""
    shade: PairForm | None = None
    """What lies over the page behind an open drawer."""


class FontsForm(Form, frozen=True):
    """Font stacks: `sans` to read, `serif` for headings and speech (which may be a sans too), `mono`."""

    sans: Text | None = None
    """The stack for reading."""
    serif: Text | None = None
    """The stack for headings and speech."""
    mono: Text | None = None
    """The stack for code."""


class SizesForm(Form, frozen=True):
    """Sizes of type, the widest line of text, and how round corners are."""

    small: Text | None = None
    """Notes and labels, like `0.875rem`."""
    text: Text | None = None
    """Running text."""
    h3: Text | None = None
    """Small headings."""
    h2: Text | None = None
    """Headings of parts."""
    h1: Text | None = None
    """Titles."""
    measure: Text | None = None
    """The widest line of text, like `38rem`."""
    radius: Text | None = None
    """How round corners are."""


class LogoForm(Form, frozen=True):
    """A logo, as a file of the theme's folder."""

    file: Text
    """The picture, a file of the theme's folder."""
    alt: Text
    """What it says to those who cannot see it."""


class ThemeForm(Form, frozen=True):
    """`theme.yaml`: a brand's tokens."""

    name: Text | None = None
    """What the theme is called."""
    based_on: Slug = "default"
    """The theme below, which gives what this one leaves out."""
    colours: ColoursForm = field(default_factory=ColoursForm)
    """The colour roles."""
    fonts: FontsForm = field(default_factory=FontsForm)
    """The font stacks."""
    sizes: SizesForm = field(default_factory=SizesForm)
    """Sizes of type."""
    logo: LogoForm | None = None
    """A logo on the start page."""
