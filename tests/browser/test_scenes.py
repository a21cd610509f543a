"""Hotspots and scenarios, in a lesson and in a test: by mouse, touch and keyboard, kept, recorded, explained."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import swift
from tests.browser.conftest import ROOT, Launch, Shelf
from tests.browser.play import Player, unpack
from tests.browser.test_axe import findings
from tests.browser.test_small import PHONE, TOO_SMALL, TOO_WIDE
from tests.desk import copy_base

pytestmark = pytest.mark.browser

COURSE = Path(__file__).parent / "scene_course"
LESSON, TEST = "l-2-money", "t-2"
ONE, TWO, SCENE = "where-rolls", "what-sells", "short-change"
IN_TEST, SCENE_IN_TEST = "till-place", "short-again"
BEST = ["Let’s count it again", "Here they are."]
DETOUR = ["I don’t think so", "I am sorry. Let me.", "Anybody can make"]


@pytest.fixture(scope="module")
def package(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small course with both types, built and on the shelf."""
    desk = tmp_path_factory.mktemp("scenes")
    course = copy_base(desk)
    shutil.copytree(COURSE, course, dirs_exist_ok=True)
    command = [sys.executable, "-m", "builder", "build", "A/100/0001", "--course", str(course), "--out", str(desk / "built")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (desk / "built").glob("*.zip")
    unpack(built, shelf.folder / "scenes")
    return "scenes"


@pytest.fixture
def learner(launch: Launch, package: str) -> Player:
    """A learner before the practice questions of the small course."""
    player = launch().open(package)
    player.go(LESSON)
    return player


def speak(form: Locator, *lines: str) -> None:
    for line in lines:
        form.locator(".step:visible .option", has_text=line).click()
        form.locator(".say-this").click()


def spot(form: Locator, number: int) -> Locator:
    return form.locator(".spot").nth(number - 1)


def interaction(player: Player, question: str) -> dict[str, Any]:
    return next(each for each in player.record()["interactions"] if each["id"].endswith(f"_{question}"))


def begin(player: Player) -> None:
    player.go(TEST)
    player.frame.locator(f"#{TEST} .begin:visible").click()


def to(player: Player, question: str) -> Locator:
    """The question in the test that has been begun, by way of the other."""
    form = player.frame.locator(f".view.here form[data-question={question}]")
    if player.asked() != question:
        other = player.frame.locator(".view.here form")
        other.locator(".turn .next").click()
        other.get_by_role("button", name="Leave this question for later").click()
    expect(form).to_be_visible()
    return form


def test_the_picture_and_the_list_answer_as_one(learner: Player) -> None:
    form = learner.form(TWO)
    spot(form, 1).click()
    expect(form.locator("input[value='0']")).to_be_checked()
    form.locator("input[value='1']").check()
    expect(spot(form, 2)).to_have_class("spot chosen")
    form.locator(".check").click()
    expect(spot(form, 1)).to_have_class("spot chosen right")
    expect(spot(form, 2)).to_have_class("spot chosen wrong")
    expect(form.locator(".spot .mark")).to_have_count(2)
    expect(form.locator(".say")).to_have_text("One of the two found. One of your choices does not belong.")
    assert interaction(learner, TWO)["student_response"] == "a,b"
    form.locator(".check").click()
    expect(spot(form, 2)).to_have_class("spot")
    spot(form, 3).click()
    form.locator(".check").click()
    expect(spot(form, 3)).to_have_class("spot round chosen right")
    latest = interaction(learner, TWO)
    assert (latest["type"], latest["student_response"], latest["result"]) == ("choice", "a,c", "correct")


def test_a_hotspot_by_keyboard_alone(learner: Player) -> None:
    form, keyboard = learner.form(ONE), learner.page.keyboard
    boxes = form.get_by_role("radio")
    assert [boxes.nth(place).evaluate("one => one.labels.length") for place in range(4)] == [2] * 4
    expect(form.get_by_role("radio", name="3. The basket of rolls")).to_have_count(1)
    boxes.first.focus()
    for key in ("Space", "ArrowDown", "ArrowDown"):
        keyboard.press(key)
    expect(spot(form, 3)).to_have_class("spot round chosen")
    keyboard.press("Enter")
    expect(form.locator(".option.right")).to_have_count(1)
    expect(form.locator(".check")).to_have_text("Next question")


def test_a_scene_goes_on_as_its_learner_speaks(learner: Player) -> None:
    form = learner.form(SCENE)
    lines = form.locator(".play li")
    expect(lines).to_have_count(1)
    expect(form.locator(".check")).to_be_hidden()
    form.locator(".say-this").click()
    expect(form.locator(".say")).to_have_text("Choose what to say first.")
    speak(form, DETOUR[0])
    expect(lines).to_have_text(
        [
            "Mrs Ode“You’ve given me two pounds too little.”",
            "You“I don’t think so.”",
            "She puts the coins on the counter.",
            "Mrs Ode“There they are. Count them.”",
            "Her son“Leave it!”",
        ]
    )
    expect(form.locator(".say-this")).to_be_focused()
    lines.first.evaluate("one => { one.dataset.kept = 'yes' }")
    speak(form, DETOUR[1])
    form.locator(".step-back").click()
    expect(lines).to_have_count(5)
    expect(form.locator(".step:visible input:checked")).to_have_count(0)
    speak(form, *DETOUR[1:])
    expect(lines.first).to_have_attribute("data-kept", "yes")
    expect(form.locator(".debrief .option.wrong")).to_have_count(2)
    expect(form.locator(".debrief .better").first).to_have_text("Better: “Let’s count it again together.”")
    expect(form.locator(".ending:visible")).to_have_text("Mrs Ode has her money. She is not sure that she will come again.")
    expect(form.locator(".say")).to_have_text("Two of the three turns could have gone better.")
    expect(form.locator(".check")).to_be_focused()
    made = interaction(learner, SCENE)
    assert (made["type"], made["student_response"], made["result"]) == ("performance", "a,a,b", "0.5")
    assert made["correct_responses"] == [{"pattern": "b,a"}]
    form.locator(".check").click()
    expect(lines).to_have_count(1)
    expect(form.locator(".debrief .option")).to_have_count(0)
    speak(form, *BEST)
    expect(form.locator(".ending:visible")).to_contain_text("Mrs Ode will be back.")
    expect(form.locator(".check")).to_have_text("Next: Outcome 2 test")
    assert interaction(learner, SCENE)["result"] == "correct"


def test_a_scene_shows_its_best_path(learner: Player) -> None:
    form = learner.form(SCENE)
    for _ in range(2):
        speak(form, "Who is next?")
        expect(form.locator(".play li")).to_have_count(4)
        if _ == 0:
            form.locator(".check").click()
    form.locator(".show").click()
    expect(form.locator(".debrief .option.right")).to_have_count(2)
    expect(form.locator(".say")).to_have_text("The answer: “Let’s count it again together.” “Here they are. I am sorry.”")


def test_a_scene_by_keyboard_alone(learner: Player) -> None:
    form, keyboard = learner.form(SCENE), learner.page.keyboard
    for line in BEST:
        form.locator(".step:visible .option", has_text=line).locator("input").focus()
        keyboard.press("Space")
        keyboard.press("Enter")
    expect(form.locator(".debrief .option.right")).to_have_count(2)
    expect(form.locator(".check")).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(form.locator(".step-back")).to_be_focused()
    keyboard.press("Enter")
    expect(form.locator(".debrief .option")).to_have_count(0)
    keyboard.press("Enter")
    expect(form.locator(".say-this")).to_be_focused()


@pytest.mark.parametrize("host", ["host", "host-again"])
def test_both_come_back_on_another_device(launch: Launch, package: str, host: str) -> None:
    player = launch()
    player.host = host
    player.open(package)
    player.go(LESSON)
    spot(player.form(ONE), 2).click()
    player.form(ONE).locator(".check").click()
    speak(player.form(SCENE), *DETOUR)
    begin(player)
    speak(to(player, SCENE_IN_TEST), *BEST)
    player.frame.locator(".view.here form .turn .next").click()
    record = player.leave()
    other = launch()
    other.host = host
    other.open(package, record=record)
    other.go(LESSON)
    expect(spot(other.form(ONE), 2)).to_have_class("spot chosen wrong")
    expect(other.form(SCENE).locator(".play li.you")).to_have_count(3)
    expect(other.form(SCENE).locator(".debrief .option.wrong")).to_have_count(2)
    begin(other)
    while other.asked() != SCENE_IN_TEST:
        other.frame.locator(".view.here form .turn button", has_text="Back to question").click()
    expect(other.frame.locator(".view.here .play li.you")).to_have_count(2)


def test_both_in_a_test(learner: Player) -> None:
    begin(learner)
    scene = to(learner, SCENE_IN_TEST)
    scene.locator(".turn .next").click()
    expect(scene.locator(".say")).to_contain_text("Play the conversation to its end first.")
    speak(scene, DETOUR[0])
    scene.locator(".step-back").click()
    speak(scene, "Who is next?")
    expect(scene.locator(".debrief .option")).to_have_count(0)
    expect(scene.locator(".turn .next")).to_be_focused()
    scene.locator(".turn .next").click()
    swift.sit(learner, "2", wrong=["2.1"])
    results = learner.frame.locator(f"#{TEST}-results")
    expect(results.locator(".missed")).to_have_count(2)
    said = results.locator(".missed", has_text="two pounds short")
    expect(said).to_contain_text("You chose: “Who is next?” She was still being served. Better: “Let’s count it again together.”")
    expect(said).to_contain_text("Mrs Ode will buy her bread elsewhere.")
    expect(results.locator(".missed", has_text="pay?")).to_contain_text("You chose “")
    assert interaction(learner, SCENE_IN_TEST)["student_response"] == "c"


def test_three_quarters_are_enough_where_the_author_says_so(learner: Player) -> None:
    begin(learner)
    speak(to(learner, SCENE_IN_TEST), BEST[0], "Anybody can make")
    learner.frame.locator(".view.here form .turn .next").click()
    assert interaction(learner, SCENE_IN_TEST)["result"] == "correct"


def test_both_by_touch_on_a_phone(launch: Launch, package: str) -> None:
    player = launch(**PHONE).open(package, query="&full")
    player.go(LESSON)
    form = player.form(ONE)
    spot(form, 3).tap()
    form.locator(".check").tap()
    expect(spot(form, 3)).to_have_class("spot round chosen right")
    scene = player.form(SCENE)
    for line in DETOUR:
        scene.locator(".step:visible .option label", has_text=line).tap()
        scene.locator(".say-this").tap()
    expect(scene.locator(".debrief .option")).to_have_count(3)
    for width in (320, 360):
        player.page.set_viewport_size({"width": width, "height": 740})
        player.frame.wait_for_function("width => innerWidth === width", arg=width)
        assert player.frame.evaluate(TOO_WIDE) == []
        assert player.frame.evaluate(TOO_SMALL.replace(", #ruler", ", .spot").replace(".option label", ".step .option label")) == []


def test_nothing_keeps_anybody_out(learner: Player) -> None:
    found = findings(learner)
    spot(learner.form(TWO), 1).click()
    spot(learner.form(TWO), 2).click()
    learner.form(TWO).locator(".check").click()
    speak(learner.form(SCENE), DETOUR[0])
    found += findings(learner)
    speak(learner.form(SCENE), *DETOUR[1:])
    found += findings(learner)
    begin(learner)
    speak(to(learner, SCENE_IN_TEST), *BEST)
    found += findings(learner)
    learner.frame.locator(".view.here form .turn .next").click()
    swift.sit(learner, "2", wrong=["2.1"])
    found += findings(learner)
    assert found == []


def test_without_a_script_every_turn_can_be_read(launch: Launch, package: str) -> None:
    player = launch()
    player.page.route("**/script.js", lambda route: route.abort())
    player.open_alone(package, f"#{LESSON}", wait=False)
    form = player.frame.locator(f"form[data-question={SCENE}]")
    expect(form.get_by_text("“So it was two pounds.”")).to_be_visible()
    expect(form.get_by_text("Go on at 3.").first).to_be_visible()
    expect(form.get_by_text("She smiles and puts them away.")).to_be_visible()
    player.problems.clear()


def test_both_on_paper(learner: Player) -> None:
    speak(learner.form(SCENE), *DETOUR)
    learner.page.emulate_media(media="print")
    expect(learner.form(SCENE).locator(".play li.you")).to_have_count(3)
    expect(learner.form(SCENE).locator(".step-back")).to_be_hidden()
    expect(learner.form(ONE).locator(".spot b")).to_have_text(["1", "2", "3", "4"])
