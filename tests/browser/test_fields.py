"""Questions that are answered in a field or on a scale: gaps, numbers, opinions, free text."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import typed
from tests.browser.conftest import Launch
from tests.browser.play import Player
from tests.browser.typed import BREAD, MONEY, RIGHT, answer, interaction, values, write

pytestmark = pytest.mark.browser
fields, at_bread, at_money = typed.fields, typed.at_bread, typed.at_money


def test_each_gap_is_told_apart(at_bread: Player) -> None:
    form = answer(at_bread, "who-is-where", "eternal", " Our  own ", "neighbour")
    expect(form.locator(".gap.wrong")).to_have_count(2)
    expect(form.locator(".reply.right .why:visible")).to_contain_text("It is one organisation.")
    expect(form.locator(".reply.wrong .why:visible").nth(0)).to_contain_text("Eternal means without end.")
    expect(form.locator(".reply.wrong .why:visible").nth(1)).to_contain_text("Think of who comes from outside.")
    expect(form.locator("[role=status]")).to_contain_text("Eternal means without end.")
    expect(form.locator("input").first).to_have_accessible_description("1 Not quite. Eternal means without end.")
    expect(form.locator(".reread")).to_be_visible()
    given = interaction(at_bread.record(), "who-is-where")
    assert (given["type"], given["result"], given["student_response"]) == ("fill-in", "0.33", "eternal; Our  own; neighbour")
    assert given["correct_responses"] == [{"pattern": "internal; same; external"}]


def test_another_try_starts_at_the_gap_that_is_wrong_and_keeps_the_words(at_bread: Player) -> None:
    form = answer(at_bread, "who-is-where", "internal", "same", "exernal")
    form.locator(".check").click()
    expect(form.locator("input").nth(2)).to_be_focused()
    assert values(form) == ["internal", "same", "exernal"]
    expect(form.locator(".why:visible")).to_have_count(0)
    at_bread.page.keyboard.type("external")
    expect(form.locator(".check")).to_have_text("Check my answer")
    form.locator(".check").click()
    expect(form.locator(".gap.right")).to_have_count(3)
    expect(form.locator(".check")).to_have_text("Next question")
    assert interaction(at_bread.leave(), "who-is-where")["result"] == "correct"


def test_a_verdict_goes_as_soon_as_something_else_is_typed(at_bread: Player) -> None:
    form = answer(at_bread, "creme", "custard")
    form.locator("input").press_sequentially("s")
    expect(form.locator(".why:visible")).to_have_count(0)
    expect(form.locator(".check")).to_have_text("Check my answer")


def test_a_gap_left_empty_is_asked_for(at_bread: Player) -> None:
    form = answer(at_bread, "who-is-where", "internal", "", "external")
    expect(form.locator(".say")).to_have_text("Fill in every gap first.")
    assert at_bread.record().get("interactions", []) == []


@pytest.mark.parametrize("typed", ["creme patissiere", "CRÈME PÂTISSIÈRE!", "“crème  pâtissière”", "konditorcreme", "شكرا"])
def test_words_as_people_type_them(at_bread: Player, typed: str) -> None:
    expect(answer(at_bread, "creme", typed).locator(".gap.right")).to_have_count(1)


def test_the_answer_is_shown_after_a_second_wrong_try(at_bread: Player) -> None:
    for _ in range(2):
        form = answer(at_bread, "creme", "custard")
        expect(form.locator(".gap.wrong")).to_have_count(1)
        if form.locator(".show").is_hidden():
            form.locator(".check").click()
    form.locator(".show").click()
    assert values(form) == ["crème pâtissière"]
    expect(form.locator(".gap.right")).to_have_count(1)
    expect(form.locator("[role=status]")).to_have_text("The answer: crème pâtissière")


def test_words_out_of_a_list(at_bread: Player) -> None:
    form = at_bread.form("which-word")
    assert form.locator("select").first.locator("option").all_inner_texts() == ["Choose…", "after your break", "at once", "never"]
    answer(at_bread, "which-word", "never", "a roll")
    expect(form.locator(".reply.wrong .why:visible")).to_contain_text("They would not come back.")
    form.locator(".check").click()
    expect(form.locator("select").first).to_be_focused()
    answer(at_bread, "which-word", "at once", "a roll")
    expect(form.locator(".gap.right")).to_have_count(2)


@pytest.mark.parametrize(
    ("typed", "said", "response"),
    [
        ("£12.50", "Ten times £1.25.", "12.5"),
        ("１２．５", "Ten times £1.25.", "12.5"),
        ("12.49", "Ten times £1.25.", "12.49"),
        ("125", "That is a hundred rolls.", "125"),
        ("1.5", "That is about one roll.", "1.5"),
        ("1,250", "Multiply the price of one roll by ten.", "1250"),
        ("−12.5", "Multiply the price of one roll by ten.", "-12.5"),
        ("123456789012345678", "Multiply the price of one roll by ten.", "123456789000000000"),
    ],
)
def test_numbers_as_people_type_them(at_money: Player, typed: str, said: str, response: str) -> None:
    form = answer(at_money, "price", typed)
    expect(form.locator(".why:visible")).to_contain_text(said)
    given = interaction(at_money.record(), "price")
    assert (given["type"], given["student_response"]) == ("numeric", response)
    assert given["result"] == ("correct" if "Ten" in said else "wrong")


def test_what_is_no_number_is_asked_for_in_figures(at_money: Player) -> None:
    form = answer(at_money, "price", "twelve")
    expect(form.locator(".say")).to_have_text("Write your answer in figures, such as 25.")
    expect(form.locator("input")).to_have_accessible_name("Your answer, in £")
    expect(form.get_by_role("group")).to_have_accessible_description("Give it to 2 decimal places. It lies between 0 and 100.")


def test_a_scale_has_no_verdict(at_bread: Player) -> None:
    form = at_bread.form("sure")
    expect(form.locator(".check")).to_have_text("Save my answer")
    form.locator(".check").click()
    expect(form.locator(".say")).to_have_text("Choose an answer first.")
    for place in (3, 0):
        form.get_by_role("radio").nth(place).check()
        expect(form.locator(".check")).to_have_text("Save my answer")
        expect(form.locator(".why")).to_be_hidden()
        form.locator(".check").click()
        expect(form.locator(".say")).to_contain_text("Noted.")
        expect(form.locator(".why")).to_be_visible()
        expect(form.locator(".check")).to_have_text("Next question")
        expect(form.locator(".verdict, .show:visible, .reread:visible")).to_have_count(0)
        given = interaction(at_bread.record(), "sure")
        assert (given["type"], given["result"], given["student_response"]) == ("likert", "neutral", "abcde"[place])
        assert "correct_responses" not in given or not given["correct_responses"]
    at_bread.go("progress")
    expect(at_bread.frame.locator("#progress .state[data-criterion='1.2']")).to_have_text("Practised")


def test_free_text_is_kept_while_it_is_written(at_bread: Player) -> None:
    form = at_bread.form("your-week")
    paper = form.get_by_role("textbox")
    expect(form.locator(".model")).to_be_hidden()
    form.locator(".check").click()
    expect(form.locator(".say")).to_have_text("Write something first.")
    paper.fill("I asked what the bread was for — “soup”.")
    expect(form.locator(".say")).to_be_empty()
    at_bread.hide()
    given = interaction(at_bread.record(), "your-week")
    assert (given["type"], given["result"]) == ("performance", "neutral")
    assert given["student_response"] == 'I asked what the bread was for - "soup".'
    paper.fill("x" * 300)
    before = at_bread.lms("count('LMSCommit')")
    form.locator(".check").click()
    assert at_bread.lms("count('LMSCommit')") - before == 1
    expect(form.locator(".say")).to_contain_text("Noted.")
    form.get_by_text("Compare with an example").click()
    expect(form.locator(".model p").first).to_be_visible()
    assert interaction(at_bread.leave(), "your-week")["student_response"] == "x" * 255


@pytest.mark.parametrize("host", ["host", "host-again"])
def test_a_test_is_passed_with_fields(launch: Launch, fields: str, host: str) -> None:
    player = launch()
    player.host = host
    player.open(fields)
    for outcome, count in (("1", 3), ("2", 1)):
        player.go(f"t-{outcome}")
        player.frame.locator(f"#t-{outcome} .begin:visible").click()
        for _ in range(count):
            question = player.asked()
            write(player.form(question), *RIGHT.get(question, ["now"]))
            player.frame.locator(".view.here .turn .next").click()
        expect(player.frame.locator(f"#t-{outcome}-results h1")).to_be_visible()
    expect(player.frame.locator("#ruler")).to_have_attribute("aria-label", "Your progress: 4 of 4 criteria achieved")


def test_a_missed_test_says_what_was_written_and_why_not(launch: Launch, fields: str) -> None:
    player = launch().open(fields)
    player.go("t-1")
    player.frame.locator("#t-1 .begin:visible").click()
    wrong = {"test-words": ["loaf", "croissant"], "test-days": ["30"], "test-choose": ["later"]}
    for _ in range(3):
        question = player.asked()
        write(player.form(question), *wrong[question])
        player.frame.locator(".view.here .turn .next").click()
    results = player.frame.locator("#t-1-results")
    for said in ("Your answer: A loaf is larger than a croissant.", "That is no roll.", "Your answer: 30 days", "That is a month.", "They are in a hurry."):
        expect(results).to_contain_text(said)


def test_another_wrong_word_in_a_test_is_another_answer(launch: Launch, fields: str) -> None:
    player = launch().open(fields)
    player.go("t-1")
    player.frame.locator("#t-1 .begin:visible").click()
    for _ in range(3):
        if player.asked() != "test-words":
            write(player.form(player.asked()), *RIGHT.get(player.asked(), ["now"]))
            player.frame.locator(".view.here .turn .next").click()
    onward, back = player.frame.locator(".view.here .turn .next"), player.frame.locator(".view.here .turn button").filter(has_text="Back to question")
    there, again = (back, onward) if back.count() else (onward, back)
    for word in ("brick", "stone"):
        write(player.form("test-words"), word, "roll")
        there.click()
        again.click()
        assert values(player.form("test-words")) == [word, "roll"]
        assert interaction(player.record(), "test-words")["student_response"] == f"{word}; roll"


def without_words(record: Any) -> Any:
    """The record of an LMS that had no room for what learners wrote themselves."""
    core = record["core"] if "suspend_data" in record.get("core", {}) else record
    core["suspend_data"] = "".join(f"{section}~" for section in core["suspend_data"].split("~") if section and not section.startswith("w"))
    return record


@pytest.mark.parametrize("lost", [False, True])
def test_what_the_lms_has_comes_back_on_another_device(launch: Launch, at_bread: Player, lost: bool) -> None:
    player = at_bread
    player.form("your-week").get_by_role("textbox").fill("Two\nlines — شكرا")
    answer(player, "who-is-where", "eternal", "our own", "external")
    answer(player, "creme", "custard")
    player.form("sure").get_by_role("radio").nth(1).check()
    player.form("sure").locator(".check").click()
    player.go(MONEY)
    answer(player, "price", "125")
    record = player.leave()
    later = launch().open("fields", record=without_words(record) if lost else record)
    later.go(BREAD)
    assert values(later.form("who-is-where")) == ["eternal", "our own", "external"]
    expect(later.form("who-is-where").locator(".reply.wrong .why:visible")).to_contain_text("Eternal means without end.")
    expect(later.form("sure").get_by_role("radio").nth(1)).to_be_checked()
    expect(later.form("sure").locator(".why")).to_be_visible()
    assert values(later.form("creme")) == ["" if lost else "custard"]
    paper = later.form("your-week").get_by_role("textbox")
    expect(paper).to_have_value("" if lost else "Two\nlines — شكرا")
    for question in ("creme", "your-week"):
        said = later.form(question).locator(".say").filter(has_text="your words are not on this device")
        expect(said).to_have_count(1 if lost else 0)
    answer(later, "creme")
    expect(later.form("creme").locator(".gap.right")).to_have_count(1)
    later.go(MONEY)
    assert values(later.form("price")) == ["125"]
    expect(later.form("price").locator(".why:visible")).to_contain_text("That is a hundred rolls.")
    given = interaction(later.leave(), "who-is-where")
    assert given["student_response"] == "eternal; our own; external"


def test_the_words_come_back_on_this_device_whatever_the_lms_has(at_bread: Player) -> None:
    answer(at_bread, "creme", "custard")
    at_bread.form("your-week").get_by_role("textbox").fill("Two\nlines — شكرا")
    record = without_words(at_bread.leave())
    at_bread.open("fields", record=record)
    at_bread.go(BREAD)
    assert values(at_bread.form("creme")) == ["custard"]
    expect(at_bread.form("creme").locator(".why:visible")).to_contain_text("It is a French word.")
    expect(at_bread.form("your-week").get_by_role("textbox")).to_have_value("Two\nlines — شكرا")
