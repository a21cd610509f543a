"""Pictures of every page and question state, each reviewed once and then kept as it is (`tests/browser/pictures`)."""

import math
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import ROOT, build_course
from tests.browser.pictures.lens import SHARE, differ, keep, packed
from tests.browser.pictures.table import PICTURES, WIDTHS, Picture
from tests.browser.play import Player, player
from tests.browser.serve import serving

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent / "pictures"
GOLDENS, SEEN = HERE / "goldens", HERE / "seen"
MOST = 3_000_000
"""Bytes of all pictures kept."""

CHANCE = "{ let at = 1; Math.random = () => (at = at * 16807 % 2147483647) / 2147483647 }"
FONTS = ':root { --sans: "Liberation Sans"; --serif: "Liberation Serif"; --mono: "Liberation Mono" }'
SANS_FONTS = ':root { --sans: "Liberation Sans"; --serif: "Liberation Sans"; --mono: "Liberation Mono" }'
"""Debian's `fonts-liberation`, which tools/setup.sh installs: a theme's own stack gives other letters on every machine."""
NOON = "2030-01-31T12:00:00"
STILL: Any = {"animations": "disabled", "caret": "hide"}
MARGIN = 48
TIMED = "tests: {minutes: 20, confidence: true}\n"


@pytest.fixture(scope="module")
def themes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, bool], str]]:
    """The pictures' course, built in each theme that the table names and with timed tests: the address that has it as `pictures`."""
    listed = subprocess.run(["fc-list", ":family=Liberation Sans"], capture_output=True, text=True, check=False) if shutil.which("fc-list") else None
    assert listed is None or listed.stdout, "pictures are taken with Liberation's letters (Debian: apt-get install fonts-liberation)"
    with ExitStack() as servers:
        found = {}
        for theme, timed in sorted({(picture.theme, picture.timed) for picture in PICTURES.values()}):
            folder = tmp_path_factory.mktemp(theme)
            shutil.copytree(HERE / "course", folder / "course")
            with (folder / "course/course.yaml").open("a", encoding="utf-8") as text:
                text.write(f"theme: {theme}\n{TIMED if timed else ''}")
            build_course(folder / "course", folder / "built", folder / "packages/pictures")
            found[theme, timed] = servers.enter_context(serving(folder / "packages"))[0]
        yield found


@pytest.fixture(scope="module")
def lens(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def taken(chromium: Browser, base: str, picture: Picture, widths: Sequence[int] = (), spoil: str = "") -> dict[int, bytes]:
    """The picture as it looks now, by width; `spoil` is style that changes it."""
    with player(chromium, base, color_scheme="dark" if picture.dark else "light", reduced_motion="reduce", timezone_id="UTC", locale="en-GB") as one:
        one.context.add_init_script(CHANCE)
        one.context.clock.set_fixed_time(NOON)
        picture.steps(one)
        one.frame.add_style_tag(content=(FONTS if picture.theme == "default" else SANS_FONTS) + spoil)
        one.frame.evaluate("() => document.fonts.ready.then(() => true)")
        return {width: _shot(one, picture, width) for width in widths or picture.widths}


def _shot(one: Player, picture: Picture, width: int) -> bytes:
    one.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    one.frame.wait_for_function("width => innerWidth === width", arg=width)
    one.frame.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
    one.page.mouse.move(0, 0)
    if picture.look:
        picture.look(one)
    one.frame.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return _element(one, picture.clip(one), width, MARGIN if picture.hangs else 0) if picture.clip else one.page.screenshot(**STILL)


def _element(one: Player, element: Locator, width: int, margin: int) -> bytes:
    """An element with as many pixels before it, in a window so high that all of it stands in the frame, free of the bar."""
    height = max(WIDTHS[width], math.ceil(element.evaluate("one => one.getBoundingClientRect().height")) + 100)
    one.page.set_viewport_size({"width": width, "height": height})
    one.frame.wait_for_function("height => innerHeight === height", arg=height)
    if not margin:
        return element.screenshot(**STILL)
    element.evaluate("one => one.scrollIntoView({ block: 'end' })")
    box = element.bounding_box()
    assert box
    left = max(0, box["x"] - margin)
    return one.page.screenshot(clip={**box, "x": left, "width": box["x"] + box["width"] - left}, **STILL)


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_reviewed(name: str, chromium: Browser, themes: dict[tuple[str, bool], str], lens: Page, pytestconfig: pytest.Config) -> None:
    update = pytestconfig.getoption("--update-pictures")
    picture = PICTURES[name]
    wrong = []
    for width, seen in taken(chromium, themes[picture.theme, picture.timed], picture).items():
        golden = GOLDENS / f"{name}-{width}.png"
        share, where = differ(lens, golden.read_bytes(), seen) if golden.is_file() else (1.0, "it is new")
        if share > SHARE and update:
            keep(golden, packed(lens, seen))
        elif share > SHARE:
            keep(SEEN / golden.name, seen)
            wrong.append(f"{golden.name}: {where}; it is now like {SEEN.relative_to(ROOT) / golden.name}")
    assert not wrong, "\n".join([*wrong, "Look at each. Where it should be so: pytest tests/browser/test_pictures.py --update-pictures"])


def test_every_picture_kept_is_in_the_table_and_all_are_small() -> None:
    kept = list(GOLDENS.glob("*.png"))
    assert {path.stem for path in kept} == {f"{name}-{width}" for name, picture in PICTURES.items() for width in picture.widths}
    assert sum(path.stat().st_size for path in kept) <= MOST


SPOILT = {
    "a row is gone": "#q-a-choice .option:last-child { display: none }",
    "a row has lost its words": "#q-a-choice .option:last-child span { visibility: hidden }",
    "an explanation is gone": "#q-a-choice .why { visibility: hidden }",
    "a colour has changed": ":root { --mend: #b00; --accent: #555 }",
    "text stands elsewhere": "#q-a-choice legend { padding-inline-start: .75rem }",
    "type has another size": "#q-a-choice { font-size: 104% }",
    "type is another": '#q-a-choice { font-family: "Liberation Serif" }',
    "a ground has gone": ":root { --tint: var(--paper) }",
    "a rule is gone": "#q-a-choice .option { border-color: transparent !important; box-shadow: none !important }",
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_change_that_shows_is_caught(spoil: str, chromium: Browser, themes: dict[tuple[str, bool], str], lens: Page) -> None:
    picture = PICTURES["choice-wrong"]
    spoilt = taken(chromium, themes["default", False], picture, (650,), spoil)[650]
    assert differ(lens, (GOLDENS / "choice-wrong-650.png").read_bytes(), spoilt)[0] > SHARE


@pytest.mark.parametrize("spoil", ["body { transform: translate(.3px, .3px) }", "body { filter: contrast(.97) }"], ids=["edges", "shades"])
def test_what_no_eye_sees_is_let_pass(spoil: str, chromium: Browser, themes: dict[tuple[str, bool], str], lens: Page) -> None:
    seen = taken(chromium, themes["default", False], PICTURES["lesson"], (650,), spoil)[650]
    assert differ(lens, (GOLDENS / "lesson-650.png").read_bytes(), seen)[0] <= SHARE


def test_the_smallest_thing_that_a_whole_window_must_not_lose(chromium: Browser, themes: dict[tuple[str, bool], str], lens: Page) -> None:
    """One line of words in a window of 1,280 by 800."""
    seen = taken(chromium, themes["default", False], PICTURES["lesson"], (1280,), "main .meta { visibility: hidden }")[1280]
    assert differ(lens, (GOLDENS / "lesson-1280.png").read_bytes(), seen)[0] > SHARE
