"""What makes the page feel quick and steady: nothing shifts, the text is there before the script, turning pages costs little.

No test here measures time, which is the machine's as much as the page's: `make bench` prints it. These look at the causes.
"""

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

SIZES = [(360, 740), (650, 666), (1280, 800)]

WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) window.shifts.push([value, ...sources.map(({ node }) => node?.nodeName + "." + node?.className)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SHIFTS = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifts)))))"
"""What shifted by itself until two frames from now; what follows a press within half a second may."""

PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
LOADED = "() => performance.getEntriesByType('resource').map(entry => entry.name.split('/').pop())"
LOOK = """() => {
  const heading = document.querySelector("#start h1"), style = getComputedStyle(heading), box = heading.getBoundingClientRect();
  const visible = document.elementFromPoint(box.left + 5, box.top + box.height / 2) === heading;
  const paper = getComputedStyle(document.body).backgroundColor;
  return { visible, size: parseFloat(style.fontSize), ink: style.color, paper, script: window.onerror === null };
}"""

TURN = """place => new Promise(done => {
  let count = 0;
  const watch = new MutationObserver(records => { count += records.length; });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  document.querySelector(`.contents a[href="#${place}"]`).click();
  requestAnimationFrame(() => setTimeout(() => { watch.disconnect(); done(count); }));
})"""
"""Turns to a page as a press in the contents does; gives how often the document was written to."""
LAID_OUT = """() => new Promise(done => {
  let left = document.querySelectorAll(".page").length + 2;
  const wait = () => requestIdleCallback(() => ((left -= 1) ? wait() : done(true)));
  wait();
})"""
"""Waits for as many idle moments as there are pages: by then each has been laid out."""

MOST_WRITES = 40
MOST_BOXES = 400
"""Far fewer than a lesson has: what a status line or a mark takes."""
MOST_STYLES = 4
MOST_LAYOUTS = 12


def measured(player: Player) -> dict[str, float]:
    """Chromium's own counts for the window so far."""
    tool: Any = player.context.new_cdp_session(player.page)
    tool.send("Performance.enable")
    return {each["name"]: each["value"] for each in tool.send("Performance.getMetrics")["metrics"]}


@pytest.mark.parametrize(("width", "height", "record"), [*((*size, None) for size in SIZES), (650, 666, "begun"), (650, 666, "passed")])
def test_nothing_shifts_while_the_page_arrives(launch: Launch, request: pytest.FixtureRequest, width: int, height: int, record: str | None) -> None:
    player = launch(viewport={"width": width, "height": height})
    player.context.add_init_script(WATCH_SHIFTS)
    held: list[Route] = []
    player.page.route("**/script.js", lambda route: held.append(route))
    player.open("unit", query="&full", wait=False, **({"record": request.getfixturevalue(record)} if record else {}))
    player.frame.wait_for_function(PAINTED)
    held[0].continue_()
    player.ready()
    assert player.frame.evaluate(SHIFTS) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_shifts_when_a_page_is_turned(launch: Launch, width: int, height: int) -> None:
    player = launch(viewport={"width": width, "height": height})
    player.context.add_init_script(WATCH_SHIFTS)
    player.open("unit", query="&full")
    for place in [*(f"l-{each['id']}" for each in player.course()["lessons"][:3]), "t-1", "progress", "start"]:
        player.go(place)
        assert (place, player.frame.evaluate(SHIFTS)) == (place, [])


def test_an_answer_s_feedback_pushes_down_only_what_stands_below_it(launch: Launch) -> None:
    """Feedback follows a press: what it moves is below the row that was pressed, and nothing moves later by itself."""
    player = launch()
    player.context.add_init_script(WATCH_SHIFTS)
    player.open("unit", query="&full")
    lesson = player.course()["lessons"][0]
    player.go(f"l-{lesson['id']}")
    form = player.form(lesson["questions"][0])
    player.fill(lesson["questions"][0], right=False)
    before = form.locator("legend").bounding_box()
    form.locator("button.check").click()
    expect(form.locator(".why:visible").first).to_be_visible()
    assert form.locator("legend").bounding_box() == before
    assert player.frame.evaluate(SHIFTS) == []


def test_the_text_is_painted_in_its_colours_before_any_script_arrives(launch: Launch) -> None:
    player = launch()
    held: list[Route] = []
    player.page.route("**/script.js", lambda route: held.append(route))
    player.open("unit", wait=False)
    player.frame.wait_for_function(PAINTED)
    look = player.frame.evaluate(LOOK)
    assert len(held) == 1
    assert not look["script"]
    assert look["visible"]
    assert look["size"] >= 28
    assert look["ink"] != look["paper"]
    assert player.frame.evaluate(LOADED) == ["style.css"], "one file stands between the document and its paint"
    expect(player.frame.locator("#start .lede")).to_be_visible()
    expect(player.frame.locator("#start .criteria .wording").first).to_be_visible()
    held[0].continue_()
    player.ready()


def test_a_page_is_shown_before_any_other_is_laid_out(launch: Launch) -> None:
    """A browser looks through the forms of a document that has come, and lays out what they stand in: twelve pages before the one that was asked for."""
    player = launch()
    player.context.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
          window.rendered = [...document.querySelectorAll(".page")].filter((page) => getComputedStyle(page).display !== "none").map((page) => page.id);
        })"""
    )
    player.open("unit", query="&full")
    assert player.frame.evaluate("() => window.rendered") == ["start"]


def test_turning_to_a_lesson_lays_out_nothing_anew_and_writes_little(launch: Launch) -> None:
    """A page that is away keeps its layout, and is laid out for the first time while the learner reads another."""
    player = launch().open("unit", query="&full")
    swift.practise(player)
    player.frame.evaluate(LAID_OUT)
    for lesson in player.course()["lessons"]:
        before = measured(player)
        writes = player.frame.evaluate(TURN, f"l-{lesson['id']}")
        after = measured(player)
        assert writes <= MOST_WRITES
        assert after["LayoutObjects"] - before["LayoutObjects"] <= MOST_BOXES, "boxes were made anew"
        assert after["RecalcStyleCount"] - before["RecalcStyleCount"] <= MOST_STYLES
        assert after["LayoutCount"] - before["LayoutCount"] <= MOST_LAYOUTS


def test_pages_that_are_away_are_out_of_reach(launch: Launch) -> None:
    """Kept laid out or not: nothing of them is seen, focused, spoken or found."""
    player = launch().open("unit", query="&full")
    player.frame.evaluate(LAID_OUT)
    away = player.frame.locator(".page:not(.here)")
    assert away.count() > 5
    assert not any(each.is_visible() for each in away.locator("h1, h2, p, a, input, button").all()[:80])
    heights: list[float] = player.frame.evaluate("() => [...document.querySelectorAll('.page:not(.here)')].map(one => one.offsetHeight)")
    assert set(heights) == {0}
    for _ in range(40):
        player.page.keyboard.press("Tab")
        assert player.frame.evaluate("() => !document.activeElement.closest('.page:not(.here)')")
