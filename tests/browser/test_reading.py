"""Reading settings and paper: the text as the learner wants it, on screen and printed."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Launch
from tests.browser.play import Player
from tests.browser.test_axe import examine
from tests.browser.test_paper import printed_pages, visible
from tests.browser.test_small import PHONE, TOO_WIDE

pytestmark = pytest.mark.browser

EVERY = {"size": "200", "font": "plain", "lines": "2", "letters": "2", "width": "long", "scheme": "dark", "contrast": "more", "motion": "none", "slash": "no"}
STYLE = """() => { const body = getComputedStyle(document.body), root = getComputedStyle(document.documentElement);
  return [root.fontSize, body.fontFamily.split(",")[0], body.lineHeight, body.letterSpacing, root.colorScheme, body.backgroundColor] }"""
CUT = """() => [...document.querySelectorAll(".page.here *, .bar *, #reading *")]
  .filter(one => one.checkVisibility() && !one.closest(".sr, .table, svg, .unit, select"))
  .filter(one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))"""


def first_lesson(player: Player) -> str:
    return f"l-{player.course()['lessons'][0]['id']}"


def choose(player: Player, **settings: str) -> None:
    """Make these choices in the panel, and close it."""
    player.frame.locator("#reading").evaluate("one => one.showPopover()")
    for name, value in settings.items():
        player.frame.locator(f"[data-reading={name}]").select_option(value)
    player.frame.locator("#reading header button").click()
    expect(player.frame.locator("#reading")).to_be_hidden()


def style(player: Player) -> Any:
    return player.frame.evaluate(STYLE)


def test_settings_are_kept_on_the_device_and_there_before_the_script(launch: Launch) -> None:
    player = launch().open_alone("unit")
    standard = style(player)
    choose(player, **EVERY)
    chosen = style(player)
    assert all(one != other for one, other in zip(standard, chosen, strict=True)), (standard, chosen)
    player.page.route("**/script.js", lambda route: route.abort())
    player.open_alone("unit", wait=False)
    expect(player.frame.locator("#start h1")).to_be_visible()
    assert style(player) == chosen
    player.problems.clear()
    player.page.unroute("**/script.js")
    player.open_alone("unit")
    for name, value in EVERY.items():
        expect(player.frame.locator(f"[data-reading={name}]")).to_have_value(value)
    player.frame.locator(".bar .aa").click()
    player.frame.get_by_role("button", name="Back to standard").click()
    expect(player.frame.locator("#reading-said")).to_contain_text("back to standard")
    assert style(player) == standard
    player.open_alone("unit")
    assert style(player) == standard


def test_what_is_kept_can_be_nonsense(launch: Launch) -> None:
    player = launch().open_alone("unit")
    for nonsense in ("{", "null", "7", '{"size": "999", "font": {}}'):
        player.frame.evaluate("text => localStorage.setItem('coursewright.reading', text)", nonsense)
        player.open_alone("unit")
        expect(player.frame.locator("#start h1")).to_be_visible()
        expect(player.frame.locator("[data-reading=size]")).to_have_value("")


def test_the_panel_opens_from_the_drawer_and_leaves_it(launch: Launch) -> None:
    player = launch(**PHONE).open("unit", query="&full")
    player.frame.locator(".bar button[popovertarget=contents]").tap()
    player.frame.locator("#open-reading").tap()
    expect(player.frame.locator("#contents")).to_be_hidden()
    expect(player.frame.locator("#reading-h")).to_be_focused()
    examine(player)


@pytest.mark.parametrize("setting", ["size", "font", "lines", "letters", "scheme", "contrast"])
def test_axe_with_each_setting(launch: Launch, setting: str) -> None:
    player = launch().open_alone("unit")
    player.go(first_lesson(player))
    choose(player, **{setting: EVERY[setting]})
    examine(player)


def test_axe_and_nothing_cut_with_every_setting_on_a_phone(launch: Launch) -> None:
    player = launch(**PHONE).open("unit", query="&full")
    choose(player, **EVERY)
    for place in ("start", first_lesson(player), "t-1", "glossary", "progress"):
        player.go(place)
        assert player.frame.evaluate(TOO_WIDE) == [], place
        assert player.frame.evaluate(CUT) == [], place
    examine(player)
    player.frame.locator("#reading").evaluate("one => one.showPopover()")
    assert player.frame.evaluate(CUT) == []
    examine(player)
    player.frame.locator("#reading-back").scroll_into_view_if_needed()
    expect(player.frame.locator("#reading-back")).to_be_in_viewport()


def test_the_line_being_read_stays_on_the_screen(launch: Launch) -> None:
    player = launch(viewport={"width": 650, "height": 666}).open("unit", query="&full")
    player.go(first_lesson(player))
    heading = player.frame.locator(f"#{first_lesson(player)} .part h2").nth(1)
    heading.evaluate("one => one.scrollIntoView()")
    choose(player, size="150")
    expect(heading).to_be_in_viewport()


CALLED = "() => { window.printed = 0; window.print = () => { window.printed += 1; dispatchEvent(new Event('beforeprint')) } }"


def test_a_lesson_is_printed_alone(launch: Launch) -> None:
    player = launch().open_alone("unit")
    player.go(first_lesson(player))
    player.frame.evaluate(CALLED)
    player.frame.locator(f"#{first_lesson(player)} [data-print]").click()
    assert player.frame.evaluate("() => window.printed") == 1
    player.page.emulate_media(media="print")
    assert visible(player, ".page h1") == visible(player, f"#{first_lesson(player)} h1")
    assert visible(player, ".bookmark, .footnote, #reading") == []


def test_the_whole_unit_is_printed_without_its_tests(launch: Launch) -> None:
    player = launch().open_alone("unit")
    player.frame.evaluate(CALLED)
    player.frame.locator("#start [data-print=all]").click()
    player.frame.wait_for_function("() => window.printed === 1")
    expect(player.frame.locator("#start h1")).to_be_visible()
    assert len(visible(player, ".page h1")) == 1, "the screen does not change"
    player.page.emulate_media(media="print")
    wanted = ["start", *("l-" + lesson["id"] for lesson in player.course()["lessons"]), "glossary"]
    shown = player.frame.locator(".page").evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.id)")
    assert shown == wanted
    breaks = player.frame.locator(".page").evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => getComputedStyle(one).breakBefore)")
    assert breaks == ["auto", *["page"] * (len(wanted) - 1)]
    assert printed_pages(player) > len(wanted)
    player.frame.evaluate("() => void dispatchEvent(new Event('afterprint'))")
    assert len(visible(player, ".page h1")) == 1
