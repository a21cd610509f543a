"""Windows closed, crashed, hidden and brought back in the middle: nothing that was answered is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.browser import swift
from tests.browser.conftest import WINDOW, Launch
from tests.browser.play import PATIENCE, Player, launch_browser, player

pytestmark = pytest.mark.browser

DATABASE = """() => {
  if (window !== top) return;
  let api;
  const kept = (call, name) => (...args) => {
    const result = call(...args);
    const text = JSON.stringify(window.lms.record());
    localStorage.setItem("lms-record", text);
    window.keepRecord?.(text);
    return result;
  };
  Object.defineProperty(window, "API", { get: () => api, set(value) {
    for (const name of ["LMSCommit", "LMSFinish"]) value[name] = kept(value[name], name);
    api = value;
  } });
}"""
"""Gives the LMS's page somewhere to keep its record that outlives it, as a server would."""

PAGE_HIDES = "persisted => dispatchEvent(new PageTransitionEvent('pagehide', { persisted }))"
PAGE_SHOWS = "persisted => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))"


def with_database(one: Player) -> Player:
    one.context.add_init_script(f"({DATABASE})()")
    return one


def work(one: Player) -> None:
    """Read a lesson, miss a practice question, and answer three questions of a test."""
    swift.read(one, one.course()["lessons"][0]["id"])
    swift.practise(one, "dentist-needs-records", how="wrong")
    swift.sit(one, "1", until=3)


def expect_work(one: Player) -> None:
    """All of `work` is there."""
    lesson = one.course()["lessons"][0]["id"]
    expect(one.frame.locator(f"[data-lesson-mark='{lesson}']")).to_have_attribute("data-state", "achieved")
    one.go(f"l-{lesson}")
    expect(one.form("dentist-needs-records").locator(".option.wrong")).to_be_visible()
    one.go("t-1")
    one.frame.locator("#t-1 .begin:visible").click()
    expect(one.frame.locator("#t-1-q .steps .done")).to_have_count(3)
    expect(one.frame.locator("#t-1-q .steps [aria-current]")).to_contain_text("4")


def close_window(one: Player) -> None:
    one.page.close()


def go_elsewhere(one: Player) -> None:
    one.page.goto(f"{one.base}/lms/host.css")


def kill_tab(one: Player) -> None:
    with pytest.raises(Error, match="crash"):
        one.page.goto("chrome://crash")
    one.page.close()


@pytest.mark.parametrize("end", [close_window, go_elsewhere, kill_tab])
def test_a_window_that_ends_in_the_middle_loses_nothing(launch: Launch, end: Callable[[Player], None]) -> None:
    one = with_database(launch()).open("unit")
    work(one)
    one.collect()
    end(one)
    one.new_window()
    one.page.goto(f"{one.base}/lms/host.css")
    record = json.loads(one.page.evaluate("() => localStorage.getItem('lms-record')"))
    assert record["finishes"] == (0 if end is kill_tab else 1)
    assert len([each for each in record["interactions"] if each["result"]]) == 4
    elsewhere = launch().open("unit", record=record)
    expect_work(elsewhere)
    expect_work(one.open("unit", record=record))
    one.problems = [each for each in one.problems if "crash" not in each]


def test_a_browser_that_is_killed_without_a_word_loses_no_answer(launch: Launch) -> None:
    one = with_database(launch())
    kept: list[str] = []
    one.page.expose_function("keepRecord", lambda text: kept.append(text))
    one.open("unit")
    work(one)
    swift.practise(one, "bus-station-anxious")
    one.collect()
    one.context.close()
    record = json.loads(kept[-1])
    assert record["finishes"] == 0
    assert record["core"]["exit"] == "suspend"
    expect_work(launch().open("unit", record=record))


def test_what_was_read_is_sent_when_the_page_is_hidden(learner: Player) -> None:
    lesson = learner.course()["lessons"][0]
    learner.go(f"l-{lesson['id']}")
    learner.frame.locator(f"[data-part='{lesson['parts'][0]['id']}']").scroll_into_view_if_needed()
    ruler = learner.frame.locator("#ruler [data-criterion='1.1']")
    expect(ruler).to_have_attribute("data-state", "seen")
    assert learner.record()["suspend_data"] == ""
    learner.hide()
    assert learner.record()["suspend_data"] != ""


def test_a_page_that_may_come_back_carries_on_in_the_same_session(learner: Player) -> None:
    work(learner)
    commits = learner.lms("count('LMSCommit')")
    swift.read(learner, learner.course()["lessons"][1]["id"])
    learner.frame.evaluate(PAGE_HIDES, True)
    assert learner.lms("count('LMSCommit')") > commits
    assert learner.lms("count('LMSFinish')") == 0
    learner.frame.evaluate(PAGE_SHOWS, True)
    swift.practise(learner, "food-bank-external")
    record = learner.leave()
    assert (learner.lms("count('LMSInitialize')"), learner.lms("count('LMSFinish')")) == (1, 1)
    assert len([each for each in record["interactions"] if each["result"]]) == 5


def test_the_back_forward_cache_itself(playwright: Playwright, server: tuple[str, list[str]]) -> None:
    """In a browser of its own: Playwright switches the cache off. It loses sight of the frame that comes back."""
    browser = launch_browser(playwright, ignore_default_args=["--disable-back-forward-cache"])
    with player(browser, server[0], viewport=WINDOW) as one:
        one.open("unit")
        swift.practise(one, "dentist-needs-records")
        one.page.evaluate("() => { addEventListener('pageshow', event => { window.cameBack = event.persisted }) }")
        one.page.goto(f"{one.base}/lms/host.css")
        one.page.go_back(wait_until="commit")
        one.page.wait_for_function("() => window.cameBack === true", timeout=PATIENCE)
        one.page.evaluate("() => document.querySelector('iframe').contentDocument.querySelector('#q-food-bank-external input').click()")
        one.page.evaluate("() => document.querySelector('iframe').contentDocument.querySelector('#q-food-bank-external .check').click()")
        record: Any = one.leave()
        assert len([each for each in record["interactions"] if each["result"]]) == 2
        assert (one.lms("count('LMSInitialize')"), one.lms("count('LMSFinish')"), record["finishes"]) == (1, 1, 1)
        assert (one.errors(), one.problems) == ([], [])
    browser.close()


def test_after_leaving_by_the_button_nothing_more_can_be_answered(learner: Player) -> None:
    learner.frame.locator("#start .leave").click()
    expect(learner.frame.locator("#closed h1")).to_be_focused()
    assert learner.lms("count('LMSFinish')") == 1
    expect(learner.frame.locator("form:visible")).to_have_count(0)
    calls = learner.lms("log.length")
    learner.frame.evaluate("() => { location.hash = 'start' }")
    expect(learner.frame.locator("#closed")).to_be_visible()
    learner.leave()
    assert learner.lms("log.length") == calls
