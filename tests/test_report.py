"""The coverage report in every format, through the command line: what it says, that it is the same twice, and that no text breaks it."""

import contextlib
import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from builder.checks.prose import syllables, text_of

from . import reports
from .desk import overlay, run
from .reports import HOSTILE, every, made, page, parsed, sheet, words
from .test_coverage import replace

ROOT = Path(__file__).parents[1]
desk, hostile = reports.desk, reports.hostile

# One criterion, one unit


@pytest.mark.usefixtures("desk")
def test_one_criterion_says_all_that_an_assessor_asks() -> None:
    result = run("coverage", "course", "A/100/0001", "1.2")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "A/100/0001 1.2  Explain how to serve customers who are:                                    ■ covered",
        "",
        "taught    1-bread.md:18  Hungry people",
        "          1-bread.md:22  People in a hurry",
        "test      quiz.yaml:22   both-kinds         choices",
        "practice  quiz.yaml:2    roll-or-loaf       choice",
        "",
        "■ Hungry",
        "taught    1-bread.md:18  Hungry people",
        "test      quiz.yaml:22   both-kinds     choices",
        "",
        "■ In a hurry",
        "taught    1-bread.md:22  People in a hurry",
        "test      quiz.yaml:22   both-kinds         choices",
        "practice  quiz.yaml:2    roll-or-loaf       choice",
        "",
        "reading   25 words in 2 parts, 1 min",
        "asked by  test: 1 choices; practice: 1 choice; 0 % scenarios",
        "in SCORM  cmi.objectives id A1000001_AC1_2",
        "files in  course/units/first/",
        "of        100/0001/A, Level 2 Award in Working in a Bakery",
    ]


