"""An outcome's test: begun, left, carried on, handed in, and tried again where a criterion is missing."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player

pytestmark = pytest.mark.browser

RESULTS = "#t-1-results"


def statuses_sent(player: Player) -> set[str]:
    return {call["args"][1] for call in player.lms("log") if call["method"] == "LMSSetValue" and call["args"][0] == "cmi.core.lesson_status"}


def states(player: Player, place: str) -> dict[str, str]:
    """The states of the criteria in a list on the page."""
    found = player.frame.locator(f"{place} .state[data-criterion]")
    return dict(found.evaluate_all("all => all.map(each => [each.dataset.criterion, each.dataset.state])"))


LEGEND = "id => document.querySelector('#tq-' + id).content.querySelector('legend').textContent.replace(/\\s+/g, ' ').trim()"
WHY = "([id, row]) => document.querySelector('#tq-' + id).content.querySelectorAll('.why')[row].textContent.trim()"


def wrong_ones(record: Any) -> set[str]:
    """The questions answered wrongly, out of interaction ids such as F5062131_AC1_3_note-for-the-vet."""
    return {each["id"].split("_", 3)[3] for each in record["interactions"] if each["result"] == "wrong"}


def run_of(player: Player) -> list[str]:
    """Answer outcome 1's test right to its end; gives the questions in order."""
    seen = []
    for step in range(player.frame.locator("#t-1-q .steps li").count()):
        expect(player.frame.locator("#t-1-q .steps [aria-current]")).to_contain_text(str(step + 1))
        seen.append(player.asked())
        player.fill(seen[-1])
        player.frame.locator("#t-1-q .turn .next").click()
    return seen


def begin(player: Player) -> None:
    player.go("t-1")
    player.frame.locator("#t-1 .begin:visible").click()
    expect(player.frame.locator("#t-1-q h1")).to_be_focused()


def test_taken_question_by_question_and_handed_in(learner: Player) -> None:
    begin(learner)
    asked = run_of(learner)
    criteria = [learner.question(each)["criteria"][0] for each in asked]
    assert sorted(criteria) == ["1.1", "1.1", "1.2", "1.2", "1.3", "1.3", "1.4", "1.4"]
    assert len(set(asked)) == len(asked)
    expect(learner.frame.locator(f"{RESULTS} h1")).to_be_focused()
    assert states(learner, RESULTS) == dict.fromkeys(["1.1", "1.2", "1.3", "1.4"], "achieved")
    record = learner.leave()
    assert record["core"]["score"]["raw"] == "44"
    assert [each["status"] for each in record["objectives"]][:4] == ["passed"] * 4
    assert record["core"]["lesson_status"] == "incomplete"


def test_left_in_the_middle_it_goes_on_at_the_same_question_with_its_answers(launch: Launch) -> None:
    player = launch().open("unit")
    begin(player)
    first = player.asked()
    chosen = player.picks(first, right=False)
    player.choose(first, chosen)
    player.frame.locator("#t-1-q .turn .next").click()
    second = player.asked()
    assert second != first
    player.fill(second)
    player.frame.locator("#t-1-q .turn .next").click()
    third = player.asked()
    later = launch().open("unit", record=player.leave())
    later.frame.locator("#continue").click()
    expect(later.frame.locator("#t-1 [data-view=intro]")).to_be_visible()
    later.frame.locator("#t-1 .begin:visible").click()
    assert later.asked() == third
    expect(later.frame.locator("#t-1-q .steps .done")).to_have_count(2)
    for earlier in (second, first):
        later.frame.locator("#t-1-q .turn button:not(.next)").first.click()
        assert later.asked() == earlier
    expect(later.form(first).locator(f"input[value='{chosen[0]}']")).to_be_checked()


