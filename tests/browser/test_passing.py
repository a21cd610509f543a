"""The whole way to passed, against every kind of LMS: what the project promises."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser


def leave_by_the_button(player: Player) -> None:
    player.go("start")
    player.frame.locator("#start .leave").click()
    expect(player.frame.locator("#closed h1")).to_be_visible()


def test_a_learner_passes_by_hand(launch: Launch) -> None:
    """Every link and button pressed as a learner does, in the strict LMS."""
    player = launch().open("unit")
    player.read_all()
    for outcome in player.course()["outcomes"]:
        player.go(f"t-{outcome['number']}")
        player.frame.locator(".page.here .begin:visible").click()
        for _ in range(2 * len(outcome["criteria"])):
            player.fill(player.asked())
            player.frame.locator(".view.here .turn .next").click()
        expect(player.frame.locator(f"#t-{outcome['number']}-results")).to_be_visible()
    leave_by_the_button(player)
    expect_passed(player.record(), player)
    assert [call["method"] for call in player.lms("log")][-1] == "LMSFinish"


@pytest.mark.parametrize("profile", ["strict", "moodle", "mandatory"])
def test_passing_in_each_kind_of_lms(launch: Launch, profile: str) -> None:
    player = launch().open("unit", profile=profile)
    swift.practise(player, how="wrong")
    swift.pass_all(player)
    player.expect_achieved(9)
    leave_by_the_button(player)
    expect_passed(player.record(), player, arrays=profile != "mandatory")


def expect_passed(record: Any, player: Player, *, arrays: bool = True) -> None:
    core = record["core"]
    assert (core["lesson_status"], core["score"]["raw"], core["exit"]) == ("passed", "100", "")
    if arrays:
        assert (core["score"]["min"], core["score"]["max"]) == ("0", "100")
        assert [(each["id"], each["status"], each["score"]["raw"]) for each in record["objectives"]] == [
            (identifier, "passed", "100") for identifier in player.course()["target"]["criteria"].values()
        ]
        assert len(record["interactions"]) == len(player.course()["questions"])
    assert record["finishes"] == record["launches"] == 1
    assert [call["method"] for call in player.lms("log")].count("LMSInitialize") == 1


def test_passing_with_scorm_again(launch: Launch) -> None:
    player = launch()
    player.host = "host-again"
    player.open("unit")
    swift.practise(player, how="wrong")
    swift.pass_all(player)
    leave_by_the_button(player)
    record = player.record()
    assert record["cmi.core.lesson_status"] == "passed"
    assert record["cmi.core.score.raw"] == "100"
    assert record["cmi.core.exit"] == ""
    statuses = [value for name, value in record.items() if name.startswith("cmi.objectives.") and name.endswith(".status")]
    assert statuses == ["passed"] * 9
    assert player.errors() == []
    methods = [call["method"] for call in player.lms("calls")]
    assert (methods.count("LMSInitialize"), methods.count("LMSFinish")) == (1, 1)


def test_scorm_again_resumes_where_the_learner_left(launch: Launch) -> None:
    player = launch()
    player.host = "host-again"
    player.open("unit")
    swift.read(player, player.course()["lessons"][0]["id"])
    swift.practise(player, "dentist-needs-records", how="wrong")
    swift.sit(player, "2", wrong=["2.2"])
    record = player.leave()
    later = launch()
    later.host = "host-again"
    later.open("unit", record=record)
    later.expect_achieved(4)
    swift.pass_all(later)
    assert later.leave()["cmi.core.lesson_status"] == "passed"


def test_passed_stays_passed_when_the_learner_comes_back(launch: Launch, passed: Any) -> None:
    player = launch().open("unit", record=passed)
    swift.practise(player, "dentist-needs-records", how="wrong")
    leave_by_the_button(player)
    core = player.record()["core"]
    assert (core["lesson_status"], core["score"]["raw"], core["exit"]) == ("passed", "100", "")
    assert [each["status"] for each in player.record()["objectives"]] == ["passed"] * 9


def test_all_tests_right_but_a_lesson_unread_is_not_passed(learner: Player) -> None:
    for outcome in learner.course()["outcomes"]:
        swift.sit(learner, outcome["number"])
    lessons = [each["id"] for each in learner.course()["lessons"]]
    swift.read(learner, *lessons[:-1])
    assert learner.record()["core"]["lesson_status"] == "incomplete"
    swift.read(learner, lessons[-1])
    assert learner.record()["core"]["lesson_status"] == "passed"


def test_the_longest_state_is_within_what_the_build_promises(launch: Launch, bound: int) -> None:
    """Everything read, every question answered with as many rows as it takes, every run in full, one criterion to retry."""
    player = launch().open("unit")
    criteria = [each for outcome in player.course()["outcomes"] for each in outcome["criteria"]]
    swift.read(player)
    swift.practise(player, how="all")
    longest = 0
    for _ in range(4):
        for outcome in player.course()["outcomes"]:
            swift.sit(player, outcome["number"], wrong=criteria, how="all")
            longest = max(longest, len(player.record()["suspend_data"]))
    assert all(each["student_response"] for each in player.record()["interactions"]), "every question has been answered"
    player.go("l-" + player.course()["lessons"][-1]["id"])
    longest = max(longest, len(player.leave()["suspend_data"]))
    assert 0.75 * bound < longest <= bound <= 4096
