"""A package is replaced while learners are under way: theirs stays theirs."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import ROOT, Launch, Shelf
from tests.browser.play import Player

pytestmark = pytest.mark.browser

CHANGED, REMOVED, ADDED = "dentist-needs-records", "food-bank-external", "lunch-for-the-driver"
QUESTION = f"""
  - id: {ADDED}
    type: choice
    criteria: [1.1]
    purpose: practice
    part: who-counts
    prompt: Who is the internal customer of a canteen?
    options:
      - {{text: The driver who eats there, correct: true, feedback: The driver works for the same organisation.}}
      - {{text: The greengrocer, feedback: The greengrocer supplies the canteen.}}
"""


def drawn(record: Any) -> list[str]:
    """The test questions that a record has answers to."""
    return [each["id"].split("_", 3)[3] for each in record["interactions"] if each["weighting"] == "1"]


def edit(quiz: Path, gone: str, reworded: str) -> None:
    """One question more, at the very beginning; two fewer; other options in two more."""
    head, *blocks = re.split(r"(?m)^(?=  - id: )", quiz.read_text("utf-8"))
    kept = [block for block in blocks if block.split()[2] not in (REMOVED, gone)]
    assert len(kept) == len(blocks) - 2
    other = [block.replace("- text: ", "- text: Perhaps ", 1) if block.split()[2] in (CHANGED, reworded) else block for block in kept]
    quiz.write_text(head + QUESTION.lstrip("\n") + "\n" + "".join(other), "utf-8")


@pytest.fixture(scope="module")
def updated(shelf: Shelf, begun: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The package `updated`; gives the test question that it lacks. Of `begun`'s three answers in the test one is gone, one is about other options."""
    content = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(ROOT / "content", content)
    gone, reworded, _ = drawn(begun)
    edit(content / "units/understand-customers/1-types-of-customers.quiz.yaml", gone, reworded)
    shelf.build("updated", content)
    return gone


def ids(record: Any) -> list[str]:
    return [each["id"] for each in record["interactions"]]


def test_the_learners_state_is_kept(launch: Launch, begun: Any, updated: str) -> None:
    player = launch().open("updated", record=begun)
    for lesson in player.course()["lessons"][:2]:
        expect(player.frame.locator(f"[data-lesson-mark='{lesson['id']}']")).to_have_attribute("data-state", "achieved")
    player.go("l-" + player.course()["lessons"][0]["id"])
    expect(player.form("paying-makes-external").locator(".option.wrong")).to_be_visible()
    expect(player.form(CHANGED).locator("input:checked")).to_have_count(0)
    expect(player.form(ADDED)).to_be_visible()
    expect(player.frame.locator(f"form[data-question='{REMOVED}']")).to_have_count(0)
    player.go("t-1")
    player.frame.locator("#t-1 .begin:visible").click()
    expect(player.frame.locator("#t-1-q .steps li")).to_have_count(7)
    expect(player.frame.locator("#t-1-q .steps .done")).to_have_count(1)
    for _ in range(2):
        swift.sit(player, "1")
    expect(player.frame.locator("#t-1-results .missed")).to_have_count(0)


def test_indices_stay_and_the_question_that_came_is_appended(launch: Launch, begun: Any, updated: str) -> None:
    player = launch().open("updated", record=begun)
    swift.practise(player, ADDED)
    swift.practise(player, CHANGED, how="wrong")
    swift.sit(player, "1")
    record = player.leave()
    before = ids(begun)
    at = {identifier.split("_", 3)[-1]: place for place, identifier in enumerate(before)}
    unchanged = [place for name, place in at.items() if name not in (REMOVED, updated)]
    assert [ids(record)[place] for place in unchanged] == [before[place] for place in unchanged]
    assert len(record["interactions"]) == len(before) + 1
    added = record["interactions"][-1]
    assert (added["id"], added["result"]) == (f"F5062131_AC1_1_{ADDED}", "correct")
    assert record["interactions"][at[CHANGED]]["result"] == "wrong"
    assert record["interactions"][at["paying-makes-external"]]["result"] == "wrong"


def test_a_removed_question_keeps_its_answer_in_the_report(launch: Launch, begun: Any, updated: str) -> None:
    player = launch().open("updated", record=begun)
    swift.practise(player, ADDED)
    record = player.leave()
    for name in (REMOVED, updated):
        place = next(place for place, identifier in enumerate(ids(begun)) if identifier.endswith(f"_{name}"))
        assert record["interactions"][place] == begun["interactions"][place]


def test_what_is_achieved_stays_when_the_test_changes(launch: Launch, updated: str) -> None:
    player: Player = launch().open("unit")
    swift.pass_all(player)
    later = player.open("updated", record=player.leave())
    later.expect_achieved(9)
    swift.practise(later, ADDED, how="wrong")
    core = later.leave()["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")


def test_the_package_of_before_still_reads_the_state_of_the_later_one(launch: Launch, begun: Any, updated: str) -> None:
    player = launch().open("updated", record=begun)
    swift.practise(player, ADDED)
    back = launch().open("unit", record=player.leave())
    swift.practise(back, REMOVED)
    record = back.leave()
    assert len(record["interactions"]) == len(begun["interactions"]) + 1
    assert [each["result"] for each in record["interactions"] if each["id"].endswith(REMOVED)] == ["correct"]
