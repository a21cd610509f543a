"""CW440 to CW448: conversations that lead nowhere, or whose best path is not what its author meant."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.questions.base import NO_FEEDBACK, SAME_OPTION, Locate
from builder.questions.scenario.graph import MOST_STEPS, Graph
from builder.questions.scenario.steps import StepForm

UNKNOWN = Rule("CW440", "unknown-step")
UNREACHED = Rule("CW441", "step-not-reached")
ROUND = Rule("CW442", "scene-goes-round")
NO_CHOICE = Rule("CW443", "step-without-choices")
NO_BEST = Rule("CW444", "no-right-path")
CHOICES = Rule("CW445", "too-many-choices")
STEPS = Rule("CW446", "too-many-steps")
DETOUR = Rule("CW447", "detour-scores-as-much")
TWICE = Rule("CW448", "same-step-twice")

MOST_CHOICES = 6


class Scene(NamedTuple):
    """What there is to find fault with."""

    id: str
    start: str | None
    steps: tuple[StepForm, ...]
    graph: Graph


def findings(scene: Scene, locate: Locate) -> Iterator[Diagnostic]:
    """Every finding about a scenario; those about paths only where every step leads somewhere."""
    wrong = [*_names(scene, locate), *_steps(scene, locate), *_rounds(scene, locate)]
    yield from wrong
    yield from _choices(scene, locate)
    if not wrong:
        yield from _paths(scene, scene.graph, locate)


def _names(scene: Scene, locate: Locate) -> Iterator[Diagnostic]:
    """Steps that are named but not there."""
    known = [step.id for step in scene.steps]
    named = [(scene.start, locate("start"))] if scene.start else []
    named += [(choice.next, locate("steps", place, "choices", at, "next")) for place, step in enumerate(scene.steps) for at, choice in enumerate(step.choices)]
    for name, span in named:
        if name not in known and (name != "end" or name == scene.start):
            near = did_you_mean(name, [*known, "end"])
            hint = f"did you mean `{near}`?" if near else f"the steps are {', '.join(dict.fromkeys(known))}; a choice that ends the scene says `next: end`"
            yield UNKNOWN.at(span, f"scene `{scene.id}` has no step `{name}`", hint=hint)
    for place, name in enumerate(known):
        if name in known[:place] or name == "end":
            message = f"a step cannot be called `{name}`" if name == "end" else f"scene `{scene.id}` has two steps `{name}`"
            yield TWICE.at(locate("steps", place, "id"), message, hint="give each step its own name, and keep `end` for the end")


def _steps(scene: Scene, locate: Locate) -> Iterator[Diagnostic]:
    if len(scene.steps) > MOST_STEPS:
        hint = "make two scenes of it: nobody keeps a longer talk in mind"
        yield STEPS.at(locate("steps"), f"scene `{scene.id}` has {len(scene.steps)} steps, and {MOST_STEPS} is the most", hint=hint)
    for place, step in enumerate(scene.steps):
        if not step.choices:
            hint = "write `choices: …`; to end the scene, let a choice say `next: end`"
            yield NO_CHOICE.at(locate("steps", place, "id"), f"at step `{step.id}` there is nothing to say, so the scene stops there", hint=hint)
        elif len(step.choices) > MOST_CHOICES:
            message = f"step `{step.id}` has {len(step.choices)} choices, and {MOST_CHOICES} is the most"
            yield CHOICES.at(locate("steps", place, "choices"), message, hint="keep those that teach something")


def _rounds(scene: Scene, locate: Locate) -> Iterator[Diagnostic]:
    for step, at in scene.graph.rounds:
        message = f"this leads back to `{scene.steps[step].choices[at].next}`, so the scene could go round for ever"
        yield ROUND.at(locate("steps", step, "choices", at, "next"), message, hint="lead on to a step that comes later, or to `end`")


def _choices(scene: Scene, locate: Locate) -> Iterator[Diagnostic]:
    for place, step in enumerate(scene.steps):
        first: dict[str, int] = {}
        for at, choice in enumerate(step.choices):
            span = locate("steps", place, "choices", at)
            same = first.setdefault(" ".join(choice.text.split()).casefold(), at)
            if same != at:
                yield SAME_OPTION.at(span, f"choices {same + 1} and {at + 1} of step `{step.id}` say the same", hint="reword one of them or take it out")
            if choice.feedback is None:
                yield NO_FEEDBACK.at(
                    span, f"choice {at + 1} of step `{step.id}` has no feedback", hint="add `feedback: …` that says why, for the end of the scene"
                )


def _paths(scene: Scene, graph: Graph, locate: Locate) -> Iterator[Diagnostic]:
    for place, step in enumerate(scene.steps):
        if place not in graph.order:
            hint = f"let a choice say `next: {step.id}`, or take the step out"
            yield UNREACHED.at(locate("steps", place, "id"), f"no path leads to step `{step.id}`", hint=hint)
    here = graph.start
    for at in graph.best_path():
        if graph.scores[here][at] < 1:
            message = (
                f"no path through `{scene.id}` is right from start to end: the best one scores {graph.scores[here][at]:g} at step `{scene.steps[here].id}`"
            )
            yield NO_BEST.at(locate("steps", here, "id"), message, hint="mark what is best to say there with `correct: true`")
            return
        here = graph.next[here][at]
    for place, at in graph.detours():
        message = f"a path with this choice scores as much as one on which everything is right ({graph.best[graph.start]:g})"
        hint = "what mends a mistake later should score less: write `score: 0.5` there"
        yield DETOUR.at(locate("steps", place, "choices", at), message, hint=hint)
