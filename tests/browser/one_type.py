"""A course for one question type: a practice question and two test questions, the whole test of outcome 2.

A type's questions are a file in `types_course/`, named after it; all are on criterion 2.1 of the course in `tests/cases/_base`.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Launch, Shelf
from tests.browser.play import Player
from tests.desk import copy_base

COURSE = Path(__file__).parent / "types_course"
UNIT = ("A/100/0001", "--draft")
LESSON, TEST = "l-2-money", "t-2"


def build(shelf: Shelf, name: str) -> str:
    """Build the course with the questions of one type, once; gives the package's name."""
    package = f"type-{name}"
    if not (shelf.folder / package).is_dir():
        with TemporaryDirectory() as desk:
            course = copy_base(Path(desk))
            shutil.copyfile(COURSE / "course.yaml", course / "course.yaml")
            for each in ("quiz.yaml", f"{name}.quiz.yaml"):
                shutil.copyfile(COURSE / each, course / "units/first" / each)
            shelf.build(package, course, unit=UNIT)
    return package


def at_practice(player: Player, package: str, **options: Any) -> Locator:
    """Open the package at its practice question; gives the question's form."""
    player.open(package, **options)
    player.go(LESSON)
    return player.frame.locator(f"#{LESSON} form.question")


def begin_test(player: Player) -> None:
    """Start the test of outcome 2, or carry it on."""
    player.go(TEST)
    player.frame.locator(f"#{TEST} .begin:visible").click()
    expect(asked(player)).to_be_visible()


def asked(player: Player) -> Locator:
    """The form of the test question on screen."""
    return player.frame.locator(".view.here form[data-question]")


def elsewhere(launch: Launch, player: Player, package: str, query: str = "", **context: Any) -> Player:
    """The same learner on another device, which has nothing but what the LMS keeps."""
    return launch(**context).open(package, query=query, record=player.leave())


def interaction(player: Player, question: str) -> Any:
    """What the LMS has of a question."""
    return next(each for each in player.record()["interactions"] if each["id"].endswith(f"_{question}"))
