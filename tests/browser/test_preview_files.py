"""What happens to the files under a preview: halves of saves, many at once, a course that goes and comes back."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import desk, previewing
from tests.desk import copy_base

pytestmark = pytest.mark.browser

LESSON = "l-1-bread"
ARGUMENTS = ("--course", "course", "-q", "bakery")


def test_a_course_that_is_deleted_and_made_again_is_found_again(chromium: Browser, tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    shutil.copytree(course, tmp_path / "kept")
    with previewing(*ARGUMENTS, cwd=tmp_path) as address, desk(chromium, address) as preview:
        preview.go(LESSON)
        shutil.rmtree(course)
        over = preview.page.locator("#over")
        expect(over).to_contain_text("there is no file course.yaml")
        expect(over).to_contain_text("The frame shows the last good build.")
        expect(preview.frame.locator(f"#{LESSON}")).to_be_visible()
        shutil.copytree(tmp_path / "kept", course)
        expect(over).to_be_hidden()
        lesson = course / "units/first/1-bread.md"
        lesson.write_text(lesson.read_text("utf-8") + "\nWritten in the new folder.\n", "utf-8")
        expect(preview.frame.locator(f"#{LESSON}")).to_contain_text("Written in the new folder.")


def test_half_a_save_is_shown_and_goes_with_the_other_half(chromium: Browser, tmp_path: Path) -> None:
    lesson = copy_base(tmp_path) / "units/first/1-bread.md"
    whole = lesson.read_bytes() + "\nHalf a crème.\n".encode()
    with previewing(*ARGUMENTS, cwd=tmp_path) as address, desk(chromium, address) as preview:
        lesson.write_bytes(whole[: whole.index(b"\xa8")])
        expect(preview.page.locator("#over")).to_contain_text("UTF-8")
        lesson.write_bytes(b"")
        expect(preview.page.locator("#over .loc code").first).to_contain_text("1-bread.md")
        lesson.write_bytes(whole)
        expect(preview.page.locator("#over")).to_be_hidden()
        expect(preview.frame.locator(f"#{LESSON}")).to_contain_text("Half a crème.")


def test_many_saves_at_once_are_few_builds(chromium: Browser, tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    lesson = course / "units/first/1-bread.md"
    with previewing(*ARGUMENTS, cwd=tmp_path) as address, desk(chromium, address) as preview:
        preview.page.evaluate("() => { window.heard = 0; new EventSource('/events').onmessage = () => { heard += 1 } }")
        for number in range(500):
            (course / f"units/first/note-{number}.txt").write_text("seen")
        lesson.write_text(lesson.read_text("utf-8") + "\nThe last of many.\n", "utf-8")
        expect(preview.frame.locator(f"#{LESSON}")).to_contain_text("The last of many.")
        assert preview.page.evaluate("() => heard") < 10
