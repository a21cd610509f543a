"""The second theme, as learners see it: readable by everybody, nothing too wide, and not the first one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import ROOT, Launch, Shelf
from tests.browser.play import Player
from tests.browser.test_axe import examine
from tests.browser.test_small import TOO_SMALL, TOO_WIDE

pytestmark = pytest.mark.browser

LOOKS = """() => ["background-color", "border-radius", "font-family"].map(
  name => getComputedStyle(document.querySelector(name === "background-color" ? "body" : name === "font-family" ? "h1" : ".button")).getPropertyValue(name))"""


@pytest.fixture(scope="module")
def signal(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The unit in the theme Signal, on the shelf."""
    content: Path = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(ROOT / "content", content)
    with (content / "course.yaml").open("a", encoding="utf-8") as text:
        text.write("theme: signal\n")
    shelf.build("signal", content)
    return "signal"


def start(player: Player) -> None:
    expect(player.frame.locator("#start h1")).to_be_visible()


def lesson(player: Player) -> None:
    player.go(f"l-{player.course()['lessons'][1]['id']}")


def practised(player: Player) -> None:
    player.go(f"l-{player.course()['lessons'][0]['id']}")
    swift.practise(player, how="wrong")


def question(player: Player) -> None:
    swift.sit(player, "1", until=3)


def results(player: Player) -> None:
    swift.sit(player, "1", wrong=["1.2"])


def progress(player: Player) -> None:
    swift.sit(player, "1", wrong=["1.2"])
    player.go("progress")
    player.frame.locator("#progress summary").click()


def contents(player: Player) -> None:
    player.frame.locator(".bar button[popovertarget=contents]").click()
    expect(player.frame.locator("#contents")).to_be_visible()


def banner(player: Player) -> None:
    player.switch(refuse=True)
    swift.practise(player, "dentist-needs-records")
    expect(player.banners()).to_be_visible()


@pytest.mark.parametrize("state", [start, lesson, practised, question, results, progress, contents, banner])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(launch: Launch, signal: str, state: Callable[[Player], None]) -> None:
    player = launch(viewport={"width": 650, "height": 666}).open(signal, query="&full")
    state(player)
    examine(player)
    player.page.set_viewport_size({"width": 360, "height": 740})
    player.frame.wait_for_function("() => innerWidth === 360")
    assert player.frame.evaluate(TOO_WIDE) == []
    assert player.frame.evaluate(TOO_SMALL) == []
    if state is banner:
        player.forgive()


def test_it_looks_clearly_different_with_the_same_script(launch: Launch, signal: str) -> None:
    one, other = launch().open("unit"), launch().open(signal)
    assert not set(one.frame.evaluate(LOOKS)) & set(other.frame.evaluate(LOOKS))
    fetch = "() => fetch('script.js').then(answer => answer.text())"
    assert one.frame.evaluate(fetch) == other.frame.evaluate(fetch)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_its_contents_stand_on_the_far_side_of_a_wide_screen(launch: Launch, signal: str, direction: str) -> None:
    player = launch(viewport={"width": 1280, "height": 800}).open(signal, query="&full")
    player.frame.evaluate("direction => { document.documentElement.dir = direction }", direction)
    place = player.frame.locator("#contents").bounding_box()
    text = player.frame.locator("#start h1").bounding_box()
    assert place
    assert text
    assert (place["x"] > text["x"] + text["width"]) is (direction == "ltr")
    assert player.frame.evaluate(TOO_WIDE) == []
    examine(player)


def test_on_paper_it_spares_the_ink(launch: Launch, signal: str) -> None:
    player = launch().open(signal, query="&full")
    lesson(player)
    player.page.emulate_media(media="print")
    grounds = player.frame.evaluate(
        "() => ['body', '.page.here h1', '.page.here .part'].map(name => getComputedStyle(document.querySelector(name)).backgroundColor)"
    )
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}
