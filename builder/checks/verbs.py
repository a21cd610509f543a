"""CW801: a criterion whose verb asks for more than true or false, assessed by true or false alone.

The verbs of assessment criteria say how deep an answer has to go. Whoever can explain a thing puts its parts together;
a statement to judge gives them, and a guess is right half of the time.
"""

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, Criterion, UnitContent

SHALLOW = Rule("CW801", "shallow-assessment", "warning")

_DEEP = (
    *("analyse", "analyze", "appraise", "assess", "compare", "contrast", "critique", "describe", "detail", "discuss", "distinguish"),
    *("evaluate", "examine", "explain", "illustrate", "interpret", "justify", "summarise"),
    *("cyfiawnhau", "cymharu", "dadansoddi", "disgrifio", "egluro", "esbonio", "gwerthuso", "trafod"),
)
"""Verbs that ask for an account, in English and Welsh. Others (state, identify, list, name, outline) may be asked for in a word."""
_VERB = re.compile(rf"(?:^|[,;:/]\s*|\b(?:and|or|then|ac|neu)\s+)(?:be able to\s+)?(?:[a-z]+ly\s+)?({'|'.join(_DEEP)})\b(?!(?<=detail)\s+of\b)", re.IGNORECASE)
"""One of them where a criterion asks for something: not in "how staff discuss it", nor as a noun in "the purpose and detail of"."""


def verbs(course: Course) -> Iterator[Diagnostic]:
    """A finding for each criterion that is assessed below its verb."""
    for content in course.units:
        for criterion in content.unit.criteria():
            verb = _VERB.search(criterion.text)
            if verb:
                yield from _assessed(content, criterion, verb[1].lower())


def _assessed(content: UnitContent, criterion: Criterion, verb: str) -> Iterator[Diagnostic]:
    tests = [question for question in content.questions if question.purpose == "test" and criterion.id in question.criteria]
    if tests and all(question.type == "true_false" for question in tests):
        tag = next(tag for tag in tests[0].tags if tag.criterion == criterion.id)
        count = f"{len(tests)} test question{'' if len(tests) == 1 else 's'}"
        yield SHALLOW.at(
            tag.span,
            f'{content.unit.ref} {criterion.id} says "{verb}", and only true or false assesses it ({count})',
            hint="add one that takes reasons: a choice among explanations, a scenario, or match, order or categorise",
        )
