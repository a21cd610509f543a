"""The longest saved state as computed for a build is the length that the learner's JavaScript really writes."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.checks.state_bound import LONGEST, longest_state

SCRIPT = Path(__file__).parent / "js" / "longest.mjs"
LIMIT = 4096


class Shape(TypedDict):
    """What decides how long a unit's state can get."""

    parts: int
    answers: list[int]
    outcomes: list[tuple[str, int]]
    criteria: list[str]
    timed: bool
    rated: int


NUMBERS = st.integers(min_value=1, max_value=40).map(str)
CRITERIA = st.tuples(NUMBERS, NUMBERS).map(".".join)
SHAPES = st.fixed_dictionaries(
    {
        "parts": st.integers(min_value=0, max_value=80),
        "answers": st.lists(st.integers(min_value=0, max_value=LONGEST), max_size=60),
        "outcomes": st.lists(st.tuples(NUMBERS, st.integers(min_value=0, max_value=90)), max_size=9, unique_by=lambda outcome: outcome[0]),
        "criteria": st.lists(CRITERIA, max_size=40, unique=True),
        "timed": st.booleans(),
        "rated": st.integers(min_value=0, max_value=60),
    }
)

REAL: Shape = {
    "parts": 40,
    "answers": [5] * 174,
    "outcomes": [("1", 12), ("2", 12), ("3", 12), ("4", 12), ("5", 10)],
    "criteria": [f"{outcome}.{number}" for outcome, most in enumerate((6, 6, 6, 6, 5), 1) for number in range(1, most + 1)],
    "timed": False,
    "rated": 0,
}


def shapes(count: int) -> list[Shape]:
    """Generated shapes, collected so that one run of Node can measure them all."""
    found: list[Shape] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(SHAPES)
    def collect(shape: Shape) -> None:
        found.append(shape)

    collect()
    return found


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_bound_is_the_length_of_the_worst_state_and_no_state_is_longer() -> None:
    cases = [REAL, *shapes(100)]
    output = subprocess.run(["node", SCRIPT], input=json.dumps(cases), capture_output=True, text=True, check=True, timeout=60).stdout
    for shape, lengths in zip(cases, json.loads(output), strict=True):
        bound = longest_state(**shape)
        assert lengths["worst"] == bound
        assert max(lengths["others"]) <= bound


def test_an_ordinary_unit_stays_far_below_what_an_lms_keeps() -> None:
    assert longest_state(**REAL) == 2288 < LIMIT


def test_nothing_but_the_head_is_needed() -> None:
    assert longest_state(parts=0, answers=[], outcomes=[], criteria=[]) == 33


@pytest.mark.parametrize("answer", [-1, LONGEST + 1])
def test_an_answer_that_the_code_cannot_hold_is_refused(answer: int) -> None:
    with pytest.raises(ValueError, match=f"an answer of {answer} characters"):
        longest_state(parts=1, answers=[1, answer], outcomes=[], criteria=[])
