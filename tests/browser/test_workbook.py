"""The learner's own words: kept as they are typed, found again, shown by criterion, printed and taken along."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import swift
from tests.browser.conftest import Launch
from tests.browser.play import Player
from tests.browser.test_axe import examine

pytestmark = pytest.mark.browser

WORDS = "I do Saturdays in a café.\nThe kitchen’s my internal customer: “two soups” & <no> bread, 50% off."
LONG = "They need the order written clearly, with the table number. " * 90


def activity(player: Player, place: int = 0) -> Any:
    return player.course()["activities"][place]


def field(player: Player, place: int = 0) -> Locator:
    """An activity's field, on its lesson."""
    name = activity(player, place)["id"]
    player.go(f"a-{name}")
    return player.frame.locator(f"#a-{name} textarea")


def evidence(player: Player, place: int = 0) -> Locator:
    """The same activity's field in the workbook."""
    player.go("workbook")
    return player.frame.locator(f"#w-{activity(player, place)['key']} textarea")


def write(one: Locator, words: str = WORDS) -> None:
    one.fill(words)
    one.blur()


def kept(player: Player, place: int = 0) -> Locator:
    return player.frame.locator(f"[data-kept='{activity(player, place)['key']}']:visible")


def test_what_is_written_in_an_activity_stands_in_the_workbook_and_the_other_way_round(learner: Player) -> None:
    write(field(learner))
    expect(kept(learner)).to_have_text("Saved to your workbook")
    expect(evidence(learner)).to_have_value(WORDS)
    expect(learner.frame.locator("#workbook-count")).to_have_text("1 of 9 answered so far")
    write(evidence(learner), "Better words.")
    expect(field(learner)).to_have_value("Better words.")
    write(field(learner), "")
    expect(evidence(learner)).to_have_value("")
    expect(kept(learner)).to_have_text("Nothing written yet.")


def test_it_is_there_after_the_visit_and_on_another_device(launch: Launch) -> None:
    first = launch().open("unit")
    write(field(first))
    record = first.leave()
    first.open("unit", record=record)
    expect(field(first)).to_have_value(WORDS)
    other = launch().open("unit", record=record)
    expect(field(other)).to_have_value(WORDS)


def test_it_is_kept_while_typing_and_sent_after_a_pause_not_with_each_key(launch: Launch) -> None:
    player = launch()
    player.page.clock.install()
    player.open("unit")
    field(player).press_sequentially("One word")
    expect(kept(player)).to_have_text("Saving…")
    before = player.lms("count('LMSCommit')")
    player.page.clock.run_for(1_500)
    expect(kept(player)).to_have_text("Kept on this device")
    assert player.lms("count('LMSCommit')") == before
    player.page.clock.run_for(9_000)
    expect(kept(player)).to_have_text("Saved to your workbook")
    assert player.lms("count('LMSCommit')") == before + 1
    field(player).fill("Two words")
    record = player.leave()
    player.open("unit", record=record)
    expect(field(player)).to_have_value("Two words")


@pytest.mark.parametrize(
    ("options", "everything"), [({"profile": "moodle"}, True), ({"room": 64_000}, True), ({}, False), ({"room": 64_000, "faults": {"cut": 4096}}, False)]
)
def test_long_texts_go_as_far_as_the_lms_has_room(launch: Launch, options: dict[str, Any], everything: bool) -> None:
    player = launch().open("unit", **options)
    swift.practise(player, "dentist-needs-records")
    write(field(player), LONG)
    write(field(player, 1))
    expect(kept(player, 1)).to_have_text("Saved to your workbook")
    evidence(player)
    expect(kept(player)).to_have_text("Saved to your workbook" if everything else "Kept on this device")
    expect(player.frame.locator("#workbook-room")).to_be_visible(visible=not everything)
    if not everything:
        examine(player)
    if player.errors():
        player.forgive()
    record = player.leave()
    assert [each["result"] for each in record["interactions"] if each["result"]] == ["correct"]
    other = launch().open("unit", record=record, **options)
    expect(field(other, 1)).to_have_value(WORDS)
    expect(field(other)).to_have_value(LONG.strip() if everything else "")
    player.open("unit", record=record, **options)
    expect(field(player)).to_have_value(LONG.strip())


def test_two_devices_that_both_changed_it_lose_nothing(launch: Launch) -> None:
    first, second = launch().open("unit"), launch().open("unit")
    write(field(first), "First.")
    record = first.leave()
    second.open("unit", record=record)
    first.open("unit", record=record)
    first.switch(refuse=True)
    write(field(first), "First, at the desk.")
    first.forgive()
    write(field(second), "First, on the bus.")
    first.open("unit", record=second.leave())
    expect(field(first)).to_have_value(re.compile(r"First, .*\n\n— also written on another device —\n\nFirst, "))


def test_another_learner_of_this_device_does_not_see_it(launch: Launch) -> None:
    player = launch().open("unit")
    write(field(player))
    player.leave()
    player.open("unit", learner={"id": "learner-2", "name": "Baker, Bo"})
    expect(field(player)).to_have_value("")
    assert WORDS[:20] not in player.frame.content()


