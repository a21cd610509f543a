"""The crosswalk's page in Chromium: nothing for axe to find, a filter, links that arrive, and paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import AXE, TAGS
from tests.desk import CASES, copy_base, overlay, run

pytestmark = pytest.mark.browser

RUN = """async tags => (await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}))
  .violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " | " + node.failureSummary)])"""
ROWS = "tr[data-s]"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a course with criteria that are the same, differ with and without a reason, or are in one alone."""
    folder = tmp_path_factory.mktemp("walk")
    course = copy_base(folder)
    overlay(CASES / "two-specifications-one-content", course)
    other = course / "qualifications/other.yaml"
    other.write_text(other.read_text("utf-8").replace("[Hungry, In a hurry]", "[hungry, In a hurry, Asleep]"), "utf-8")
    out = folder / "walk.html"
    assert run("crosswalk", "bakery", "other", "--course", str(course), "--format", "html", "--out", str(out)).exit_code == 1
    return out


@pytest.fixture
def page(chromium: Browser, path: Path) -> Iterator[Page]:
    """The page, open; nothing may have gone wrong, and nothing been asked for."""
    problems: list[str] = []
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        one = context.new_page()
        one.on("pageerror", lambda error: problems.append(str(error)))
        one.on("console", lambda message: problems.append(message.text))
        one.on("request", lambda request: problems.append(request.url) if not request.url.startswith(path.as_uri()) else None)
        one.goto(path.as_uri())
        yield one
        assert problems == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN, TAGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_filter_and_a_link_to_what_it_hides(page: Page, path: Path) -> None:
    shown = page.locator(f"{ROWS}:visible")
    expect(shown).to_have_count(7)
    expect(page.locator("#shown")).to_have_text("All 7 criteria")
    page.get_by_label("= same").uncheck()
    expect(shown).to_have_count(5)
    expect(page.locator("#shown")).to_have_text("5 of 7 criteria")
    page.evaluate("location.hash = 'A1000001_AC1_1'")
    expect(page.locator("#A1000001_AC1_1")).to_be_in_viewport()
    expect(shown).to_have_count(7)
    page.get_by_label("no reason").uncheck()
    page.get_by_label("~ differs").uncheck()
    page.get_by_label("= same").uncheck()
    expect(page.locator("#u-1")).to_be_hidden()
    assert path.is_file()


def test_paper_has_every_row_and_says_when_it_does_not(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(7)
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".pn")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("= same").uncheck()
    page.emulate_media(media="print")
    expect(page.locator(".pn")).to_have_text("This print does not show all criteria: 5 of 7 criteria.")


def test_without_javascript_all_of_it_is_there(chromium: Browser, path: Path) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        expect(page.locator(f"{ROWS}:visible")).to_have_count(7)
        expect(page.locator("#keys")).to_be_hidden()
