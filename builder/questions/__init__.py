"""The question types: one folder each, with its form, template, JavaScript and style.

A new type is a new folder and one line in `TYPES`.
"""

from pathlib import Path

from builder.questions import choice, choices, hotspot, scenario, true_false
from builder.questions.base import QuestionForm

TYPES: dict[str, type[QuestionForm]] = {
    "choice": choice.Form,
    "choices": choices.Form,
    "hotspot": hotspot.Form,
    "scenario": scenario.Form,
    "true_false": true_false.Form,
}


def folder(name: str) -> Path:
    """The folder of the question type `name`."""
    return Path(__file__).parent / name
