"""CW411: a criterion's own rule draws more questions than there are."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course

POOL = Rule("CW411", "pool-too-small")


def pools(course: Course) -> Iterator[Diagnostic]:
    """A finding for each criterion whose rule asks for more test questions than it has."""
    for content in course.units:
        for criterion, rule in content.testing.criteria.items():
            pool = sum(question.purpose == "test" and criterion in question.criteria for question in content.questions)
            if pool < rule.draw and not content.empty:
                message = f"a test draws {rule.draw} questions for {criterion}, and there {'is' if pool == 1 else 'are'} {pool}"
                yield POOL.at(rule.span, message, hint=f"write {rule.draw - pool} more test questions for {criterion}, or draw fewer")
