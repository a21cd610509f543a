"""The coverage report as a page: what it says of each criterion, where its links lead, and that it needs nothing but itself."""

import re
from pathlib import Path

import pytest
from lxml import etree

from . import reports
from .desk import run
from .reports import HOSTILE, every, made, page, parsed, sheet, words
from .test_coverage import replace

desk, hostile = reports.desk, reports.hostile


def test_the_page_says_where_each_criterion_stands(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1")
    found = page(exit_code=1)
    rows = {row.get("id"): words(row) for row in every(found, "//tr[~c or ~r]")}
    assert list(rows) == [
        "A1000001_AC1_1",
        "A1000001_AC1_2",
        "A1000001_AC1_2-hungry",
        "A1000001_AC1_2-in-a-hurry",
        "A1000001_AC1_10",
        "A1000001_AC2_1",
        "B1000002_AC1_1",
        "B1000002_AC1_3",
    ]
    assert "2 parts 25 words, 1 min Bread and who buys it › Hungry people" in rows["A1000001_AC1_2"]
    assert "0 of 1 test questions. CW201Write test questions with criteria: [2.1] until there are 1." in rows["A1000001_AC2_1"]
    assert rows["B1000002_AC1_1"] == "1.1uncoveredDescribe what yeast does Not taught Not assessed"
    assert "Not ready to build. 3 of 6 criteria are covered. 1 gap is open: 1 partly covered. 1 unit is not begun." in words(found)
    assert [words(each) for each in every(found, "//*[~keys]//b")] == ["3", "1", "2"]


def test_a_suspect_criterion_says_what_changed_and_what_to_type(desk: Path) -> None:
    assert run("review", "course", "A/100/0001").exit_code == 0
    replace(desk / "qualifications/bakery.yaml", "Name the kinds", "List the kinds")
    found = page(exit_code=1)
    text = words(found)
    assert "To be reviewed. 3 of 6 criteria are covered. 1 gap is open: 1 suspect. 1 unit is not begun." in text
    assert "Its wording has changed since its content was reviewed. CW230" in text
    assert "Read its content against the new wording, then coursewright review" in text
    assert [words(each) for each in every(found, "//*[~keys]//b")] == ["3", "0", "2", "1"]
    root = etree.fromstring(made("junit", exit_code=1))
    assert [each.get("type") for each in root.iter("failure")] == ["wording-changed"]
    assert "coursewright review course A/100/0001 1.1" in run("coverage", "course", "--format", "junit").stdout
    assert sheet(made("xlsx", exit_code=1), "A1000001")["C7"].value == "suspect"


def test_changed_wording_is_shown_word_by_word(desk: Path) -> None:
    assert run("review", "course", "A/100/0001").exit_code == 0
    replace(desk / "qualifications/bakery.yaml", "Name the kinds of bread", "List the kinds of <b>good</b> bread")
    replace(desk / "qualifications/bakery.yaml", "In a hurry]", "In a great hurry, Alone]")
    (desk / "units/first/quiz.yaml").write_text("questions: []\n", "utf-8")
    found = page(exit_code=1)
    rows = {row.get("id"): row for row in every(found, "//tr[~c]")}
    [text] = every(rows["A1000001_AC1_1"], ".//p[~diff]")
    assert words(text) == "no longer: Name new: List the kinds of new: <b>good</b> bread that a bakery sells"
    assert ([words(each) for each in text.iter("del")], [words(each) for each in text.iter("ins")]) == (["no longer: Name"], ["new: List", "new: <b>good</b>"])
    assert "test questions; its wording has changed since its content was reviewed." in words(rows["A1000001_AC1_1"]), "it lacks more than a review"
    assert [words(each) for each in every(rows["A1000001_AC1_2"], ".//p[~diff]")] == [
        "Range item no longer: In a hurry",
        "Range item new: In a great hurry",
        "Range item new: Alone",
    ]
    assert not every(rows["A1000001_AC1_10"], ".//p[~diff]")
    gaps = [words(each) for each in every(found, "//table[~gaps]//p[~diff]")]
    assert gaps == [words(each) for each in every(found, "//tr[~c]//p[~diff]")]


@pytest.mark.usefixtures("desk")
def test_links_lead_from_the_page_to_the_sources() -> None:
    run("coverage", "course", "--format", "html", "-o", "reports/deep/coverage.html")
    found = parsed(Path("reports/deep/coverage.html").read_text("utf-8"))
    links = [link.get("href", "") for link in every(found, "//td//a[contains(@href, '#L')]")]
    assert "../../course/units/first/1-bread.md#L18" in links
    assert all((Path("reports/deep") / link.partition("#")[0]).is_file() for link in links)


def test_a_page_elsewhere_tells_nothing_of_the_folders_here(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = tmp_path_factory.mktemp("away") / "coverage.html"
    assert run("coverage", "course", "--format", "html", "-o", str(away)).exit_code == 0
    text = away.read_text("utf-8")
    assert "course/units/first/1-bread.md" in text
    assert "#L" not in text
    assert str(desk.parent) not in text


@pytest.mark.usefixtures("desk")
def test_the_page_needs_nothing_but_itself() -> None:
    text = made("html").decode()
    found = parsed(text)
    assert not every(found, "//link | //img | //iframe | //script[@src]")
    assert "http://" not in text
    assert "https://" not in text
    assert re.search(r"script-src 'sha256-[\w+/=]{44}'", text)
    ids = [each.get("id") for each in every(found, "//*[@id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.usefixtures("hostile")
def test_the_page_shows_hostile_words_as_words() -> None:
    text = made("html").decode()
    found = parsed(text)
    assert len(every(found, "//script")) == 2
    assert not every(found, "//img | //b/script | //*[@onerror]")
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[6]} <= {words(each) for each in every(found, "//tr[~c]//*[~q]")}
    assert text.count("</style>") == 1
    assert {each.get("dir") for each in every(found, "//tr//*[~q]")} == {"auto"}
