"""No answer that was given is missing after the next launch: the table of `faults.py`, played row by row."""

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.browser import bakery, swift
from tests.browser.bakery import ALSO, EARLY, LATE
from tests.browser.conftest import WINDOW, Shelf
from tests.browser.faults import CUT, EVERYWHERE, FAULTS, KEPT, NO_LMS, OTHERS, PREVIEW, REFUSED, SAVED, Fault, Lms
from tests.browser.play import Player, player, watch
from tests.browser.serve import serving

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize(("fault", "lms"), [pytest.param(each, lms, id=f"{each.name}-{lms}") for each in FAULTS for lms in each.lms])
def test_nothing_is_lost(chromium: Browser, base: str, fault: Fault, lms: Lms) -> None:
    with player(chromium, base, viewport=WINDOW) as one, player(chromium, base, viewport=WINDOW) as other:
        if fault.device:
            one.context.add_init_script(fault.device)
        visits = Visits(one, lms)
        faults = dict(fault.lms_faults)
        visits.open(faults=faults if fault.at_launch else {})
        answer_early(one)
        if not fault.at_launch:
            one.switch(**faults)
        answer_late(one)
        expect_words(one, fault.says, fault.banner)
        visits.leave(fault.closes)
        visits.damage(fault)
        if fault.between:
            one.page.evaluate(f"() => {{ {fault.between} }}")
        if fault.other_device:
            visits.one = other
        expect_found(visits, fault)
        assert one.problems + other.problems == []


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


