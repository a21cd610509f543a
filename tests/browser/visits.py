"""Visits of one learner to a small course, in one LMS after the other, and what has to be found again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import bakery, swift
from tests.browser.bakery import EARLY, LATE
from tests.browser.conftest import WINDOW, Shelf
from tests.browser.faults import CUT, EVERYWHERE, Fault, Lms
from tests.browser.play import Player, player
from tests.browser.serve import serving

ALL = {EARLY: "correct", "change": "correct", LATE: "wrong"}
"""What an LMS reports of the early and the late answers, but for the test that is still open."""


@pytest.fixture(scope="module")
def served(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A server that has the bakery: its address, and the paths asked for."""
    shelf.build("bakery", bakery.bake(tmp_path_factory.mktemp("bakery")), unit=bakery.UNIT)
    with serving(shelf.folder) as address_and_paths:
        yield address_and_paths


@pytest.fixture
def base(served: tuple[str, list[str]]) -> str:
    return served[0]


@pytest.fixture
def asked(served: tuple[str, list[str]]) -> list[str]:
    return served[1]


@dataclass
class Visits:
    """One learner's visits to the bakery, in one LMS. `record` is what the LMS keeps from one to the next."""

    one: Player
    lms: Lms
    record: Any = None
    who: dict[str, str] = field(default_factory=lambda: {"id": "ann", "name": "Archer, Ann"})

    def open(self, package: str = "bakery", **options: Any) -> Player:
        self.one.host = "host-again" if self.lms == "again" else "host"
        more: dict[str, Any] = {} if self.lms == "again" else {"profile": self.lms}
        record = {} if self.record is None else {"record": self.record}
        self.one._frame = None  # LMS errors are not what these tests are about
        return self.one.open(package, learner=self.who, **more, **record, **options)

    def leave(self, heading: str = "Everything is saved") -> None:
        """Leave by the page's own button, then by the LMS's."""
        self.one.frame.locator("#start .leave").dispatch_event("click")
        expect(self.one.frame.locator("#closed-h")).to_have_text(heading)
        self.record = self.one.leave()

    def damage(self, fault: Fault) -> None:
        """What the LMS does to the state between two launches."""
        name = "cmi.suspend_data" if self.lms == "again" else "suspend_data"
        if fault.damage and name in self.record:
            self.record = {**self.record, name: fault.damage(self.record[name])}

    def answered(self) -> dict[str, str]:
        """Results by question, as the LMS would report them."""
        record = self.one.record()
        if self.lms != "again":
            return {each["id"].split("_", 3)[3]: each["result"] for each in record["interactions"] if each["result"]}
        ids = {name.split(".")[2]: value for name, value in record.items() if re.fullmatch(r"cmi\.interactions\.\d+\.id", name)}
        results = {place: record.get(f"cmi.interactions.{place}.result", "") for place in ids}
        return {ids[place].split("_", 3)[3]: result for place, result in results.items() if result}


def answer_early(one: Player) -> None:
    """A practice question right, and the whole test of outcome 2."""
    swift.practise(one, EARLY)
    swift.sit(one, "2")


def answer_late(one: Player) -> None:
    """A practice question wrong, and the first of two questions in the test of outcome 1."""
    swift.practise(one, LATE, how="wrong")
    swift.sit(one, "1", until=1)


def expect_practised(one: Player, question: str, verdict: str, there: bool = True) -> None:
    expect(one.frame.locator(f"form[data-question='{question}'] .option.{verdict}")).to_have_count(1 if there else 0)


def expect_early(one: Player, there: bool = True) -> None:
    expect_practised(one, EARLY, "right", there)
    expect(one.frame.locator("#ruler")).to_have_attribute("aria-label", f"Your progress: {int(there)} of 4 criteria achieved")


def expect_late(one: Player, there: bool = True) -> None:
    expect_practised(one, LATE, "wrong", there)
    one.go("t-1")
    expect(one.frame.locator("#t-1 .begin:visible")).to_have_text("Carry on: question 2 of 2" if there else "Start the test")


def expect_words(one: Player, says: str, banner: str = "") -> None:
    """The line about saving, and the one banner ("": none)."""
    expect(one.frame.locator("#saved-said")).to_have_text(says)
    if banner:
        expect(one.banners()).to_have_count(1)
        expect(one.banners()).to_contain_text(banner)
    else:
        expect(one.banners()).to_have_count(0)


def say_yes(one: Player) -> None:
    one.banners().get_by_role("button", name="Add them to mine").click()


def expect_found(visits: Visits, fault: Fault) -> None:
    """The next launch, without the fault."""
    one = visits.open()
    if fault.later:
        expect(one.banners()).to_have_count(1)
        expect(one.banners()).to_contain_text(fault.later)
    if fault.found == "asked":
        expect_early(one, there=False)
        say_yes(one)
    if fault.later != CUT:
        expect(one.banners()).to_have_count(0)
    expect_early(one, there=fault.found != "nothing")
    if fault.found != "part":
        expect_late(one, there=fault.found in ("all", "asked"))
    visits.leave("Everything is sent to your course" if fault.device else "Everything is saved")
    if fault.found in ("all", "asked"):
        assert visits.answered().items() >= ALL.items()


@pytest.fixture
def visits(chromium: Browser, base: str, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """A learner in the LMS that the test is for, the strict double unless it says otherwise."""
    with player(chromium, base, viewport=WINDOW) as one:
        yield Visits(one, getattr(request, "param", "strict"))
        assert [each for each in one.problems if "crash" not in each] == []


everywhere = pytest.mark.parametrize("visits", EVERYWHERE, indirect=True)


def expect_all(one: Player) -> None:
    expect_early(one)
    expect_late(one)
