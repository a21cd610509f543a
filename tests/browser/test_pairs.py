"""`match` and `categorise`: each thing gets one of several choices, as practice and in a test."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Launch, Shelf
from tests.browser.one_type import LESSON, asked, at_practice, begin_test, build, elsewhere, interaction
from tests.browser.test_axe import examine
from tests.browser.test_keyboard import press, tab_to
from tests.browser.test_small import PHONE, expect_to_fit

pytestmark = pytest.mark.browser

TYPES = ("match", "categorise")
RIGHT: Mapping[str, Sequence[int]] = {
    "match-practice": (0, 1, 2, 3),
    "match-test-one": (0, 0, 1),
    "match-test-two": (0, 1),
    "categorise-practice": (0, 0, 1, 1),
    "categorise-test-one": (0, 1, 2),
    "categorise-test-two": (0, 1, 2, 3),
}
"""The place of each thing's choice, by question: as the authors wrote them."""
PATTERNS = {
    "match-practice": "{1.a,2.b,3.c,4.d}",
    "match-test-one": "{1.a,2.a,3.b}",
    "match-test-two": "{1.a,2.b}",
    "categorise-practice": "{1.a,2.a,3.b,4.b}",
    "categorise-test-one": "{1.a,2.b,3.c}",
    "categorise-test-two": "{1.a,2.b,3.c,4.d}",
}


