"""The real unit F/506/2131, built once and served; learners who play it in Chromium."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser import swift
from tests.browser.play import Player, launch_browser, player, unpack
from tests.browser.serve import serving

ROOT = Path(__file__).resolve().parents[2]
UNIT = ("F/506/2131", "-q", "iao-601-3477-x")
WINDOW = {"width": 700, "height": 700}

Launch = Callable[..., Player]


@dataclass(frozen=True)
class Shelf:
    """Built packages, unpacked: `folder` holds one folder for each, which the server gives under its name."""

    folder: Path

    def build(self, name: str, content: Path, *options: str, unit: tuple[str, ...] = UNIT) -> str:
        """Build a unit from a course folder and unpack it as `name`. Gives what the command said."""
        return build_course(content, self.folder.parent / f"{name}-built", self.folder / name, *unit, *options)


def build_course(content: Path, out: Path, folder: Path, *options: str) -> str:
    """Build the one unit of a course, or the one that `options` name, and unpack it into `folder`. Gives what the command said."""
    command = [sys.executable, "-m", "builder", "build", *options, "--course", str(content), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (package,) = out.glob("*.zip")
    unpack(package, folder)
    return done.stdout


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("browser") / "packages"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture(scope="session")
def bound(shelf: Shelf) -> int:
    """The unit, built and on the shelf as `unit`; gives the most characters of state that the build promises."""
    said = shelf.build("unit", ROOT / "content")
    found = re.search(r"([\d,]+) / 4,096", said)
    assert found, said
    return int(found[1].replace(",", ""))


@pytest.fixture(scope="session")
def server(shelf: Shelf, bound: int) -> Iterator[tuple[str, list[str]]]:
    """Its address, and the paths asked for."""
    with serving(shelf.folder) as served:
        yield served


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_browser(playwright)
    yield browser
    browser.close()


@pytest.fixture
def launch(chromium: Browser, server: tuple[str, list[str]]) -> Iterator[Launch]:
    """Makes learners, each with a window of their own; keywords go to Playwright's context.

    When the test is over nothing may have gone wrong in any of them: no console error, no page error, no failed
    request, no LMS error. A test about such errors empties the list itself.
    """
    players: list[Player] = []
    with ExitStack() as windows:

        def begin(**context: Any) -> Player:
            one = windows.enter_context(player(chromium, server[0], **{"viewport": WINDOW, **context}))
            players.append(one)
            return one

        yield begin
        for each in players:
            each.collect()
        assert [(each.problems, each.refusals) for each in players if each.problems or each.refusals] == []


@pytest.fixture
def learner(launch: Launch) -> Player:
    """A learner who has just opened the unit for the first time, in the strict LMS."""
    return launch().open("unit")


def _left(chromium: Browser, base: str, *steps: Callable[[Player], None]) -> Any:
    with player(chromium, base, viewport=WINDOW) as one:
        one.open("unit")
        for step in steps:
            step(one)
        return one.leave()


@pytest.fixture(scope="session")
def begun(chromium: Browser, server: tuple[str, list[str]]) -> Any:
    """The LMS's record of a learner part way: two lessons read, three questions practised, three of the test answered."""
    return _left(
        chromium,
        server[0],
        lambda one: swift.read(one, *[each["id"] for each in one.course()["lessons"][:2]]),
        lambda one: swift.practise(one, "dentist-needs-records", "food-bank-external"),
        lambda one: swift.practise(one, "paying-makes-external", how="wrong"),
        lambda one: swift.sit(one, "1", until=3),
    )


@pytest.fixture(scope="session")
def missed(chromium: Browser, server: tuple[str, list[str]]) -> Any:
    """The record of a learner who has read all and missed criterion 1.3 in the test."""
    return _left(chromium, server[0], swift.read, lambda one: swift.sit(one, "1", wrong=["1.3"]))


@pytest.fixture(scope="session")
def passed(chromium: Browser, server: tuple[str, list[str]]) -> Any:
    """The record of a learner who has passed the unit."""
    return _left(chromium, server[0], swift.pass_all)
