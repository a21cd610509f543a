"""Words of the glossary in a built page, and the index for finding words."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.render.index import fold, words

from .desk import copy_base, findings, run

GLOSSARY = """terms:
  - term: loaf
    forms: [loaves]
    means: Bread baked in *one* piece.
  - term: roll
    means: A small loaf for one.
  - term: PIN
    means: The number that goes with a card.
"""
LESSON = """---
title: Giving change
criteria: 2.1
minutes: 5
{more}---

## Counting up for a loaf {{: #counting criteria="2.1" }}

### A loaf in a heading

A **loaf** here, `loaf` there, [a loaf](#kinds) and loafing about. Two loaves, and a loaf. Pin it up; the PIN is yours.
Small [bread for one](term:roll) & Loaf’s end.

## Once more

Loaf, [a link](https://example.org "a > loaf") and loaf.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bakery with a glossary, in the current folder."""
    monkeypatch.chdir(tmp_path)
    course = copy_base(tmp_path)
    (course / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    return course


def write_lesson(course: Path, more: str = "") -> None:
    (course / "units/first/2-money.md").write_text(LESSON.format(more=more), "utf-8")


def page() -> Any:
    assert findings() == []
    result = run("build", "--course", "course", "A/100/0001")
    assert result.exit_code == 0, result.output
    return etree.HTML(zipfile.ZipFile(next(Path("dist").glob("*.zip"))).read("index.html").decode())


def by_id(tree: Any, identifier: str) -> Any:
    (found,) = tree.xpath(f"//*[@id='{identifier}']")
    return found


def words_of(element: Any) -> str:
    return "".join(element.itertext())


def terms_in(document: Any, place: str) -> list[tuple[str, str]]:
    return [(str(each.get("popovertarget")), words_of(each)) for each in by_id(document, place).iter("button") if each.get("class") == "term"]


def index(document: Any) -> Any:
    return json.loads(by_id(document, "index").text)


def places(document: Any, word: str) -> dict[str, int]:
    data = index(document)
    return {data["places"][number // 3]: number % 3 for number in data["words"].get(word, [])}


def test_the_first_in_each_part_outside_headings_links_code_and_bold(desk: Path) -> None:
    write_lesson(desk)
    document = page()
    assert terms_in(document, "p-counting") == [("n-loaf", "loaves"), ("n-pin", "PIN"), ("n-roll", "bread for one")]
    assert terms_in(document, "p-once-more") == [("n-loaf", "Loaf")]


def test_a_lesson_can_keep_its_words_unmarked(desk: Path) -> None:
    write_lesson(desk, "glossary: false\n")
    document = page()
    assert terms_in(document, "p-counting") == [("n-roll", "bread for one")]
    assert terms_in(document, "p-once-more") == []


def test_the_glossary_page_lists_the_words_used_and_their_lessons(desk: Path) -> None:
    write_lesson(desk)
    glossary = by_id(page(), "glossary")
    assert [words_of(each) for each in glossary.iter("dt")] == ["loaf", "PIN", "roll"]
    meaning = by_id(glossary, "g-loaf")
    assert "Bread baked in one piece." in words_of(meaning)
    assert [link.get("href") for link in meaning.iter("a")] == ["#l-1-bread", "#l-2-money"]


def test_a_note_for_each_word_and_none_without_a_glossary(desk: Path) -> None:
    write_lesson(desk)
    assert [each.get("id") for each in page().iter("aside")] == ["n-loaf", "n-pin", "n-roll"]
    (desk / "glossary.yaml").unlink()
    write_lesson(desk)
    lesson = desk / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8").replace("(term:roll)", "(#kinds)"), "utf-8")
    document = page()
    assert list(document.iter("aside")) == []
    assert "glossary" not in [each.get("id") for each in document.iter("article")]


def test_the_index_knows_titles_headings_text_and_criteria(desk: Path) -> None:
    write_lesson(desk)
    document = page()
    assert places(document, "loaf") == {"p-kinds": 0, "p-counting": 2, "p-once-more": 0, "g-loaf": 2, "g-roll": 0}
    assert places(document, "crumb") == {"p-kinds": 1}
    assert places(document, "change") == {"l-2-money": 2}
    assert places(document, "1.10") == {"p-kinds": 2}
    assert places(document, "the") == {}


def test_questions_are_not_in_the_index(desk: Path) -> None:
    (desk / "glossary.yaml").unlink()
    document = page()
    assert not [word for word in ("pigeons", "whom", "eaten", "cut", "five") if word in index(document)["words"]]


def test_words_are_folded_as_the_page_folds_them() -> None:
    assert fold("Tŷ Crème") == "ty creme"
    assert list(words("Customer’s café: 2.50, a B&B, don't ‘stop’ 7")) == ["customer", "cafe", "2.50", "dont", "stop", "7"]
    assert [len(fold(text)) for text in ("İstanbul", "Crème brûlée")] == [8, 12]


def test_no_word_of_the_index_is_longer_than_the_text(desk: Path) -> None:
    """The index of a small course is small: places and words, nothing else."""
    write_lesson(desk)
    data = index(page())
    assert sorted(data) == ["places", "stop", "words"]
    assert all(re.fullmatch(r"\d+\.\d+|[a-z0-9]+", word) for word in data["words"])