@pytest.fixture(params=TYPES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def package(shelf: Shelf, name: str) -> str:
    return build(shelf, name)


def question_of(form: Locator) -> str:
    return form.get_attribute("data-question") or ""


def thing(form: Locator, place: int) -> Locator:
    return form.locator(f".pair[data-index='{place}']")


def choose(form: Locator, picks: Sequence[int], *, touch: bool = False) -> None:
    """Give each thing a choice; -1 leaves it as it is."""
    for place, pick in enumerate(picks):
        one = thing(form, place)
        if pick >= 0 and one.locator("select").count():
            one.locator("select").select_option(str(pick))
        elif pick >= 0:
            label = one.locator(f"label:has([value='{pick}'])")
            label.tap() if touch else label.click()


def chosen(form: Locator) -> list[int]:
    """What each thing has, -1 for nothing."""
    values = [thing(form, place).locator(":checked") for place in range(len(RIGHT[question_of(form)]))]
    return [int((each.get_attribute("value") if each.count() else "") or -1) for each in values]


def swapped(question: str) -> list[int]:
    """The first thing right, the others wrong."""
    first, *others = RIGHT[question]
    return [first, *(pick - 1 if pick else 1 for pick in others)]


def test_practice_marks_each_thing_keeps_what_is_right_and_leads_on(launch: Launch, package: str) -> None:
    player = launch()
    form = at_practice(player, package)
    question, check = question_of(form), form.locator(".check")
    check.click()
    expect(form.locator(".say")).to_be_visible()
    assert player.lms("count('LMSCommit')") == 1, "nothing was answered"
    choose(form, swapped(question))
    check.click()
    expect(form.locator(".pair.right")).to_have_count(1)
    expect(form.locator(".pair.wrong")).to_have_count(3)
    expect(form.locator(".why:visible")).to_have_count(4)
    expect(form.locator(".pair.wrong .verdict .mark").first).to_be_visible()
    expect(form.locator(".say")).to_have_text("One of the four is right.")
    described = thing(form, 1).locator("[aria-describedby]").get_attribute("aria-describedby")
    expect(form.locator(f"#{described}")).to_be_visible()
    examine(player)
    given = interaction(player, question)
    assert (given["type"], given["result"]) == ("matching", "wrong")
    assert given["correct_responses"] == [{"pattern": PATTERNS[question]}]
    check.click()
    assert chosen(form) == [RIGHT[question][0], -1, -1, -1]
    expect(form.locator(".pair.wrong, .pair.right, .why:visible")).to_have_count(0)
    assert thing(form, 1).evaluate("one => one.contains(document.activeElement)")
    choose(form, swapped(question))
    check.click()
    form.locator(".show").click()
    assert chosen(form) == list(RIGHT[question])
    expect(form.locator(".pair.right .why:visible")).to_have_count(4)
    expect(form.locator(".say")).to_contain_text("The answer: ")
    choose(form, [-1, swapped(question)[1]])
    expect(form.locator(".why:visible")).to_have_count(0)
    choose(form, RIGHT[question])
    check.click()
    expect(form.locator(".pair.right")).to_have_count(4)
    given = interaction(player, question)
    assert (given["result"], given["student_response"]) == ("correct", PATTERNS[question].strip("{}"))


def test_things_or_choices_are_mixed_and_stay_so(launch: Launch, package: str, name: str) -> None:
    what = ".pair" if name == "categorise" else ".pair:first-child option:not([value=''])"
    read = "each => each.map(one => one.dataset.index ?? one.value)"
    orders = []
    for _ in range(4):
        player = launch()
        form = at_practice(player, package)
        orders.append(form.locator(what).evaluate_all(read))
    assert {tuple(sorted(each)) for each in orders} == {("0", "1", "2", "3")}
    assert len({*map(tuple, orders)}) > 1, "once in 13,824 runs they are all the same"
    choose(form, RIGHT[question_of(form)])
    form.locator(".check").click()
    later = elsewhere(launch, player, package)
    later.go(LESSON)
    assert later.frame.locator(f"#{LESSON} form.question").locator(what).evaluate_all(read) == orders[-1]


def test_a_test_on_a_phone_left_and_carried_on_on_another_device(launch: Launch, package: str) -> None:
    player = launch(**PHONE).open(package, query="&full")
    begin_test(player)
    expect_to_fit(player)
    examine(player)
    first = asked(player)
    question = question_of(first)
    choose(first, [RIGHT[question][0]], touch=True)
    first.locator(".turn .next").tap()
    expect(first.locator(".say")).to_contain_text("Choose an answer for each one first.")
    choose(first, swapped(question), touch=True)
    first.locator(".turn .next").tap()
    expect(player.frame.locator("#t-2-q h1")).to_have_text("Question 2 of 2")
    expect_to_fit(player)
    later = elsewhere(launch, player, package, "&full", **PHONE)
    begin_test(later)
    later.frame.get_by_role("button", name="Back to question 1").tap()
    assert chosen(asked(later)) == swapped(question)
    asked(later).locator(".turn .next").tap()
    choose(asked(later), RIGHT[question_of(asked(later))], touch=True)
    asked(later).get_by_role("button", name="Save and hand in").tap()
    missed = later.frame.locator("#t-2-results .missed")
    expect(missed).to_have_count(1)
    expect(missed).to_contain_text("Your answer: ")
    expect(missed).to_contain_text(f"One of the {['two', 'three', 'four'][len(RIGHT[question]) - 2]} is right.")
    expect_to_fit(later)
    examine(later)
    given = interaction(later, question)
    assert (given["type"], given["result"], given["correct_responses"]) == ("matching", "wrong", [{"pattern": PATTERNS[question]}])


def test_a_test_by_keyboard_alone(launch: Launch, package: str, name: str) -> None:
    player = launch().open(package)
    begin_test(player)
    for _ in range(2):
        form = asked(player)
        question = question_of(form)
        for one in form.locator(".pair").all():
            wanted = RIGHT[question][int(one.get_attribute("data-index") or "")]
            if one.locator("select").count():
                tab_to(player, one.locator("select"))
                press(player, *["ArrowDown"] * one.locator(f"option[value='{wanted}']").evaluate("option => option.index"))
                continue
            tab_to(player, one.locator("input").first)
            press(player, "Space", *["ArrowDown"] * wanted)
        assert chosen(form) == list(RIGHT[question])
        tab_to(player, form.locator(".turn .next"))
        press(player, "Enter")
    expect(player.frame.locator("#t-2-results h1")).to_be_focused()
    expect(player.frame.locator("#t-2-results h1")).to_have_text("Criterion 2.1 achieved")


def test_practice_comes_back_from_what_the_lms_keeps(launch: Launch, package: str) -> None:
    player = launch()
    form = at_practice(player, package)
    choose(form, swapped(question_of(form)))
    form.locator(".check").click()
    later = elsewhere(launch, player, package)
    later.go(LESSON)
    form = later.frame.locator(f"#{LESSON} form.question")
    assert chosen(form) == swapped(question_of(form))
    expect(form.locator(".pair.right .why:visible")).to_have_count(1)
    expect(form.locator(".pair.wrong .why:visible")).to_have_count(3)


def test_scorm_again_takes_it(launch: Launch, package: str) -> None:
    player = launch()
    player.host = "host-again"
    form = at_practice(player, package)
    question = question_of(form)
    choose(form, RIGHT[question])
    form.locator(".check").click()
    expect(form.locator(".pair.right")).to_have_count(4)
    values: Any = player.lms("snapshot()")
    assert PATTERNS[question].strip("{}") in values.values()
    assert "matching" in values.values()
