"""`order`: put lines in order.

    type: order
    prompt: Put the steps of a complaint in order.
    items:
      - {text: Listen, feedback: Nothing can be put right before you know what is wrong.}
      - {text: Apologise, feedback: It comes before any explanation.}
      - {text: Put it right}

The items stand in the right order; learners see them in another, never in the right one, so a list that nobody has touched
is no answer. `feedback`, which may be left out where other items have some, says why an item has its place.

What is out of order is what the fewest moves would put in order. Credit is the share of the others: with n items of
which k may stay where they are, (k - 1) / (n - 1). One step too early costs one step, not all that follow it.
"""

from collections.abc import Iterator
from typing import Any

from builder.diagnostics import Diagnostic
from builder.model import Draw
from builder.questions.base import MOST_OPTIONS, NO_FEEDBACK, Locate, QuestionForm, Text, row
from builder.questions.base import Form as BaseForm
from builder.questions.entries import counted, told_apart

FEWEST = 3
"""The order shown is never the right one: of two lines it would give the answer away."""


class ItemForm(BaseForm, frozen=True):
    """A line. `feedback` says why it has its place."""

    text: Text
    """One step."""
    feedback: Text | None = None
    """Why it stands there."""


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of an `order` question."""

    items: tuple[ItemForm, ...]
    """The steps in their right order; learners see them shuffled."""

    def view(self, draw: Draw) -> dict[str, Any]:
        rows = [row(draw, place, item.text, item.feedback) for place, item in enumerate(self.items)]
        return {"items": sorted(rows, key=lambda each: each.text.casefold())}

    def solution(self) -> dict[str, Any]:
        return {"kind": "sequence", "items": len(self.items)}

    def signature(self) -> str:
        return "\n".join(item.text for item in self.items)

    def longest_answer(self) -> int:
        return min(len(self.items), MOST_OPTIONS)

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from counted(self.id, "item", len(self.items), locate("items"), FEWEST)
        yield from told_apart(self.id, "item", [(item.text, locate("items", place, "text")) for place, item in enumerate(self.items)])
        if self.items and not any(item.feedback for item in self.items):
            yield NO_FEEDBACK.at(locate("items"), f"no item of `{self.id}` has feedback", hint="add `feedback: …` that says why an item has its place")
