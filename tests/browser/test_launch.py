"""The first launch: quick, quiet, and readable before any script has run."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

MOST_REQUESTS = 12
FRAMES = """(left) => new Promise((done) => {
  const next = () => ((left -= 1) ? requestAnimationFrame(next) : done(true));
  next();
})"""
"""Waits until the browser has painted so many times."""
MOST_CALLS = 20


def test_few_calls_before_the_first_answer_and_one_commit_with_it(learner: Player) -> None:
    first = learner.course()["lessons"][0]
    learner.go(f"l-{first['id']}")
    learner.fill(first["questions"][0])
    assert learner.lms("log.length") <= MOST_CALLS
    commits = learner.lms("count('LMSCommit')")
    learner.form(first["questions"][0]).locator(".check").click()
    assert learner.lms("count('LMSCommit')") == commits + 1


def test_the_first_launch_is_incomplete_and_stays_so(learner: Player) -> None:
    log = learner.lms("log")
    set_status = [call["args"][1] for call in log if call["method"] == "LMSSetValue" and call["args"][0] == "cmi.core.lesson_status"]
    assert set_status == ["incomplete"]
    record = learner.leave()
    assert record["core"]["lesson_status"] == "incomplete"
    assert record["core"]["exit"] == "suspend"
    assert record["finishes"] == record["launches"] == 1


def test_nothing_is_fetched_but_the_page_its_style_and_its_script(learner: Player, server: tuple[str, list[str]], launch: Launch) -> None:
    asked = server[1]
    before = len(asked)
    other = launch().open("unit")
    lesson = other.course()["lessons"][0]
    other.frame.locator("#continue").click()
    expect(other.frame.locator(f"#l-{lesson['id']}")).to_be_visible()
    for each in other.course()["lessons"]:
        other.go(f"l-{each['id']}")
    fetched = [path for path in asked[before:] if path.startswith("/unit/")]
    assert len(fetched) <= MOST_REQUESTS
    assert sorted(fetched) == ["/unit/index.html", "/unit/script.js", "/unit/style.css"]


def test_the_start_page_is_painted_while_the_script_is_still_on_its_way(launch: Launch) -> None:
    learner = launch()
    held: list[Route] = []
    learner.page.route("**/script.js", lambda route: held.append(route))
    learner.open("unit", wait=False)
    expect(learner.frame.locator("#start h1")).to_be_visible()
    expect(learner.frame.locator(".page:visible")).to_have_count(1)
    learner.frame.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    assert len(held) == 1
    held[0].continue_()
    learner.ready()
    expect(learner.frame.locator("#start h1")).to_be_visible()


@pytest.mark.parametrize(
    "spoil",
    [lambda route: route.abort(), lambda route: route.fulfill(content_type="text/javascript", body="export const = 1;")],
    ids=["not there", "does not parse"],
)
def test_without_its_script_the_whole_unit_can_be_read(launch: Launch, spoil: Callable[[Route], None]) -> None:
    learner = launch()
    learner.page.route("**/script.js", spoil)
    learner.open("unit", wait=False)
    for lesson in learner.course()["lessons"]:
        expect(learner.frame.locator(f"#l-{lesson['id']} h1")).to_be_visible()
    expect(learner.frame.locator(".no-js:visible").first).to_be_visible()
    learner.problems.clear()


def test_an_address_with_a_place_opens_that_place(launch: Launch) -> None:
    learner = launch()
    learner.open("unit")
    part = learner.course()["lessons"][3]["parts"][1]["id"]
    learner.open("unit", query=f"%23p-{part}")
    expect(learner.frame.locator(f"#p-{part} h2")).to_be_in_viewport()
    assert urlsplit(learner.frame.url).fragment == f"p-{part}"


def test_back_and_forward_turn_pages_and_come_back_to_the_place(learner: Player) -> None:
    first, second = (f"l-{each['id']}" for each in learner.course()["lessons"][:2])
    frame = learner.frame
    frame.locator("#continue").click()
    expect(frame.locator(f"#{first}")).to_be_visible()
    frame.evaluate("() => scrollTo(0, 700)")
    down = frame.evaluate("() => scrollY")
    assert down > 0
    frame.locator(f"#{first} .turn .next").evaluate("link => link.click()")
    expect(frame.locator(f"#{second}")).to_be_visible()
    expect(frame.locator(f"#{second} h1")).to_be_focused()
    assert frame.evaluate("() => scrollY") == 0
    frame.evaluate("() => history.back()")
    expect(frame.locator(f"#{first}")).to_be_visible()
    assert frame.evaluate("() => scrollY") == down
    frame.evaluate("() => history.forward()")
    expect(frame.locator(f"#{second}")).to_be_visible()
    assert frame.title().startswith(frame.locator(f"#{second} h1").inner_text())


@pytest.mark.parametrize("inside", [False, True])
def test_an_address_into_the_unit_shows_its_page_before_any_script_arrives(launch: Launch, inside: bool) -> None:
    """A reload in the middle of a lesson does not flash the first page."""
    player = launch()
    held: list[Route] = []
    player.page.route("**/script.js", lambda route: held.append(route))
    player.open_alone("unit", "#p-signs-in-the-records" if inside else "#l-1-4-spotting-a-dissatisfied-customer", wait=False)
    lesson = player.frame.locator("#l-1-4-spotting-a-dissatisfied-customer")
    expect(lesson.locator("h1")).to_be_visible()
    expect(player.frame.locator(".page:visible")).to_have_count(1)
    held[0].continue_()
    player.ready()
    expect(lesson.locator("h1")).to_be_visible()
    expect(player.frame.locator(".page:visible")).to_have_count(1)
    player.go("start")
    expect(lesson).to_be_hidden()
    expect(player.frame.locator("#start h1")).to_be_visible()


def test_a_page_that_an_address_leads_to_begins_with_what_there_is_to_say(launch: Launch) -> None:
    """The browser holds the page's top below the bar until all has loaded; a banner above it would be out of sight."""
    player = launch()
    held: list[Route] = []
    player.page.route("**/script.js", lambda route: held.append(route))
    player.open_alone("unit", "#l-1-4-spotting-a-dissatisfied-customer", wait=False)
    expect(player.frame.locator("#l-1-4-spotting-a-dissatisfied-customer h1")).to_be_visible()
    player.frame.evaluate(FRAMES, 5)
    held[0].continue_()
    player.ready()
    player.page.wait_for_load_state("load")
    player.frame.evaluate(FRAMES, 20)
    expect(player.frame.locator("#banners .banner")).to_be_in_viewport(ratio=1)
    assert player.frame.evaluate("() => scrollY") == 0
