"""Several windows of one preview, and several units: each window has its own learner, and shows what its author chose."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.desk import Preview, desk, previewing
from tests.desk import copy_base

pytestmark = pytest.mark.browser

LESSON = "l-1-bread"
QUESTION = "roll-or-loaf"
SELLING, BAKING = "bakery-A1000001", "bakery-B1000002"


def two_units(folder: Path) -> Path:
    """The small course with a second unit, which is a draft."""
    course = copy_base(folder)
    (course / "units/second").mkdir()
    (course / "units/second/unit.yaml").write_text("unit: B/100/0002\n", "utf-8")
    (course / "units/second/1-yeast.md").write_text(
        '---\ntitle: Yeast\ncriteria: 1.1\nminutes: 5\n---\n\n## What it does {: criteria="1.1" }\n\nIt lives.\n', "utf-8"
    )
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_units(tmp_path_factory.mktemp("windows"))


@pytest.fixture(scope="module")
def address(course: Path) -> Iterator[str]:
    with previewing("--course", "course", "-q", "bakery", cwd=course.parent) as served:
        yield served


@contextmanager
def save(path: Path, text: str) -> Iterator[None]:
    """A line more at a file's end, for a while."""
    before = path.read_text("utf-8")
    path.write_text(before + f"\n{text}\n", "utf-8")
    yield
    path.write_text(before, "utf-8")


def beside(preview: Preview, address: str) -> Preview:
    """Another tab of the same browser."""
    return Preview(preview.page.context.new_page(), preview.problems).open(address)


def duplicate(preview: Preview, address: str) -> Preview:
    """The same tab once more, as "Duplicate tab" makes it: with what the tab has kept."""
    with preview.page.expect_popup() as opened:
        preview.page.evaluate("address => { open(address) }", address)
    copy = Preview(opened.value, preview.problems)
    copy.launched(1)
    return copy


def choose(preview: Preview, unit: str) -> None:
    preview.page.locator("#package").select_option(unit)


def plays(preview: Preview, unit: str) -> None:
    preview.page.wait_for_function("unit => document.querySelector('#dev').contentWindow.location.pathname.startsWith(`/package/${unit}/`)", arg=unit)


def learner(preview: Preview) -> str:
    return str(preview.value("cmi.core.student_id"))


def answered(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)


def test_each_tab_has_a_learner_of_its_own(chromium: Browser, address: str, course: Path) -> None:
    with desk(chromium, address) as one:
        two = beside(one, address)
        answered(one)
        assert learner(one) != learner(two)
        assert two.value("cmi.suspend_data") == ""
        two.go(LESSON)
        with save(course / "units/first/1-bread.md", "News for all windows."):
            for each in (one, two):
                expect(each.frame.locator(f"#{LESSON}")).to_contain_text("News for all windows.")
            expect(one.frame.locator(f"form[data-question='{QUESTION}']:visible input").first).to_be_checked()
            expect(two.frame.locator(f"form[data-question='{QUESTION}']:visible input").first).not_to_be_checked()
        two.tab("Faults")
        expect(two.page.locator("#who")).to_contain_text(learner(two))


def test_another_browser_has_another_learner(chromium: Browser, address: str) -> None:
    with desk(chromium, address) as one, desk(chromium, address) as two:
        answered(one)
        assert learner(one) != learner(two)
        assert two.value("cmi.suspend_data") == ""


def test_a_duplicated_tab_begins_with_a_new_learner(chromium: Browser, address: str) -> None:
    with desk(chromium, address) as one:
        answered(one)
        two = duplicate(one, address)
        assert learner(two) != learner(one)
        assert two.moments()[0] == "Launch, first time"
        before = one.value("cmi.suspend_data")
        two.go(LESSON)
        two.practise(QUESTION)
        one.act("Leave and resume")
        assert one.value("cmi.suspend_data").split("~")[2:] == before.split("~")[2:]
        two.page.close()
        one.page.reload()
        one.launched(1)
        assert one.moments()[0] == "Launch, resuming"


def test_the_browsers_copy_is_cleared_for_this_window_alone(chromium: Browser, address: str) -> None:
    with desk(chromium, address) as one:
        two = beside(one, address)
        for each in (one, two):
            answered(each)
        of_one = "id => JSON.stringify(Object.entries(localStorage).filter(([name]) => name.includes(id)))"
        before = one.page.evaluate(of_one, learner(one))
        assert before != "[]"
        two.page.evaluate("id => { localStorage['another.package'] = '1'; localStorage[`another.${id}`] = '1' }", learner(two))
        two.act("Clear the browser’s copy")
        assert one.page.evaluate(of_one, learner(one)) == before
        assert two.page.evaluate("() => Object.keys(localStorage).filter((name) => name.startsWith('another.'))") == []