def test_the_file_needs_nothing_else_and_runs_nothing(launch: Launch, tmp_path: Path) -> None:
    player = launch().open("unit")
    write(field(player))
    player.go("workbook")
    with player.page.expect_download() as download:
        player.frame.locator("#workbook-file").click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"workbook-F5062131-\d{4}-\d\d-\d\d\.html", name)
    expect(player.frame.locator("#workbook-said")).to_contain_text(name)
    path = tmp_path / name
    download.value.save_as(path)
    text = path.read_text("utf-8")
    assert not re.search(r"<script|<textarea|<button|<a |\ssrc=|\shref=|url\(|\son\w+=", text)
    reader = player.context.new_page()
    reader.goto(path.as_uri())
    said = reader.locator("body").inner_text()
    criteria = player.frame.locator("#workbook .wording strong").all_inner_texts()
    assert len(criteria) == 9
    for wanted in [WORDS, "Ann Archer", "F/506/2131", "601/3477/X", "Assessor: name and signature", "Nothing written yet.", *criteria]:
        assert wanted in said


def test_where_files_cannot_be_saved_it_prints_and_says_so(learner: Player) -> None:
    learner.page.evaluate("() => document.querySelector('iframe').setAttribute('sandbox', 'allow-scripts allow-same-origin')")
    learner.frame.evaluate("() => { window.print = () => { document.title = 'printing' } }")
    learner.go("workbook")
    learner.frame.locator("#workbook-file").click()
    expect(learner.frame.locator("#workbook-said")).to_contain_text("does not let this page save files")
    assert learner.frame.title() == "printing"


def test_a_learner_whom_nobody_names_writes_the_name(launch: Launch) -> None:
    player = launch().open_alone("unit", "#workbook")
    name = player.frame.locator("#my-name")
    write(name, "Amina Yusuf")
    player.open_alone("unit", "#workbook")
    expect(name).to_have_value("Amina Yusuf")
    player.page.emulate_media(media="print")
    expect(player.frame.locator("#workbook [data-learner]")).to_have_text("Amina Yusuf")
    named = launch().open("unit")
    named.go("workbook")
    expect(named.frame.locator("#my-name")).to_be_hidden()


def test_paper_has_the_words_or_room_for_them(launch: Launch) -> None:
    player = launch().open_alone("unit")
    write(field(player))
    player.page.emulate_media(media="print")
    expect(player.frame.locator(f"#a-{activity(player)['id']} .written")).to_have_text(WORDS, use_inner_text=True)
    expect(player.frame.locator("textarea:visible")).to_have_count(0)
    player.go("workbook")
    blank = player.frame.locator(f"#w-{activity(player, 1)['key']} .written").bounding_box()
    assert blank
    assert blank["height"] > 150
    expect(player.frame.locator("#workbook .signatures")).to_be_visible()


def test_looking_back_nothing_can_be_changed(launch: Launch) -> None:
    first = launch().open("unit")
    write(field(first))
    player = launch().open("unit", record=first.leave(), mode="review")
    expect(field(player)).to_have_value(WORDS)
    expect(field(player)).not_to_be_editable()


@pytest.mark.parametrize("width", [360, 650, 1280])
def test_axe_finds_nothing(launch: Launch, width: int) -> None:
    player = launch(viewport={"width": width, "height": 700}).open("unit", query="&full")
    write(field(player))
    examine(player)
    player.go("workbook")
    examine(player)
    player.go("record")
    examine(player)


def test_the_progress_page_says_what_to_do_for_each_criterion(learner: Player) -> None:
    learner.go("progress")
    first = learner.frame.locator("#progress [data-next='1.1']")
    expect(first).to_contain_text("Read “")
    swift.read(learner, learner.course()["lessons"][0]["id"])
    learner.go("progress")
    expect(first).to_contain_text("Practise: ")
    first.click()
    expect(learner.frame.locator("form.question:visible").first).to_be_visible()
    swift.practise(learner)
    learner.go("progress")
    expect(first).to_have_text("Take the outcome 1 test")
    swift.sit(learner, "1", wrong=["1.2"])
    learner.go("progress")
    expect(first).to_be_hidden()
    expect(learner.frame.locator("#progress [data-next='1.2']")).to_have_text("Try again in the outcome 1 test")


def test_the_time_spent_is_counted_over_visits(launch: Launch) -> None:
    player = launch()
    player.page.clock.install()
    player.open_alone("unit")
    for _ in range(3):
        player.page.clock.run_for(300_000)
        swift.practise(player, "dentist-needs-records")
    player.open_alone("unit", "#progress")
    expect(player.frame.locator("#time-spent")).to_have_text("You have spent about 15 minutes on this unit so far.")


def test_a_record_of_achievement_comes_with_the_pass_and_stays(launch: Launch, passed: Any, missed: Any) -> None:
    before = launch().open("unit", record=missed, query="%23record")
    expect(before.frame.locator("#record-missing")).to_contain_text("to retry")
    expect(before.frame.locator("#record .facts")).to_be_hidden()
    player = launch().open("unit", record=passed, query="%23progress")
    player.frame.locator("#progress a[href='#record']").click()
    record = player.frame.locator("#record")
    for wanted in ["Ann Archer", "F/506/2131", "601/3477/X", "Level 2", "Innovate Awarding", "not a certificate"]:
        expect(record).to_contain_text(wanted)
    expect(record.locator(".state[data-state=achieved]")).to_have_count(9)
    expect(player.frame.locator("#record-day")).to_have_text(re.compile(r"^\d+ \w+ \d{4}$"))
    examine(player)
    player.page.emulate_media(media="print")
    expect(record.locator(".signatures")).to_be_visible()
    expect(record.locator("button:visible")).to_have_count(0)


def test_the_results_of_the_last_test_lead_to_the_record(learner: Player) -> None:
    swift.pass_all(learner)
    learner.frame.locator("#t-2-results a[href='#record']").click()
    expect(learner.frame.locator("#record .facts")).to_be_visible()
