"""Rows of the table of faults about who and what: another version of the package, another learner, two people whom an LMS calls the same."""

import pytest
from playwright.sync_api import expect

from tests.browser import bakery, swift
from tests.browser import visits as visiting
from tests.browser.bakery import ALSO, EARLY
from tests.browser.conftest import Shelf
from tests.browser.visits import ALL, Visits, answer_early, answer_late, everywhere, expect_all, expect_early, expect_late, expect_practised

pytestmark = pytest.mark.browser
served, base, asked, visits = visiting.served, visiting.base, visiting.asked, visiting.visits


@pytest.fixture(scope="module")
def later_version(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A package in which one answered question is gone, one has its options in another order, and one is new."""
    course = bakery.bake(tmp_path_factory.mktemp("later"))
    quiz = course / "units/first/quiz.yaml"
    text = quiz.read_text("utf-8")
    rows = [line for line in text.splitlines() if "text: A roll" in line or "text: A loaf," in line]
    assert len(rows) == 2
    quiz.write_text(text.replace("\n".join(rows), "\n".join(reversed(rows))), "utf-8")
    loaves = course / "units/first/z.quiz.yaml"
    loaves.write_text(loaves.read_text("utf-8").replace(f"id: {ALSO}\n", "id: loaf-61\n"), "utf-8")
    shelf.build("bakery-later", course, unit=bakery.UNIT)
    return "bakery-later"


@everywhere
def test_another_version_of_the_package(visits: Visits, later_version: str) -> None:
    one = visits.open()
    answer_early(one)
    swift.practise(one, ALSO)
    answer_late(one)
    visits.leave()
    visits.open(package=later_version)
    expect(one.frame.locator("#ruler")).to_have_attribute("aria-label", "Your progress: 1 of 4 criteria achieved")
    expect_practised(one, EARLY, "right", there=False)
    expect_late(one)
    swift.practise(one, "loaf-61")
    swift.practise(one, EARLY, how="wrong")
    visits.leave()
    assert visits.answered().items() >= {**ALL, EARLY: "wrong", ALSO: "correct", "loaf-61": "correct"}.items()
    visits.open()
    expect_practised(one, ALSO, "right")
    expect_late(one)


STORED = "() => Object.fromEntries(Object.entries(localStorage))"
DEVICE_SETTINGS = {"coursewright.reading"}
"""What belongs to the device: everything else has its learner's id in its name."""


@pytest.mark.parametrize("identifier", ["ben", "ANN", "ann2"])
@everywhere
def test_another_learner_on_the_same_device(visits: Visits, identifier: str) -> None:
    one = visits.open()
    answer_early(one)
    one.switch(refuse=True)
    answer_late(one)
    visits.leave("Your work is kept on this device")
    ann, before = visits.record, one.page.evaluate(STORED)
    assert [name for name in before if name not in DEVICE_SETTINGS and ".ann/" not in name] == []
    visits.record, visits.who = None, {"id": identifier, "name": "Archer, Ann"}
    visits.open()
    expect_early(one, there=False)
    expect_late(one, there=False)
    expect(one.banners()).to_have_count(0)
    swift.practise(one, ALSO)
    visits.leave()
    assert visits.answered() == {ALSO: "correct"}
    after = one.page.evaluate(STORED)
    assert {name: after.get(name) for name in before} == before
    assert [name for name in after if name not in before and f".{identifier}/" not in name] == []
    visits.record, visits.who = ann, {"id": "ann", "name": "Archer, Ann"}
    visits.open()
    expect_all(one)
    expect_practised(one, ALSO, "right", there=False)


@everywhere
def test_the_same_id_for_two_people(visits: Visits) -> None:
    one = visits.open()
    answer_early(one)
    visits.leave()
    ann = visits.record
    visits.record, visits.who = None, {"id": "ann", "name": "Brook, Ben"}
    visits.open()
    expect_early(one, there=False)
    expect(one.banners()).to_contain_text("Are they yours?")
    one.banners().get_by_role("button", name="No, they are not mine").click()
    answer_late(one)
    visits.leave()
    visits.open()
    expect_early(one, there=False)
    expect_late(one)
    expect(one.banners()).to_have_count(0)
    visits.record, visits.who = ann, {"id": "ann", "name": "Archer, Ann"}
    visits.open()
    expect_early(one)
    expect_late(one, there=False)


@pytest.mark.parametrize("visits", ["strict", "moodle"], indirect=True)
def test_an_lms_that_names_nobody(visits: Visits) -> None:
    visits.who = {"id": "", "name": ""}
    one = visits.open()
    answer_early(one)
    one.switch(refuse=True)
    answer_late(one)
    visits.leave("Your work is kept on this device")
    record = visits.record
    visits.record = None
    visits.open()
    expect_early(one, there=False)
    expect(one.banners()).to_contain_text("Are they yours?")
    visits.record = record
    visits.open()
    expect_all(one)
