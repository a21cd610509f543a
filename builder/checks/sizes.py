"""CW601: what an LMS cannot hold."""

from collections.abc import Iterator

from builder.checks.state_bound import longest_state
from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, UnitContent

STATE = Rule("CW601", "state-too-long")

MOST_STATE = 4096
"""Characters of cmi.suspend_data (SCORM 1.2 RTE 3.4.5, CMIString4096)."""


def state_bound(content: UnitContent, usual: int) -> int:
    """The longest saved state, in characters, that any learner of the unit can reach."""
    return longest_state(
        parts=sum(len(lesson.parts) for lesson in content.lessons),
        answers=[question.body.longest_answer() for question in content.questions],
        outcomes=[(outcome.number, sum(content.drawn_for(each.id, usual) for each in outcome.criteria)) for outcome in content.unit.outcomes],
        criteria=[criterion.id for criterion in content.unit.criteria()],
        timed=content.testing.minutes is not None,
        rated=sum(question.purpose == "test" for question in content.questions) if content.testing.confidence else 0,
    )


def sizes(course: Course) -> Iterator[Diagnostic]:
    """A finding for each unit whose learners could outgrow what an LMS keeps for them."""
    for content in course.units:
        if content.empty:
            continue
        bound = state_bound(content, course.settings.test_questions)
        if bound > MOST_STATE:
            dear = sorted(content.questions, key=lambda question: -question.body.longest_answer())[:5]
            names = ", ".join(question.id for question in dear)
            yield STATE.at(
                content.span,
                f"a learner's saved state for {content.unit.ref} can reach {bound:,} characters, and an LMS keeps {MOST_STATE:,}",
                hint=f"take questions out or shorten them; those that cost most: {names}",
            )
