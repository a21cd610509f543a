"""axe-core finds nothing: every state of every page, in light and in dark."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import ROOT, Launch, Shelf
from tests.browser.play import Player

pytestmark = pytest.mark.browser

AXE = ROOT / "tests/js/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a colour scheme can break: the rest of the page is the same in both."""
RUN = """async only => {
  scrollTo(0, 0);  // what stands half under the bar counts as half as large
  const away = [...document.querySelectorAll(".js .page:not(.here)")].map(page => [page, page.cloneNode(false)]);
  for (const [page, place] of away) {
    place.append(...[...page.querySelectorAll(".part[id], dl > [id]")].map(part => part.cloneNode(false)));
    page.replaceWith(place);
  }
  const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  for (const [page, place] of away) place.replaceWith(page);
  return violations.map(rule => [rule.id, rule.nodes.slice(0, 4).map(node => node.html.slice(0, 160) + " | " + node.failureSummary)]);
}"""
"""Pages that are not shown are emptied, but for what links lead to, while axe looks: it finds nothing in them, and takes twice as long with them."""

LESSON = "l-1-1-internal-and-external-customers"


def findings(player: Player) -> list[Any]:
    """Everything in light, then in dark what colours decide."""
    if not player.frame.evaluate("() => 'axe' in window"):
        player.frame.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = []
    schemes: list[tuple[Literal["light", "dark"], Any]] = [("light", {"type": "tag", "values": TAGS}), ("dark", {"type": "rule", "values": COLOURS})]
    for scheme, only in schemes:
        player.page.emulate_media(color_scheme=scheme)
        found += [(scheme, player.frame.url.partition("#")[2], *each) for each in player.frame.evaluate(RUN, only)]
    return found


def examine(player: Player) -> None:
    assert findings(player) == []


def test_the_start_page_first(learner: Player) -> None:
    examine(learner)


@pytest.mark.parametrize(("record", "place"), [("begun", "start"), ("missed", "progress"), ("passed", "start"), ("passed", "progress")])
def test_the_start_and_progress_pages_later(launch: Launch, request: pytest.FixtureRequest, record: str, place: str) -> None:
    player = launch().open("unit", record=request.getfixturevalue(record), query=f"%23{place}")
    if place == "progress":
        player.frame.locator("#progress summary").click()
    examine(player)


def test_every_lesson(learner: Player) -> None:
    found = []
    for lesson in learner.course()["lessons"]:
        learner.go(f"l-{lesson['id']}")
        found += findings(learner)
    assert found == []


@pytest.mark.parametrize("how", ["wrong", "right", "all", "shown"])
def test_practice_answered(learner: Player, how: str) -> None:
    learner.go(LESSON)
    if how == "shown":
        for _ in range(2):
            swift.practise(learner, how="wrong")
        shows = learner.frame.locator(f"#{LESSON} .show:visible")
        for _ in range(3):
            shows.first.click()
        expect(shows).to_have_count(0)
    else:
        swift.practise(learner, how=how)
    examine(learner)


def test_the_way_back_to_the_question(learner: Player) -> None:
    learner.go(LESSON)
    swift.practise(learner, "dentist-needs-records", how="wrong")
    learner.form("dentist-needs-records").locator(".reread").click()
    expect(learner.frame.locator(".back").first).to_be_visible()
    examine(learner)


def test_a_test_from_its_first_page_to_its_results(learner: Player) -> None:
    learner.go("t-1")
    examine(learner)
    learner.frame.locator("#t-1 .begin:visible").click()
    examine(learner)
    learner.frame.locator("#t-1-q .turn .next").click()
    expect(learner.frame.locator("#t-1-q .say")).not_to_be_empty()
    examine(learner)
    swift.sit(learner, "1", until=4)
    examine(learner)
    swift.sit(learner, "1", wrong=["1.2", "1.4"])
    expect(learner.frame.locator("#t-1-results h1")).to_be_visible()
    examine(learner)
    learner.go("t-1")
    examine(learner)
    swift.sit(learner, "1")
    examine(learner)


@pytest.mark.parametrize("width", [650, 1280])
def test_the_contents(launch: Launch, width: int) -> None:
    player = launch(viewport={"width": width, "height": 700}).open("unit", query="&full")
    button = player.frame.locator(".bar button[popovertarget=contents]")
    if button.is_visible():
        button.click()
    expect(player.frame.locator("#contents")).to_be_visible()
    examine(player)


def kept(player: Player) -> None:
    player.open("unit")
    player.switch(refuse=True)
    swift.practise(player, "dentist-needs-records")
    expect(player.banners()).to_be_visible()
    examine(player)
    player.forgive()


def preview(player: Player) -> None:
    player.open_alone("unit")
    swift.practise(player, "dentist-needs-records")
    examine(player)


def yours(player: Player) -> None:
    player.open_alone("unit")
    swift.practise(player, "dentist-needs-records")
    player.open("unit")
    examine(player)


def cut(player: Player) -> None:
    player.open("unit", record={"suspend_data": "what another tool has left"})
    examine(player)


def nowhere(player: Player) -> None:
    player.context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    player.open_alone("unit")
    examine(player)


def looking_back(player: Player) -> None:
    player.open("unit", mode="review")
    examine(player)


@pytest.mark.parametrize("state", [kept, preview, yours, cut, nowhere, looking_back])
def test_every_banner(launch: Launch, state: Callable[[Player], None]) -> None:
    player = launch()
    state(player)
    expect(player.banners()).to_have_count(1)


def test_the_closed_page(learner: Player) -> None:
    learner.frame.locator("#start .leave").click()
    expect(learner.frame.locator("#closed h1")).to_be_visible()
    examine(learner)


@pytest.fixture(scope="module")
def draft(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    content: Path = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(ROOT / "content", content)
    (content / "units/understand-customers/2-5-winning-customers-and-keeping-them.md").unlink()
    (content / "units/understand-customers/2-value-and-loyalty.quiz.yaml").unlink()
    shelf.build("draft", content, "--draft")
    return "draft"


def test_the_start_page_of_a_draft(launch: Launch, draft: str) -> None:
    player = launch().open(draft)
    expect(player.frame.locator("#start .notice:not(.no-js)")).to_be_visible()
    examine(player)
    player.go("progress")
    examine(player)


def test_the_page_without_javascript(launch: Launch) -> None:
    """As a browser shows it that runs no script of the page: axe itself needs one to look."""
    player = launch()
    player.page.route("**/script.js", lambda route: route.abort())
    player.open_alone("unit", wait=False)
    expect(player.frame.locator(".no-js:visible").first).to_be_visible()
    player.problems.clear()
    examine(player)


def test_axe_would_find_something(learner: Player) -> None:
    """The examination itself works: a spoilt page does not pass."""
    learner.frame.add_style_tag(content="#start .lede { color: #bbb; background: #ccc }")
    with pytest.raises(AssertionError, match="color-contrast"):
        examine(learner)


NAMES: Any = "() => [...document.querySelectorAll('[id]')].map(one => one.id)"


def test_no_id_is_used_twice(learner: Player) -> None:
    swift.sit(learner, "1", wrong=["1.1"])
    ids = learner.frame.evaluate(NAMES)
    assert sorted(each for each in set(ids) if ids.count(each) > 1) == []
