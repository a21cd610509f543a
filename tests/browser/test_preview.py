"""`coursewright preview` in Chromium: what an author sees of the calls, the faults and the builds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Preview, desk, previewing
from tests.desk import copy_base, run
from tests.test_preview import manifest, package

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "js/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TABS = ("Calls", "Data model", "Criteria", "State", "Faults")
LESSON = "l-1-bread"
QUESTION = "roll-or-loaf"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_base(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def address(course: Path) -> Iterator[str]:
    with previewing("--course", "course", "-q", "bakery", cwd=course.parent) as served:
        yield served


@pytest.fixture
def preview(chromium: Browser, address: str) -> Iterator[Preview]:
    with desk(chromium, address) as one:
        yield one


def lesson_of(course: Path) -> Path:
    return course / "units/first/1-bread.md"


def test_an_answer_stands_in_the_log_under_what_the_learner_did(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)
    moments = preview.moments()
    assert moments[0] == "Launch, first time"
    assert moments[-1].startswith(f"Answered {QUESTION} (")
    expect(preview.page.locator("#calls tr.commit .r").last).to_have_text("true")
    assert preview.page.locator("#deal li.no").count() == 0
    preview.page.locator("#cf").fill(".student_response")
    assert preview.page.locator("#calls tbody:not([hidden]) tr:not(.grp):not([hidden])").count() == 1


def test_the_other_tabs_follow(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)
    preview.tab("Data model")
    expect(preview.page.locator("#tree .leaf.new").first).to_be_visible()
    preview.tab("Criteria")
    row = preview.page.locator("#crit tr").filter(has_text="A1000001_AC1_2")
    expect(row).to_contain_text("incomplete")
    expect(row).to_contain_text(" of 1")
    preview.tab("State")
    meter = preview.page.get_by_role("meter")
    length = len(preview.value("cmi.suspend_data"))
    assert meter.get_attribute("aria-valuenow") == str(length)
    expect(preview.page.locator("#state .dec")).to_contain_text(QUESTION)
    preview.page.locator("#state .dec tr").last.hover()
    expect(preview.page.locator("#state .raw .lit")).to_have_count(1)


def test_leave_and_resume_gives_everything_back(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)
    preview.act("Leave and resume")
    assert preview.value("cmi.core.entry") == "resume"
    preview.tab("Calls")
    assert "LMSFinish" in preview.page.locator("#calls .fn").evaluate_all("cells => cells.map(cell => cell.title)")
    preview.go(LESSON)
    expect(preview.frame.locator(f"form[data-question='{QUESTION}']:visible input").first).to_be_checked()


def test_a_new_learner_has_nothing(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)
    before = preview.value("cmi.core.student_id")
    preview.act("New learner")
    assert preview.value("cmi.core.entry") == "ab-initio"
    assert preview.value("cmi.core.student_id") != before
    assert preview.value("cmi.suspend_data") == ""


def test_review_mode_writes_nothing(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)
    preview.tab("Faults")
    preview.page.get_by_label("Review mode").check()
    preview.launched(2)
    assert preview.value("cmi.core.lesson_mode") == "review"
    assert preview.moments()[-1] == "Launch in review mode"
    assert preview.page.locator("#calls tbody").last.locator(".set").count() == 0


def test_dropped_commits_are_lost_at_the_lms(preview: Preview) -> None:
    preview.tab("Faults")
    preview.page.get_by_label("Drop commits").check()
    expect(preview.page.locator("#on")).to_contain_text("commits are dropped")
    preview.go(LESSON)
    preview.practise(QUESTION)
    preview.tab("Calls")
    expect(preview.page.locator("#calls tr.commit .r").last).to_have_text("lost")
    preview.tab("State")
    expect(preview.page.locator("#state p").first).to_contain_text("stored 0 characters")
    preview.page.get_by_role("button", name="Turn off").click()
    expect(preview.page.locator("#on")).to_be_hidden()


@pytest.mark.parametrize("fault", ["Refuse calls", "Time out the session"])
def test_a_refusal_is_an_error_with_its_reason(preview: Preview, fault: str) -> None:
    preview.go(LESSON)
    preview.tab("Faults")
    preview.page.get_by_label(fault).check()
    preview.practise(QUESTION)
    preview.tab("Calls")
    expect(preview.page.locator("#calls tr.bad .r b").first).to_have_text("101")
    expect(preview.page.locator("#t-calls .bad")).to_contain_text("error")
    expect(preview.page.locator("#deal .no")).to_contain_text("refused")
    expect(preview.frame.locator("#banners .banner").first).to_be_visible()


def test_truncation_keeps_the_first_4096_characters(preview: Preview) -> None:
    preview.tab("Faults")
    preview.page.get_by_label("Truncate suspend_data to 4,096").check()
    long = "x" * 5000
    assert preview.page.evaluate("long => [API.LMSSetValue('cmi.suspend_data', long), API.LMSCommit('')]", long) == ["true", "true"]
    preview.tab("Calls")
    expect(preview.page.locator("#calls .why.lost").last).to_contain_text("from 5,000 to 4,096")
    preview.act("Crash and resume")
    assert len(preview.value("cmi.suspend_data")) <= 4096


def test_a_save_shows_in_place(preview: Preview, course: Path) -> None:
    lesson = lesson_of(course)
    text = lesson.read_text("utf-8")
    preview.go(LESSON)
    preview.practise(QUESTION)
    preview.tab("Criteria")
    lesson.write_text(text + "\nA line that was not there before.\n", "utf-8")
    expect(preview.frame.locator(f"#{LESSON}")).to_contain_text("A line that was not there before.")
    expect(preview.frame.locator(f"#{LESSON}")).to_be_visible()
    expect(preview.frame.locator(f"form[data-question='{QUESTION}']:visible input").first).to_be_checked()
    expect(preview.page.get_by_role("tab", name="Criteria")).to_have_attribute("aria-selected", "true")
    expect(preview.page.locator("#toast")).to_contain_text("Rebuilt in")
    assert preview.moments()[-1] == f"Rebuilt: {lesson.name}"
    lesson.write_text(text, "utf-8")
    expect(preview.frame.locator(f"#{LESSON}")).not_to_contain_text("A line that was not there before.")


def test_a_broken_source_is_shown_over_the_last_good_build(preview: Preview, course: Path) -> None:
    quiz = course / "units/first/quiz.yaml"
    text = quiz.read_text("utf-8")
    preview.go(LESSON)
    quiz.write_text(text.replace("type: true_false", "type: true_flase", 1), "utf-8")
    over = preview.page.locator("#over")
    expect(over).to_be_visible()
    expect(over).to_contain_text("CW404")
    expect(over).to_contain_text("did you mean")
    expect(over.locator(".loc code")).to_contain_text("course/units/first/")
    expect(over.locator(".src .hit u")).to_have_text("true_flase")
    expect(preview.page.locator("#build")).to_contain_text("Not built: 1 error")
    expect(preview.frame.locator(f"#{LESSON}")).to_be_visible()
    assert violations(preview) == []
    preview.page.keyboard.press("Escape")
    expect(over).to_be_hidden()
    preview.page.locator("#build").click()
    expect(over).to_be_visible()
    quiz.write_text(text, "utf-8")
    expect(over).to_be_hidden()
    expect(preview.page.locator("#build")).to_contain_text("no findings")


def test_a_course_that_cannot_be_read_at_all_is_mended_while_it_runs(chromium: Browser, tmp_path: Path) -> None:
    course = copy_base(tmp_path) / "course.yaml"
    text = course.read_text("utf-8")
    course.write_text("title: [", "utf-8")
    with previewing("--course", "course", cwd=tmp_path) as address:
        page = chromium.new_page()
        page.goto(address)
        expect(page.locator("#over")).to_contain_text("There is no good build yet.")
        course.write_text(text, "utf-8")
        expect(page.locator("#over")).to_be_hidden()
        page.wait_for_function("() => document.body.dataset.launch === '1'")
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(chromium: Browser, address: str, course: Path, scheme: str, width: int) -> None:
    quiz = course / "units/first/quiz.yaml"
    text = quiz.read_text("utf-8")
    with desk(chromium, address, color_scheme=scheme, viewport={"width": width, "height": 900}) as preview:
        preview.go(LESSON)
        preview.tab("Faults")
        preview.page.get_by_label("Refuse calls").check()
        preview.practise(QUESTION)
        found = []
        for name in TABS:
            preview.tab(name)
            found += violations(preview)
        preview.page.locator("[name=size][value=full]").check(force=True)
        quiz.write_text(text.replace("type: true_false", "type: true_flase", 1), "utf-8")
        expect(preview.page.locator("#over")).to_be_visible()
        found += violations(preview)
        quiz.write_text(text, "utf-8")
        expect(preview.page.locator("#over")).to_be_hidden()
        assert found == []


@pytest.mark.parametrize(("width", "height"), [(360, 800), (320, 256), (650, 900)])
def test_a_narrow_window_reaches_everything(chromium: Browser, address: str, width: int, height: int) -> None:
    """320 by 256 is a window of 1,280 by 1,024 at 400% (WCAG 2.2, 1.4.10): nothing is cut off, and the page scrolls one way."""
    with desk(chromium, address, viewport={"width": width, "height": height}) as preview:
        assert preview.page.evaluate("() => document.documentElement.scrollWidth") <= width
        for name in TABS:
            preview.tab(name)
            over = "() => [...document.querySelectorAll('.top *, .bar *, .acts *, .flt *')].some((each) => each.getBoundingClientRect().right > innerWidth + 1)"
            assert not preview.page.evaluate(over), name
        preview.page.locator("#dev").scroll_into_view_if_needed()
        box = preview.page.locator("#dev").bounding_box()
        assert box
        assert box["height"] >= 300


def violations(preview: Preview) -> list[object]:
    """What axe says of the preview's own page; the package has its own tests."""
    if not preview.page.evaluate("() => 'axe' in window"):
        preview.page.evaluate(AXE.read_text("utf-8"))
    run = """async tags => (await axe.run({ exclude: [["#dev"]] }, { runOnly: tags, iframes: false, resultTypes: ["violations"] })).violations
        .map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " | " + node.failureSummary)])"""
    found: list[object] = preview.page.evaluate(run, TAGS)
    return found