def test_a_question_left_out_is_named_before_handing_in(learner: Player) -> None:
    begin(learner)
    left_out = learner.asked()
    learner.frame.locator("#t-1-q .turn .next").click()
    learner.frame.locator("#t-1-q .say button").click()
    expect(learner.frame.locator("#t-1-q .steps [aria-current]")).to_contain_text("2")
    swift.sit(learner, "1", until=7)
    expect(learner.frame.locator(RESULTS)).to_be_hidden()
    assert not learner.record()["objectives"] or "passed" not in [each["status"] for each in learner.record()["objectives"]]
    expect(learner.frame.locator("#t-1-q .say")).to_contain_text("1")
    learner.frame.locator("#t-1-q .say button").click()
    assert learner.asked() == left_out
    learner.fill(left_out)
    learner.frame.locator("#t-1-q .turn button", has_text="hand in").click()
    expect(learner.frame.locator(f"{RESULTS} h1")).to_be_visible()


def test_a_miss_is_explained_and_leads_back_to_the_part(learner: Player) -> None:
    swift.sit(learner, "1", wrong=["1.3"])
    assert states(learner, RESULTS) == {"1.1": "achieved", "1.2": "achieved", "1.3": "to_retry", "1.4": "achieved"}
    missed = learner.frame.locator(f"{RESULTS} .missed")
    expect(missed).to_have_count(2)
    record = learner.record()
    for block in missed.all():
        asked = next(each for each in wrong_ones(record) if block.locator(".asked").inner_text() == learner.frame.evaluate(LEGEND, each))
        question = learner.question(asked)
        expect(block).to_contain_text(learner.frame.evaluate(WHY, [asked, learner.picks(asked, right=False)[0]]))
        expect(block.locator(f"a[href='#p-{question['part']}']")).to_be_visible()
    link = missed.first.locator("a")
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(learner.frame.locator(f"#{target} h2")).to_be_focused()
    assert [each["status"] for each in record["objectives"][:4]] == ["passed", "passed", "failed", "passed"]
    assert record["objectives"][2]["score"]["raw"] == "0"
    assert statuses_sent(learner) == {"incomplete"}


def test_a_retry_asks_what_is_missing_with_fresh_questions_and_takes_nothing_away(launch: Launch, missed: Any) -> None:
    player = launch().open("unit", record=missed)
    asked_before = wrong_ones(missed)
    for _ in range(2):
        begin(player)
        expect(player.frame.locator("#t-1-q .steps li")).to_have_count(2)
        now = set()
        for _ in range(2):
            now.add(player.asked())
            player.fill(player.asked(), right=False)
            player.frame.locator("#t-1-q .turn .next").click()
        assert {tuple(player.question(each)["criteria"]) for each in now} == {("1.3",)}
        assert not now & asked_before
        asked_before |= now
        assert states(player, RESULTS) == {"1.1": "achieved", "1.2": "achieved", "1.3": "to_retry", "1.4": "achieved"}
    swift.sit(player, "1")
    assert set(states(player, RESULTS).values()) == {"achieved"}
    record = player.leave()
    assert [each["status"] for each in record["objectives"][:4]] == ["passed"] * 4
    assert statuses_sent(player) <= {"incomplete"}


def test_an_achieved_criterion_is_not_asked_again(launch: Launch, passed: Any) -> None:
    player = launch().open("unit", record=passed)
    player.go("t-1")
    expect(player.frame.locator("#t-1 .begin")).to_be_hidden()
    player.frame.evaluate("() => { location.hash = 't-1-q' }")
    expect(player.frame.locator("#t-1 [data-view=intro]")).to_be_visible()


def test_results_take_the_place_of_the_last_question_in_the_history(learner: Player) -> None:
    learner.go("t-1")
    swift.sit(learner, "1", wrong=["1.1"], until=7)
    entries = learner.frame.evaluate("() => history.length")
    swift.sit(learner, "1")
    expect(learner.frame.locator(RESULTS)).to_be_visible()
    assert learner.frame.evaluate("() => history.length") == entries + 2, "the intro opened again and the question; no entry for the results"
    learner.frame.evaluate("() => history.back()")
    expect(learner.frame.locator("#t-1 [data-view=intro]")).to_be_visible()
    learner.frame.evaluate("() => history.forward()")
    expect(learner.frame.locator(RESULTS)).to_be_visible()
    assert learner.frame.evaluate("() => location.hash") == RESULTS
