"""What every question type shares: the form of its YAML and the rules about its rows."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from builder.diagnostics import Diagnostic, Rule
from builder.model import Row
from builder.source import Span

NO_RIGHT = Rule("CW401", "no-right-option")
TOO_MANY_RIGHT = Rule("CW402", "too-many-right-options")
OPTION_COUNT = Rule("CW405", "option-count")
NO_FEEDBACK = Rule("CW406", "no-feedback", "warning")
SAME_OPTION = Rule("CW407", "same-option-twice")

MOST_OPTIONS = 26
"""SCORM 1.2 names each option of a choice with one letter a-z (RTE 3.4.5, CMIFeedback)."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
Locate = Callable[..., Span]
"""Gives the place of a value in the question: `locate("options", 0, "text")`."""


def as_list(value: object) -> object:
    """One value where a list of them may stand: `criteria: 1.1` means `criteria: [1.1]`."""
    return value.split(",") if isinstance(value, str) else value


class QuestionForm(BaseModel, ABC):
    """A question of any type. A type's own form adds what its learners see."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: Slug
    type: str
    criteria: Annotated[list[Text], Field(min_length=1), BeforeValidator(as_list)]
    purpose: Literal["practice", "test"]
    part: Slug | None = None
    prompt: Text

    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """The options, in the author's order."""

    @abstractmethod
    def solution(self) -> dict[str, Any]:
        """What counts as right: a `Solution` of runtime/types.js."""

    @abstractmethod
    def longest_answer(self) -> int:
        """The most characters that a packed answer can take."""

    @abstractmethod
    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        """What is wrong with the question beyond its form."""


class OptionForm(BaseModel):
    """One option of a `choice` or `choices` question."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    text: Text
    correct: bool = False
    feedback: Text | None = None


class OptionsForm(QuestionForm):
    """A question with options, one or more of which are right."""

    options: list[OptionForm]

    def rows(self) -> tuple[Row, ...]:
        return tuple(Row(option.text, option.feedback or "", option.correct) for option in self.options)

    def solution(self) -> dict[str, Any]:
        right = [place for place, option in enumerate(self.options) if option.correct]
        return {"kind": "choice", "options": len(self.options), "right": right}

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
            if option.feedback is None:
                yield NO_FEEDBACK.at(locate("options", place), f"option {place + 1} of `{self.id}` has no feedback", hint="add `feedback: …` that says why")
