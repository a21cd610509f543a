"""Coverage: what counts as covered, with range items, with more questions asked for, and for a mapped qualification."""

import json
from pathlib import Path
from typing import Any

import pytest

from .desk import CASES, copy_base, overlay, run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def report(*arguments: str, exit_code: int = 0) -> dict[str, Any]:
    result = run("coverage", "course", "--format", "json", *arguments)
    assert result.exit_code == exit_code
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def criteria(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every criterion by `unit's reference criterion`."""
    return {f"{unit['ref']} {criterion['id']}": criterion for unit in data["units"] for outcome in unit["outcomes"] for criterion in outcome["criteria"]}


def statuses(data: dict[str, Any]) -> dict[str, str]:
    return {name: criterion["status"] for name, criterion in criteria(data).items()}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


NO_DEPTH: dict[str, Any] = {
    "parts": 0,
    "words": 0,
    "reading_minutes": 0.0,
    "reading_level": None,
    "questions": {"practice": {}, "test": {}},
    "scenario_share": 0.0,
    "thin": [],
}


@pytest.mark.usefixtures("desk")
def test_the_report_has_its_shape_and_units_without_content() -> None:
    data = report()
    assert list(data) == ["qualification", "fingerprint", "units", "totals"]
    assert data["qualification"] == {"number": "100/0001/A", "title": "Level 2 Award in Working in a Bakery"}
    assert [(unit["ref"], unit["title"]) for unit in data["units"]] == [("A/100/0001", "Selling bread"), ("B/100/0002", "Baking bread")]
    first, second = data["units"]
    assert list(first) == ["ref", "title", "outcomes", "depth"]
    assert [list(outcome) for outcome in first["outcomes"]] == [["number", "text", "criteria"]] * 2
    assert second["outcomes"] == [
        {
            "number": "1",
            "text": "Know how dough rises",
            "criteria": [
                {"id": name, "text": text, "range": [], "status": "uncovered", "taught_by": [], "assessed_by": [], "depth": NO_DEPTH}
                for name, text in (("1.1", "Describe what yeast does"), ("1.3", "State how warm dough should be"))
            ],
        }
    ]
    assert {name: total for name, total in data["totals"].items() if name != "depth"} == {
        "units": 2,
        "criteria": 6,
        "covered": 4,
        "partly": 0,
        "uncovered": 2,
        "suspect": 0,
        "lessons": 2,
        "parts": 4,
        "practice_questions": 1,
        "test_questions": 3,
        "drafts": 0,
    }


@pytest.mark.usefixtures("desk")
def test_a_criterion_says_where_it_is_taught_and_assessed() -> None:
    found = criteria(report())["A/100/0001 1.2"]
    lesson, quiz = "course/units/first/1-bread.md", "course/units/first/quiz.yaml"
    hungry = {"path": lesson, "line": 18, "part": "Hungry people"}
    hurry = {"path": lesson, "line": 22, "part": "People in a hurry"}
    test = {"path": quiz, "line": 22, "question": "both-kinds", "purpose": "test"}
    practice = {"path": quiz, "line": 2, "question": "roll-or-loaf", "purpose": "practice"}
    depth = found.pop("depth")
    assert found == {
        "id": "1.2",
        "text": "Explain how to serve customers who are:",
        "range": [
            {"id": "hungry", "text": "Hungry", "status": "covered", "taught_by": [hungry], "assessed_by": [test]},
            {"id": "in-a-hurry", "text": "In a hurry", "status": "covered", "taught_by": [hurry], "assessed_by": [test, practice]},
        ],
        "status": "covered",
        "taught_by": [hungry, hurry],
        "assessed_by": [test, practice],
    }
    assert depth == {
        "parts": 2,
        "words": 25,
        "reading_minutes": 0.1,
        "reading_level": None,
        "questions": {"practice": {"choice": 1}, "test": {"choices": 1}},
        "scenario_share": 0.0,
        "thin": [],
    }


@pytest.mark.usefixtures("desk")
def test_one_and_ten_are_two_criteria() -> None:
    found = criteria(report())
    assert [place["part"] for place in found["A/100/0001 1.10"]["taught_by"]] == ["Kinds of bread"]
    assert [place["question"] for place in found["A/100/0001 1.10"]["assessed_by"]] == ["three-days"]


def test_a_question_counts_for_each_of_its_criteria(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "criteria: [1.1, 1.10]", "criteria: [1.1]")
    found = report(exit_code=1)
    assert statuses(found)["A/100/0001 1.1"] == "covered"
    assert statuses(found)["A/100/0001 1.10"] == "partly"


def test_practice_does_not_count_as_a_test(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "purpose: test", "purpose: practice")
    assert set(statuses(report(exit_code=1)).values()) == {"partly", "uncovered"}


def test_one_range_item_without_a_part_makes_its_criterion_partly_covered(desk: Path) -> None:
    replace(desk / "units/first/1-bread.md", '{: criteria="1.2/in-a-hurry" }', '{: criteria="1.2" }')
    found = criteria(report(exit_code=1))["A/100/0001 1.2"]
    assert found["status"] == "partly"
    assert [(item["id"], item["status"]) for item in found["range"]] == [("hungry", "covered"), ("in-a-hurry", "partly")]


def test_a_tag_on_the_criterion_alone_covers_no_range_item(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "[1.2/hungry, 1.2/in-a-hurry]", "[1.2]")
    assert {item["status"] for item in criteria(report(exit_code=1))["A/100/0001 1.2"]["range"]} == {"partly"}


@pytest.mark.parametrize(("needed", "status"), [(1, "covered"), (2, "partly"), (20, "partly")])
def test_how_many_test_questions_are_needed_stands_in_the_course(desk: Path, needed: int, status: str) -> None:
    replace(desk / "course.yaml", "test_questions: 1", f"test_questions: {needed}")
    assert statuses(report(exit_code=int(needed > 1)))["A/100/0001 2.1"] == status


def test_a_mapped_qualification_has_its_own_references_and_the_same_content(desk: Path) -> None:
    overlay(CASES / "mapped-qualification", desk)
    data = report("-q", "other", exit_code=1)
    assert data["qualification"]["number"] == "200/0001/A"
    assert statuses(data) == {"Z/100/0009 1.1": "covered", "Z/100/0009 1.2": "covered", "Z/100/0009 1.3": "covered", "Z/100/0009 1.4": "uncovered"}
    assert criteria(data)["Z/100/0009 1.1"]["assessed_by"][0]["question"] == "change"
    assert data["totals"]["lessons"] == 2


def test_json_is_of_one_qualification(desk: Path) -> None:
    overlay(CASES / "mapped-qualification", desk)
    result = run("coverage", "course", "--format", "json")
    assert result.exit_code == 2
    assert "bakery, other" in result.output


def test_text_shows_gaps_of_units_that_have_been_begun(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1")
    result = run("coverage", "course")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "100/0001/A, Level 2 Award in Working in a Bakery",
        "",
        "unit        title          criteria by outcome  covered  test + practice   learning time",
        "A/100/0001  Selling bread  ■■■ ◧                 3 of 4            3 + 1  15 min of 12 h",
        "B/100/0002  Baking bread   □□                    0 of 2            0 + 0    0 min of 8 h",
        "                                                 3 of 6            3 + 1  15 min of 20 h",
        "",
        "■ 3 covered   ◧ 1 partly   □ 2 uncovered",
        "63 words, 1 min to read, 0 % of 4 questions are scenarios",
        "thin  A/100/0001 1.1: no practice question",
        "thin  A/100/0001 1.10: no practice question",
        "thin  A/100/0001 2.1: 12 words, where the unit's middle criterion has 26; no practice question",
        "",
        "A/100/0001",
        "  ◧ 2.1  Describe how to give change",
        "         0 of 1 test questions",
        "         taught  2-money.md:7",
        "",
        "1 unit is not begun, with 2 criteria: coursewright coverage --all",
        "Full report: coursewright coverage --format html -o coverage.html",
    ]


def test_errors_are_mentioned_because_coverage_may_lack_something(desk: Path) -> None:
    replace(desk / "units/first/2-money.md", "minutes: 5", "minutes: soon")
    result = run("coverage", "course")
    assert result.stderr.startswith("warning: the course has 1 error, so this may not be the whole of it.")


def test_a_course_that_cannot_be_read_has_no_coverage(desk: Path) -> None:
    (desk / "course.yaml").unlink()
    result = run("coverage", "course", "--format", "json")
    assert result.exit_code == 1
    assert "1 error" in result.stderr
