"""The small course with the types that are typed into, on the shelf, and hands that fill them in."""

import shutil
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import ROOT, Launch, Shelf
from tests.browser.play import Player, unpack
from tests.desk import BASE

COURSE = ROOT / "tests/browser/fields"
BREAD, MONEY = "l-1-bread", "l-2-money"
RIGHT: dict[str, list[str]] = {
    "who-is-where": ["internal", "same", "external"],
    "creme": ["CREME PATISSIERE."],
    "price": ["£12.50"],
    "minutes": ["90 minutes"],
    "test-words": ["Loaf", "roll"],
    "test-days": ["3"],
    "test-change": ["1,250"],
}


@pytest.fixture(scope="session")
def fields(shelf: Shelf) -> str:
    """A small course with each of these types, on the shelf; gives its name there."""
    course, out = shelf.folder.parent / "fields-course", shelf.folder.parent / "fields-built"
    shutil.copytree(BASE, course, dirs_exist_ok=True)
    shutil.copytree(COURSE, course, dirs_exist_ok=True)
    command = [sys.executable, "-m", "builder", "build", "A/100/0001", "--course", str(course), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (package,) = out.glob("*.zip")
    unpack(package, shelf.folder / "fields")
    return "fields"


@pytest.fixture
def at_bread(launch: Launch, fields: str) -> Player:
    player = launch().open(fields)
    player.go(BREAD)
    return player


@pytest.fixture
def at_money(launch: Launch, fields: str) -> Player:
    player = launch().open(fields)
    player.go(MONEY)
    return player


def write(form: Locator, *texts: str) -> None:
    for field, text in zip(form.locator(".gap :is(input, select)").all(), texts, strict=True):
        if field.evaluate("field => field.matches('select')"):
            field.select_option(text)
        else:
            field.fill(text)


def answer(player: Player, question: str, *texts: str) -> Locator:
    """Fill in a practice question and check it."""
    form = player.form(question)
    write(form, *(texts or RIGHT[question]))
    form.locator(".check").click()
    return form


def values(form: Locator) -> Any:
    return form.locator(".gap :is(input, select)").evaluate_all("fields => fields.map(field => field.value)")


def interaction(record: Any, question: str) -> Any:
    return next(each for each in record["interactions"] if each["id"].endswith(f"_{question}"))


def fill_all(player: Player, *, right: bool) -> None:
    """Answer everything of both lessons, rightly or not."""
    player.go(BREAD)
    answer(player, "who-is-where", *(RIGHT["who-is-where"] if right else ["eternal", "same", "x" * 40]))
    answer(player, "creme", "شكرا" if right else "custard")
    answer(player, "which-word", "at once" if right else "never", "a roll")
    for scale in ("sure", "fine"):
        player.form(scale).get_by_role("radio").nth(1).check()
        player.form(scale).locator(".check").click()
    player.form("your-week").get_by_role("textbox").fill("A long line about bread. " * 20)
    player.form("your-week").locator(".check").click()
    player.form("your-week").get_by_text("Compare with an example").click()
