"""On paper, and in a browser that runs no script: the text is all there."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

LESSON = "l-1-1-internal-and-external-customers"
ON_SCREEN_ONLY = ".bar, #contents, #banners, .button, button:not(.term), .turn, .skip"

COLOURS = "name => { const style = getComputedStyle(document.querySelector(name)); return [style.color, style.backgroundColor] }"


def visible(player: Player, selector: str) -> list[str]:
    found = player.frame.locator(selector).evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100))")
    return [str(each) for each in found]


def printed_pages(player: Player) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", player.page.pdf(format="A4")))


@pytest.mark.parametrize("place", ["start", LESSON, "progress"])
def test_print_leaves_the_controls_out_and_the_text_in(launch: Launch, place: str) -> None:
    player = launch().open_alone("unit", f"#{place}")
    expect(player.banners()).to_be_visible()
    player.page.emulate_media(media="print")
    assert visible(player, ON_SCREEN_ONLY) == []
    expect(player.frame.locator(f"#{place} h1")).to_be_visible()
    assert len(player.frame.locator(f"#{place}").inner_text()) > 800
    assert printed_pages(player) > 1


def test_a_lesson_prints_its_questions_and_room_to_write(launch: Launch) -> None:
    player = launch().open_alone("unit", f"#{LESSON}")
    player.page.emulate_media(media="print")
    for question in player.course()["lessons"][0]["questions"]:
        expect(player.form(question).locator("legend")).to_be_visible()
    for part in player.course()["lessons"][0]["parts"]:
        expect(player.frame.locator(f"#p-{part['id']} h2")).to_be_visible()


def test_results_and_progress_print_their_states(launch: Launch) -> None:
    player = launch().open_alone("unit")
    swift.sit(player, "1", wrong=["1.2"])
    player.page.emulate_media(media="print")
    expect(player.frame.locator("#t-1-results .state[data-criterion='1.2']")).to_be_visible()
    assert visible(player, ON_SCREEN_ONLY) == []
    player.go("progress")
    expect(player.frame.locator("#progress .state[data-criterion='1.2'] span")).to_be_visible()
    expect(player.frame.locator("#progress .fill")).to_be_visible()
    assert visible(player, ON_SCREEN_ONLY) == []


def test_in_the_dark_paper_stays_white(launch: Launch) -> None:
    player = launch(color_scheme="dark").open_alone("unit", f"#{LESSON}")
    player.page.emulate_media(media="print")
    root, body = (player.frame.evaluate(COLOURS, name) for name in ("html", "body"))
    colours = [body[0], root[1], body[1]]
    light = [sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3 for colour in colours]
    assert light[0] < 100
    assert all(each > 240 or "0)" in colour for each, colour in zip(light[1:], colours[1:], strict=True))


def test_without_javascript_every_lesson_can_be_read(launch: Launch) -> None:
    with_script = launch().open_alone("unit")
    lessons = with_script.course()["lessons"]
    player = launch(java_script_enabled=False).open_alone("unit", wait=False)
    expect(player.frame.locator("#start h1")).to_be_visible()
    for lesson in lessons:
        page = player.frame.locator(f"#l-{lesson['id']}")
        expect(page.locator("h1")).to_be_visible()
        for part in lesson["parts"]:
            expect(page.locator(f"#p-{part['id']} h2")).to_be_visible()
        for question in lesson["questions"]:
            expect(page.locator(f"#q-{question}-p")).to_be_visible()
    expect(player.frame.locator(".no-js").first).to_be_visible()
    expect(player.frame.locator(".js-only:visible")).to_have_count(0)
    contents = player.frame.locator(f"#contents a[href='#{LESSON}']")
    player.frame.locator(".bar button[popovertarget=contents]").click()
    contents.click()
    expect(player.frame.locator(f"#{LESSON} h1")).to_be_in_viewport()
