"""The YAML of a scenario's steps."""

from typing import Annotated

from msgspec import Meta

from builder.questions.base import Form as Keys
from builder.questions.base import Slug, Text

Share = Annotated[float, Meta(ge=0, le=1)]


class LineForm(Keys, frozen=True):
    """Something that somebody else than the customer says."""

    who: Text
    """Who speaks."""
    text: Text
    """What is said."""


Says = Text | Annotated[tuple[Text | LineForm, ...], Meta(min_length=1)]


class ChoiceForm(Keys, frozen=True, kw_only=True):
    """Something that the learner may say: how it lands, what is said to it, where it leads."""

    text: Text
    """What the learner can say or do."""
    next: Text
    """The step that follows, or `end`."""
    correct: bool = False
    """Whether it is the best choice."""
    score: Share | None = None
    """What it is worth, 0 to 1, where it is neither wrong nor best."""
    consequence: Text | None = None
    """What happens then."""
    says: Says = ()
    """What the customer answers."""
    feedback: Text | None = None
    """Why it is good or not, for the debrief."""

    @property
    def points(self) -> float:
        """0 to 1."""
        return float(self.correct) if self.score is None else self.score


class StepForm(Keys, frozen=True):
    """What the customer says, and what may be said to it."""

    id: Slug
    """What choices name the step by."""
    says: Says
    """What is said at the step."""
    choices: tuple[ChoiceForm, ...] = ()
    """What the learner can do; none ends the conversation."""
