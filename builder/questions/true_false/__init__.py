"""`true_false`: say whether a statement is true."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from builder.diagnostics import Diagnostic
from builder.model import Row
from builder.questions.base import NO_FEEDBACK, Locate, QuestionForm, Text


def _lower(value: object) -> object:
    """True and TRUE mean true."""
    return value.lower() if isinstance(value, str) else value


class FeedbackForm(BaseModel):
    """What a learner is told who picked True, and who picked False."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    true: Text | None = None
    false: Text | None = None


class Form(QuestionForm):
    """The YAML of a `true_false` question; the prompt is the statement."""

    answer: Annotated[Literal["true", "false"], BeforeValidator(_lower)]
    feedback: FeedbackForm = Field(default=FeedbackForm())

    def rows(self) -> tuple[Row, ...]:
        return (
            Row("True", self.feedback.true or "", self.answer == "true"),
            Row("False", self.feedback.false or "", self.answer == "false"),
        )

    def solution(self) -> dict[str, Any]:
        return {"kind": "true_false", "right": self.answer == "true"}

    def longest_answer(self) -> int:
        return 1

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        for word, text in (("true", self.feedback.true), ("false", self.feedback.false)):
            if text is None:
                yield NO_FEEDBACK.at(locate("feedback"), f"question `{self.id}` has no feedback for {word}", hint=f'add `"{word}": …` under `feedback:`')
