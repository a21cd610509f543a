"""A course of a few pages for tests that play many visits: the author's small base, with practice enough to fill a state."""

from pathlib import Path

from tests.desk import copy_base

UNIT = ("A/100/0001", "-q", "bakery")
EARLY, LATE, ALSO = "roll-or-loaf", "loaf-60", "loaf-59"
"""Practice questions: one to answer early, one late, and another one. The last two are at the very end of the state."""

_LOAF = """  - id: loaf-{number}
    type: true_false
    criteria: {criterion}
    purpose: practice
    part: kinds
    prompt: Is loaf number {number} a loaf?
    answer: true
    feedback: {{true: It is., false: "It is a loaf, as its name says."}}
"""


def bake(folder: Path) -> Path:
    """The course, in `folder`."""
    course = copy_base(folder)
    loaves = "".join(_LOAF.format(number=number, criterion="2.1" if number % 2 else "1.1") for number in range(1, 61))
    (course / "units/first/z.quiz.yaml").write_text(f"questions:\n{loaves}", "utf-8")
    return course
