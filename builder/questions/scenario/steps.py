"""The YAML of a scenario's steps."""

from typing import Annotated

from msgspec import Meta

from builder.questions.base import Form as Keys
from builder.questions.base import Slug, Text

Share = Annotated[float, Meta(ge=0, le=1)]


class LineForm(Keys, frozen=True):
    """Something that somebody else than the customer says."""

    who: Text
    text: Text


Says = Text | Annotated[tuple[Text | LineForm, ...], Meta(min_length=1)]


class ChoiceForm(Keys, frozen=True, kw_only=True):
    """Something that the learner may say: how it lands, what is said to it, where it leads."""

    text: Text
    next: Text
    correct: bool = False
    score: Share | None = None
    consequence: Text | None = None
    says: Says = ()
    feedback: Text | None = None

    @property
    def points(self) -> float:
        """0 to 1."""
        return float(self.correct) if self.score is None else self.score


class StepForm(Keys, frozen=True):
    """What the customer says, and what may be said to it."""

    id: Slug
    says: Says
    choices: tuple[ChoiceForm, ...] = ()
