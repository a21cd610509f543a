"""No answer that was given is missing after the next launch: the table of `faults.py`, played row by row."""

import json
import os
import re
import signal
import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.browser import swift
from tests.browser import test_never_mixed as mixed
from tests.browser import visits as visiting
from tests.browser.bakery import ALSO, LATE
from tests.browser.conftest import WINDOW
from tests.browser.faults import EVERYWHERE, FAULTS, KEPT, NO_LMS, OTHERS, PREVIEW, REFUSED, SAVED, Fault, Lms
from tests.browser.play import Player, player, watch
from tests.browser.visits import (
    ALL,
    Visits,
    answer_early,
    answer_late,
    everywhere,
    expect_all,
    expect_early,
    expect_found,
    expect_practised,
    expect_words,
    say_yes,
)

pytestmark = pytest.mark.browser
served, base, asked, visits = visiting.served, visiting.base, visiting.asked, visiting.visits


@pytest.mark.parametrize(("fault", "lms"), [pytest.param(each, lms, id=f"{each.name}-{lms}") for each in FAULTS for lms in each.lms])
def test_nothing_is_lost(chromium: Browser, base: str, fault: Fault, lms: Lms) -> None:
    with player(chromium, base, viewport=WINDOW) as one, player(chromium, base, viewport=WINDOW) as other:
        if fault.device:
            one.context.add_init_script(fault.device)
        visits = Visits(one, lms)
        faults = dict(fault.lms_faults)
        visits.open(faults=faults if fault.at_launch else {})
        answer_early(one)
        if not fault.at_launch:
            one.switch(**faults)
        answer_late(one)
        expect_words(one, fault.says, fault.banner)
        visits.leave(fault.closes)
        visits.damage(fault)
        if fault.between:
            one.page.evaluate(f"() => {{ {fault.between} }}")
        if fault.other_device:
            visits.one = other
        expect_found(visits, fault)
        assert one.problems + other.problems == []


