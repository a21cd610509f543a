"""CW805: two questions of a unit that ask the same, or nearly.

Alike is: four fifths of the words of the prompts, and three quarters of all that learners read, are the same. (The Jaccard index
of sets of words; a pair that reaches it must share one of each set's rarest words, so only such pairs are compared.)
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, Question

ALIKE = Rule("CW805", "questions-alike", "warning")

PROMPTS = 0.8
"""From which share of words in common two prompts are alike."""
WHOLES = 0.75
"""And with them all that is to choose from."""
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")


class _Words(NamedTuple):
    question: Question
    prompt: frozenset[str]
    whole: frozenset[str]


def alike(course: Course) -> Iterator[Diagnostic]:
    """A finding for each question that is like one before it. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        seen: set[int] = set()
        for first, second in pairs([_words(question) for question in content.questions]):
            if id(second) not in seen:
                seen.add(id(second))
                yield _finding(first, second)


def pairs(questions: Sequence[_Words]) -> Iterator[tuple[Question, Question]]:
    """Each pair of questions that are alike, the one written first first."""
    often = Counter(word for each in questions for word in each.prompt)
    met: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(questions):
        rarest = sorted(each.prompt, key=lambda word: (often[word], word))
        prefix = rarest[: len(rarest) - int(PROMPTS * len(rarest) + 0.999) + 1]
        for other in sorted({other for word in prefix for other in met[word]}):
            if _common(each.prompt, questions[other].prompt) >= PROMPTS and _common(each.whole, questions[other].whole) >= WHOLES:
                yield questions[other].question, each.question
        for word in prefix:
            met[word].append(place)


def _words(question: Question) -> _Words:
    prompt = frozenset(_WORD.findall(question.prompt.casefold()))
    return _Words(question, prompt, prompt.union(_WORD.findall(question.body.signature().casefold())))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of both that are in each, 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0


def _finding(first: Question, second: Question) -> Diagnostic:
    same = "the same" if first.prompt.split() == second.prompt.split() else "nearly the same"
    where = f"line {first.span.line}" if first.path == second.path else f"{first.path}:{first.span.line}"
    hint = "ask about another case, or from another side; or take one of them out"
    return ALIKE.at(second.span, f"`{second.id}` asks {same} as `{first.id}` in {where}", hint=hint)
