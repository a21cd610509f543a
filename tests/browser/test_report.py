"""The coverage page in Chromium, opened from disk: filters, deep links, paper, and what axe says in both schemes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import AXE, COLOURS, TAGS
from tests.desk import copy_base, run

pytestmark = pytest.mark.browser

RUN = """only => axe.run(document, { runOnly: only, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(rule => [rule.id, rule.nodes.slice(0, 4).map(node => node.html.slice(0, 160) + " | " + node.failureSummary)]))"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a course with a criterion that is covered, one that is not wholly, and a unit that is not begun."""
    folder = tmp_path_factory.mktemp("report")
    quiz = copy_base(folder) / "units/first/quiz.yaml"
    quiz.write_text(quiz.read_text("utf-8").replace("criteria: 2.1", "criteria: 1.1"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("coverage", "course", "--format", "html", "-o", "coverage.html").exit_code == 1
    return folder / "coverage.html"


@pytest.fixture
def page(chromium: Browser, report: Path) -> Iterator[Page]:
    """The page, open; nothing may go wrong in it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    problems: list[str] = []
    opened.on("console", lambda message: problems.append(message.text))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(report.as_uri())
    yield opened
    context.close()
    assert problems == []


def shown(page: Page) -> list[str]:
    """The ids of the criteria on screen."""
    found: list[str] = page.locator("tr.c:visible").evaluate_all("rows => rows.map(row => row.id)")
    return found


def test_filters_by_words_status_and_unit(page: Page) -> None:
    page.get_by_role("searchbox").fill("hung")
    assert shown(page) == ["A1000001_AC1_2"]
    expect(page.locator("#f-count")).to_have_text("1 of 6 criteria")
    assert page.url.endswith("#?q=hung")
    page.get_by_role("button", name="Clear").first.click()
    expect(page.locator("#f-count")).to_have_text("All 6 criteria")
    page.get_by_label("covered 3", exact=True).uncheck()
    page.get_by_label("Unit", exact=True).select_option("A1000001")
    assert shown(page) == ["A1000001_AC2_1"]
    assert page.url.endswith("#?unit=A1000001&status=partly+uncovered")
    page.get_by_role("searchbox").fill("no such words")
    expect(page.get_by_text("No criterion matches.")).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator("tr.c:visible")).to_have_count(6)


def test_the_address_holds_the_filters(page: Page, report: Path) -> None:
    page.goto(report.as_uri() + "#?status=partly&unit=A1000001")
    page.reload()
    assert shown(page) == ["A1000001_AC2_1"]
    page.goto(report.as_uri() + "#?status=partly&unit=nothing%zz")
    assert shown(page) == ["A1000001_AC2_1"]


def test_a_deep_link_arrives_whatever_hides_its_place(page: Page) -> None:
    page.get_by_role("searchbox").fill("yeast")
    page.get_by_role("button", name=re.compile("^Collapse")).click()
    page.locator("#A1000001 summary").evaluate("summary => summary.parentElement.open = false")
    page.evaluate("() => { location.hash = 'A1000001_AC1_2-hungry' }")
    expect(page.locator("[id='A1000001_AC1_2-hungry']")).to_be_in_viewport()
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_the_matrix_reads_a_mark_aloud_and_opens_its_criterion(page: Page) -> None:
    plot = page.locator(".plot")
    plot.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".read")).to_have_text("1.2: taught in lesson 1, Bread and who buys it")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".read")).to_have_text("1.2: not taught in lesson 2, Giving change")
    page.keyboard.press("Enter")
    expect(page.locator("#A1000001_AC1_2")).to_be_in_viewport()


def test_paper_has_everything_and_a_filtered_copy_has_no_sign_off(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Collapse")).click()
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("tr.c:visible")).to_have_count(6)
    expect(page.locator("#sign-s")).to_be_visible()
    expect(page.locator(".rail")).to_be_hidden()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator("tr.c:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.get_by_role("searchbox").fill("yeast")
    page.emulate_media(media="print")
    expect(page.locator("#sign-s")).to_be_hidden()
    expect(page.locator(".filter-note")).to_have_text("Filtered: 1 of 6 criteria are printed here, so this copy has no sign-off.")


@pytest.fixture(scope="module")
def reworded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a course whose specification changed: one criterion is suspect, one lacks more than a review."""
    folder = tmp_path_factory.mktemp("reworded")
    course = copy_base(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("review", "course").exit_code == 0
        specification = course / "qualifications/bakery.yaml"
        text = specification.read_text("utf-8").replace("Name the kinds", "List the kinds").replace("In a hurry]", "In a great hurry]")
        specification.write_text(text, "utf-8")
        assert run("coverage", "course", "--format", "html", "-o", "coverage.html").exit_code == 1
    return folder / "coverage.html"


@pytest.mark.parametrize("which", ["report", "reworded"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, request: pytest.FixtureRequest, which: str, width: int, scheme: Literal["light", "dark"]) -> None:
    report: Path = request.getfixturevalue(which)
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(report.as_uri())
    page.add_script_tag(path=AXE)
    only: Any = {"type": "tag", "values": TAGS} if scheme == "light" else {"type": "rule", "values": COLOURS}
    assert page.evaluate(RUN, only) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") == 0
    context.close()


def test_without_a_script_all_of_it_is_there(chromium: Browser, report: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    expect(page.locator("tr.c:visible")).to_have_count(6)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    context.close()
