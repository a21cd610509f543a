"""Review and browse mode: everything can be read, nothing is written."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

LESSON = "l-1-1-internal-and-external-customers"


def writes(player: Player) -> int:
    return int(player.lms("count('LMSSetValue')") + player.lms("count('LMSCommit')"))


def kept(record: Any) -> Any:
    """A record without what the LMS itself counts: sessions, time, and the exit that nobody set."""
    own = ("launches", "commits", "finishes")
    core = {name: value for name, value in record["core"].items() if name not in ("total_time", "exit")}
    return {**{name: value for name, value in record.items() if name not in own}, "core": core}


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_back_writes_nothing_and_shows_what_was_answered(launch: Launch, begun: Any, mode: str) -> None:
    player = launch().open("unit", record=begun, mode=mode)
    expect(player.banners()).to_have_count(1)
    for lesson in player.course()["lessons"]:
        player.go(f"l-{lesson['id']}")
    player.go(LESSON)
    expect(player.form("dentist-needs-records").locator(".option.right .why")).to_be_visible()
    expect(player.form("paying-makes-external").locator(".option.wrong .why")).to_be_visible()
    player.form("paying-makes-external").locator(".check").click()
    player.practise("paying-makes-external")
    swift.read(player)
    player.hide()
    record = player.leave()
    assert writes(player) == 0
    assert kept(record) == kept(begun)
    assert player.page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('coursewright.')).length") == 0


def test_a_passed_unit_opened_again_in_moodle_is_a_look_back(launch: Launch, passed: Any) -> None:
    player = launch().open("unit", record=passed, profile="moodle")
    expect(player.banners()).to_have_count(1)
    player.expect_achieved(9)
    player.frame.locator("#start .leave").click()
    expect(player.frame.locator("#closed")).to_be_visible()
    record = player.record()
    assert writes(player) == 0
    assert (record["core"]["lesson_status"], record["core"]["score"]["raw"]) == ("passed", "100")


@pytest.mark.parametrize("profile", ["strict", "moodle"])
def test_browsing_before_any_attempt_leaves_no_trace(launch: Launch, profile: str) -> None:
    player = launch().open("unit", mode="browse", profile=profile)
    swift.practise(player, "dentist-needs-records")
    swift.read(player)
    record = player.leave()
    assert writes(player) == 0
    assert record["core"]["lesson_status"] in ("not attempted", "browsed")
    assert record["core"]["score"]["raw"] == ""


def test_an_unknown_mode_is_normal(launch: Launch) -> None:
    player = launch().open("unit", profile="mandatory")
    assert player.lms("count('LMSGetValue', 'cmi.core.lesson_mode')") <= 1
    swift.practise(player, "dentist-needs-records")
    assert player.leave()["suspend_data"] != ""
