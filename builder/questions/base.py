"""What every question type shares: the form of its YAML and the rules about its rows."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, NamedTuple

from markupsafe import Markup as Html
from msgspec import Meta, Struct

from builder.diagnostics import Diagnostic, Rule
from builder.model import Draw, Purpose
from builder.questions.catch_all import catch_all
from builder.source import Span

NO_RIGHT = Rule("CW401", "no-right-option")
TOO_MANY_RIGHT = Rule("CW402", "too-many-right-options")
OPTION_COUNT = Rule("CW405", "option-count")
NO_FEEDBACK = Rule("CW406", "no-feedback", "warning")
SAME_OPTION = Rule("CW407", "same-option-twice")
RIGHT_AND_WRONG = Rule("CW430", "right-and-wrong")
UNSCORED_TEST = Rule("CW431", "unscored-in-a-test")

MOST_OPTIONS = 64
"""As many as `LETTERS` of runtime/letters.js has characters for."""

Text = Annotated[str, Meta(min_length=1)]
Slug = Annotated[
    str,
    Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80, description="write lower-case letters, digits and single hyphens, like four-minute-queue"),
]
Tags = Text | Annotated[tuple[Text, ...], Meta(min_length=1)]
"""Criteria as authors tag them: a list, or one text with commas between them."""
Locate = Callable[..., Span]
"""Gives the place of a value in the question: `locate("options", 0, "text")`."""


def tags_of(tags: Tags) -> tuple[str, ...]:
    """Each tag on its own: `criteria: 1.1` means `criteria: [1.1]`."""
    return tuple(tag.strip() for tag in tags.split(",")) if isinstance(tags, str) else tags


class NamedPicture(NamedTuple):
    """A picture that a question names under `key`, and what it says to those who cannot see it."""

    key: str
    target: str
    alt: str


class Form(Struct, forbid_unknown_fields=True, frozen=True):
    """The shape of a mapping in the authors' YAML: no unknown keys, no change after reading."""


class QuestionForm(Form, frozen=True, kw_only=True):
    """A question of any type. A type's own form adds what its learners see."""

    id: Slug
    """The question's own name; unique in the course, and never changed once learners have answered it."""
    type: str
    """The type of question."""
    criteria: Tags
    """The criteria or range items that it assesses: `[1.1]`, `[4.4/angry]`."""
    purpose: Purpose
    """`practice` in the lesson, or `test` in the outcome's test."""
    part: Slug | None = None
    """The part of a lesson that it follows, by its id."""
    draft: bool = False
    """Whether it is still to be written: until then it assesses nothing."""
    prompt: Text
    """What is asked."""

    plain: ClassVar[frozenset[str]] = frozenset({"id", "type", "criteria", "purpose", "part", "draft"})
    """Keys, at any depth, whose values are not Markdown."""

    @property
    def scored(self) -> bool:
        """Whether an answer can be right or wrong."""
        return True

    def pictures(self) -> Iterator[NamedPicture]:
        """The pictures that the question names, besides those that its texts could."""
        yield from ()

    @abstractmethod
    def view(self, draw: Draw) -> dict[str, Any]:
        """What the type's template shows, as `question.view`."""

    @abstractmethod
    def solution(self) -> dict[str, Any]:
        """What counts as right: a `Solution` of runtime/types.js."""

    @abstractmethod
    def signature(self) -> str:
        """Another one means that answers stored earlier no longer fit."""

    @abstractmethod
    def longest_answer(self) -> int:
        """The most characters that a packed answer can take."""

    @abstractmethod
    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        """What is wrong with the question beyond its form."""


class UnscoredForm(QuestionForm, frozen=True, kw_only=True):
    """A question whose answers are neither right nor wrong: for practice only."""

    @property
    def scored(self) -> bool:
        return False

    def test_findings(self, locate: Locate) -> Iterator[Diagnostic]:
        """A finding where a test asks it."""
        if self.purpose == "test":
            yield UNSCORED_TEST.at(
                locate("purpose"),
                f"a test cannot ask `{self.id}`: no answer to a `{self.type}` is right or wrong",
                hint="write `purpose: practice`, or another type",
            )


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose in a template. `index` is its place in the author's order, 0-based."""

    index: int
    text: Html
    feedback: Html


def row(draw: Draw, index: int, text: str, feedback: str | None) -> Row:
    """A row out of an author's Markdown."""
    return Row(index, draw.inline(text), draw.inline(feedback) if feedback else Html(""))


class OptionForm(Form, frozen=True):
    """One option of a `choice` or `choices` question."""

    text: Text
    """What the learner reads."""
    correct: bool = False
    """Whether it is right."""
    feedback: Text | None = None
    """What the learner is told who chose it: why."""


class OptionsForm(QuestionForm, frozen=True, kw_only=True):
    """A question with options, one or more of which are right."""

    options: tuple[OptionForm, ...]
    """The options, shuffled for each learner."""

    def view(self, draw: Draw) -> dict[str, Any]:
        return {
            "options": [row(draw, place, option.text, option.feedback) for place, option in enumerate(self.options)],
            "several": sum(option.correct for option in self.options),
        }

    def solution(self) -> dict[str, Any]:
        right = [place for place, option in enumerate(self.options) if option.correct]
        return {"kind": "choice", "options": len(self.options), "right": right}

    def signature(self) -> str:
        return "\n".join(f"{option.text}\t{option.correct}" for option in self.options)

    def option_findings(self, locate: Locate) -> Iterator[Diagnostic]:
        """The rules that both types with options share."""
        options = self.options
        if not 2 <= len(options) <= MOST_OPTIONS:
            yield OPTION_COUNT.at(
                locate("options"),
                f"question `{self.id}` has {len(options)} option{'' if len(options) == 1 else 's'}",
                hint=f"give it 2 to {MOST_OPTIONS}",
            )
        if options and not any(option.correct for option in options):
            yield NO_RIGHT.at(
                locate("options"),
                f"question `{self.id}` has no right option",
                note=f"none of these {len(options)} options has `correct: true`",
                hint="mark the right one with `correct: true`",
            )
        first: dict[str, int] = {}
        for place, option in enumerate(options):
            same = first.setdefault(" ".join(option.text.split()).casefold(), place)
            if same != place:
                yield SAME_OPTION.at(
                    locate("options", place, "text"),
                    f"options {same + 1} and {place + 1} of `{self.id}` say the same",
                    hint="reword one of them or take it out",
                )
            yield from catch_all(option.text, place, self.id, locate("options", place, "text"))
            if option.feedback is None:
                yield NO_FEEDBACK.at(locate("options", place), f"option {place + 1} of `{self.id}` has no feedback", hint="add `feedback: …` that says why")