def test_no_lms_is_there(visits: Visits) -> None:
    one = visits.one.open_alone("bakery")
    answer_early(one)
    answer_late(one)
    expect_words(one, PREVIEW, NO_LMS)
    one.open_alone("bakery")
    expect_all(one)
    one.new_window()
    one.open_alone("bakery")
    expect_early(one, there=False)
    expect(one.banners()).to_have_count(2)
    one.new_window()
    visits.open()
    expect_early(one, there=False)
    say_yes(one)
    expect_all(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


def test_a_frame_without_an_origin(visits: Visits, base: str) -> None:
    one = visits.one
    one.page.goto(f"{base}/lms/host.css")
    one.page.evaluate("src => { document.body.innerHTML = `<iframe sandbox='allow-scripts' src='${src}'></iframe>` }", "/bakery/index.html")
    frame = one.page.frame_locator("iframe")
    expect(frame.locator("#l-1-bread h1")).to_be_visible()
    expect(frame.locator(".no-js:visible").first).to_be_visible()
    expect(frame.locator(".check:visible")).to_have_count(0)
    one.problems.clear()


@everywhere
def test_initialize_gives_false_at_a_later_launch(visits: Visits) -> None:
    one = visits.open()
    answer_early(one)
    visits.leave()
    visits.open(faults={"initialize": True})
    expect_early(one, there=False)
    answer_late(one)
    expect_words(one, KEPT, REFUSED)
    visits.leave("Your work is kept on this device")
    visits.open()
    expect_early(one)
    expect(one.banners()).to_contain_text("Are they yours?")
    say_yes(one)
    expect_all(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_initialize_gives_false_then_true(visits: Visits) -> None:
    one = visits.open(faults={"initialize": True})
    answer_early(one)
    one.switch(initialize=False)
    one.banners().get_by_role("button", name="Try again now").click()
    expect_words(one, SAVED)
    answer_late(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_commit_gives_false_once(visits: Visits) -> None:
    one = visits.one
    one.page.clock.install()
    visits.open()
    one.switch(commitFails=True)
    answer_early(one)
    expect_words(one, KEPT, REFUSED)
    one.switch(commitFails=False)
    one.page.clock.run_for(60_000)
    expect_words(one, SAVED)
    answer_late(one)
    visits.leave()
    visits.open()
    expect_all(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_one_commit_is_lost_in_silence_and_the_next_is_not(visits: Visits) -> None:
    one = visits.open(faults={"dropCommits": True})
    answer_early(one)
    one.switch(dropCommits=False)
    answer_late(one)
    expect_words(one, SAVED)
    visits.leave()
    visits.open()
    expect_all(one)
    swift.practise(one, ALSO)
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_the_tab_is_killed(visits: Visits) -> None:
    one = visits.open()
    answer_early(one)
    answer_late(one)
    visits.record = one.record()
    with pytest.raises(Error, match="crash"):
        one.page.goto("chrome://crash")
    one.page.close()
    one.new_window()
    visits.open()
    expect_all(one)


CLICK_AND_HANG = """question => void setTimeout(() => {
  const form = document.querySelector(`form[data-question='${question}']`);
  form.querySelector("input[value='1']").click();
  form.querySelector(".check").click();
  const told = new XMLHttpRequest();
  told.open("GET", "/clicked", false);
  told.send();
  for (;;);
})"""


def renderers(browser: Browser) -> set[int]:
    """The processes of this browser that run pages."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return {int(each["id"]) for each in found if each["type"] == "renderer"}


def test_the_tab_is_killed_right_after_a_click(chromium: Browser, base: str, visits: Visits, asked: list[str]) -> None:
    before = renderers(chromium)
    one = visits.open()
    answer_early(one)
    swift.sit(one, "1", until=1)
    visits.record = one.record()
    one.frame.evaluate(CLICK_AND_HANG, LATE)
    deadline = time.monotonic() + 20
    while "/clicked" not in asked and time.monotonic() < deadline:
        time.sleep(0.005)
    assert "/clicked" in asked
    for process in renderers(chromium) - before:
        os.kill(process, signal.SIGKILL)
    one.new_window()
    one.problems.clear()  # the answer to /clicked, and the crash
    visits.open()
    expect_all(one)
    one.problems.clear()


@pytest.mark.parametrize("ends", ["comes back", "closed meanwhile"])
@pytest.mark.parametrize("lms", EVERYWHERE)
def test_the_network_is_gone_for_ten_minutes(chromium: Browser, base: str, lms: Lms, ends: str) -> None:
    """At an address that is not this machine's own, as far as the page can tell. Moodle then says true, and loses what it was given."""
    with player(chromium, base.replace("127.0.0.1", "lms.localhost"), viewport=WINDOW) as one:
        visits = Visits(one, lms)
        one.page.clock.install()
        visits.open()
        answer_early(one)
        one.context.set_offline(True)
        one.switch(**{"dropCommits" if lms == "moodle" else "commitFails": True})
        answer_late(one)
        expect_words(one, KEPT, REFUSED)
        one.page.clock.run_for(600_000)
        expect_words(one, KEPT, REFUSED)
        if ends == "closed meanwhile":
            visits.record = one.record()
            visits.leave("Your work is kept on this device")
        if ends == "comes back":
            one.switch(dropCommits=False, commitFails=False)
        one.context.set_offline(False)
        if ends == "comes back":
            one.page.clock.run_for(60_000)
            expect_words(one, SAVED)
            visits.leave()
            assert visits.answered().items() >= ALL.items()
        visits.open()
        expect_all(one)
        assert one.problems == []


@pytest.mark.parametrize("last", ["first tab", "second tab"])
@everywhere
def test_two_tabs_at_once(visits: Visits, last: str) -> None:
    one = visits.open()
    two = Player(one.context, one.base, one.context.new_page())
    watch(two)
    second = Visits(two, visits.lms)
    second.open()
    answer_early(one)
    swift.practise(one, ALSO)
    answer_late(two)
    swift.practise(two, ALSO, how="wrong")
    for each in (visits, second) if last == "second tab" else (second, visits):
        each.leave()
        visits.record = each.record
    two.page.close()
    visits.open()
    expect_all(one)
    expect_practised(one, ALSO, "wrong")
    visits.leave()
    assert visits.answered().items() >= {**ALL, ALSO: "wrong"}.items()
    assert two.problems == []


@pytest.mark.parametrize("clock", ["an hour", "a year", "time zone"])
@everywhere
def test_the_clock_is_set_back(visits: Visits, clock: str) -> None:
    one = visits.one
    one.page.clock.install(time="2026-03-29T12:30:00Z")
    visits.open()
    answer_early(one)
    if clock == "time zone":
        one.context.new_cdp_session(one.page).send("Emulation.setTimezoneOverride", {"timezoneId": "Pacific/Honolulu"})
    else:
        one.page.clock.set_fixed_time("2026-03-29T11:30:00Z" if clock == "an hour" else "2025-03-29T12:30:00Z")
    answer_late(one)
    expect_words(one, SAVED)
    visits.leave()
    assert [value for value in times(visits.record) if "-" in value] == []
    visits.open()
    expect_all(one)
    expect(one.banners()).to_have_count(0)
    assert one.errors() == []


def times(record: Any) -> list[str]:
    """Every latency and time in a record, of either LMS."""
    return re.findall(r'(?:latency|time)": "([^"]*)"', json.dumps(record))


def test_the_table_names_every_fault_once() -> None:
    names = {name.removeprefix("test_") for name in (*globals(), *vars(mixed)) if name.startswith("test_")}
    assert names - set(OTHERS) == {"nothing_is_lost", "the_table_names_every_fault_once"}
    assert set(OTHERS) < names
    assert len({each.name for each in FAULTS}) == len(FAULTS)
