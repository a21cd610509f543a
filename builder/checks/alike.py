"""CW805: two questions of a unit that ask the same, or nearly.

Alike is: four fifths of the words of the prompts, and three quarters of those with all that there is to choose from, are the same. (The Jaccard index
of sets of words; a pair that reaches it must share one of each set's rarest words, so only such pairs are compared.)
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, Question

ALIKE = Rule("CW805", "questions-alike", "warning")

PROMPTS = 0.8
"""From which share of words in common two prompts are alike."""
WHOLES = 0.75
"""From which share two prompts are, with all that there is to choose from."""
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")


def alike(course: Course) -> Iterator[Diagnostic]:
    """A finding for each question that is like one before it. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        yield from (_finding(first, second) for first, second in pairs(content.questions))


def pairs(questions: Sequence[Question]) -> Iterator[tuple[Question, Question]]:
    """Each question that is like one before it, with the first such one in front."""
    wholes: dict[int, frozenset[str]] = {}

    def whole(place: int) -> frozenset[str]:
        if place not in wholes:
            wholes[place] = _words(f"{questions[place].prompt} {questions[place].body.signature()}")
        return wholes[place]

    prompts = [_words(question.prompt) for question in questions]
    often = Counter(word for prompt in prompts for word in prompt)
    met: dict[str, list[int]] = defaultdict(list)
    for place, prompt in enumerate(prompts):
        rarest = sorted(prompt, key=lambda word: (often[word], word))
        prefix = rarest[: len(rarest) - ceil(PROMPTS * len(rarest)) + 1]
        near = (other for other in sorted({other for word in prefix for other in met[word]}) if _common(prompt, prompts[other]) >= PROMPTS)
        first = next((other for other in near if _common(whole(place), whole(other)) >= WHOLES), None)
        if first is not None:
            yield questions[first], questions[place]
        for word in prefix:
            met[word].append(place)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of both that are in each, 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0


def _finding(first: Question, second: Question) -> Diagnostic:
    same = "the same" if first.prompt.split() == second.prompt.split() else "nearly the same"
    where = f"line {first.span.line}" if first.path == second.path else f"{first.path}:{first.span.line}"
    hint = "ask about another case, or from another side; or take one of them out"
    return ALIKE.at(second.span, f"`{second.id}` asks {same} as `{first.id}` in {where}", hint=hint)
