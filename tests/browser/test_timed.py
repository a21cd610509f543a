"""A test with a time limit, extra time, and "How sure are you?": an outcome's test of two questions, in eight minutes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Error, Locator, expect

from tests.browser.conftest import Launch, Shelf
from tests.browser.one_type import asked, interaction
from tests.browser.play import Player
from tests.browser.test_axe import examine
from tests.browser.test_keyboard import pick, press, tab_to
from tests.browser.test_outcome import RESULTS, states
from tests.browser.test_small import PHONE, expect_to_fit
from tests.desk import copy_base

pytestmark = pytest.mark.browser

UNIT = ("A/100/0001", "-q", "bakery")
RULES = "tests: {minutes: 8, extra_time: [25, 50], confidence: true, answers: when-achieved}\n"
MINUTE = 60_000
LEVELS = ["A guess", "Fairly sure", "Sure"]

LISTEN = """() => {
  window.heard = [];
  new MutationObserver(records => {
    for (const { target } of records) if (target instanceof Element && target.matches(".clock-said") && target.textContent) heard.push(target.textContent);
  }).observe(document.querySelector("#t-1-q"), { subtree: true, childList: true });
}"""
"""Notes what a screen reader is given to say about the time."""
GO_ON = "() => { document.querySelector('.view.here .turn .next').click(); return document.querySelector('.view.here .clock span').textContent }"
LOOK = """shown => {
  Object.defineProperty(document, "visibilityState", { value: shown ? "visible" : "hidden", configurable: true });
  Object.defineProperty(document, "hidden", { value: !shown, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def build(shelf: Shelf, name: str, rules: str) -> str:
    """The small course with these rules for its tests, built once."""
    if not (shelf.folder / name).is_dir():
        with TemporaryDirectory() as desk:
            course = copy_base(Path(desk))
            with (course / "course.yaml").open("a", encoding="utf-8") as text:
                text.write(rules)
            shelf.build(name, course, unit=UNIT)
    return name


@pytest.fixture
def package(shelf: Shelf) -> str:
    return build(shelf, "timed", RULES)


@pytest.fixture
def player(launch: Launch, package: str) -> Player:
    """A learner at the test's first page, whose clock the test turns."""
    one = launch()
    one.page.clock.install()
    return at_test(one.open(package))


def at_test(player: Player) -> Player:
    player.go("t-1")
    return player


def begin(player: Player, extra: str = "") -> None:
    """Start the test or carry it on, with the extra time that has these words in its label."""
    if extra:
        player.frame.locator("#t-1 .extra-time label", has_text=extra).locator("input").check()
    player.frame.locator("#t-1 .begin:visible").click()
    expect(asked(player)).to_be_visible()


def again(launch: Launch, player: Player, package: str) -> Player:
    """The same learner on another device, back at the test."""
    other = launch()
    other.page.clock.install()
    return at_test(other.open(package, record=player.leave()))


def clock(player: Player) -> Locator:
    return player.frame.locator(".view.here .clock span")


def wait(player: Player, minutes: float) -> None:
    player.page.clock.run_for(round(minutes * MINUTE))


def save(player: Player) -> None:
    player.frame.locator(".view.here .turn .next").click()


def sure(player: Player, level: str) -> Locator:
    return player.frame.locator(".view.here .sure").get_by_label(level, exact=True)


def question(player: Player, identifier: str) -> None:
    """Turn to a question of the test, whichever comes first."""
    back = player.frame.locator("#t-1-q .turn button", has_text="Back to question")
    later = player.frame.locator("#t-1-q .say button", has_text="for later")
    if player.asked() != identifier and back.count():
        back.click()
    elif player.asked() != identifier:
        save(player)
        later.or_(player.form(identifier)).first.wait_for()
        if later.is_visible():
            later.click()
    assert player.asked() == identifier


def test_the_minutes_left_are_shown_and_go_on_from_question_to_question(player: Player) -> None:
    expect(player.frame.locator("#t-1 .lede")).to_contain_text("You have 8 minutes.")
    begin(player)
    expect(clock(player)).to_have_text("8 minutes left")
    wait(player, 1.1)
    expect(clock(player)).to_have_text("7 minutes left")
    player.fill(player.asked())
    assert player.frame.evaluate(GO_ON) == "7 minutes left", "no moment without it"
    expect(player.frame.locator("#t-1-q h1")).to_have_text("Question 2 of 2")
    wait(player, 2)
    expect(clock(player)).to_have_text("5 minutes left")


def test_five_minutes_and_one_minute_before_the_end_it_is_said_once(player: Player) -> None:
    begin(player)
    player.frame.evaluate(LISTEN)
    expect(player.frame.locator(".view.here .clock-said")).to_have_attribute("role", "status")
    wait(player, 2.9)
    expect(player.frame.locator(".clock.soon")).to_have_count(0)
    assert player.frame.evaluate("() => heard") == []
    wait(player, 0.2)
    expect(player.frame.locator(".clock.soon")).to_contain_text("5 minutes left")
    player.fill(player.asked())
    save(player)
    wait(player, 3)
    expect(player.frame.locator(".clock.soon")).to_contain_text("2 minutes left")
    assert player.frame.evaluate("() => heard") == ["5 minutes left"]
    wait(player, 1.5)
    expect(clock(player)).to_have_text("Less than a minute left")
    assert player.frame.evaluate("() => heard") == ["5 minutes left", "Less than a minute left"]
    assert asked(player).is_visible()


def test_the_time_can_be_hidden_and_comes_back_with_each_warning(player: Player) -> None:
    begin(player)
    player.frame.get_by_role("button", name="Hide the time").click()
    expect(clock(player)).to_be_hidden()
    player.fill(player.asked())
    save(player)
    expect(player.frame.get_by_role("button", name="Show the time")).to_be_visible()
    expect(clock(player)).to_be_hidden()
    wait(player, 3.1)
    expect(clock(player)).to_be_visible()
    player.frame.get_by_role("button", name="Hide the time").click()
    expect(clock(player)).to_be_hidden()
    wait(player, 4)
    expect(clock(player)).to_have_text("Less than a minute left")
    expect(clock(player)).to_be_visible()


def test_when_the_time_is_up_it_is_handed_in_with_what_was_answered(launch: Launch, player: Player, package: str) -> None:
    begin(player)
    question(player, "three-days")
    player.fill("three-days")
    wait(player, 8.1)
    heading = player.frame.locator(f"{RESULTS} h1")
    expect(heading).to_be_focused()
    expect(heading).to_have_text("Two of three criteria achieved")
    expect(player.frame.locator(f"{RESULTS} .notice")).to_have_text("The time was up. What you had answered was handed in.")
    assert states(player, RESULTS) == {"1.1": "achieved", "1.2": "to_retry", "1.10": "achieved"}
    expect(player.frame.locator(f"{RESULTS} .missed")).to_contain_text("You did not answer this one.")
    assert interaction(player, "three-days")["result"] == "correct"
    other = again(launch, player, package)
    other.frame.locator("#t-1 .latest").click()
    expect(other.frame.locator(f"{RESULTS} .notice")).to_be_visible()
    at_test(other)
    expect(other.frame.locator("#t-1 .begin:visible")).to_contain_text("Retry criterion 1.2")
    begin(other)
    expect(clock(other)).to_have_text("8 minutes left")


def test_nothing_answered_in_time_is_not_yet_and_no_answer(player: Player) -> None:
    begin(player)
    wait(player, 9)
    expect(player.frame.locator(f"{RESULTS} h1")).to_have_text("None of three criteria achieved")
    expect(player.frame.locator(f"{RESULTS} .notice")).to_be_visible()
    assert player.record()["interactions"] == []
    assert set(states(player, RESULTS).values()) == {"to_retry"}


def test_handed_in_before_the_end_says_nothing_of_the_time(player: Player) -> None:
    begin(player)
    for _ in range(2):
        player.fill(player.asked())
        save(player)
    expect(player.frame.locator(f"{RESULTS} h1")).to_have_text("All three criteria achieved")
    wait(player, 9)
    expect(player.frame.locator(f"{RESULTS} .notice")).to_have_count(0)


@pytest.mark.parametrize("how", ["left", "killed"])
def test_the_clock_stops_with_the_page_and_is_not_wound_up_again(launch: Launch, player: Player, package: str, how: str) -> None:
    """Left: the time goes with the LMS to any device. Killed without a word: it is on this one."""
    begin(player)
    wait(player, 2.9)
    if how == "left":
        later = again(launch, player, package)
    else:
        record = player.record()
        with pytest.raises(Error, match="crash"):
            player.page.goto("chrome://crash")
        player.page.close()
        player.problems.clear()
        player.new_window()
        later = at_test(player.open(package, record=record))
    wait(later, 30)
    expect(later.frame.locator("#t-1 .extra-time")).to_be_hidden()
    expect(later.frame.locator("#t-1 .time-left")).to_have_text("6 minutes left")
    begin(later)
    expect(clock(later)).to_have_text("6 minutes left")
    wait(later, 5.5)
    expect(later.frame.locator(f"{RESULTS} .notice")).to_be_visible()


def test_other_pages_of_the_unit_cost_no_time(player: Player) -> None:
    begin(player)
    wait(player, 1.5)
    player.go("l-1-bread")
    wait(player, 30)
    begin(at_test(player))
    expect(clock(player)).to_have_text("7 minutes left")


def test_looking_away_again_and_again_gains_no_time(player: Player) -> None:
    begin(player)
    for _ in range(30):
        player.page.clock.run_for(4_000)
        player.frame.evaluate(LOOK, False)
        player.page.clock.run_for(10_000)
        player.frame.evaluate(LOOK, True)
    wait(player, 0.1)
    expect(clock(player)).to_have_text("6 minutes left")


def test_extra_time_is_chosen_before_the_test_and_lengthens_it(launch: Launch, player: Player, package: str) -> None:
    extra = player.frame.locator("#t-1 .extra-time")
    expect(extra.locator("legend")).to_have_text("Have you been given extra time?")
    expect(extra.locator("label")).to_have_text(["No", "25 % more: 10 minutes in all", "50 % more: 12 minutes in all"])
    expect(extra.get_by_label("No")).to_be_checked()
    begin(player, "12 minutes")
    expect(clock(player)).to_have_text("12 minutes left")
    wait(player, 5)
    later = again(launch, player, package)
    begin(later)
    expect(clock(later)).to_have_text("7 minutes left")
    wait(later, 6.5)
    expect(clock(later)).to_have_text("Less than a minute left")
    wait(later, 0.6)
    expect(later.frame.locator(f"{RESULTS} .notice")).to_be_visible()


@pytest.mark.parametrize("door", ["the test's first page", "the results"])
def test_who_was_given_extra_time_has_it_in_the_retry_too(launch: Launch, player: Player, package: str, door: str) -> None:
    begin(player, "10 minutes")
    wait(player, 10.1)
    expect(player.frame.locator(f"{RESULTS} .notice")).to_be_visible()
    later = again(launch, player, package)
    if door == "the results":
        later.frame.locator("#t-1 .latest").click()
    else:
        expect(later.frame.locator("#t-1 .extra-time").get_by_label("25 % more")).to_be_checked()
    begin(later)
    expect(clock(later)).to_have_text("10 minutes left")


def test_how_sure_is_asked_kept_over_leaving_and_read_in_the_results(launch: Launch, player: Player, package: str) -> None:
    begin(player)
    question(player, "both-kinds")
    expect(player.frame.locator(".view.here .sure legend")).to_have_text("How sure are you?")
    expect(player.frame.locator(".view.here .sure label")).to_have_text(LEVELS)
    expect(player.frame.locator(".view.here .sure :checked")).to_have_count(0)
    player.fill("both-kinds", right=False)
    sure(player, "Sure").check()
    save(player)
    question(player, "three-days")
    player.fill("three-days")
    sure(player, "A guess").check()
    question(player, "both-kinds")
    later = again(launch, player, package)
    begin(later)
    for identifier, level in (("three-days", "A guess"), ("both-kinds", "Sure")):
        question(later, identifier)
        expect(sure(later, level)).to_be_checked()
    end = later.frame.locator(".view.here .turn button", has_text="hand in")
    end.click()
    missed, met = later.frame.locator(f"{RESULTS} .missed"), later.frame.locator(f"{RESULTS} .met")
    expect(missed).to_contain_text("You were sure of this one: read about it first.")
    expect(met.first).to_have_attribute("open", "")
    expect(met.first).to_contain_text("You guessed this one, and it is right.")


def test_how_sure_is_not_asked_for_before_going_on_and_counts_for_nothing(player: Player) -> None:
    begin(player)
    for level in ("", "A guess"):
        player.fill(player.asked())
        if level:
            sure(player, level).check()
        save(player)
    assert set(states(player, RESULTS).values()) == {"achieved"}
    assert {each["status"] for each in player.leave()["objectives"][:3]} == {"passed"}


def test_how_sure_alone_is_no_answer(player: Player) -> None:
    begin(player)
    sure(player, "Sure").check()
    save(player)
    expect(player.frame.locator(".view.here .say")).to_contain_text("Choose an answer first.")
    expect(player.frame.locator("#t-1-q h1")).to_have_text("Question 1 of 2")


def test_a_test_without_these_rules_shows_nothing_of_them(launch: Launch, shelf: Shelf) -> None:
    player = launch()
    player.page.clock.install()
    player.open(build(shelf, "untimed", ""))
    at_test(player)
    expect(player.frame.locator("#t-1 .lede")).to_contain_text("There is no clock.")
    expect(player.frame.locator(".extra-time")).to_have_count(0)
    begin(player)
    player.page.clock.fast_forward("02:00:00")
    expect(player.frame.locator(".clock, .clock-said, .sure")).to_have_count(0)
    for _ in range(2):
        player.fill(player.asked())
        save(player)
    expect(player.frame.locator(f"{RESULTS} .notice")).to_have_count(0)
    expect(player.frame.locator(RESULTS)).not_to_contain_text("guess")


def test_all_of_it_by_keyboard(player: Player) -> None:
    frame = player.frame
    tab_to(player, frame.locator("#t-1 .extra-time input:checked"))
    press(player, "ArrowDown", "ArrowDown")
    tab_to(player, frame.locator("#t-1 .begin:visible"))
    press(player, "Enter")
    expect(clock(player)).to_have_text("12 minutes left")
    for number in (1, 2):
        expect(frame.locator("#t-1-q h1")).to_be_focused()
        if number == 1:
            tab_to(player, frame.get_by_role("button", name="Hide the time"))
            press(player, "Enter")
            expect(clock(player)).to_be_hidden()
            expect(frame.get_by_role("button", name="Show the time")).to_be_focused()
        pick(player, player.asked())
        tab_to(player, frame.locator(".view.here .sure input").first)
        press(player, "Space", "ArrowDown")
        expect(sure(player, "Fairly sure")).to_be_checked()
        tab_to(player, frame.locator(".view.here .turn .next"))
        press(player, "Enter")
    expect(frame.locator(f"{RESULTS} h1")).to_be_focused()


def test_axe_finds_nothing_and_nothing_takes_the_focus(player: Player) -> None:
    examine(player)
    begin(player)
    examine(player)
    sure(player, "Fairly sure").check()
    expect(sure(player, "Fairly sure")).to_be_focused()
    wait(player, 3.1)
    expect(player.frame.locator(".clock.soon")).to_be_visible()
    expect(sure(player, "Fairly sure")).to_be_focused()
    examine(player)
    player.frame.get_by_role("button", name="Hide the time").click()
    examine(player)
    wait(player, 5)
    expect(player.frame.locator(f"{RESULTS} .notice")).to_be_visible()
    examine(player)


def test_a_phone_has_room_for_it(launch: Launch, package: str) -> None:
    player = at_test(launch(**PHONE).open(package, query="&full"))
    expect_to_fit(player)
    begin(player)
    expect(clock(player)).to_have_text("8 minutes left")
    expect_to_fit(player)
