"""Practice in a lesson: every answer teaches, nothing counts against anybody, and all of it comes back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

CHOICE, CHOICES, TRUE_FALSE = "dentist-needs-records", "food-bank-external", "paying-makes-external"
LESSON = "l-1-1-internal-and-external-customers"


@pytest.fixture
def at_practice(learner: Player) -> Player:
    learner.go(LESSON)
    return learner


def row(player: Player, question: str, place: int) -> Any:
    return player.form(question).locator(f".option[data-index='{place}']")


def feedback(player: Player, question: str, place: int) -> str:
    """What the author wrote for a row: the page must show this and no other."""
    return (row(player, question, place).locator(".why").text_content() or "").strip()


def interaction(record: Any, question: str) -> Any:
    return next(each for each in record["interactions"] if each["id"].endswith(f"_{question}"))


def test_a_wrong_answer_opens_the_feedback_of_that_row_alone(at_practice: Player) -> None:
    player = at_practice
    solution = player.question(CHOICE)["solution"]
    for wrong in [place for place in range(solution["options"]) if place not in solution["right"]]:
        said = feedback(player, CHOICE, wrong)
        player.choose(CHOICE, [wrong])
        player.form(CHOICE).locator(".check").click()
        expect(player.form(CHOICE).locator(".why:visible")).to_have_count(1)
        expect(row(player, CHOICE, wrong).locator(".why")).to_contain_text(said)
        expect(player.form(CHOICE).locator("[role=status]")).to_contain_text(said)
        expect(player.form(CHOICE).locator(".check")).to_be_focused()
        player.form(CHOICE).locator(".check").click()
        expect(player.form(CHOICE).locator(".why:visible")).to_have_count(0)
        expect(player.form(CHOICE).locator("input:checked")).to_have_count(0)
    assert interaction(player.leave(), CHOICE)["result"] == "wrong"


def test_the_answer_is_shown_after_a_second_wrong_try_and_not_before(at_practice: Player) -> None:
    player = at_practice
    form, show = player.form(CHOICE), player.form(CHOICE).locator(".show")
    expect(show).to_be_hidden()
    player.practise(CHOICE, right=False)
    expect(show).to_be_hidden()
    form.locator(".check").click()
    player.practise(CHOICE, right=False)
    expect(show).to_be_visible()
    calls = player.lms("log.length")
    show.click()
    (right,) = player.question(CHOICE)["solution"]["right"]
    expect(form.locator(".option.right")).to_have_attribute("data-index", str(right))
    expect(row(player, CHOICE, right).locator(".why")).to_be_visible()
    expect(form.locator("[role=status]")).to_contain_text((row(player, CHOICE, right).locator("label").inner_text()).strip())
    expect(form.locator(".check")).to_be_focused()
    expect(show).to_be_hidden()
    assert player.lms("log.length") == calls, "the LMS hears of answers only"


def test_a_right_answer_says_why_and_leads_on(at_practice: Player) -> None:
    player = at_practice
    player.practise(CHOICE, right=False)
    player.form(CHOICE).locator(".check").click()
    player.practise(CHOICE)
    (right,) = player.question(CHOICE)["solution"]["right"]
    expect(row(player, CHOICE, right).locator(".why")).to_be_visible()
    expect(player.form(CHOICE).locator(".show")).to_be_hidden()
    player.form(CHOICE).locator(".check").click()
    expect(player.form(CHOICES)).to_be_focused()
    given = interaction(player.leave(), CHOICE)
    assert (given["result"], given["student_response"]) == ("correct", "abcd"[right])


def test_choices_speak_of_each_row_chosen_and_of_the_whole(at_practice: Player) -> None:
    player = at_practice
    form = player.form(CHOICES)
    solution = player.question(CHOICES)["solution"]
    first, second = solution["right"]
    wrong = next(place for place in range(solution["options"]) if place not in solution["right"])
    player.choose(CHOICES, [first])
    form.locator(".check").click()
    expect(form.locator(".why:visible")).to_have_count(1)
    expect(form.locator(".say")).to_be_visible()
    form.locator(".check").click()
    expect(row(player, CHOICES, first).locator("input")).to_be_checked()
    player.choose(CHOICES, [first, wrong])
    form.locator(".check").click()
    expect(form.locator(".option.right")).to_have_attribute("data-index", str(first))
    expect(form.locator(".option.wrong")).to_have_attribute("data-index", str(wrong))
    form.locator(".check").click()
    expect(row(player, CHOICES, wrong).locator("input")).not_to_be_checked()
    player.choose(CHOICES, [first, second])
    form.locator(".check").click()
    expect(form.locator(".option.right")).to_have_count(2)
    expect(form.locator(".option.wrong")).to_have_count(0)
    given = interaction(player.leave(), CHOICES)
    letters = ",".join("abcd"[place] for place in (first, second))
    assert (given["type"], given["result"], given["student_response"]) == ("choice", "correct", letters)
    assert given["correct_responses"] == [{"pattern": f"{{{letters}}}"}]


def test_true_or_false(at_practice: Player) -> None:
    player = at_practice
    wrong, right = player.picks(TRUE_FALSE, right=False)[0], player.picks(TRUE_FALSE)[0]
    assert [each.inner_text().strip() for each in player.form(TRUE_FALSE).locator("label").all()] == ["True", "False"]
    for place, result in ((wrong, "wrong"), (right, "correct")):
        player.choose(TRUE_FALSE, [place])
        player.form(TRUE_FALSE).locator(".check").click()
        expect(row(player, TRUE_FALSE, place).locator(".why")).to_be_visible()
        expect(player.form(TRUE_FALSE).locator(".why:visible")).to_have_count(1)
        given = interaction(player.record(), TRUE_FALSE)
        assert (given["type"], given["result"], given["student_response"]) == ("true-false", result, "tf"[place])
        assert given["correct_responses"] == [{"pattern": "tf"[right]}]


def test_the_way_back_to_the_part_and_the_way_to_return(at_practice: Player) -> None:
    player = at_practice
    part = player.question(CHOICE)["part"]
    expect(player.form(CHOICE).locator(".reread")).to_be_hidden()
    player.practise(CHOICE, right=False)
    player.form(CHOICE).locator(".reread").click()
    heading = player.frame.locator(f"#p-{part} h2")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    player.frame.locator(f"#p-{part} .back a").first.click()
    expect(player.form(CHOICE)).to_be_focused()
    expect(player.form(CHOICE)).to_be_in_viewport()
    expect(player.frame.locator(".back")).to_have_count(0)


def test_checking_nothing_asks_for_an_answer_and_records_none(at_practice: Player) -> None:
    calls = at_practice.lms("log.length")
    at_practice.form(CHOICE).locator(".check").click()
    expect(at_practice.form(CHOICE).locator(".say")).to_be_visible()
    expect(at_practice.form(CHOICE).locator(".say")).not_to_be_empty()
    assert at_practice.lms("log.length") == calls


def test_each_answer_is_at_most_one_commit(learner: Player) -> None:
    for lesson in learner.course()["lessons"][:3]:
        for question in lesson["questions"]:
            before = learner.lms("count('LMSCommit')")
            swift.practise(learner, question, how="wrong")
            assert learner.lms("count('LMSCommit')") - before == 1


def test_every_question_has_its_index_and_its_criterion_from_the_first_answer_on(learner: Player) -> None:
    questions, criteria = learner.course()["questions"], learner.course()["target"]["criteria"]
    ids = [f"{criteria[each['criteria'][0]]}_{each['id']}" for each in questions]
    swift.practise(learner, TRUE_FALSE)
    assert [each["id"] for each in learner.record()["interactions"]] == ids
    swift.practise(learner, CHOICE, CHOICES, how="wrong")
    record = learner.leave()
    assert [each["id"] for each in record["interactions"]] == ids
    given = interaction(record, CHOICES)
    assert given["objectives"] == [{"id": criteria["1.1"]}]
    assert given["weighting"] == "0"
    assert given["time"]
    assert given["latency"]
    statuses = {each["id"]: each["status"] for each in record["objectives"]}
    assert statuses == {identifier: "incomplete" if criterion == "1.1" else "not attempted" for criterion, identifier in criteria.items()}


def test_answers_feedback_and_order_come_back_after_leaving(launch: Launch, at_practice: Player) -> None:
    player = at_practice
    player.practise(CHOICE, right=False)
    player.practise(TRUE_FALSE)
    order = player.form(CHOICE).locator("input").evaluate_all("inputs => inputs.map(input => input.value)")
    record = player.leave()
    later = launch().open("unit", record=record)
    later.go(LESSON)
    assert later.form(CHOICE).locator("input").evaluate_all("inputs => inputs.map(input => input.value)") == order
    (wrong,) = player.picks(CHOICE, right=False)
    expect(row(later, CHOICE, wrong).locator("input")).to_be_checked()
    expect(row(later, CHOICE, wrong).locator(".why")).to_be_visible()
    expect(later.form(TRUE_FALSE).locator(".option.right .why")).to_be_visible()
    expect(later.form(CHOICES).locator("input:checked")).to_have_count(0)
    later.form(CHOICE).locator(".check").click()
    later.practise(CHOICE)
    expect(later.form(CHOICE).locator(".option.right")).to_be_visible()