def test_no_lms_is_there(visits: Visits) -> None:
    one = visits.one.open_alone("bakery")
    answer_early(one)
    answer_late(one)
    expect_words(one, PREVIEW, NO_LMS)
    one.open_alone("bakery")
    expect_all(one)
    one.new_window()
    one.open_alone("bakery")
    expect_early(one, there=False)
    expect(one.banners()).to_have_count(2)
    one.new_window()
    visits.open()
    expect_early(one, there=False)
    say_yes(one)
    expect_all(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


def test_a_frame_without_an_origin(visits: Visits, base: str) -> None:
    one = visits.one
    one.page.goto(f"{base}/lms/host.css")
    one.page.evaluate("src => { document.body.innerHTML = `<iframe sandbox='allow-scripts' src='${src}'></iframe>` }", "/bakery/index.html")
    frame = one.page.frame_locator("iframe")
    expect(frame.locator("#l-1-bread h1")).to_be_visible()
    expect(frame.locator(".no-js:visible").first).to_be_visible()
    expect(frame.locator(".check:visible")).to_have_count(0)
    one.problems.clear()


@everywhere
def test_initialize_gives_false_at_a_later_launch(visits: Visits) -> None:
    one = visits.open()
    answer_early(one)
    visits.leave()
    visits.open(faults={"initialize": True})
    expect_early(one, there=False)
    answer_late(one)
    expect_words(one, KEPT, REFUSED)
    visits.leave("Your work is kept on this device")
    visits.open()
    expect_early(one)
    expect(one.banners()).to_contain_text("Are they yours?")
    say_yes(one)
    expect_all(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_initialize_gives_false_then_true(visits: Visits) -> None:
    one = visits.open(faults={"initialize": True})
    answer_early(one)
    one.switch(initialize=False)
    one.banners().get_by_role("button", name="Try again now").click()
    expect_words(one, SAVED)
    answer_late(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_commit_gives_false_once(visits: Visits) -> None:
    one = visits.one
    one.page.clock.install()
    visits.open()
    one.switch(commitFails=True)
    answer_early(one)
    expect_words(one, KEPT, REFUSED)
    one.switch(commitFails=False)
    one.page.clock.run_for(60_000)
    expect_words(one, SAVED)
    answer_late(one)
    visits.leave()
    visits.open()
    expect_all(one)
    visits.leave()
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_one_commit_is_lost_in_silence_and_the_next_is_not(visits: Visits) -> None:
    one = visits.open(faults={"dropCommits": True})
    answer_early(one)
    one.switch(dropCommits=False)
    answer_late(one)
    expect_words(one, SAVED)
    visits.leave()
    visits.open()
    expect_all(one)
    swift.practise(one, ALSO)
    assert visits.answered().items() >= ALL.items()


@everywhere
def test_the_tab_is_killed(visits: Visits) -> None:
    one = visits.open()
    answer_early(one)
    answer_late(one)
    visits.record = one.record()
    with pytest.raises(Error, match="crash"):
        one.page.goto("chrome://crash")
    one.page.close()
    one.new_window()
    visits.open()
    expect_all(one)


CLICK_AND_HANG = """question => void setTimeout(() => {
  const form = document.querySelector(`form[data-question='${question}']`);
  form.querySelector("input[value='1']").click();
  form.querySelector(".check").click();
  const told = new XMLHttpRequest();
  told.open("GET", "/clicked", false);
  told.send();
  for (;;);
})"""


def renderers(browser: Browser) -> set[int]:
    """The processes of this browser that run pages."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return {int(each["id"]) for each in found if each["type"] == "renderer"}


def test_the_tab_is_killed_right_after_a_click(chromium: Browser, base: str, visits: Visits, asked: list[str]) -> None:
    before = renderers(chromium)
    one = visits.open()
    answer_early(one)
    swift.sit(one, "1", until=1)
    visits.record = one.record()
    one.frame.evaluate(CLICK_AND_HANG, LATE)
    deadline = time.monotonic() + 20
    while "/clicked" not in asked and time.monotonic() < deadline:
        time.sleep(0.005)
    assert "/clicked" in asked
    for process in renderers(chromium) - before:
        os.kill(process, signal.SIGKILL)
    one.new_window()
    one.problems.clear()  # the answer to /clicked, and the crash
    visits.open()
    expect_all(one)
    one.problems.clear()


@pytest.mark.parametrize("ends", ["comes back", "closed meanwhile"])
@pytest.mark.parametrize("lms", EVERYWHERE)
def test_the_network_is_gone_for_ten_minutes(chromium: Browser, base: str, lms: Lms, ends: str) -> None:
    """At an address that is not this machine's own, as far as the page can tell. Moodle then says true, and loses what it was given."""
    with player(chromium, base.replace("127.0.0.1", "lms.localhost"), viewport=WINDOW) as one:
        visits = Visits(one, lms)
        one.page.clock.install()
        visits.open()
        answer_early(one)
        one.context.set_offline(True)
        one.switch(**{"dropCommits" if lms == "moodle" else "commitFails": True})
        answer_late(one)
        expect_words(one, KEPT, REFUSED)
        one.page.clock.run_for(600_000)
        expect_words(one, KEPT, REFUSED)
        if ends == "closed meanwhile":
            visits.record = one.record()
            visits.leave("Your work is kept on this device")
        if ends == "comes back":
            one.switch(dropCommits=False, commitFails=False)
        one.context.set_offline(False)
        if ends == "comes back":
            one.page.clock.run_for(60_000)
            expect_words(one, SAVED)
            visits.leave()
            assert visits.answered().items() >= ALL.items()
        visits.open()
        expect_all(one)
        assert one.problems == []


@pytest.mark.parametrize("last", ["first tab", "second tab"])
@everywhere
def test_two_tabs_at_once(visits: Visits, last: str) -> None:
    one = visits.open()
    two = Player(one.context, one.base, one.context.new_page())
    watch(two)
    second = Visits(two, visits.lms)
    second.open()
    answer_early(one)
    swift.practise(one, ALSO)
    answer_late(two)
    swift.practise(two, ALSO, how="wrong")
    for each in (visits, second) if last == "second tab" else (second, visits):
        each.leave()
        visits.record = each.record
    two.page.close()
    visits.open()
    expect_all(one)
    expect_practised(one, ALSO, "wrong")
    visits.leave()
    assert visits.answered().items() >= {**ALL, ALSO: "wrong"}.items()
    assert two.problems == []


@pytest.mark.parametrize("clock", ["an hour", "a year", "time zone"])
@everywhere
def test_the_clock_is_set_back(visits: Visits, clock: str) -> None:
    one = visits.one
    one.page.clock.install(time="2026-03-29T12:30:00Z")
    visits.open()
    answer_early(one)
    if clock == "time zone":
        one.context.new_cdp_session(one.page).send("Emulation.setTimezoneOverride", {"timezoneId": "Pacific/Honolulu"})
    else:
        one.page.clock.set_fixed_time("2026-03-29T11:30:00Z" if clock == "an hour" else "2025-03-29T12:30:00Z")
    answer_late(one)
    expect_words(one, SAVED)
    visits.leave()
    assert [value for value in times(visits.record) if "-" in value] == []
    visits.open()
    expect_all(one)
    expect(one.banners()).to_have_count(0)
    assert one.errors() == []


def times(record: Any) -> list[str]:
    """Every latency and time in a record, of either LMS."""
    return re.findall(r'(?:latency|time)": "([^"]*)"', json.dumps(record))


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


def test_the_table_names_every_fault_once() -> None:
    names = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert names - set(OTHERS) == {"nothing_is_lost", "the_table_names_every_fault_once"}
    assert set(OTHERS) < names
    assert len({each.name for each in FAULTS}) == len(FAULTS)
