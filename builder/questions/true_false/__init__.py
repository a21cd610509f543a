"""`true_false`: say whether a statement is true."""

from collections.abc import Iterator
from typing import Any

from msgspec import field

from builder.diagnostics import Diagnostic
from builder.model import Draw
from builder.questions.base import NO_FEEDBACK, Locate, QuestionForm, Text, row
from builder.questions.base import Form as BaseForm


class FeedbackForm(BaseForm, frozen=True):
    """What a learner is told who picked True, and who picked False."""

    true: Text | None = None
    """What is said to those who chose "true"."""
    false: Text | None = None
    """What is said to those who chose "false"."""


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of a `true_false` question; the prompt is the statement."""

    answer: bool
    """Whether the statement is true."""
    feedback: FeedbackForm = field(default_factory=FeedbackForm)
    """What is said to either answer."""

    def view(self, draw: Draw) -> dict[str, Any]:
        return {"true": row(draw, 0, "True", self.feedback.true), "false": row(draw, 1, "False", self.feedback.false)}

    def solution(self) -> dict[str, Any]:
        return {"kind": "true_false", "right": self.answer}

    def signature(self) -> str:
        return f"True\t{self.answer}\nFalse\t{not self.answer}"

    def longest_answer(self) -> int:
        return 1

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        for word, text in (("true", self.feedback.true), ("false", self.feedback.false)):
            if text is None:
                yield NO_FEEDBACK.at(locate("feedback"), f"question `{self.id}` has no feedback for {word}", hint=f'add `"{word}": …` under `feedback:`')