def test_tabs_and_width_work_by_keyboard(preview: Preview) -> None:
    preview.page.locator("#t-calls").focus()
    preview.page.keyboard.press("ArrowRight")
    expect(preview.page.locator("#t-model")).to_be_focused()
    expect(preview.page.locator("#p-model")).to_be_visible()
    preview.page.locator("#grip").focus()
    preview.page.keyboard.press("ArrowLeft")
    assert preview.page.locator("#grip").get_attribute("aria-valuenow") == "580"
    preview.page.locator("[name=size][value=phone]").check(force=True)
    box = preview.page.locator("#dev").bounding_box()
    assert box
    assert box["width"] == 360


def test_reloading_the_page_resumes(preview: Preview) -> None:
    preview.go(LESSON)
    preview.practise(QUESTION)
    preview.page.reload()
    preview.launched(1)
    assert preview.value("cmi.core.entry") in ("resume", "")
    assert preview.moments()[0] == "Launch, resuming"


def test_any_package_is_played_and_opened_again_when_it_is_replaced(chromium: Browser, tmp_path: Path) -> None:
    copy_base(tmp_path)
    assert run("build", "--course", str(tmp_path / "course"), "--out", str(tmp_path)).exit_code == 0
    path = tmp_path / "bakery-A1000001.zip"
    with previewing(str(path)) as address, desk(chromium, address) as preview:
        expect(preview.page.locator("#package")).to_contain_text("A/100/0001 Selling bread")
        preview.go(LESSON)
        preview.practise(QUESTION)
        assert any(moment.startswith("Answered A1000001_AC1_2_roll-or-loaf") for moment in preview.moments())
        preview.tab("Criteria")
        expect(preview.page.locator("#crit")).to_contain_text("A1000001_AC1_2")
        data = path.read_bytes()
        path.write_bytes(b"no zip")
        expect(preview.page.locator("#over")).to_contain_text("is not a whole zip")
        path.write_bytes(data)
        preview.launched(2)
        expect(preview.page.locator("#over")).to_be_hidden()
        expect(preview.frame.locator(f"#{LESSON}")).to_be_visible()