def test_two_windows_show_two_units(chromium: Browser, address: str, course: Path) -> None:
    """A save in one unit loads that one alone; a save in the other still arrives, though the server builds the first one first."""
    with desk(chromium, address) as one:
        two = beside(one, address)
        choose(two, BAKING)
        plays(two, BAKING)
        two.launched(2)
        with save(course / "units/second/1-yeast.md", "Yeast is small."):
            expect(two.frame.locator("#l-1-yeast")).to_contain_text("Yeast is small.")
            with save(course / "units/first/1-bread.md", "Bread is old."):
                expect(one.frame.locator(f"#{LESSON}")).to_contain_text("Bread is old.")
                expect(two.page.locator("#build")).to_contain_text("Built")
        expect(two.frame.locator("#l-1-yeast")).not_to_contain_text("Yeast is small.")
        expect(one.frame.locator(f"#{LESSON}")).not_to_contain_text("Bread is old.")
        assert (one.moments().count("Rebuilt: 1-yeast.md"), two.moments().count("Rebuilt: 1-bread.md")) == (0, 0)


def test_a_save_while_another_unit_is_chosen_leaves_the_choice_alone(chromium: Browser, address: str, course: Path) -> None:
    with desk(chromium, address) as preview:
        held: list[Route] = []
        preview.page.route(f"**/ready/{BAKING}", lambda route: held.append(route), times=1)
        with preview.page.expect_request(f"**/ready/{BAKING}"):
            choose(preview, BAKING)
        preview.page.evaluate(NEWS)
        with save(course / "units/first/1-bread.md", "Saved in between."):
            preview.page.evaluate("() => news")
            for route in held:
                route.continue_()
            plays(preview, BAKING)
            expect(preview.page).to_have_title("Preview: B/100/0002 Baking bread")
            expect(preview.page.locator("#package")).to_have_value(BAKING)
            choose(preview, SELLING)
            expect(preview.frame.locator(f"#{LESSON}")).to_contain_text("Saved in between.")


NEWS = """() => new Promise((open) => {
    const source = new EventSource('/events');
    let known = 0;
    window.news = new Promise((done) => { source.onmessage = () => { if (known++) { source.close(); done(true); } open(); }; });
})"""
"""Makes `news`, which comes to be when the page has heard of the next build."""


def test_a_unit_that_was_never_built_leaves_the_frame_empty(chromium: Browser, tmp_path: Path) -> None:
    """The learner of the unit before is not written to its name, and the unit is launched when it is mended."""
    course = two_units(tmp_path)
    lesson = course / "units/second/1-yeast.md"
    text = lesson.read_text("utf-8")
    lesson.write_text(text.replace("criteria: 1.1", "criteria: 7.7"), "utf-8")
    with previewing("--course", "course", "-q", "bakery", cwd=tmp_path) as address, desk(chromium, address) as preview:
        expect(preview.page.locator("#package option").last).to_contain_text("not built")
        answered(preview)
        choose(preview, BAKING)
        expect(preview.page.locator("#over")).to_contain_text("There is no good build yet.")
        preview.page.wait_for_function("() => document.querySelector('#dev').contentWindow.location.href === 'about:blank'")
        assert preview.page.evaluate("name => sessionStorage[`play:${name}`] ?? ''", BAKING) == ""
        lesson.write_text(text, "utf-8")
        plays(preview, BAKING)
        preview.launched(2)
        assert preview.moments() == ["Launch, first time"]
        choose(preview, SELLING)
        preview.launched(3)
        assert preview.moments() == ["Left", "Launch, resuming"]


def test_a_unit_that_breaks_or_goes_stays_the_one_that_is_wanted(chromium: Browser, tmp_path: Path) -> None:
    course = two_units(tmp_path)
    unit = course / "units/second/unit.yaml"
    with previewing("--course", "course", "-q", "bakery", cwd=tmp_path) as address, desk(chromium, address) as preview:
        choose(preview, BAKING)
        plays(preview, BAKING)
        over = preview.page.locator("#over")
        unit.write_text("unit: Z/9/9\n", "utf-8")
        expect(over).to_contain_text("The frame shows the last good build.")
        expect(preview.page.locator("#package option:checked")).to_have_text("B/100/0002 Baking bread (not built)")
        plays(preview, BAKING)
        unit.write_text("unit: B/100/0002\n", "utf-8")
        expect(over).to_be_hidden()
        expect(preview.page.locator("#package option:checked")).to_have_text("B/100/0002 Baking bread")
        (course / "units/second").rename(tmp_path / "aside")
        plays(preview, SELLING)
        (tmp_path / "aside").rename(course / "units/second")
        plays(preview, BAKING)


def test_a_preview_that_is_started_again_is_found_again(chromium: Browser, tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    arguments = ("--course", "course", "-q", "bakery")
    lesson = course / "units/first/1-bread.md"
    with chromium.new_context() as window:
        with previewing(*arguments, cwd=tmp_path) as address:
            preview = Preview(window.new_page(), []).open(address)
            answered(preview)
        ended = preview.page.locator("#build")
        expect(ended).to_contain_text("The preview has ended")
        lesson.write_text(lesson.read_text("utf-8") + "\nWritten in the pause.\n", "utf-8")
        with previewing(*arguments, "--port", address.split(":")[-1].rstrip("/"), cwd=tmp_path):
            expect(preview.frame.locator(f"#{LESSON}")).to_contain_text("Written in the pause.")
            expect(preview.frame.locator(f"#{LESSON}")).to_be_visible()
            expect(preview.frame.locator(f"form[data-question='{QUESTION}']:visible input").first).to_be_checked()
            expect(ended).to_contain_text("Built")
