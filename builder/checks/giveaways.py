"""CW802, CW803 and CW806: right answers that can be told without reading the question.

Looked at over a unit's questions, and only where there are enough of them. With three options, chance alone makes six of eight
right answers the longest once in fifty units; an author who explains more in the right option does it nearly always.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, Question
from builder.questions.base import OptionsForm
from builder.questions.true_false import Form as TrueFalse

LONGEST = Rule("CW802", "longest-is-right", "warning")
SAME_PLACE = Rule("CW803", "right-in-one-place", "note")
SAME_WORD = Rule("CW806", "always-the-same-answer", "warning")

FEWEST = 8
"""Fewer questions show no habit."""
SHARE = 0.75
"""Of the questions, from which the longest option is a better guess than any knowledge."""
LONGER = 1.1
"""Times the next longest: less is not seen."""
_MARKS = re.compile(r"[*_`]|\]\([^)]*\)|\[|\{[^}]*\}")


class _Choice(NamedTuple):
    """A question with one right option of three or more. `lengths` are those of the options as read."""

    question: Question
    right: int
    lengths: tuple[int, ...]

    @property
    def longest(self) -> bool:
        """Whether the right option is to be seen as the longest."""
        others = self.lengths[: self.right] + self.lengths[self.right + 1 :]
        return self.lengths[self.right] >= LONGER * max(others)


def giveaways(course: Course) -> Iterator[Diagnostic]:
    """What each unit's questions give away together. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        choices = [choice for question in content.questions if (choice := _choice(question))]
        statements = [question for question in content.questions if isinstance(question.body, TrueFalse)]
        if len(choices) >= FEWEST:
            yield from _longest(choices)
            yield from _place(choices)
        if len(statements) >= FEWEST:
            yield from _word(statements)


def _choice(question: Question) -> _Choice | None:
    body = question.body
    if question.type != "choice" or not isinstance(body, OptionsForm) or len(body.options) < 3:
        return None
    right = [place for place, option in enumerate(body.options) if option.correct]
    lengths = tuple(len(_MARKS.sub("", option.text)) for option in body.options)
    return _Choice(question, right[0], lengths) if len(right) == 1 else None


def _longest(choices: Sequence[_Choice]) -> Iterator[Diagnostic]:
    found = [choice.question for choice in choices if choice.longest]
    if len(found) >= ceil(SHARE * len(choices)):
        yield LONGEST.at(
            found[0].span,
            f"whoever picks the longest option is right in {len(found)} of this unit's {len(choices)} choice questions",
            note="the first of them",
            hint=f"shorten right options, or give wrong ones as much to say, until fewer than {SHARE:.0%} are; they are {_names(found)}",
        )


def _place(choices: Sequence[_Choice]) -> Iterator[Diagnostic]:
    [(place, count)] = Counter(choice.right for choice in choices).most_common(1)
    last = all(choice.right == len(choice.lengths) - 1 for choice in choices)
    if count == len(choices) or last:
        where = "last" if last else ("first", "second", "third")[place] if place < 3 else f"number {place + 1}"
        yield SAME_PLACE.at(
            choices[0].question.span,
            f"the right option is written {where} in all {len(choices)} choice questions of this unit",
            hint="learners here see options in mixed order; on paper, or exported to another LMS, they may not: move some",
        )


def _word(statements: Sequence[Question]) -> Iterator[Diagnostic]:
    answers = {question.body.solution()["right"] for question in statements}
    if len(answers) == 1:
        word = str(answers.pop()).lower()
        yield SAME_WORD.at(
            statements[0].span,
            f"all {len(statements)} true or false questions of this unit are {word}",
            hint="turn some of the statements round, so that the answer cannot be known before it is read",
        )


def _names(questions: Sequence[Question]) -> str:
    named = ", ".join(question.id for question in questions[:5])
    return named if len(questions) <= 5 else f"{named} and {len(questions) - 5} more"
