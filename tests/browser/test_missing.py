"""No LMS: the page is a preview that keeps answers on the device, and later asks whose they are."""

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

ANSWERED = "dentist-needs-records"
LESSON = "l-1-1-internal-and-external-customers"


@pytest.fixture
def previewed(launch: Launch) -> Player:
    """Somebody has answered a question where no LMS was, and read a lesson."""
    player = launch().open_alone("unit")
    swift.practise(player, ANSWERED)
    swift.read(player, LESSON.removeprefix("l-"))
    return player


def test_a_banner_says_that_no_lms_was_found(launch: Launch) -> None:
    player = launch().open_alone("unit")
    expect(player.banners()).to_have_count(1)
    expect(player.banners()).to_contain_text("LMS")
    expect(player.banners()).to_contain_text("device")
    expect(player.frame.locator("#start h1")).to_be_in_viewport()


def test_answers_are_kept_on_the_device_and_found_again(previewed: Player) -> None:
    previewed.open_alone("unit", f"#{LESSON}")
    expect(previewed.form(ANSWERED).locator(".option.right")).to_be_visible()
    expect(previewed.frame.locator(f".contents a[href='#{LESSON}']")).to_have_attribute("data-state", "achieved")


def test_a_learner_says_yes_and_the_answers_go_to_the_lms(previewed: Player) -> None:
    previewed.open("unit")
    expect(previewed.banners().locator("button")).to_have_count(2)
    assert previewed.record()["suspend_data"] == "", "nothing is sent before the learner has said so"
    previewed.go(LESSON)
    expect(previewed.form(ANSWERED).locator(".option.right")).to_have_count(0)
    previewed.banners().locator("button").first.click()
    expect(previewed.banners()).to_have_count(0)
    record = previewed.leave()
    assert [each["result"] for each in record["interactions"] if each["id"].endswith(ANSWERED)] == ["correct"]
    previewed.open("unit", record=record)
    expect(previewed.banners()).to_have_count(0)
    expect(previewed.frame.locator(f".contents a[href='#{LESSON}']")).to_have_attribute("data-state", "achieved")


def test_adopted_answers_are_on_the_page_at_once(previewed: Player) -> None:
    previewed.open("unit", query=f"%23{LESSON}")
    previewed.banners().locator("button").first.click()
    expect(previewed.form(ANSWERED).locator(".option.right")).to_be_visible()


def test_a_learner_says_no_and_is_not_asked_again(previewed: Player) -> None:
    previewed.open("unit")
    previewed.banners().locator("button").last.click()
    expect(previewed.banners()).to_have_count(0)
    swift.practise(previewed, "bus-station-anxious")
    record = previewed.leave()
    assert [each["id"].split("_", 3)[3] for each in record["interactions"] if each["result"]] == ["bus-station-anxious"]
    previewed.open("unit", record=record)
    expect(previewed.frame.locator(f".contents a[href='#{LESSON}']")).to_have_attribute("data-state", "not_started")
    expect(previewed.banners()).to_have_count(0)


def test_without_an_lms_a_test_can_be_taken_and_left(previewed: Player) -> None:
    swift.sit(previewed, "1", wrong=["1.2"])
    previewed.expect_achieved(3)
    previewed.go("start")
    previewed.frame.locator("#start .leave").click()
    expect(previewed.frame.locator("#closed")).to_be_visible()
    expect(previewed.frame.locator("#closed-text")).not_to_be_empty()
