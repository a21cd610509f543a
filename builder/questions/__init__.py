"""The question types: one folder each, with its form, template, JavaScript and style.

A new type is a new folder and one line in `TYPES`.
"""

from pathlib import Path

from builder.questions import categorise, choice, choices, fill, hotspot, match, numeric, order, reflect, scale, scenario, true_false
from builder.questions.base import QuestionForm

TYPES: dict[str, type[QuestionForm]] = {
    "categorise": categorise.Form,
    "choice": choice.Form,
    "choices": choices.Form,
    "match": match.Form,
    "order": order.Form,
    "hotspot": hotspot.Form,
    "scenario": scenario.Form,
    "true_false": true_false.Form,
    "fill": fill.Form,
    "numeric": numeric.Form,
    "scale": scale.Form,
    "reflect": reflect.Form,
}


def folder(name: str) -> Path:
    """The folder of the question type `name`."""
    return Path(__file__).parent / name
