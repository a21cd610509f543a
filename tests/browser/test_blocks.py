"""The authors' blocks as learners meet them, in the authoring guide: by keyboard, on a phone, on paper, without a script."""

import re

import pytest
from playwright.sync_api import Locator, expect

from builder.checks.course import check_course
from builder.compiler import build_packages, plan, write_packages
from tests.browser.conftest import ROOT, Launch, Shelf
from tests.browser.play import Player, unpack
from tests.browser.test_axe import findings
from tests.browser.test_small import TOO_SMALL, TOO_WIDE

pytestmark = pytest.mark.browser

LESSONS = ("l-2-1-words-set-apart", "l-2-2-order-and-difference", "l-2-3-pictures-and-media")
ASIDES, LISTS, MEDIA = LESSONS
SEEN = "one => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && one.getBoundingClientRect().height > 0"


@pytest.fixture(scope="module")
def guide(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The guide, on the shelf."""
    out = tmp_path_factory.mktemp("guide")
    [(built, _)] = write_packages(build_packages(plan(check_course(ROOT / "content/guide", "guide"))), out)
    unpack(out / built.name, shelf.folder / "guide")
    return "guide"


@pytest.fixture
def reader(launch: Launch, guide: str) -> Player:
    return launch().open(guide, query="&full")


@pytest.fixture
def without_script(launch: Launch, guide: str) -> Player:
    return launch(java_script_enabled=False).open_alone(guide, wait=False)


def part(player: Player, name: str) -> Locator:
    return player.frame.locator(f"#p-block-{name}")


def unseen(locator: Locator) -> list[str]:
    """What of `locator` a reader cannot see."""
    return [each for each in locator.evaluate_all(f"all => all.map(one => ({SEEN})(one) ? '' : one.outerHTML.slice(0, 90))") if each]


def test_tabs_by_keyboard(reader: Player) -> None:
    reader.go(LISTS)
    box = part(reader, "tabs").locator(".tabs")
    tabs, panels = box.get_by_role("tab"), box.locator(".tab")
    expect(box.get_by_role("tablist")).to_have_accessible_name("Tabs")
    expect(tabs).to_have_text(["At the counter", "On the phone", "Online"])
    tabs.nth(0).focus()
    for key, place in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowRight", 0), ("ArrowLeft", 2), ("Home", 0), ("End", 2)):
        reader.page.keyboard.press(key)
        expect(tabs.nth(place)).to_be_focused()
        expect(box.get_by_role("tab", selected=True)).to_have_text(tabs.nth(place).inner_text())
        expect(panels.filter(visible=True)).to_have_count(1)
        expect(panels.nth(place)).to_be_visible()
    reader.page.keyboard.press("Tab")
    expect(box.get_by_role("tabpanel")).to_be_focused()
    expect(box.get_by_role("tabpanel")).to_have_accessible_name("Online")
    reader.page.keyboard.press("Shift+Tab")
    expect(tabs.nth(2)).to_be_focused()


def test_tabs_by_pointer_and_from_right_to_left(reader: Player) -> None:
    reader.go(LISTS)
    box = part(reader, "tabs").locator(".tabs")
    tabs = box.get_by_role("tab")
    tabs.nth(1).click()
    expect(box.get_by_role("tabpanel")).to_contain_text("five rings")
    reader.frame.evaluate("() => { document.documentElement.dir = 'rtl' }")
    reader.page.keyboard.press("ArrowLeft")
    expect(tabs.nth(2)).to_be_focused()


def test_tabs_in_one_part_leave_those_of_others_alone(reader: Player) -> None:
    reader.go(LISTS)
    part(reader, "tabs").get_by_role("tab").nth(2).click()
    expect(part(reader, "tab").get_by_role("tab", selected=True)).to_have_text("Adults")
    ids = reader.frame.evaluate("() => [...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_details_open_by_keyboard(reader: Player) -> None:
    reader.go(ASIDES)
    details = part(reader, "details").locator("details")
    details.locator("summary").focus()
    reader.page.keyboard.press("Enter")
    expect(details.locator("p")).to_be_visible()


def test_a_picture_leads_to_its_description(reader: Player) -> None:
    reader.go(MEDIA)
    figure = part(reader, "description").locator("figure").first
    details = figure.locator("details")
    assert figure.locator("svg").get_attribute("aria-details") == details.get_attribute("id")
    details.locator("summary").click()
    expect(details.get_by_role("rowheader", name="Saturday")).to_be_visible()


def test_a_film_fetches_nothing_but_captions_before_its_page_is_open(reader: Player) -> None:
    video = part(reader, "video").locator("video")
    assert video.get_attribute("poster") is None
    fetched = "() => performance.getEntriesByType('resource').map(each => each.name.split('/').pop())"
    assert not [name for name in reader.frame.evaluate(fetched) if name.endswith((".webm", ".mp4", ".png"))]
    reader.go(MEDIA)
    expect(video).to_have_attribute("poster", re.compile(r"\.png$"))


def test_a_video_has_its_captions(reader: Player) -> None:
    reader.go(MEDIA)
    video = part(reader, "video").locator("video")
    assert video.evaluate("one => [...one.textTracks].map(track => [track.kind, track.mode, track.language])") == [["captions", "showing", "en-GB"]]
    track = video.locator("track")
    video.evaluate("one => { one.muted = true; return one.play() }")
    reader.frame.wait_for_function("() => document.querySelector('video track').readyState === 2")
    assert track.evaluate("one => [...one.track.cues].map(cue => cue.text)")[1] == "[The doorbell rings]"
    video.evaluate("one => one.pause()")


def test_sound_plays_and_has_a_transcript(reader: Player) -> None:
    reader.go(MEDIA)
    audio = part(reader, "audio").locator("audio")
    assert audio.evaluate("async one => { one.muted = true; await one.play(); one.pause(); return Math.round(one.duration * 10) }") == 18
    part(reader, "audio").locator("summary").click()
    expect(part(reader, "audio").locator(".transcript")).to_contain_text("one high note")


def test_a_file_is_downloaded_under_its_name(reader: Player) -> None:
    reader.go(MEDIA)
    with reader.page.expect_download() as found:
        part(reader, "file").get_by_role("link").click()
    assert found.value.suggested_filename == "lesson-checklist.txt"
    assert found.value.path().read_text("utf-8").startswith("Checklist for a new lesson")


def test_media_wait_until_they_are_wanted(launch: Launch, guide: str, server: tuple[str, list[str]]) -> None:
    before = len(server[1])
    player = launch().open_alone(guide, f"#{ASIDES}")
    player.page.wait_for_load_state("networkidle")
    asked = server[1][before:]
    assert not [path for path in asked if path.endswith((".webm", ".wav", ".txt"))]
    assert len([path for path in asked if not path.endswith(".png")]) <= 4


@pytest.mark.parametrize("width", [320, 360, 650, 1280])
def test_nothing_is_too_wide_or_too_small(launch: Launch, guide: str, width: int) -> None:
    player = launch(viewport={"width": width, "height": 740}).open(guide, query="&full")
    for lesson in LESSONS:
        player.go(lesson)
        assert player.frame.evaluate(TOO_WIDE) == []
        assert player.frame.evaluate(TOO_SMALL.replace("summary", "[role=tab], .file > a, summary")) == []


def test_a_comparison_on_a_phone_is_a_list_a_row(launch: Launch, guide: str) -> None:
    player = launch(viewport={"width": 360, "height": 740}).open(guide, query="&full")
    player.go(LISTS)
    table = part(player, "compare").get_by_role("table")
    expect(table).to_have_accessible_name("Ring back or write?")
    expect(table.get_by_role("rowheader")).to_have_text(["Good for", "Risk", "Afterwards"])
    expect(table.get_by_role("cell")).to_have_count(7)
    first = table.locator("tbody tr").first
    tops = first.locator("th, td").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    assert "Phone" in first.locator("td").first.evaluate("one => getComputedStyle(one, '::before').content")


def test_two_sides_stand_below_each_other_on_a_phone(launch: Launch, guide: str) -> None:
    tops = "all => new Set(all.map(one => one.getBoundingClientRect().top)).size"
    for width, count in ((360, 2), (1280, 1)):
        player = launch(viewport={"width": width, "height": 740}).open(guide, query="&full")
        player.go(LISTS)
        assert part(player, "sides").locator(".side").evaluate_all(tops) == count


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(launch: Launch, guide: str, width: int) -> None:
    player = launch(viewport={"width": width, "height": 740}).open(guide, query="&full")
    found = []
    for lesson in LESSONS:
        player.go(lesson)
        for summary in player.frame.locator(f"#{lesson} summary").all():
            summary.click()
        found += findings(player)
    assert found == []


def test_on_paper_everything_is_unfolded(launch: Launch, guide: str) -> None:
    player = launch().open_alone(guide, f"#{LISTS}")
    player.page.emulate_media(media="print")
    expect(player.frame.locator(f"#{LISTS} .tab")).to_have_count(5)
    assert unseen(player.frame.locator(f"#{LISTS} .tab > *")) == []
    expect(player.frame.get_by_role("tablist").filter(visible=True)).to_have_count(0)
    player.go(ASIDES)
    assert unseen(player.frame.locator(f"#{ASIDES} details > *")) == []
    player.frame.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(player.frame.locator(f"#{ASIDES} details[open]")).to_have_count(1)
    player.frame.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(player.frame.locator(f"#{ASIDES} details[open]")).to_have_count(0)
    assert len(re.findall(rb"/Type\s*/Page\b", player.page.pdf(format="A4"))) > 1


def test_without_a_script_everything_stands_in_the_flow(without_script: Player) -> None:
    tabs = without_script.frame.locator(f"#{LISTS} .tab")
    expect(tabs.filter(visible=True)).to_have_count(5)
    expect(tabs.locator("h3").filter(visible=True)).to_have_count(5)
    details = part(without_script, "details").locator("details")
    details.locator("summary").click()
    expect(details.locator("p")).to_be_visible()
    expect(part(without_script, "video").locator("video")).to_be_visible()