def test_the_course_is_found_without_a_path(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert run("coverage", "A/100/0001", "1.1").stdout.startswith("A/100/0001 1.1  Name the kinds of bread")
    assert run("coverage", "first", "2.1").stdout.startswith("A/100/0001 2.1")
    assert run("coverage", "a1000001", "2.1").stdout.startswith("A/100/0001 2.1")
    assert run("coverage", "B/100/0002", "1.1").exit_code == 1


def test_a_unit_by_the_folder_that_a_shell_completes(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert run("coverage", "units/first/", "1.1").stdout == run("coverage", "A/100/0001", "1.1").stdout
    desk.rename(desk.parent / "content")
    monkeypatch.chdir(desk.parent)
    assert "A/100/0001  criterion" in run("coverage", "content/units/first").stdout


@pytest.mark.usefixtures("desk")
def test_one_criterion_as_data() -> None:
    data = json.loads(made("json", "A/100/0001", "2.1"))
    assert (data["unit"], data["id"], data["status"]) == ("A/100/0001", "2.1", "covered")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("course", "A/100/0001", "1.11"), 'unit A/100/0001 has no criterion 1.11. Did you mean 1.1, "Name the kinds of bread that a bakery sells"?'),
        (("course", "A/100/0001", "9"), "unit A/100/0001 has no criterion 9. It has 1.1, 1.2, 1.10, 2.1."),
        (("course", "A/100/0003", "1.1"), "there is no unit 'A/100/0003'. Did you mean 'A/100/0001'?"),
        (("course", "1.1"), "name the unit before it"),
        (("course", "A/100/0001", "1.1", "2.1"), "'2.1' is one argument too many"),
        (("course", "A/100/0001", "1.2/hungy"), 'Did you mean 1.2/hungry, "Hungry"?'),
        (("course", "A/100/0001", "1.1", "--format", "csv"), "one criterion is shown as text or json"),
        (("corse",), "there is no folder 'corse'."),
        (("A/100/0001",), "there is no course here"),
        (("course", "--learners", "0", "--format", "xlsx"), "0 is not in the range"),
    ],
)
def test_what_is_asked_wrongly_is_said_with_the_mend(arguments: tuple[str, ...], said: str) -> None:
    result = run("coverage", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_folder_that_is_not_there_may_be_a_unit(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert "there is no folder 'frist', and there is no unit 'frist'. Did you mean 'first'?" in run("coverage", "frist").stderr


@pytest.mark.usefixtures("desk")
def test_one_unit_shows_how_deep_each_criterion_goes() -> None:
    lines = run("coverage", "course", "A/100/0001").stdout.splitlines()
    assert lines[-5:] == [
        "A/100/0001  criterion                                    parts  words  level  test  practice  scenarios",
        "■ 1.1       Name the kinds of bread that a bakery sells      1     26      -     1         0        0 %",
        "■ 1.2       Explain how to serve customers who are:          2     25      -     1         1        0 %",
        "■ 1.10      State how long bread keeps                       1     26      -     1         0        0 %",
        "■ 2.1       Describe how to give change                      1     12      -     1         0        0 %",
    ]
    assert "B/100/0002" not in "\n".join(lines)


# The terminal


def test_few_gaps_are_listed_until_all_are_asked_for(desk: Path) -> None:
    (desk / "units/first/quiz.yaml").unlink()
    few = run("coverage", "course").stdout
    assert "  ... 1 more: coursewright coverage --all" in few
    assert "1 unit is not begun, with 2 criteria: coursewright coverage --all" in few
    every = run("coverage", "course", "--all").stdout
    assert "more" not in every
    assert "  □ 1.3  State how warm dough should be\n         nothing teaches it, no question assesses it" in every


@pytest.mark.usefixtures("hostile")
def test_the_terminal_shows_hostile_words_and_obeys_none() -> None:
    result = run("coverage", "course", "--all")
    assert "<script>alert(1)</script>" not in result.stdout  # it is covered, so it is not listed
    assert "\u202e" not in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 130
    assert result.stdout.count("A") > 5000  # wrapped, not cut


def on_a_terminal(folder: Path, **environment: str) -> str:
    """What `coverage` shows on a terminal of 130 columns."""
    leader, follower = pty.openpty()
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TERM": "xterm", "COLUMNS": "130"}
    process = subprocess.Popen([sys.executable, "-m", "builder", "coverage", "course"], cwd=folder, stdout=follower, env={**known, **environment})
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while piece := os.read(leader, 4096):
            shown += piece
    process.wait()
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_and_the_text_is_the_same_without(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1")
    plain = run("coverage", "course").stdout
    coloured = on_a_terminal(desk.parent)
    assert "\x1b[33m◧\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert on_a_terminal(desk.parent, NO_COLOR="1") == plain


def test_titles_are_cut_first_and_wording_never(desk: Path) -> None:
    replace(desk / "qualifications/bakery.yaml", "title: Selling bread", f"title: {'Selling bread ' * 12}")
    replace(desk / "qualifications/bakery.yaml", "Describe how to give change", "Describe how to give change " * 9 + "end")
    replace(desk / "units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1")
    text = run("coverage", "course").stdout
    assert "Selling bread Selling bread" in text
    assert "…" in text
    assert "end\n         0 of 1 test questions" in text
    assert max(map(len, text.splitlines())) <= 130


@pytest.mark.usefixtures("desk")
def test_a_report_goes_to_a_file_in_a_new_folder() -> None:
    result = run("coverage", "course", "-o", "reports/coverage.txt")
    assert result.stdout == ""
    assert result.stderr == "Wrote reports/coverage.txt (1 KB)\n"
    assert "■ 4 covered" in Path("reports/coverage.txt").read_text("utf-8")
    assert run("coverage", "course", "--out", "course/course.yaml/x").exit_code == 1


# Depth


def test_depth_counts_what_is_read_and_asked(desk: Path) -> None:
    sentence = "Somebody hungry wants a roll now and somebody else wants a loaf. "
    replace(desk / "units/first/2-money.md", "Count up from the price", sentence * 10 + "\n\n~~~\nnever read\n~~~\n\nCount up from the price")
    unit = json.loads(made("json"))["units"][0]
    two = unit["outcomes"][1]["criteria"][0]["depth"]
    assert (two["words"], two["questions"]) == (132, {"practice": {}, "test": {"choice": 1}})
    assert two["reading_level"] == 5.5
    assert unit["depth"]["learning_minutes"] == 15
    assert unit["depth"]["guided_learning_minutes"] == 720


def test_a_part_in_another_language_has_no_reading_level() -> None:
    text = "The customer waits in the queue because the machine is not working today. " * 20
    assert text_of(text, "en-GB").grade == 6.7
    assert text_of(text, "cy").grade is None
    assert text_of(text, "cy").words == text_of(text, "en").words == 260


@pytest.mark.parametrize(
    ("word", "count"),
    [("any", 2), ("organisation", 5), ("loyalty", 3), ("asked", 1), ("promises", 3), ("well-being", 3), ("customer’s", 3), ("the", 1), ("create", 2), ("x", 1)],
)
def test_syllables_are_counted_where_hyphenation_leaves_breaks_out(word: str, count: int) -> None:
    assert syllables(word) == count


# CSV


def test_csv_has_a_row_for_each_criterion_and_range_item(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1")
    data = made("csv", exit_code=1)
    assert data.startswith(b"\xef\xbb\xbfqualification,unit,"), "Excel takes what has no mark for its own old encoding"
    assert data.count(b"\r\n") == data.count(b"\n") == 9
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(row["criterion"], row["range item"], row["status"]) for row in rows] == [
        ("1.1", "", "covered"),
        ("1.2", "", "covered"),
        ("1.2", "hungry", "covered"),
        ("1.2", "in-a-hurry", "covered"),
        ("1.10", "", "covered"),
        ("2.1", "", "partly"),
        ("1.1", "", "uncovered"),
        ("1.3", "", "uncovered"),
    ]
    assert rows[5]["missing"] == "0 of 1 test questions"
    assert rows[5]["taught in"] == "course/units/first/2-money.md:7 Counting up"
    assert rows[3]["practised by"] == "course/units/first/quiz.yaml:2 roll-or-loaf (choice)"
    assert rows[5]["objective"] == "A1000001_AC2_1"


@pytest.mark.usefixtures("hostile")
def test_csv_holds_nothing_that_a_spreadsheet_would_run() -> None:
    rows = list(csv.reader(io.StringIO(made("csv").decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert {f"'{HOSTILE[1]}", f"'{HOSTILE[4]}", HOSTILE[0], HOSTILE[6]} <= {row[7] for row in rows}


# JUnit

SHAPE = """
<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">
  <x:complexType name="said"><x:simpleContent><x:extension base="x:string">
    <x:attribute name="message" type="x:string"/><x:attribute name="type" type="x:string"/></x:extension></x:simpleContent></x:complexType>
  <x:complexType name="case"><x:choice minOccurs="0"><x:element name="failure" type="said"/><x:element name="skipped" type="said"/></x:choice>
    <x:attribute name="classname" use="required"/><x:attribute name="name" use="required"/><x:attribute name="time" type="x:decimal"/></x:complexType>
  <x:complexType name="suite"><x:sequence><x:element name="testcase" type="case" minOccurs="0" maxOccurs="unbounded"/></x:sequence>
    <x:attribute name="name" use="required"/><x:attribute name="tests" type="x:integer" use="required"/><x:attribute name="failures" type="x:integer"/>
    <x:attribute name="errors" type="x:integer"/><x:attribute name="skipped" type="x:integer"/><x:attribute name="time" type="x:decimal"/></x:complexType>
  <x:element name="testsuites"><x:complexType><x:sequence><x:element name="testsuite" type="suite" maxOccurs="unbounded"/></x:sequence>
    <x:attribute name="name"/><x:attribute name="tests" type="x:integer"/><x:attribute name="failures" type="x:integer"/>
    <x:attribute name="errors" type="x:integer"/>
    <x:attribute name="skipped" type="x:integer"/><x:attribute name="time" type="x:decimal"/></x:complexType></x:element>
</x:schema>
"""
"""What servers read of JUnit's XML (the attributes of https://github.com/testmoapp/junitxml)."""


def test_junit_has_a_case_a_criterion(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1")
    root = etree.fromstring(made("junit", exit_code=1))
    etree.XMLSchema(etree.fromstring(SHAPE)).assertValid(root)
    assert {name: root.get(name) for name in ("tests", "failures", "skipped")} == {"tests": "6", "failures": "1", "skipped": "2"}
    (failure,) = root.iter("failure")
    assert failure.get("message") == "0 of 1 test questions"
    (case,) = [each for each in root.iter("testcase") if len(each) and each[0] is failure]
    assert case.get("name") == "2.1 Describe how to give change"
    assert failure.text == "CW201 A/100/0001 2.1 is partly covered\nhelp: write test questions with `criteria: [2.1]` until there are 1"


@pytest.mark.usefixtures("hostile")
def test_junit_holds_hostile_words() -> None:
    root = etree.fromstring(made("junit"))
    etree.XMLSchema(etree.fromstring(SHAPE)).assertValid(root)
    assert f"1.1 {HOSTILE[0]}" in {case.get("name") for case in root.iter("testcase")}


def test_a_draft_that_stops_a_build_is_said_in_every_report(desk: Path) -> None:
    replace(desk / "units/first/quiz.yaml", "    prompt: Which is eaten **now**?", "    draft: true\n    prompt: Which is eaten **now**?")
    assert run("build", "course").exit_code == 1
    assert "Not wholly written. 4 of 6 criteria are covered. 1 unit is not begun. 1 lesson or question is still a draft." in words(page(exit_code=1))
    result = run("coverage", "course", "A/100/0001")
    assert result.exit_code == 1
    assert "1 lesson or question is still a draft: coursewright check names them" in result.stdout
    totals = json.loads(made("json", exit_code=1))["totals"]
    assert (totals["drafts"], totals["practice_questions"], totals["test_questions"]) == (1, 0, 3), "a draft counts as nothing"
    root = etree.fromstring(made("junit", exit_code=1))
    etree.XMLSchema(etree.fromstring(SHAPE)).assertValid(root)
    assert {name: root.get(name) for name in ("tests", "failures", "skipped")} == {"tests": "7", "failures": "1", "skipped": "2"}
    assert [each.get("type") for each in root.iter("failure")] == ["draft"]
    one = run("coverage", "course", "A/100/0001", "--format", "html")
    assert "Not wholly written. All 4 criteria are covered, but 1 lesson or question is still a draft." in words(parsed(one.stdout))


# The tracking sheet


@pytest.mark.usefixtures("desk")
def test_the_sheet_has_a_row_a_criterion_and_columns_to_sign() -> None:
    data = made("xlsx", "--learners", "3")
    unit = sheet(data, "A1000001")
    facts = [[cell.value or "" for cell in row[:4]] for row in unit.iter_rows(min_row=5, max_row=12)]
    assert facts == [
        ["Criterion", "Wording", "Status", "What is missing"],
        ["Outcome 1. Know what a bakery sells", "", "", ""],
        ["1.1", "Name the kinds of bread that a bakery sells", "covered", ""],
        ["1.2", "Explain how to serve customers who are:", "covered", ""],
        ["", "Hungry", "covered", ""],
        ["", "In a hurry", "covered", ""],
        ["1.10", "State how long bread keeps", "covered", ""],
        ["Outcome 2. Know how to take money", "", "", ""],
    ]
    assert [cell.value for cell in unit[5][9:]] == ["Date achieved", "Assessor", "IQA"] * 3
    summary = sheet(data, "Summary")
    first = next(row[0].row for row in summary.iter_rows() if row[0].value == 1)
    assert unit["J4"].value == f'=IF(Summary!$B${first}="","Learner 1",Summary!$B${first})'
    assert summary.cell(first, 3).value == "=COUNT('A1000001'!J6:J13)"
    assert unit["E7"].value == "1-bread.md:7 Kinds of bread"
    assert unit.freeze_panes == "C6"
    assert (unit.print_title_rows, unit.print_title_cols, unit.page_setup.orientation) == ("$4:$5", "$A:$B", "landscape")


@pytest.mark.usefixtures("hostile")
def test_no_words_of_an_author_become_a_formula() -> None:
    data = made("xlsx", "--learners", "1")
    cells = [cell for name in ("Summary", "A1000001", "B1000002") for row in sheet(data, name).iter_rows() for cell in row]
    formulas = {str(cell.value).split("(")[0] for cell in cells if cell.data_type == "f"}
    assert formulas == {"=IF", "=COUNT"}
    assert {cell.quotePrefix for cell in cells if cell.value == HOSTILE[1]} == {True}


@pytest.mark.usefixtures("desk")
def test_the_same_course_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = {form: made(form) for form in ("html", "xlsx", "csv", "json", "junit", "text")}
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert {form: made(form) for form in first} == first
    with zipfile.ZipFile(io.BytesIO(first["xlsx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in re.sub(rb"xmlns:dcterms=\S+", b"", archive.read("docProps/core.xml"))


def test_the_fingerprint_follows_the_content(desk: Path) -> None:
    before = json.loads(made("json"))["fingerprint"]
    assert re.fullmatch(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", before)
    replace(desk / "units/first/2-money.md", "Count up", "Count down")
    assert json.loads(made("json"))["fingerprint"] != before


def test_a_course_without_content_is_reported_whole(desk: Path) -> None:
    for path in (desk / "units/first").glob("*.*"):
        path.unlink()
    for form in ("text", "csv", "json", "junit", "xlsx"):
        assert made(form)
    found = page()
    assert "Not wholly written. 0 of 6 criteria are covered. 2 units are not begun." in words(found)
    assert not every(found, "//*[@id='gaps' or @id='matrix' or @id='thin']")


@pytest.mark.parametrize("form", ["html", "xlsx", "csv", "junit"])
def test_a_course_that_cannot_be_read_has_no_report(desk: Path, form: str) -> None:
    (desk / "course.yaml").unlink()
    assert made(form, exit_code=1) == b""


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("form", ["html", "xlsx"])
def test_these_formats_take_one_qualification(desk: Path, form: str) -> None:
    overlay(Path(__file__).parent / "cases/mapped-qualification", desk)
    assert "bakery, other" in run("coverage", "course", "--format", form).stderr
    assert run("coverage", "course", "--format", form, "-q", "bakery").exit_code == 0
    assert made("csv", exit_code=1).count(b"200/0001/A") == 4
