"""`order`: lines put in order by their buttons, by dragging, and by keyboard, as practice and in a test."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Launch, Shelf
from tests.browser.one_type import LESSON, asked, at_practice, begin_test, build, elsewhere, interaction
from tests.browser.play import Player
from tests.browser.test_axe import examine
from tests.browser.test_keyboard import press, tab_to
from tests.browser.test_small import PHONE, expect_to_fit

pytestmark = pytest.mark.browser

PRACTICE = "order-practice"
LINES = "lines => lines.map(line => Number(line.dataset.index))"


@pytest.fixture
def package(shelf: Shelf) -> str:
    return build(shelf, "order")


def lines(form: Locator) -> list[int]:
    """The author's place of each line, as they stand."""
    found: list[int] = form.locator(".order > li").evaluate_all(LINES)
    return found


def line(form: Locator, index: int) -> Locator:
    return form.locator(f".order > li[data-index='{index}']")


def arrange(form: Locator, wanted: Sequence[int], *, touch: bool = False) -> None:
    """Put the lines in this order by their Move up buttons."""
    for place, index in enumerate(wanted):
        for _ in range(lines(form).index(index) - place):
            button = line(form, index).locator(".up")
            button.tap() if touch else button.click()
    assert lines(form) == list(wanted)


def middle(player: Player, one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_order_at_first_is_never_right_and_no_answer(launch: Launch, package: str) -> None:
    player = launch()
    form = at_practice(player, package)
    assert sorted(lines(form)) == [0, 1, 2, 3, 4] != lines(form)
    form.locator(".check").click()
    expect(form.locator(".say")).to_contain_text("not in order yet")
    expect(form.locator(".why:visible")).to_have_count(0)
    assert player.record()["interactions"] == []


def test_a_line_is_moved_by_its_buttons_which_say_where_it_is(launch: Launch, package: str) -> None:
    player = launch()
    form = at_practice(player, package)
    examine(player)
    first = lines(form)[0]
    down, up = line(form, first).locator(".down"), line(form, first).locator(".up")
    text = line(form, first).locator(".what").inner_text()
    expect(up).to_have_attribute("aria-disabled", "true")
    up.dispatch_event("click")  # as a screen reader would
    assert lines(form)[0] == first
    expect(down).to_have_accessible_name(f"Move down: {text} now 1 of 5")
    down.click()
    assert lines(form)[1] == first
    expect(down).to_be_focused()
    expect(down).to_have_accessible_name(f"Move down: {text} now 2 of 5")
    expect(form.locator(".moved")).to_have_text(f"{text}, now 2 of 5")
    expect(up).to_have_attribute("aria-disabled", "false")


def test_practice_says_which_lines_are_out_of_order(launch: Launch, package: str) -> None:
    player = launch()
    form, check = at_practice(player, package), player.form(PRACTICE).locator(".check")
    arrange(form, [4, 0, 1, 2, 3])
    check.click()
    expect(form.locator("li.wrong")).to_have_attribute("data-index", "4")
    expect(form.locator("li.right")).to_have_count(4)
    expect(form.locator(".say")).to_have_text("Four of the five are right.")
    expect(line(form, 4).locator(".why")).to_contain_text("Only now")
    examine(player)
    given = interaction(player, PRACTICE)
    assert (given["type"], given["result"], given["student_response"]) == ("sequencing", "wrong", "e,a,b,c,d")
    assert given["correct_responses"] == [{"pattern": "a,b,c,d,e"}]
    check.click()
    expect(line(form, 4).locator(".down")).to_be_focused()
    expect(form.locator(".why:visible")).to_have_count(0)
    assert lines(form) == [4, 0, 1, 2, 3]
    check.click()
    form.locator(".show").click()
    assert lines(form) == [0, 1, 2, 3, 4]
    expect(form.locator("li.right")).to_have_count(5)
    line(form, 0).locator(".down").click()
    expect(form.locator(".why:visible")).to_have_count(0)
    line(form, 0).locator(".up").click()
    check.click()
    expect(form.locator("li.right .why:visible")).to_have_count(5)
    assert interaction(player, PRACTICE)["result"] == "correct"


@pytest.mark.parametrize("steps", [1, 4], ids=["at once", "slowly"])
def test_a_line_is_dragged_by_its_number(launch: Launch, package: str, steps: int) -> None:
    player = launch()
    form = at_practice(player, package)
    before = lines(form)
    grip = line(form, before[0]).locator(".grip")
    grip.scroll_into_view_if_needed()
    player.page.mouse.move(*middle(player, grip))
    player.page.mouse.down()
    expect(form.locator(".held")).to_have_attribute("data-index", str(before[0]))
    x, _ = middle(player, grip)
    box = form.locator(".order > li").last.bounding_box()
    assert box
    player.page.mouse.move(x, box["y"] + box["height"] - 2, steps=steps)
    player.page.mouse.up()
    expect(form.locator(".held")).to_have_count(0)
    assert lines(form) == [*before[1:], before[0]]
    player.page.mouse.move(x, box["y"] - 80, steps=2)
    assert lines(form) == [*before[1:], before[0]], "what has been let go stays"


def test_a_finger_drags_by_the_number_and_scrolls_by_the_rest(launch: Launch, package: str) -> None:
    player = launch(**PHONE)
    form = at_practice(player, package, query="&full")
    expect_to_fit(player)
    before = lines(form)
    form.evaluate("form => form.scrollIntoView({ block: 'center' })")
    session = player.context.new_cdp_session(player.page)

    def swipe(x: float, start: float, end: float) -> None:
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": start}]})
        for step in range(1, 9):
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": start + (end - start) * step / 8}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def scrolled() -> float:
        return float(player.frame.evaluate("() => scrollY"))

    still = scrolled()
    (x, start), (_, end) = middle(player, line(form, before[2]).locator(".grip")), middle(player, line(form, before[0]).locator(".grip"))
    swipe(x, start, end - 12)
    expect(form.locator(".order > li").first).to_have_attribute("data-index", str(before[2]))
    assert lines(form) == [before[2], *before[:2], *before[3:]]
    assert abs(scrolled() - still) <= 1
    x, start = middle(player, line(form, before[3]).locator(".what"))
    swipe(x, start, start + 150)
    player.frame.wait_for_function("still => scrollY < still - 20", arg=still)
    assert lines(form) == [before[2], *before[:2], *before[3:]]


def sequence_of(question: Any) -> list[int]:
    return list(range(question["solution"]["items"]))


def test_a_test_on_a_phone_left_and_carried_on_on_another_device(launch: Launch, package: str) -> None:
    player = launch(**PHONE).open(package, query="&full")
    begin_test(player)
    expect_to_fit(player)
    examine(player)
    first = asked(player)
    question = first.get_attribute("data-question") or ""
    first.locator(".turn .next").tap()
    expect(first.locator(".say")).to_contain_text("not in order yet")
    wrong = sequence_of(player.question(question))[::-1]
    arrange(first, wrong, touch=True)
    if lines(first) == wrong and not first.locator(".order[data-moved='1']").count():  # by chance they stood so
        line(first, wrong[0]).locator(".down").tap()
        line(first, wrong[0]).locator(".up").tap()
    first.locator(".turn .next").tap()
    expect(player.frame.locator("#t-2-q h1")).to_have_text("Question 2 of 2")
    later = elsewhere(launch, player, package, "&full", **PHONE)
    begin_test(later)
    later.frame.get_by_role("button", name="Back to question 1").tap()
    assert lines(asked(later)) == wrong
    asked(later).locator(".turn .next").tap()
    other = asked(later).get_attribute("data-question") or ""
    arrange(asked(later), sequence_of(later.question(other)), touch=True)
    asked(later).get_by_role("button", name="Save and hand in").tap()
    missed = later.frame.locator("#t-2-results .missed")
    expect(missed).to_have_count(1)
    expect(missed).to_contain_text(re.compile("Your answer: (Fifty pounds|£1); "))
    expect(missed).to_contain_text("None of them is right yet.")
    expect_to_fit(later)
    examine(later)
    given = interaction(later, question)
    assert (given["type"], given["result"]) == ("sequencing", "wrong")
    assert interaction(later, other)["result"] == "correct"


def test_a_test_by_keyboard_alone(launch: Launch, package: str) -> None:
    player = launch().open(package)
    begin_test(player)
    for _ in range(2):
        form = asked(player)
        for place in sequence_of(player.question(form.get_attribute("data-question") or "")):
            away = lines(form).index(place) - place
            if away:
                tab_to(player, line(form, place).locator(".up"), "Shift+Tab" if place else "Tab")
                press(player, *["Enter", "Space", "Enter"][:away])
        tab_to(player, form.locator(".turn .next"))
        press(player, "Enter")
    expect(player.frame.locator("#t-2-results h1")).to_be_focused()
    expect(player.frame.locator("#t-2-results h1")).to_have_text("Criterion 2.1 achieved")


def test_practice_comes_back_from_what_the_lms_keeps(launch: Launch, package: str) -> None:
    player = launch()
    form = at_practice(player, package)
    arrange(form, [1, 2, 3, 0, 4])
    form.locator(".check").click()
    later = elsewhere(launch, player, package)
    later.go(LESSON)
    form = later.form(PRACTICE)
    assert lines(form) == [1, 2, 3, 0, 4]
    expect(form.locator("li.wrong .why:visible")).to_have_count(1)
    expect(line(form, 0)).to_have_class("wrong")


def test_scorm_again_takes_it(launch: Launch, package: str) -> None:
    player = launch()
    player.host = "host-again"
    form = at_practice(player, package)
    arrange(form, [0, 1, 2, 3, 4])
    form.locator(".check").click()
    expect(form.locator("li.right")).to_have_count(5)
    values: Any = player.lms("snapshot()")
    assert {"sequencing", "a,b,c,d,e"} <= {str(each) for each in values.values()}
