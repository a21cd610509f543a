"""The shapes of the YAML that authors write, checked by pydantic: one model a kind of file.

Scalars arrive as strings, as typed; pydantic turns them into numbers where the model says so.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from builder.model import Sector
from builder.questions.base import Slug, Text, as_list

CriterionId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*\.[1-9][0-9]*$")]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Z]/[0-9]{3}/[0-9A-Z]{4}$")]
Whole = Annotated[int, Field(ge=0, le=100_000)]


class Form(BaseModel):
    """What every form has: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class RangeForm(Form):
    """A range item whose id should not follow from its text."""

    id: Slug
    text: Text


class CriterionForm(Form):
    """An assessment criterion of a specification."""

    id: CriterionId
    text: Text
    range: list[Text | RangeForm] = Field(default=[])
    same_as: Text | None = None
    because: Text | None = None


class OutcomeForm(Form):
    """A learning outcome."""

    number: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]
    text: Text
    criteria: Annotated[list[CriterionForm], Field(min_length=1)]


class UnitForm(Form):
    """A unit of a specification."""

    ref: Reference
    title: Annotated[Text, StringConstraints(max_length=180)]
    level: Whole
    credit: Whole
    guided_learning_hours: Whole
    aim: Text | None = None
    outcomes: Annotated[list[OutcomeForm], Field(min_length=1)]


class QualificationForm(Form):
    """`qualifications/*.yaml`: a specification, word for word."""

    number: Text
    title: Text
    awarding_organisation: Text
    level: Whole
    credit: Whole
    guided_learning_hours: Whole
    total_qualification_time: Whole
    review_date: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    aim: Text | None = None
    maps_to: Slug | None = None
    units: Annotated[list[UnitForm], Field(min_length=1)]


class OrganisationForm(Form):
    """A fictional organisation that lessons return to."""

    id: Slug
    name: Text
    sector: Sector
    about: Text
    sign: Text | None = None


class PassForm(Form):
    """The rule by which a unit is passed, where it is not "every criterion"."""

    mark: Annotated[int, Field(ge=1, le=100)]


class CourseForm(Form):
    """`course.yaml`: what the course is and the rules it goes by."""

    title: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en-GB"
    qualifications: Annotated[list[Slug], Field(min_length=1)]
    test_questions: Annotated[int, Field(ge=1, le=20)] = 2
    passed: Literal["every-criterion"] | PassForm = "every-criterion"
    theme: Slug = "default"
    organisations: list[OrganisationForm] = Field(default=[])


class UnitOutcomeForm(Form):
    """What authors say of an outcome: a short name for menus and one paragraph of welcome."""

    short: Text | None = None
    intro: Text | None = None


class UnitContentForm(Form):
    """`units/*/unit.yaml`: which unit the folder is for, and its start page's words."""

    unit: Reference
    lede: Text | None = None
    about: Text | None = None
    outcomes: dict[str, UnitOutcomeForm] = Field(default={})


class LessonForm(Form):
    """A lesson's front matter."""

    title: Annotated[Text, StringConstraints(max_length=120)]
    criteria: Annotated[list[Text], Field(min_length=1), BeforeValidator(as_list)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    goal: Text | None = None


class QuizForm(Form):
    """`quiz.yaml` and `*.quiz.yaml`, before each question is read as its type."""

    questions: Annotated[list[dict[str, object]], Field(min_length=1)]


class PairForm(Form):
    """A colour role, by day and by night."""

    light: Text
    dark: Text


class ColoursForm(Form):
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


class FontsForm(Form):
    """Font stacks: `sans` to read, `serif` for headings and speech (which may be a sans too), `mono`."""

    sans: Text | None = None
    serif: Text | None = None
    mono: Text | None = None


class SizesForm(Form):
    """Sizes of type, the widest line of text, and how round corners are."""

    small: Text | None = None
    text: Text | None = None
    h3: Text | None = None
    h2: Text | None = None
    h1: Text | None = None
    measure: Text | None = None
    radius: Text | None = None


class LogoForm(Form):
    """A logo, as a file of the theme's folder."""

    file: Text
    alt: Text


class ThemeForm(Form):
    """`theme.yaml`: a brand's tokens."""

    name: Text | None = None
    based_on: Slug = "default"
    colours: ColoursForm = ColoursForm()
    fonts: FontsForm = FontsForm()
    sizes: SizesForm = SizesForm()
    logo: LogoForm | None = None
