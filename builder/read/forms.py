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
Whole = Annotated[int, Meta(ge=0, le=100_000)]


class RangeForm(Form, frozen=True):
    """A range item whose id should not follow from its text."""

    id: Slug
    text: Text


class CriterionForm(Form, frozen=True):
    """An assessment criterion of a specification."""

    id: CriterionId
    text: Text
    range: tuple[Text | RangeForm, ...] = ()
    same_as: Text | None = None
    because: Text | None = None


class OutcomeForm(Form, frozen=True):
    """A learning outcome."""

    number: Number
    text: Text
    criteria: Annotated[tuple[CriterionForm, ...], Meta(min_length=1)]


class UnitForm(Form, frozen=True, kw_only=True):
    """A unit of a specification."""

    ref: Reference
    title: Annotated[Text, Meta(max_length=180)]
    level: Whole
    credit: Whole
    guided_learning_hours: Whole
    aim: Text | None = None
    outcomes: Annotated[tuple[OutcomeForm, ...], Meta(min_length=1)]


class QualificationForm(Form, frozen=True, kw_only=True):
    """`qualifications/*.yaml`: a specification, word for word."""

    number: Text
    title: Text
    awarding_organisation: Text
    level: Whole
    credit: Whole
    guided_learning_hours: Whole
    total_qualification_time: Whole
    review_date: Date
    aim: Text | None = None
    maps_to: Slug | None = None
    units: Annotated[tuple[UnitForm, ...], Meta(min_length=1)]


class OrganisationForm(Form, frozen=True):
    """A fictional organisation that lessons return to."""

    id: Slug
    name: Text
    sector: Sector
    about: Text
    sign: Text | None = None


class TestsForm(Form, frozen=True):
    """How tests go: in course.yaml for all units, in unit.yaml for one."""

    minutes: Annotated[int, Meta(ge=1, le=600)] | None = None
    extra_time: tuple[Annotated[int, Meta(ge=1, le=300)], ...] | None = None
    confidence: bool | None = None
    answers: AnswersShown | None = None


class CriterionRuleForm(Form, frozen=True):
    """A criterion's own rule: what is drawn for it, and how much of that has to be right: `needs: 2` or `needs: 60%`."""

    draw: Annotated[int, Meta(ge=1, le=20)] | None = None
    needs: Needed | None = None


class UnitTestsForm(TestsForm, frozen=True):
    """How the tests of one unit go."""

    criteria: dict[str, CriterionRuleForm] = field(default_factory=dict)


class PassForm(Form, frozen=True):
    """The rule by which a unit is passed, where it is not "every criterion"."""

    mark: Annotated[int, Meta(ge=1, le=100)]


class CourseForm(Form, frozen=True, kw_only=True):
    """`course.yaml`: what the course is and the rules it goes by."""

    title: Text
    language: Language = "en-GB"
    interface: Language = ""
    qualifications: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    test_questions: Annotated[int, Meta(ge=1, le=20)] = 2
    passed: Literal["every-criterion"] | PassForm = "every-criterion"
    tests: TestsForm = field(default_factory=TestsForm)
    theme: Slug = "default"
    organisations: tuple[OrganisationForm, ...] = ()


class UnitOutcomeForm(Form, frozen=True):
    """What authors say of an outcome: a short name for menus and one paragraph of welcome."""

    short: Text | None = None
    intro: Text | None = None


class UnitContentForm(Form, frozen=True):
    """`units/*/unit.yaml`: which unit the folder is for, and its start page's words."""

    unit: Reference
    lede: Text | None = None
    about: Text | None = None
    outcomes: dict[str, UnitOutcomeForm] = field(default_factory=dict)
    tests: UnitTestsForm = field(default_factory=UnitTestsForm)


class LessonForm(Form, frozen=True):
    """A lesson's front matter. `draft: true` says that it is still to be written, so that it teaches nothing yet."""

    title: Annotated[Text, Meta(max_length=120)]
    criteria: Tags
    minutes: Annotated[int, Meta(ge=1, le=600)]
    goal: Text | None = None
    glossary: bool = True
    language: Language = ""
    draft: bool = False


class TermForm(Form, frozen=True):
    """A word that the glossary explains, and its other forms: irregular plurals, abbreviations."""

    term: Annotated[Text, Meta(max_length=60)]
    means: Text
    forms: Tags = ()


class GlossaryForm(Form, frozen=True):
    """`glossary.yaml`, of the course or of a unit, before each term is read by itself."""

    terms: Annotated[tuple[dict[str, object], ...], Meta(min_length=1)]


class QuizForm(Form, frozen=True):
    """`quiz.yaml` and `*.quiz.yaml`, before each question is read as its type."""

    questions: Annotated[tuple[dict[str, object], ...], Meta(min_length=1)]


class PairForm(Form, frozen=True):
    """A colour role, by day and by night."""

    light: Text
    dark: Text


class ColoursForm(Form, frozen=True):
    """The colour roles of a theme; one that is left out is that of the theme below."""

    paper: PairForm | None = None
    tint: PairForm | None = None
    ink: PairForm | None = None
    soft: PairForm | None = None
    line: PairForm | None = None
    edge: PairForm | None = None
    accent: PairForm | None = None
    good: PairForm | None = None
    mend: PairForm | None = None
    pen: PairForm | None = None
    shade: PairForm | None = None


class FontsForm(Form, frozen=True):
    """Font stacks: `sans` to read, `serif` for headings and speech (which may be a sans too), `mono`."""

    sans: Text | None = None
    serif: Text | None = None
    mono: Text | None = None


class SizesForm(Form, frozen=True):
    """Sizes of type, the widest line of text, and how round corners are."""

    small: Text | None = None
    text: Text | None = None
    h3: Text | None = None
    h2: Text | None = None
    h1: Text | None = None
    measure: Text | None = None
    radius: Text | None = None


class LogoForm(Form, frozen=True):
    """A logo, as a file of the theme's folder."""

    file: Text
    alt: Text


class ThemeForm(Form, frozen=True):
    """`theme.yaml`: a brand's tokens."""

    name: Text | None = None
    based_on: Slug = "default"
    colours: ColoursForm = field(default_factory=ColoursForm)
    fonts: FontsForm = field(default_factory=FontsForm)
    sizes: SizesForm = field(default_factory=SizesForm)
    logo: LogoForm | None = None
