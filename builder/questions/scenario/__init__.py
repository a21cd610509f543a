"""`scenario`: a conversation in which what the learner says decides how it goes on; scored by the path taken."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from markupsafe import Markup as Html
from msgspec import Meta

from builder.diagnostics import Diagnostic
from builder.model import Draw
from builder.questions.base import Form as Keys
from builder.questions.base import Locate, QuestionForm, Text
from builder.questions.scenario.findings import Scene, findings
from builder.questions.scenario.graph import END, Graph
from builder.questions.scenario.steps import ChoiceForm, LineForm, Says, Share, StepForm


class EndingForm(Keys, frozen=True):
    """What is said at the end of a path with at least that share of the best score."""

    text: Text
    """What the learner is told at the end."""
    at_least: Share = 0
    """The share of the score from which this is said: 0 to 1."""


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of a `scenario` question."""

    scene: Text
    """Where and when the conversation takes place."""
    customer: Text
    """Who the customer is."""
    steps: Annotated[tuple[StepForm, ...], Meta(min_length=1)]
    """The steps of the conversation."""
    start: Text | None = None
    """The step that begins; the first without it."""
    pass_at: Annotated[float, Meta(ge=0.1, le=1)] = 1
    """The share of the best score that counts as right: 0.1 to 1."""
    debrief: Text | Annotated[tuple[EndingForm, ...], Meta(min_length=1)] = ()
    """What is said at the end: one text, or one for each range of scores."""

    plain: ClassVar[frozenset[str]] = QuestionForm.plain | {"next", "start", "who", "customer"}

    def graph(self) -> Graph:
        """The steps by their places. A step that nothing names is an end, as far as playing goes."""
        places = {step.id: place for place, step in reversed(list(enumerate(self.steps))) if step.id != "end"}
        return Graph(
            start=places.get(self.start or "", 0),
            next=tuple(tuple(places.get(choice.next, END) for choice in step.choices) for step in self.steps),
            scores=tuple(tuple(choice.points for choice in step.choices) for step in self.steps),
        )

    def view(self, draw: Draw) -> dict[str, Any]:
        graph = self.graph()
        endings = (EndingForm(self.debrief),) if isinstance(self.debrief, str) else self.debrief
        return {
            "scene": draw.text(self.scene),
            "start": graph.start,
            "steps": [self._step(draw, step, following) for step, following in zip(self.steps, graph.next, strict=True)],
            "endings": [(each.at_least, draw.text(each.text)) for each in sorted(endings, key=lambda each: -each.at_least)],
        }

    def _step(self, draw: Draw, step: StepForm, following: tuple[int, ...]) -> dict[str, Any]:
        choices = [self._choice(draw, choice, after) for choice, after in zip(step.choices, following, strict=True)]
        return {"lines": self._lines(draw, step.says), "choices": choices}

    def _choice(self, draw: Draw, choice: ChoiceForm, following: int) -> dict[str, Any]:
        optional = {name: draw.inline(text) if text else Html("") for name, text in (("consequence", choice.consequence), ("feedback", choice.feedback))}
        return {"text": draw.inline(choice.text), "next": following, "lines": self._lines(draw, choice.says), **optional}

    def _lines(self, draw: Draw, says: Says | tuple[()]) -> list[tuple[str, Html]]:
        """Who says it, and what."""
        lines = (says,) if isinstance(says, str) else says
        return [(line.who, draw.inline(line.text)) if isinstance(line, LineForm) else (self.customer, draw.inline(line)) for line in lines]

    def solution(self) -> dict[str, Any]:
        graph = self.graph()
        return {
            "kind": "path",
            "right": graph.best_path(),
            "start": graph.start,
            "next": [list(each) for each in graph.next],
            "scores": [list(each) for each in graph.scores],
            "best": list(graph.best),
            "pass": self.pass_at,
        }

    def signature(self) -> str:
        steps = "\n".join(f"{step.id}\t{choice.text}\t{choice.next}" for step in self.steps for choice in step.choices)
        return f"{self.start}\n{steps}"

    def longest_answer(self) -> int:
        return self.graph().longest

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from findings(Scene(self.id, self.start, self.steps, self.graph()), locate)
