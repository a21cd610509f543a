"""Questions that are typed into, by keyboard alone, on a phone by touch, and as axe sees them."""

import pytest
from playwright.sync_api import expect

from tests.browser import typed
from tests.browser.conftest import Launch
from tests.browser.play import Player
from tests.browser.test_axe import examine
from tests.browser.test_keyboard import press, tab_to
from tests.browser.test_small import PHONE, expect_to_fit
from tests.browser.typed import BREAD, MONEY, RIGHT, answer, fill_all, write

pytestmark = pytest.mark.browser
fields, at_bread, at_money = typed.fields, typed.at_bread, typed.at_money


def test_by_keyboard_alone(at_bread: Player) -> None:
    form = at_bread.form("who-is-where")
    for place, text in enumerate(RIGHT["who-is-where"]):
        tab_to(at_bread, form.locator("input").nth(place))
        at_bread.page.keyboard.type(text)
    press(at_bread, "Enter")
    expect(form.locator(".gap.right")).to_have_count(3)
    lists = at_bread.form("which-word").locator("select")
    for place, text in enumerate(("at once", "a roll")):
        tab_to(at_bread, lists.nth(place))
        at_bread.page.keyboard.type(text)
        expect(lists.nth(place)).to_have_value(text)
    tab_to(at_bread, at_bread.form("which-word").locator(".check"))
    press(at_bread, "Enter")
    expect(at_bread.form("which-word").locator(".gap.right")).to_have_count(2)
    points = at_bread.form("sure").get_by_role("radio")
    tab_to(at_bread, points.first)
    press(at_bread, "Space", "ArrowRight", "ArrowRight")
    expect(points.nth(2)).to_be_checked()
    press(at_bread, "Enter")
    expect(at_bread.form("sure").locator(".say")).to_contain_text("Noted.")
    tab_to(at_bread, at_bread.form("your-week").locator("textarea"), "Shift+Tab")
    at_bread.page.keyboard.type("A line.\nAnother.")
    tab_to(at_bread, at_bread.form("your-week").locator(".check"))
    press(at_bread, "Enter")
    expect(at_bread.form("your-week").locator(".model")).to_be_visible()


@pytest.mark.parametrize("right", [True, False])
def test_on_a_phone_by_touch(launch: Launch, fields: str, right: bool) -> None:
    player = launch(**PHONE).open(fields, query="&full")
    player.go(BREAD)
    expect_to_fit(player)
    player.form("sure").locator("label").nth(2).tap()
    player.form("sure").locator(".check").tap()
    expect(player.form("sure").locator(".why")).to_be_visible()
    fill_all(player, right=right)
    expect_to_fit(player)
    player.go(MONEY)
    player.form("price").locator("input").tap()
    player.page.keyboard.type("12.5" if right else "1")
    player.form("price").locator(".check").tap()
    expect(player.form("price").locator(".gap.right" if right else ".gap.wrong")).to_have_count(1)
    expect_to_fit(player)


@pytest.mark.parametrize("state", ["open", "right", "wrong"])
def test_axe_finds_nothing(launch: Launch, fields: str, state: str) -> None:
    player = launch().open(fields)
    player.go(BREAD)
    if state != "open":
        fill_all(player, right=state == "right")
    examine(player)
    player.go(MONEY)
    if state != "open":
        answer(player, "price", "12.5" if state == "right" else "1")
        answer(player, "minutes", "90" if state == "right" else "30")
    examine(player)


def test_axe_finds_nothing_in_a_test(launch: Launch, fields: str) -> None:
    player = launch().open(fields)
    player.go("t-1")
    player.frame.locator("#t-1 .begin:visible").click()
    for _ in range(3):
        examine(player)
        write(player.form(player.asked()), *{"test-words": ["a", "b"], "test-days": ["30"], "test-choose": ["later"]}[player.asked()])
        player.frame.locator(".view.here .turn .next").click()
    expect(player.frame.locator("#t-1-results h1")).to_be_visible()
    examine(player)
