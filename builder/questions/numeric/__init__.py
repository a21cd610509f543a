"""`numeric`: a number to work out, right within a tolerance."""

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, ClassVar

from markupsafe import Markup as Html

from builder.diagnostics import Diagnostic, Rule
from builder.model import Draw
from builder.questions.base import NO_FEEDBACK, RIGHT_AND_WRONG, Locate, QuestionForm, Text
from builder.questions.base import Form as BaseForm

TOLERANCE = Rule("CW435", "tolerance")
WIDE = Rule("CW436", "wide-tolerance", "warning")
UNIT = Rule("CW437", "unit")
NUMBER = Rule("CW438", "number")

MOST_DIGITS = 14
"""As MOST_FIGURES of numeric.js."""
MOST_UNIT = 20
_TOLERANCE = re.compile(r"(?P<size>[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*(?P<percent>%?)")

Reach = tuple[float, float]
"""The lowest and the highest number that counts as one."""


class WrongForm(BaseForm, frozen=True, kw_only=True):
    """A wrong number that the author foresaw, or all from `low` to `high`."""

    answer: float | None = None
    """A wrong number that learners often give."""
    low: float | None = None
    """The smallest of a span of wrong numbers."""
    high: float | None = None
    """The largest of a span of wrong numbers."""
    feedback: Text
    """What they are told: where it comes from."""


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of a `numeric` question."""

    answer: float
    """The right number."""
    tolerance: Text = "0"
    """How far an answer may be off: `0.5` or `2%`."""
    unit: Text | None = None
    """The unit that stands beside the field."""
    decimals: int | None = None
    """How many decimal places are asked for."""
    low: float | None = None
    """The smallest number that can be typed."""
    high: float | None = None
    """The largest number that can be typed."""
    feedback: Text | None = None
    """What is said to a right answer."""
    wrong: tuple[WrongForm, ...] = ()
    """Wrong numbers with feedback of their own."""
    otherwise: Text | None = None
    """What is said to any other wrong answer."""

    plain: ClassVar[frozenset[str]] = QuestionForm.plain | {"tolerance", "unit"}

    def reach(self, number: float) -> Reach:
        """What counts as `number`: the tolerance lies around it, a percentage being one of the number itself."""
        found = _TOLERANCE.fullmatch(self.tolerance)
        size = float(found["size"]) if found else 0.0
        room = abs(number) * size / 100 if found and found["percent"] else size
        return _tidy(number - room), _tidy(number + room)

    def wrong_reach(self, wrong: WrongForm) -> Reach:
        """What counts as a wrong number foreseen."""
        if wrong.answer is not None:
            return self.reach(wrong.answer)
        return _tidy(wrong.low or 0), _tidy(wrong.high or 0)

    def view(self, draw: Draw) -> dict[str, Any]:
        unit = self.unit or ""
        before = unit[:1] if unicodedata.category(unit[:1] or " ") == "Sc" else ""
        replies = {"right": self.feedback, **{str(place): wrong.feedback for place, wrong in enumerate(self.wrong)}, "": self.otherwise}
        return {
            "before": before,
            "after": unit.removeprefix(before).strip(),
            "decimals": self.decimals,
            "low": None if self.low is None else f"{self.low:,.15g}",
            "high": None if self.high is None else f"{self.high:,.15g}",
            "replies": {name: draw.inline(text) if text else Html("") for name, text in replies.items()},
        }

    def solution(self) -> dict[str, Any]:
        wrong = [[*self.wrong_reach(each)] for each in self.wrong]
        return {"kind": "number", "right": _tidy(self.answer), "within": [*self.reach(self.answer)], "wrong": wrong}

    def signature(self) -> str:
        return f"{self.answer}\t{self.tolerance}"

    def longest_answer(self) -> int:
        return MOST_DIGITS

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from self.number_findings(locate)
        yield from self.tolerance_findings(locate)
        unit = self.unit or "x"
        if len(unit) > MOST_UNIT or any(letter.isdigit() for letter in unit):
            yield UNIT.at(locate("unit"), f"`{self.unit}` is no unit", hint=f"write a sign or a word of at most {MOST_UNIT} characters, like £, % or minutes")
        for key, text in (("feedback", self.feedback), ("otherwise", self.otherwise)):
            if text is None:
                when = "the right answer" if key == "feedback" else "any other answer"
                yield NO_FEEDBACK.at(locate("id"), f"question `{self.id}` has no feedback on {when}", hint=f"add `{key}: …`")

    def number_findings(self, locate: Locate) -> Iterator[Diagnostic]:
        """What is wrong with the numbers."""
        if not math.isfinite(self.answer):
            yield NUMBER.at(locate("answer"), f"the answer to `{self.id}` is no number", hint="write it in figures, like 12.5")
        low, high = self.reach(self.answer)
        for place, wrong in enumerate(self.wrong):
            at = locate("wrong", place)
            if wrong.answer is None and (wrong.low is None or wrong.high is None or wrong.low > wrong.high):
                yield NUMBER.at(at, "this wrong answer names no number and no range", hint="write `answer: 15`, or `low: 14` and `high: 16`")
            elif wrong.answer is not None and low <= wrong.answer <= high:
                yield RIGHT_AND_WRONG.at(at, f"`{self.id}` accepts {wrong.answer:g}, which is wrong here", hint="take it out, or make the tolerance smaller")

    def tolerance_findings(self, locate: Locate) -> Iterator[Diagnostic]:
        """What is wrong with the tolerance."""
        found = _TOLERANCE.fullmatch(self.tolerance)
        if not found:
            hint = "write how far an answer may be off: 0.5, or 5% of the answer"
            yield TOLERANCE.at(locate("tolerance"), f"a tolerance cannot be `{self.tolerance}`", hint=hint)
        elif self.answer and float(found["size"]) >= (100 if found["percent"] else abs(self.answer)):
            low, high = self.reach(self.answer)
            yield WIDE.at(locate("tolerance"), f"with this tolerance every number from {low:g} to {high:g} is right", hint="make it smaller")


def _tidy(number: float) -> float:
    """Without what a computer adds at the last digit: 0.3 - 0.1 is 0.2."""
    return float(f"{number:.14g}")