def test_of_several_scos_one_is_chosen(chromium: Browser, tmp_path: Path) -> None:
    """Pages of somebody else's: script in the page, and LMSFinish at `unload`, as many packages do."""
    calls = "parent.API.LMSInitialize(''); parent.API.LMSSetValue('cmi.core.lesson_location', document.title); onunload = () => parent.API.LMSFinish('')"
    script = f"<script>{calls}</script>"
    items = "".join(f'<item identifier="I{number}" identifierref="R{number}"><title>Part {number}</title></item>' for number in (1, 2))
    resources = "".join(f'<resource identifier="R{number}" type="webcontent" adlcp:scormtype="sco" href="{number}.html"/>' for number in (1, 2))
    pages: dict[str, bytes | str] = {f"{number}.html": f"<!doctype html><title>Page {number}</title>{script}<h1>Part {number}</h1>" for number in (1, 2)}
    path = package(tmp_path, {"imsmanifest.xml": manifest(items, resources), **pages})
    with previewing(str(path)) as address, desk(chromium, address) as preview:
        expect(preview.frame.locator("h1")).to_have_text("Part 1")
        preview.page.locator("#package").select_option(label="Part 2")
        preview.launched(2)
        expect(preview.frame.locator("h1")).to_have_text("Part 2")
        assert preview.value("cmi.core.lesson_location") == "Page 2"
        preview.page.locator("#package").select_option(label="Part 1")
        preview.launched(3)
        assert preview.value("cmi.core.entry") == ""
        preview.tab("Calls")
        assert "LMSFinish" in preview.page.locator("#calls .fn").evaluate_all("cells => cells.map(cell => cell.title)")


def test_a_package_has_what_its_manifest_gives_it(chromium: Browser, tmp_path: Path) -> None:
    """launch_data from datafromlms, and a mastery score that decides at LMSFinish."""
    more = "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction><adlcp:datafromlms>door=3</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore>"
    item = f'<item identifier="I1" identifierref="R1"><title>One</title>{more}</item>'
    calls = "parent.API.LMSInitialize(''); parent.API.LMSSetValue('cmi.core.score.raw', '79'); parent.API.LMSSetValue('cmi.core.lesson_status', 'passed')"
    path = package(tmp_path, {"imsmanifest.xml": manifest(item), "start.html": f"<!doctype html><title>One</title><script>{calls}</script>"})
    with previewing(str(path)) as address, desk(chromium, address) as preview:
        assert preview.value("cmi.launch_data") == "door=3"
        assert preview.value("cmi.student_data.mastery_score") == "80"
        assert preview.value("cmi.student_data.time_limit_action") == "exit,message"
        preview.page.evaluate("() => API.LMSFinish('')")
        preview.tab("Criteria")
        expect(preview.page.locator("#rule")).to_contain_text("lesson_status is failed")
