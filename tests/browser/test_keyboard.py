"""Without a pointer: from the skip link to the end of the unit, and always a focus that can be seen."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

MOST_TABS = 120
LESSON = "l-1-1-internal-and-external-customers"

AT = "(element) => document.activeElement === element || (element.matches('.option') && element.contains(document.activeElement))"
SEEN = """() => {
  const one = document.activeElement, boxes = [one, one.parentElement, one.closest(".option, label")].filter(Boolean);
  const shown = boxes.some(box => { const style = getComputedStyle(box); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; });
  const { top, bottom } = one.getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect();
  const covered = !one.closest(".bar, .contents, .skip") && bottom <= bar.bottom;
  return !shown ? "no outline: " + one.outerHTML.slice(0, 100) : covered || bottom < 0 || top > innerHeight ? "off screen: " + one.outerHTML.slice(0, 100) : "";
}"""
"""What is wrong with the focus at hand: nothing when it has an outline and stands on the screen."""


TOP = "element => element.getBoundingClientRect().top"


def press(player: Player, *keys: str) -> None:
    for key in keys:
        player.page.keyboard.press(key)


def tab_to(player: Player, target: Locator, key: str = "Tab") -> None:
    """Tab until the target has the focus; every stop on the way has to be visible."""
    element = target.element_handle()
    for _ in range(MOST_TABS):
        if element.evaluate(AT):
            return
        press(player, key)
        if player.frame.evaluate("() => document.activeElement !== document.body"):
            assert player.frame.evaluate(SEEN) == ""
    raise AssertionError(f"the keyboard does not reach {target}")


def pick(player: Player, question: str, *, right: bool = True) -> None:
    """Choose an answer: arrows within radio buttons, Tab and Space for boxes."""
    form = player.form(question)
    picks = player.picks(question, right=right)
    if player.question(question)["type"] == "choices":
        for box in form.locator(".options input").all():
            tab_to(player, box)
            if (int(box.get_attribute("value") or "") in picks) != box.is_checked():
                press(player, "Space")
        return
    rows = form.locator(".options input")
    chosen = form.locator(".options input:checked")
    tab_to(player, (chosen if chosen.count() else rows).first)
    press(player, "Space")
    wanted = form.locator(f".options input[value='{picks[0]}']")
    for _ in range(rows.count()):
        if wanted.is_checked():
            return
        press(player, "ArrowDown")
    expect(wanted).to_be_checked()


@pytest.fixture
def keyboard(launch: Launch) -> Player:
    """A learner at the keyboard, on the unit's start page, before the first Tab."""
    return launch().open("unit")


