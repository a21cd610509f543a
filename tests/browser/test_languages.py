"""The page in other languages: Welsh from start to end, from right to left, and half as long again."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Launch, Shelf
from tests.browser.play import Player, unpack
from tests.browser.test_axe import examine
from tests.browser.tongues import WELSH, build, hebrew, longer, pseudo, shipping
from tests.desk import copy_base
from tools.words import template, updated

pytestmark = pytest.mark.browser

LOCALE = Path(__file__).resolve().parents[2] / "builder/locale"
TEXTS = """() => {
  const texts = [document.title];
  const look = root => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.currentNode; node; node = walk.nextNode()) {
      if (node instanceof Text && !node.parentElement?.closest("script, style")) texts.push(node.data);
      if (node instanceof HTMLTemplateElement) look(node.content);
      if (node instanceof Element) for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(node.getAttribute(name) ?? "");
    }
  };
  look(document.body);
  return texts.map(text => text.trim().replace(/\\s+/g, " ")).filter(Boolean);
}"""
OVERFLOW = """() => {
  const wide = document.documentElement;
  const found = wide.scrollWidth > wide.clientWidth ? [`the page: ${wide.scrollWidth} in ${wide.clientWidth}`] : [];
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility() || one.closest(".sr, .table, svg, .skip, [popover]:not(:popover-open)")) continue;
    const { left, right, width } = one.getBoundingClientRect();
    const cut = !one.matches(".unit") && getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
    if (width && (left < -1 || right > wide.clientWidth + 1 || cut)) found.push(`${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""


def english() -> list[re.Pattern[str]]:
    """What each phrase looks like in English, with anything in its places; those that Welsh says alike are left out."""
    patterns = []
    for message in updated(LOCALE / "cy/LC_MESSAGES/coursewright.po", template()):
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        for form in forms:
            literal = re.split(r"%\(\w+\)s|\{\w+\}", form)
            if form and form != message.string and re.search(r"[A-Za-z]{3}", "".join(literal)):
                patterns.append(re.compile(r"(?<!\w)" + ".+?".join(map(re.escape, literal)) + r"(?!\w)", re.IGNORECASE))
    return patterns


ENGLISH = english()
STRAY = re.compile(r"\b(the|and|your|you|this|are|with|was)\b", re.IGNORECASE)


PLAIN = [pattern for pattern in ENGLISH if ".+?" not in pattern.pattern]


def english_left(one: Player) -> list[str]:
    """Everything on the page, shown or waiting, that is said in English."""
    texts: list[str] = one.frame.evaluate(TEXTS)
    return sorted({text for text in texts if STRAY.search(text) or any(pattern.search(text) for pattern in ENGLISH)})


@pytest.fixture(scope="module")
def welsh(shelf: Shelf) -> str:
    unpack(build(WELSH, shelf.folder.parent / "welsh-built"), shelf.folder / "welsh")
    return "welsh"


def turned(line: str) -> str:
    """A line of a lesson in letters that run from right to left; blocks and attributes stay."""
    words, brace, attributes = line.partition("{:")
    return line if line.startswith(("///", "    ")) else hebrew(words) + brace + attributes


@pytest.fixture(scope="module")
def leftward(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Welsh course as if it were in Arabic, with an interface in letters that run from right to left."""
    folder = tmp_path_factory.mktemp("leftward")
    course = folder / "course"
    shutil.copytree(WELSH, course)
    (course / "course.yaml").write_text((course / "course.yaml").read_text("utf-8").replace("language: cy", "language: ar"), "utf-8")
    lesson = course / "units/bara/1-bara.md"
    head, _, body = lesson.read_text("utf-8").rpartition("---\n\n")
    lesson.write_text(f"{head}---\n\n" + "\n".join(map(turned, body.split("\n"))), "utf-8")
    with shipping(folder / "locale", "ar", pseudo("ar", hebrew)):
        unpack(build(course, folder / "built"), shelf.folder / "leftward")
    return "leftward"


@pytest.fixture(scope="module")
def long(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The bakery with an interface half as long again."""
    folder = tmp_path_factory.mktemp("long")
    course = copy_base(folder)
    (course / "course.yaml").write_text("language: en-XA\n" + (course / "course.yaml").read_text("utf-8"), "utf-8")
    with shipping(folder / "locale", "en-XA", pseudo("en", longer)):
        unpack(build(course, folder / "built"), shelf.folder / "long")
    return "long"


def test_welsh_from_start_to_end(welsh: str, launch: Launch) -> None:
    one = launch().open(welsh)
    assert english_left(one) == []
    look_around(one)
    practise(one)
    sit_and_miss(one)
    expect(one.frame.locator(".view.here h1")).to_have_text("1 o’r 2 maen prawf wedi’u cyflawni")
    assert english_left(one) == []
    one.frame.locator("button.begin:visible").click()
    retry(one)
    expect(one.frame.locator(".view.here h1")).to_have_text("Y ddau faen prawf wedi’u cyflawni")
    one.go("progress")
    one.frame.evaluate("() => void window.dispatchEvent(new Event('beforeprint'))")
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", one.frame.locator("#progress [data-today]").text_content() or "")
    assert english_left(one) == []
    one.go("start")
    one.frame.locator("main .leave").click()
    expect(one.frame.locator("#closed-h")).to_have_text("Mae popeth wedi’i gadw")
    assert english_left(one) == []


def look_around(one: Player) -> None:
    """Search in vain and with success, a bookmark, and the reading settings."""
    one.go("l-1-bara")
    one.frame.locator("[data-bookmark=mathau]").click()
    one.page.keyboard.press("/")
    one.frame.locator("#find").fill("qqq")
    expect(one.frame.locator("#find-said")).to_have_text("Dim wedi’i ganfod ar gyfer “qqq”. Rhowch gynnig ar lai o eiriau neu eiriau byrrach.")
    assert english_left(one) == []
    one.frame.locator("#find").fill("rholiau")
    expect(one.frame.locator("#find-said")).to_contain_text("Wedi dod o hyd i")
    one.page.keyboard.press("Escape")
    one.frame.locator(".bar [popovertarget=reading]").click()
    one.frame.locator("#reading-back").click()
    expect(one.frame.locator("#reading-said")).not_to_be_empty()
    assert english_left(one) == []
    one.page.keyboard.press("Escape")


def practise(one: Player) -> None:
    """Every answer that practice can give: nothing chosen, wrong, wrong again, shown, right, some of several."""
    one.go("l-1-bara")
    form = one.form("bwyta-nawr")
    form.locator(".check").click()
    expect(form.locator(".say")).to_have_text("Dewiswch ateb yn gyntaf.")
    one.practise("bwyta-nawr", right=False)
    expect(form.locator(".verdict")).to_have_text("Ddim yn hollol. ")
    assert english_left(one) == []
    form.locator(".check").click()
    one.practise("bwyta-nawr", right=False)
    form.locator(".show").click()
    expect(form.locator(".say")).to_have_text("Yr ateb: Rholyn")
    one.choose("pwy", [0, 2])
    one.form("pwy").locator(".check").click()
    expect(one.form("pwy").locator(".say")).to_have_text("Wedi dod o hyd i 1 o’r 2. Nid yw 1 o’ch dewisiadau yn perthyn.")
    one.form("pwy").locator(".reread").click()
    expect(one.frame.locator(".back a").first).to_have_text("Yn ôl at y cwestiwn")
    assert english_left(one) == []
    one.frame.locator("#l-1-bara .turn .next").click()


def sit_and_miss(one: Player) -> None:
    """The test, with a question left for later and one missed."""
    one.go("t-1")
    assert english_left(one) == []
    one.frame.locator("button.begin:visible").click()
    one.frame.locator(".view.here .next").click()
    expect(one.frame.locator(".view.here .say")).to_have_text("Dewiswch ateb yn gyntaf. Gadael y cwestiwn hwn tan wedyn")
    one.frame.locator(".view.here .say button").click()
    one.fill(one.asked())
    one.frame.locator(".view.here .next").click()
    expect(one.frame.locator(".view.here .say")).to_contain_text("Does dim ateb eto i gwestiwn 1.")
    assert english_left(one) == []
    one.frame.locator(".view.here .say button").click()
    one.fill(one.asked(), right=False)
    one.frame.locator(".view.here .turn button", has_text="Cadw a chyflwyno").click()


def retry(one: Player) -> None:
    one.fill(one.asked())
    one.frame.locator(".view.here .turn button.next").click()


def test_welsh_without_an_lms(welsh: str, launch: Launch) -> None:
    one = launch()
    one.open_alone(welsh)
    expect(one.banners().first).to_contain_text("Rhagolwg.")
    assert english_left(one) == []


PAGES = ("start", "l-1-bara", "t-1", "progress")
WIDTHS = [360, 1280]


@pytest.mark.parametrize("width", WIDTHS)
def test_right_to_left(leftward: str, launch: Launch, width: int) -> None:
    one = launch(viewport={"width": width, "height": 720}).open_alone(leftward)
    assert one.frame.evaluate("() => [document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]
    for place in PAGES:
        one.go(place)
        assert one.frame.evaluate(OVERFLOW) == [], place
    examine(one)
    one.go("l-1-bara")
    examine(one)
    mirrored(one, width)
    one.frame.evaluate("() => document.querySelector('#reading').showPopover()")
    assert one.frame.evaluate(OVERFLOW) == []
    one.page.keyboard.press("Escape")
    one.practise("bwyta-nawr", right=False)
    one.form("bwyta-nawr").locator(".reread").click()
    assert one.frame.locator(".back .mark").first.evaluate("mark => getComputedStyle(mark).scale") == "-1 1"
    assert one.frame.evaluate(OVERFLOW) == []
    one.go("t-1")
    one.frame.locator("button.begin:visible").click()
    one.fill(one.asked(), right=False)
    one.frame.locator(".view.here .turn button.next").click()
    one.fill(one.asked())
    one.frame.locator(".view.here .turn button.next").click()
    expect(one.frame.locator(".view.here .missed")).to_have_count(1)
    assert one.frame.evaluate(OVERFLOW) == []


def mirrored(one: Player, width: int) -> None:
    """The contents, the bar, the margin and the way on stand on the other side."""
    if width < 1088:
        one.frame.locator(".bar [popovertarget=contents]").click()
    contents = box(one, "#contents")
    one.frame.wait_for_function("() => document.querySelector('#contents').getAnimations().length === 0")
    assert contents["x"] + contents["width"] > width - 2
    if width < 1088:
        one.frame.locator("#contents .close").click()
    assert box(one, ".bar .saved")["x"] < box(one, ".bar .ruler")["x"]
    heading, number = box(one, "#p-mathau-h"), box(one, "#p-mathau > .ac")
    assert number["x"] + number["width"] >= heading["x"] + heading["width"] - 1
    back, onward = box(one, "#l-1-bara .turn a:first-child"), box(one, "#l-1-bara .turn .next")
    assert onward["x"] < back["x"] or onward["y"] > back["y"]


def box(one: Player, selector: str) -> Any:
    found = one.frame.locator(selector).first.bounding_box()
    assert found, selector
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_in_an_interface_half_as_long_again(long: str, launch: Launch, width: int) -> None:
    one = launch(viewport={"width": width, "height": 720}).open_alone(long)
    for place in ("start", "l-1-bread", "l-2-money", "t-1", "progress"):
        one.go(place)
        assert one.frame.evaluate(OVERFLOW) == [], place
    one.go("l-1-bread")
    one.practise("roll-or-loaf", right=False)
    assert one.frame.evaluate(OVERFLOW) == []
    one.go("t-1")
    one.frame.locator("button.begin:visible").click()
    one.frame.locator(".view.here .next").click()
    assert one.frame.evaluate(OVERFLOW) == []


def test_a_part_from_right_to_left_stays_in_its_page(shelf: Shelf, launch: Launch, tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    lesson = course / "units/first/1-bread.md"
    lesson.write_text(lesson.read_text("utf-8").replace('criteria="1.1, 1.10" }', 'criteria="1.1, 1.10" lang="ar" }'), "utf-8")
    unpack(build(course, tmp_path / "built"), shelf.folder / "part")
    for width in (360, 700, 1280):
        one = launch(viewport={"width": width, "height": 720}).open("part")
        one.go("l-1-bread")
        assert one.frame.evaluate(OVERFLOW) == []
        one.practise("roll-or-loaf", right=False)
        expect(one.form("roll-or-loaf").locator(".verdict")).to_have_attribute("lang", "en-GB")
    examine(one)


WHOSE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), parent = walk.currentNode.parentElement;
    if (text && !parent.closest("script, style") && /\\p{L}/u.test(text)) texts.push([parent.closest("[lang]").lang, text]);
  }
  return texts;
}"""


def test_a_page_says_which_words_are_the_interfaces(shelf: Shelf, launch: Launch, tmp_path: Path) -> None:
    """A course in a language that has no catalogue: what the course says is in that, what the interface says in English."""
    course = tmp_path / "course"
    shutil.copytree(WELSH, course)
    text = (course / "course.yaml").read_text("utf-8")
    (course / "course.yaml").write_text(text.replace("language: cy", "language: br"), "utf-8")
    unpack(build(course, tmp_path / "built"), shelf.folder / "breton")
    one = launch().open("breton")
    wrong: list[Any] = []
    practise_in_english(one)
    wrong += misheard(one)
    one.go("t-1")
    one.frame.locator("button.begin:visible").click()
    wrong += misheard(one)
    one.fill(one.asked(), right=False)
    one.frame.locator(".view.here .turn button.next").click()
    one.fill(one.asked())
    one.frame.locator(".view.here .turn button.next").click()
    expect(one.frame.locator(".view.here .missed")).to_have_count(1)
    wrong += misheard(one)
    assert wrong == []


def practise_in_english(one: Player) -> None:
    one.go("l-1-bara")
    one.form("pwy").locator(".check").click()
    one.practise("bwyta-nawr", right=False)
    one.form("bwyta-nawr").locator(".reread").click()


def misheard(one: Player) -> list[Any]:
    """Texts in the wrong language. One that joins the interface's words and the course's may be in either."""
    course = (WELSH / "units/bara/1-bara.md").read_text("utf-8") + (WELSH / "units/bara/quiz.yaml").read_text("utf-8")
    found = []
    for language, text in one.frame.evaluate(WHOSE):
        read_back = text in ("True", "False")  # an answer in words stands where the course's own would
        ours = not read_back and any(pattern.fullmatch(text) for pattern in PLAIN)
        if (text in course and language != "br") or (ours and language != "en"):
            found.append((language, text))
    return found
