"""An LMS that misbehaves never costs a learner an answer, and the page says what is true."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

FIRST, SECOND, THIRD = "dentist-needs-records", "bus-station-anxious", "hairdresser-mirror"


def answered(record: Any) -> set[str]:
    return {each["id"].split("_", 3)[3] for each in record["interactions"] if each["result"]}


def in_trouble(player: Player) -> None:
    expect(player.banners()).to_have_count(1)
    expect(player.banners()).to_contain_text("LMS")
    expect(player.frame.locator("#saved-said")).to_contain_text("device")


def all_well(player: Player) -> None:
    expect(player.banners()).to_have_count(0)


@pytest.mark.parametrize("fault", ["refuse", "commitFails", "loggedOut"])
def test_switched_on_in_the_middle_and_off_again(launch: Launch, fault: str) -> None:
    player = launch().open("unit")
    swift.practise(player, FIRST)
    all_well(player)
    player.switch(**{fault: True})
    swift.practise(player, SECOND)
    in_trouble(player)
    swift.sit(player, "1", wrong=["1.2"])
    in_trouble(player)
    assert answered(player.record()) == {FIRST}
    player.switch(**{fault: False})
    player.banners().locator("button").click()
    all_well(player)
    record = player.record()
    assert len(answered(record)) == 10
    assert [each["status"] for each in record["objectives"]][:4] == ["passed", "failed", "passed", "passed"]
    player.forgive()


def test_the_page_tries_again_by_itself(launch: Launch) -> None:
    player = launch()
    player.page.clock.install()
    player.open("unit")
    player.switch(refuse=True)
    swift.practise(player, FIRST)
    in_trouble(player)
    player.page.clock.run_for(6_000)
    in_trouble(player)
    player.switch(refuse=False)
    player.page.clock.run_for(12_000)
    all_well(player)
    assert answered(player.record()) == {FIRST}
    player.forgive()


def test_refused_from_the_start_then_sent_at_the_next_launch(launch: Launch) -> None:
    player = launch().open("unit", faults={"refuse": True})
    swift.practise(player, FIRST)
    swift.sit(player, "1")
    in_trouble(player)
    record = player.leave()
    assert not record["suspend_data"]
    player.forgive()
    player.open("unit", record=record)
    player.expect_achieved(4)
    expect(player.frame.locator("#saved-said")).to_contain_text("Saved")
    all_well(player)
    assert len(answered(player.leave())) == 9


def test_a_session_that_does_not_begin_is_begun_later(launch: Launch) -> None:
    player = launch().open("unit", faults={"initialize": True})
    in_trouble(player)
    swift.practise(player, FIRST)
    player.switch(initialize=False)
    player.banners().locator("button").click()
    all_well(player)
    assert answered(player.leave()) == {FIRST}
    player.forgive()


@pytest.mark.parametrize("profile", ["strict", "moodle"])
def test_commits_that_are_lost_are_merged_from_this_device(launch: Launch, profile: str) -> None:
    player = launch().open("unit", profile=profile)
    swift.practise(player, FIRST)
    player.open("unit", profile=profile, record=player.leave())
    player.switch(dropCommits=True)
    swift.practise(player, SECOND)
    swift.sit(player, "2")
    record = player.leave()
    assert answered(record) == {FIRST}
    player.open("unit", profile=profile, record=record)
    player.expect_achieved(5)
    swift.practise(player, THIRD)
    record = player.leave()
    assert len(answered(record)) == 13
    assert [each["status"] for each in record["objectives"]][4:] == ["passed"] * 5


def test_logged_out_in_the_middle_and_back_the_next_day(launch: Launch) -> None:
    player = launch().open("unit")
    swift.practise(player, FIRST)
    player.switch(loggedOut=True)
    swift.practise(player, SECOND)
    in_trouble(player)
    player.go("start")
    player.frame.locator("#start .leave").click()
    expect(player.frame.locator("#closed-text")).to_contain_text("device")
    record = player.record()
    assert answered(record) == {FIRST}
    player.forgive()
    player.open("unit", record=record)
    swift.practise(player, THIRD)
    assert answered(player.leave()) == {FIRST, SECOND, THIRD}


@pytest.mark.parametrize("faults", [{"truncate": 4096}, {"truncate": 255}, {"mangle": True}], ids=["4096", "255", "mangled"])
@pytest.mark.parametrize("device", ["same device", "other device"])
def test_suspend_data_that_comes_back_damaged(launch: Launch, faults: Any, device: str) -> None:
    """With this device's copy nothing is lost; without it what is whole is read: criteria come first."""
    player = launch().open("unit", faults=faults)
    swift.practise(player)
    swift.sit(player, "1")
    record = player.leave()
    later = player if device == "same device" else launch()
    later.open("unit", record=record)
    whole = device == "same device" or faults == {"truncate": 4096}
    later.expect_achieved(4 if whole or "truncate" in faults else 0)
    later.go("l-" + later.course()["lessons"][-1]["id"])
    expect(later.frame.locator(".page.here form:has(.option.right)")).to_have_count(3 if whole else 0)
    swift.practise(later, FIRST)
    swift.sit(later, "2")
    again = later.leave()
    assert answered(again) == answered(record) | answered(again)
    assert [each["status"] for each in again["objectives"]][4:] == ["passed"] * 5


BLOCKED = "() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_the_page_carries_on(launch: Launch, storage: str) -> None:
    player = launch()
    player.context.add_init_script(f"({storage})()")
    player.open("unit")
    swift.practise(player, FIRST)
    player.frame.locator("[data-reading=scheme]").evaluate("one => { one.value = 'dark'; one.dispatchEvent(new Event('change')) }")
    all_well(player)
    expect(player.frame.locator("#saved-said")).to_contain_text("course")
    player.switch(refuse=True)
    swift.practise(player, SECOND)
    expect(player.banners()).to_have_count(1)
    expect(player.frame.locator("#saved-said")).to_contain_text("Nothing is saved")
    player.switch(refuse=False)
    player.banners().locator("button").click()
    all_well(player)
    assert answered(player.leave()) == {FIRST, SECOND}
    player.forgive()