def test_the_skip_link_comes_first_and_leads_to_the_text(keyboard: Player) -> None:
    skip = keyboard.frame.locator(".skip").first
    press(keyboard, "Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert keyboard.frame.evaluate(SEEN) == ""
    press(keyboard, "Enter")
    expect(keyboard.frame.locator("#start h1")).to_be_focused()
    press(keyboard, "Tab")
    expect(keyboard.frame.locator("#continue")).to_be_focused()


def test_the_drawer_gives_the_focus_back(keyboard: Player) -> None:
    button = keyboard.frame.locator(".bar button[popovertarget=contents]")
    tab_to(keyboard, button)
    press(keyboard, "Enter")
    expect(keyboard.frame.locator("#contents")).to_be_visible()
    press(keyboard, "Tab")
    assert keyboard.frame.evaluate("() => !!document.activeElement.closest('#contents')")
    press(keyboard, "Escape")
    expect(keyboard.frame.locator("#contents")).to_be_hidden()
    expect(button).to_be_focused()
    press(keyboard, "Enter")
    tab_to(keyboard, keyboard.frame.locator("#contents .close"))
    press(keyboard, "Enter")
    expect(keyboard.frame.locator("#contents")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_lesson_chosen_in_the_contents_gets_the_focus_on_its_heading(keyboard: Player) -> None:
    tab_to(keyboard, keyboard.frame.locator(".bar button[popovertarget=contents]"))
    press(keyboard, "Enter")
    tab_to(keyboard, keyboard.frame.locator(f"#contents a[href='#{LESSON}']"))
    press(keyboard, "Enter")
    expect(keyboard.frame.locator(f"#{LESSON} h1")).to_be_focused()
    expect(keyboard.frame.locator("#contents")).to_be_hidden()
    expect(keyboard.frame.locator("#contents [aria-current=page]")).to_have_attribute("href", f"#{LESSON}")


def test_practice_by_keyboard(keyboard: Player) -> None:
    first, second = keyboard.course()["lessons"][0]["questions"][:2]
    keyboard.go(LESSON)
    check = keyboard.form(first).locator(".check")
    for attempt in range(2):
        pick(keyboard, first, right=False)
        tab_to(keyboard, check)
        press(keyboard, "Enter")
        expect(check).to_be_focused()
        expect(keyboard.form(first).locator(".option.wrong")).to_be_visible()
        if attempt == 0:
            press(keyboard, "Enter")
            assert keyboard.frame.evaluate(SEEN) == ""
    tab_to(keyboard, keyboard.form(first).locator(".reread"), "Shift+Tab")
    press(keyboard, "Enter")
    part = keyboard.question(first)["part"]
    expect(keyboard.frame.locator(f"#p-{part} h2")).to_be_focused()
    tab_to(keyboard, keyboard.frame.locator(".back a").first)
    press(keyboard, "Enter")
    expect(keyboard.form(first)).to_be_focused()
    tab_to(keyboard, keyboard.form(first).locator(".show"))
    press(keyboard, "Enter")
    expect(check).to_be_focused()
    press(keyboard, "Enter")
    expect(keyboard.form(second)).to_be_focused()
    pick(keyboard, second)
    press(keyboard, "Enter")
    expect(keyboard.form(second).locator(".option.right")).to_have_count(2)


def test_a_whole_test_its_results_progress_and_leaving(keyboard: Player) -> None:
    frame = keyboard.frame
    keyboard.go("t-1")
    tab_to(keyboard, frame.locator("#t-1 .begin:visible"))
    press(keyboard, "Enter")
    for number in range(1, 9):
        expect(frame.locator("#t-1-q h1")).to_be_focused()
        expect(frame.locator("#t-1-q .steps [aria-current]")).to_contain_text(str(number))
        pick(keyboard, keyboard.asked(), right=number != 8)
        tab_to(keyboard, frame.locator("#t-1-q .turn .next"))
        press(keyboard, "Enter")
    expect(frame.locator("#t-1-results h1")).to_be_focused()
    tab_to(keyboard, frame.locator("#t-1-results .missed a").first)
    press(keyboard, "Enter")
    expect(frame.locator(".page.here h2:focus")).to_have_count(1)
    frame.evaluate("() => history.back()")
    expect(frame.locator("#t-1-results .missed a").first).to_be_visible()
    tab_to(keyboard, frame.locator("#ruler"), "Shift+Tab")
    press(keyboard, "Enter")
    expect(frame.locator("#progress h1")).to_be_focused()
    tab_to(keyboard, frame.locator("#progress-next"))
    press(keyboard, "Enter")
    expect(frame.locator(".page.here h1:focus, .page.here h2:focus")).to_have_count(1)
    keyboard.go("start")
    tab_to(keyboard, frame.locator("#start .leave"))
    press(keyboard, "Enter")
    expect(frame.locator("#closed h1")).to_be_focused()
    assert keyboard.record()["finishes"] == 1


def test_turning_pages_puts_the_focus_on_the_heading(keyboard: Player) -> None:
    lessons = [f"l-{each['id']}" for each in keyboard.course()["lessons"][:3]]
    tab_to(keyboard, keyboard.frame.locator("#continue"))
    press(keyboard, "Enter")
    for here, following in pairwise(lessons):
        expect(keyboard.frame.locator(f"#{here} h1")).to_be_focused()
        keyboard.frame.locator(f"#{here} .turn .next").focus()
        press(keyboard, "Enter")
        expect(keyboard.frame.locator(f"#{following} h1")).to_be_focused()


def test_a_banner_takes_no_focus_and_moves_no_text(keyboard: Player) -> None:
    question = keyboard.course()["lessons"][0]["questions"][0]
    keyboard.go(LESSON)
    keyboard.switch(refuse=True)
    keyboard.fill(question)
    check = keyboard.form(question).locator(".check")
    check.scroll_into_view_if_needed()
    prompt = keyboard.form(question).locator("legend")
    before = prompt.evaluate(TOP)
    check.press("Enter")
    expect(keyboard.banners()).to_be_attached()
    expect(check).to_be_focused()
    assert abs(prompt.evaluate(TOP) - before) <= 1
    keyboard.forgive()
