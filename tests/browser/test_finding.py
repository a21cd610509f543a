"""Finding one's way: search, words of the glossary, bookmarks, skip links, headings."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Launch
from tests.browser.play import Player
from tests.browser.test_axe import examine

pytestmark = pytest.mark.browser

MARKED = "() => [...(CSS.highlights.get('found') ?? [])].map(range => range.toString().toLowerCase())"
HEADINGS = "root => [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"


def search(player: Player, query: str) -> Locator:
    """Open the search by its key and type. Gives the results."""
    player.page.keyboard.press("/")
    expect(player.frame.locator("#find")).to_be_focused()
    player.frame.locator("#find").fill(query)
    return player.frame.locator("#found a")


def first_lesson(player: Player) -> str:
    return f"l-{player.course()['lessons'][0]['id']}"


@pytest.fixture
def alone(launch: Launch) -> Player:
    """A learner on the start page, where no LMS is, with a clock that a test can put forward."""
    player = launch()
    player.page.clock.install()
    return player.open_alone("unit")


def test_search_as_you_type_and_go_to_the_first(alone: Player) -> None:
    player = alone
    found = search(player, "interpreter pho")
    expect(found).to_have_count(1)
    expect(found.locator("mark").first).to_have_text("interpreter")
    expect(player.frame.locator("#find-said")).to_have_text("1 place found")
    part = (found.get_attribute("href") or "")[1:]
    player.page.keyboard.press("Enter")
    expect(player.frame.locator("#contents")).to_be_hidden()
    expect(player.frame.locator(f"#{part} h2")).to_be_focused()
    player.frame.wait_for_function(f"() => ({MARKED})().length > 0")
    assert set(player.frame.evaluate(MARKED)) == {"interpreter", "phone"}
    player.go("start")
    assert player.frame.evaluate(MARKED) == []


def test_a_criterion_finds_its_parts(alone: Player) -> None:
    found = search(alone, "2.4")
    wanted = ["#p-" + part["id"] for lesson in alone.course()["lessons"] for part in lesson["parts"] if "2.4" in part["criteria"]]
    expect(found).to_have_count(len(wanted))
    assert sorted(each.get_attribute("href") or "" for each in found.all()) == sorted(wanted)
    expect(found.first.locator("small")).to_contain_text("2.4")


def test_nothing_found_says_so_and_questions_stay_secret(alone: Player) -> None:
    found = search(alone, "zebra crossing")
    expect(found).to_have_count(0)
    expect(alone.frame.locator("#find-said")).to_contain_text("Nothing found for “zebra crossing”.")
    index: str = alone.frame.locator("#index").text_content() or ""
    text = alone.frame.evaluate("() => [...document.querySelectorAll('.page :not(form *, template)')].map(one => one.textContent).join(' ').toLowerCase()")
    tested = alone.frame.evaluate("() => [...document.querySelectorAll('template')].map(one => one.content.textContent.toLowerCase()).join(' ')")
    secret = {word for word in re.findall(r"[a-z]{4,}", tested) if word not in text}
    assert secret, "the tests have words of their own"
    assert [word for word in secret if f'"{word}":' in index] == []


def test_the_key_is_a_letter_in_a_field_and_can_be_switched_off(alone: Player) -> None:
    search(alone, "")
    alone.page.keyboard.type("1/2")
    expect(alone.frame.locator("#find")).to_have_value("1/2")
    alone.page.keyboard.press("Escape")
    alone.page.keyboard.press("Escape")
    expect(alone.frame.locator("#contents")).to_be_hidden()
    alone.frame.locator(".bar .aa").click()
    alone.frame.locator("[data-reading=slash]").select_option("no")
    alone.page.keyboard.press("Escape")
    alone.frame.locator("h1:visible").click()
    alone.page.keyboard.press("/")
    expect(alone.frame.locator("#contents")).to_be_hidden()


def test_search_with_axe(alone: Player) -> None:
    search(alone, "customers")
    expect(alone.frame.locator("#found a")).to_have_count(20)
    examine(alone)
    search(alone, "zzz")
    examine(alone)


def test_skip_links(alone: Player) -> None:
    alone.page.keyboard.press("Tab")
    alone.page.keyboard.press("Tab")
    expect(alone.frame.locator(".skip[href='#find']")).to_be_focused()
    alone.page.keyboard.press("Enter")
    expect(alone.frame.locator("#find")).to_be_focused()


def term(player: Player) -> tuple[Locator, Locator]:
    """The first word of the glossary in the first lesson, and its note."""
    player.go(first_lesson(player))
    word = player.frame.locator(f"#{first_lesson(player)} button.term").first
    word.scroll_into_view_if_needed()
    return word, player.frame.locator("#" + (word.get_attribute("popovertarget") or ""))


def test_a_term_by_press(alone: Player) -> None:
    word, note = term(alone)
    expect(note).to_be_hidden()
    word.click()
    expect(note).to_be_in_viewport(ratio=1)
    box, above = word.bounding_box(), note.bounding_box()
    assert box
    assert above
    assert box["y"] + box["height"] <= above["y"] or above["y"] + above["height"] <= box["y"], "the note does not cover the word"
    examine(alone)
    note.get_by_role("button").click()
    expect(note).to_be_hidden()


def test_a_term_by_pointing(alone: Player) -> None:
    word, note = term(alone)
    word.hover()
    expect(note).to_be_visible()
    note.hover()
    alone.page.clock.fast_forward(1800)  # longer than a note waits for the pointer
    expect(note).to_be_visible()
    alone.frame.locator("h1:visible").hover()
    expect(note).to_be_hidden()
    word.hover()
    expect(note).to_be_visible()
    alone.page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_pressing_a_term_that_is_pointed_at_keeps_its_note(alone: Player) -> None:
    word, note = term(alone)
    word.hover()
    expect(note).to_be_visible()
    word.click()
    alone.frame.locator("h1:visible").hover()
    alone.page.clock.fast_forward(1800)  # longer than a note waits for the pointer
    expect(note).to_be_visible()
    word.click()
    expect(note).to_be_hidden()


def test_a_term_by_keyboard(alone: Player) -> None:
    word, note = term(alone)
    alone.page.keyboard.press("Tab")
    word.focus()
    expect(note).to_be_visible()
    alone.page.keyboard.press("Enter")
    expect(note).to_be_visible()
    alone.page.keyboard.press("Tab")
    expect(note.get_by_role("button")).to_be_focused()
    alone.page.keyboard.press("Enter")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()
    alone.page.clock.fast_forward(600)  # longer than a focused word waits
    expect(note).to_be_hidden()


def test_a_low_term_has_its_note_under_the_bar(alone: Player) -> None:
    word, note = term(alone)
    word.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 20)")
    word.click()
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box
    assert box["y"] < 100


def test_terms_and_glossary_without_javascript(launch: Launch) -> None:
    player = launch(java_script_enabled=False).open_alone("unit", wait=False)
    word = player.frame.locator("button.term").first
    word.click()
    expect(player.frame.locator("#" + (word.get_attribute("popovertarget") or ""))).to_be_visible()
    expect(player.frame.locator("#glossary dt").first).to_be_visible()
    expect(player.frame.locator("#find")).to_be_hidden()
    expect(player.frame.locator(".bookmark").first).to_be_hidden()


def test_the_glossary_page(alone: Player) -> None:
    alone.frame.locator(".bar button[popovertarget=contents]").click()
    alone.frame.locator("#contents a[href='#glossary']").click()
    expect(alone.frame.locator("#glossary h1")).to_be_focused()
    examine(alone)
    alone.frame.locator("#glossary .letters a").last.click()
    expect(alone.frame.locator("#glossary dt").last).to_be_in_viewport()
    alone.frame.locator("#glossary dd a").first.click()
    expect(alone.frame.locator("[data-lesson].here h1")).to_be_focused()


def bookmark(player: Player, place: int = 0) -> Locator:
    player.go(first_lesson(player))
    return player.frame.locator(f"#{first_lesson(player)} [data-bookmark]").nth(place)


def test_a_bookmark_is_there_at_the_next_launch_and_can_be_removed(launch: Launch) -> None:
    player = launch().open("unit")
    bookmark(player).click()
    bookmark(player, 1).click()
    expect(bookmark(player)).to_have_attribute("aria-pressed", "true")
    record = player.leave()
    assert "bookmark" not in str(record)
    player.open("unit", record=record)
    expect(bookmark(player)).to_have_attribute("aria-pressed", "true")
    examine(player)
    player.frame.locator(".bar button[popovertarget=contents]").click()
    listed = player.frame.locator("#bookmarks li")
    expect(listed).to_have_count(2)
    examine(player)
    listed.first.get_by_role("button").click()
    expect(listed).to_have_count(1)
    expect(player.frame.locator("#bookmarks-h")).to_be_focused()
    listed.first.get_by_role("link").click()
    part = player.course()["lessons"][0]["parts"][1]["id"]
    expect(player.frame.locator(f"#p-{part} h2")).to_be_focused()
    bookmark(player, 1).click()
    expect(player.frame.locator("#bookmarks")).to_be_hidden()


@pytest.mark.parametrize("other", [{"learner": {"id": "b2", "name": "Other, Learner"}}, {"learner": {"id": "", "name": ""}}])
def test_bookmarks_are_never_another_learners(launch: Launch, other: dict[str, Any]) -> None:
    player = launch().open("unit")
    bookmark(player).click()
    player.leave()
    player.open("unit", **other)
    expect(bookmark(player)).to_have_attribute("aria-pressed", "false")


def test_headings_stand_in_order(alone: Player) -> None:
    course = alone.course()
    lessons, tests = ["l-" + lesson["id"] for lesson in course["lessons"]], ["t-" + outcome["number"] for outcome in course["outcomes"]]
    places = ["start", *lessons, *tests, "glossary", "progress"]
    for place in places:
        alone.go(place)
        levels = alone.frame.locator(f"#{place}").evaluate(HEADINGS)
        assert levels[0] == 1, place
        assert levels.count(1) == 1, place
        assert [pair for pair in pairwise(levels) if pair[1] - pair[0] > 1] == [], place
        assert alone.frame.locator("body").evaluate(HEADINGS).count(1) == 1, place


def test_it_all_works_without_storage_and_network(launch: Launch) -> None:
    player = launch()
    player.context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    player.open_alone("unit")
    player.context.set_offline(True)
    bookmark(player).click()
    expect(bookmark(player)).to_have_attribute("aria-pressed", "true")
    expect(search(player, "complaint").first).to_be_visible()
    player.page.keyboard.press("Enter")
    expect(player.frame.locator("#contents")).to_be_hidden()
    player.frame.locator(".bar .aa").click()
    player.frame.locator("[data-reading=size]").select_option("125")
    assert player.frame.evaluate("() => document.documentElement.dataset.size") == "125"
