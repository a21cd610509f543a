"""A phone: nothing to scroll sideways, and everything large enough for a thumb."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
WIDTHS = (320, 360)

TOO_WIDE = """() => {
  const root = document.scrollingElement, width = document.documentElement.clientWidth;
  if (root.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility() && one.getBoundingClientRect().right > width + 0.5);
  return [root.scrollWidth + " px in " + width, ...out.slice(0, 5).map(one => one.outerHTML.slice(0, 120))];
}"""
"""What makes the page scroll sideways; nothing when it does not."""

CONTROLS = ".tap, .button, .option label, .contents li a, .turn a, .turn button, summary, .banner button, select, #ruler"
TOO_SMALL = f"""() => [...document.querySelectorAll("{CONTROLS}")].filter(one => one.checkVisibility({{ visibilityProperty: true }})).flatMap(one => {{
  const {{ width, height }} = one.getBoundingClientRect();
  return width >= 43.5 && height >= 43.5 ? [] : [`${{Math.round(width)}} x ${{Math.round(height)}}: ${{one.outerHTML.slice(0, 120)}}`];
}})"""


@pytest.fixture
def phone(launch: Launch) -> Player:
    """A learner with a touch screen, 360 px wide, in an LMS that gives the package all of it."""
    return launch(**PHONE).open("unit", query="&full")


def expect_to_fit(player: Player) -> None:
    for width in WIDTHS:
        player.page.set_viewport_size({"width": width, "height": 740})
        player.frame.wait_for_function("width => innerWidth === width", arg=width)
        assert player.frame.evaluate(TOO_WIDE) == []
        assert player.frame.evaluate(TOO_SMALL) == []


def start(player: Player) -> None:
    expect(player.frame.locator("#start")).to_be_visible()


def lessons(player: Player) -> None:
    for lesson in player.course()["lessons"]:
        player.go(f"l-{lesson['id']}")
        expect_to_fit(player)


def practice(player: Player) -> None:
    lessons(player)
    swift.practise(player, how="wrong")
    lessons(player)


def question(player: Player) -> None:
    player.go("t-1")
    expect_to_fit(player)
    player.frame.locator("#t-1 .begin:visible").tap()
    for _ in range(3):
        expect_to_fit(player)
        player.fill(player.asked())
        player.frame.locator("#t-1-q .turn .next").tap()


def results(player: Player) -> None:
    swift.sit(player, "2", wrong=["2.1", "2.4"])
    expect(player.frame.locator("#t-2-results")).to_be_visible()


def progress(player: Player) -> None:
    swift.sit(player, "1", wrong=["1.2"])
    player.go("progress")
    player.frame.locator("#progress summary").tap()


def banner(player: Player) -> None:
    player.switch(refuse=True)
    swift.practise(player, "dentist-needs-records")
    expect(player.banners()).to_be_visible()
    expect_to_fit(player)
    player.switch(refuse=False)
    player.banners().locator("button").tap()
    player.forgive()


@pytest.mark.parametrize("state", [start, practice, question, results, progress, banner])
def test_nothing_is_too_wide_or_too_small(phone: Player, state: Callable[[Player], None]) -> None:
    state(phone)
    expect_to_fit(phone)


def test_the_drawer_opens_leads_and_closes(phone: Player) -> None:
    player = phone
    drawer, button = player.frame.locator("#contents"), player.frame.locator(".bar button[popovertarget=contents]")
    expect(drawer).to_be_hidden()
    button.tap()
    expect(drawer).to_be_visible()
    expect(drawer.locator("[aria-current=page]")).to_be_in_viewport()
    expect_to_fit(player)
    drawer.locator(".close").tap()
    expect(drawer).to_be_hidden()
    button.tap()
    lesson = player.course()["lessons"][-1]["id"]
    drawer.locator(f"a[href='#l-{lesson}']").tap()
    expect(drawer).to_be_hidden()
    expect(player.frame.locator(f"#l-{lesson} h1")).to_be_in_viewport()


def test_a_question_is_answered_by_touch(phone: Player) -> None:
    player = phone
    lesson = player.course()["lessons"][0]
    player.go(f"l-{lesson['id']}")
    form = player.form(lesson["questions"][0])
    (right,) = player.picks(lesson["questions"][0])
    form.locator(f".option[data-index='{right}'] label").tap()
    form.locator(".check").tap()
    expect(form.locator(".option.right .why")).to_be_visible()


def test_at_twice_the_text_size_nothing_is_cut(launch: Launch) -> None:
    """A window of 1,280 px at 200 % has 640 CSS px; text alone doubled is checked by the root's font size."""
    player = launch(viewport={"width": 640, "height": 512}).open("unit", query="&full")
    player.frame.add_style_tag(content="html { font-size: 200% !important }")
    for place in ["start", "l-" + player.course()["lessons"][0]["id"], "t-1", "progress"]:
        player.go(place)
        assert player.frame.evaluate(TOO_WIDE) == []
