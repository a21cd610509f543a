"""The question types against their contracts: the same files that the JavaScript tests read."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert

from builder import questions
from builder.questions import TYPES

FOLDER = Path(questions.__file__).parent
CONTRACTS = sorted(FOLDER.glob("*/contract.json"))
CASES: list[tuple[str, dict[str, Any]]] = [(path.parent.name, case) for path in CONTRACTS for case in json.loads(path.read_text("utf-8"))["cases"]]
NEEDED: dict[str, Any] = {"id": "a-question", "criteria": ["1.1"], "purpose": "test", "prompt": "Which?"}


def test_every_type_is_whole() -> None:
    assert [path.parent.name for path in CONTRACTS] == sorted(TYPES)
    for name in TYPES:
        files = {path.name for path in (FOLDER / name).iterdir()}
        assert {"__init__.py", "contract.json", f"{name}.html", f"{name}.js"} <= files


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name} {number}" for number, (name, _) in enumerate(CASES)])
def test_python_keeps_the_contract(name: str, case: dict[str, Any]) -> None:
    form = convert({**NEEDED, **case["yaml"]}, TYPES[name], strict=False)
    assert form.type == name
    assert form.solution() == case["solution"]
    assert form.scored == case.get("scored", True)
    assert form.longest_answer() == case["longest_answer"]
    assert max((len(each["packed"]) for each in case["answers"]), default=0) <= form.longest_answer()


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("True", True), ("FALSE", False)])
def test_true_and_false_in_any_letters(written: str, meant: bool) -> None:
    form = convert({**NEEDED, "type": "true_false", "answer": written}, TYPES["true_false"], strict=False)
    assert form.solution()["right"] is meant
