"""CW820 to CW822: a specification that is past its review date, or whose units do not add up to the whole."""

from collections.abc import Iterator
from datetime import date

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course

PAST_REVIEW = Rule("CW820", "past-review-date", "note")
HOURS = Rule("CW821", "hours-do-not-add-up", "warning")
CREDIT = Rule("CW822", "credit-does-not-add-up", "warning")


def sums(course: Course) -> Iterator[Diagnostic]:
    """The units' credit and guided learning hours against the qualification's; 0 states nothing."""
    qualification = course.qualification
    hours = [unit.guided_learning_hours for unit in qualification.units]
    credit = [unit.credit for unit in qualification.units]
    for rule, key, stated, of_units, words in (
        (HOURS, "guided_learning_hours", qualification.guided_learning_hours, hours, "guided learning hours"),
        (CREDIT, "credit", qualification.credit, credit, "credits"),
    ):
        if stated and all(of_units) and sum(of_units) != stated:
            yield rule.at(
                qualification.places[key],
                f"the units of {qualification.number} have {sum(of_units)} {words} together, and the whole has {stated}",
                hint="check both against the specification; where learners choose among units, allow it in course.yaml with that reason",
            )


def review_date(course: Course, today: date) -> Iterator[Diagnostic]:
    """A note where the awarding organisation has said that it would look at the specification again before `today`."""
    qualification = course.qualification
    if qualification.review_date < today.isoformat():
        yield PAST_REVIEW.at(
            qualification.places["review_date"],
            f"{qualification.number} was to be reviewed by {qualification.review_date}",
            hint=f"ask {qualification.awarding_organisation} whether it has been extended, withdrawn or reworded, and write down the new date",
        )
