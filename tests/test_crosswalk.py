"""`crosswalk`: what two qualifications share, where they differ and why, in every format; and a build of the second from the same content."""

import contextlib
import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree

from .desk import CASES, copy_base, findings, overlay, run

REPOSITORY = Path(__file__).parents[1]
SHIPPED = ("iao-601-3477-x", "biiab-601-7253-8", "--course", str(REPOSITORY / "content"))
OTHER = "qualifications/other.yaml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two qualifications, in the current folder: content is tagged with the first's criteria, the second is mapped."""
    monkeypatch.chdir(tmp_path)
    course = copy_base(tmp_path)
    overlay(CASES / "two-specifications-one-content", course)
    return course


def crosswalk(*arguments: str, exit_code: int = 0) -> Result:
    result = run("crosswalk", *(arguments or ("bakery", "other")), *(() if "--course" in arguments else ("--course", "course")))
    assert result.exit_code == exit_code, result.output
    return result


def data(*arguments: str, exit_code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(crosswalk(*(arguments or ("bakery", "other")), "--format", "json", exit_code=exit_code).stdout)
    return found


def relations(found: dict[str, Any]) -> list[tuple[str | None, str, str | None]]:
    """(first's criterion, how they stand, second's criterion), in order."""

    def name(side: dict[str, Any] | None) -> str | None:
        return f"{side['unit']} {side['criterion']}" if side else None

    return [(name(each["from"]), each["relation"], name(each["to"])) for unit in found["units"] for each in unit["criteria"]]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def unexplain(course: Path) -> None:
    """Take the reason away."""
    replace(course / OTHER, "            because: The lesson describes how change is given and says why it is counted up.\n", "")


def test_the_shipped_pair() -> None:
    found = data(*SHIPPED)
    assert found["totals"] == {"same": 67, "differs": 14, "explained": 14, "unexplained": 0, "only_from": 9, "only_to": 0}
    assert [(unit["from"]["ref"], [each["ref"] for each in unit["to"]], unit["same"], unit["differs"], unit["only_from"]) for unit in found["units"]] == [
        ("H/503/0322", ["R/506/4854"], 20, 5, 0),
        ("M/503/0324", ["Y/506/4855"], 25, 4, 0),
        ("K/503/0323", ["K/503/0323"], 22, 5, 0),
        ("F/506/2131", [], 0, 0, 9),
    ]


def test_the_shipped_pair_as_text() -> None:
    text = crosswalk(*SHIPPED).stdout
    assert "H/503/0322  ->  R/506/4854     20        5           -      5 of 5\n" in text
    assert (
        "~ H/503/0322 2.4   Outline how [the Disability Discrimination Act] relates to employment\n"
        "  R/506/4854 2.4   Outline how [current Equality law] relates to employment\n"
    ) in text
    assert "~ H/503/0322 4.4   range items: [Equality], [Health and Safety], [Career progression]\n" in text
    assert "... 67 more are the same: --all\n" in text
    assert max(map(len, text.splitlines())) <= 110


@pytest.mark.usefixtures("desk")
def test_how_criteria_stand_to_each_other() -> None:
    assert relations(data()) == [
        ("A/100/0001 1.1", "same", "Z/200/0009 2.1"),
        ("A/100/0001 1.2", "same", "Z/200/0009 2.2"),
        ("A/100/0001 1.10", "same", "Z/200/0009 2.3"),
        ("A/100/0001 2.1", "differs", "Z/200/0009 1.1"),
        ("B/100/0002 1.1", "only-from", None),
        ("B/100/0002 1.3", "only-from", None),
        (None, "only-to", "Y/200/0010 1.1"),
    ]


@pytest.mark.usefixtures("desk")
def test_the_other_way_round() -> None:
    found = data("other", "bakery")
    assert relations(found)[0] == ("Z/200/0009 1.1", "differs", "A/100/0001 2.1")
    assert found["totals"] == {"same": 3, "differs": 1, "explained": 1, "unexplained": 0, "only_from": 1, "only_to": 2}


@pytest.mark.usefixtures("desk")
def test_a_criterion_of_each_side_with_its_content_and_the_reason() -> None:
    [found] = [each for unit in data()["units"] for each in unit["criteria"] if each["relation"] == "differs"]
    assert found["difference"] == {
        "text": [{"kind": "gone", "text": "Describe"}, {"kind": "new", "text": "Explain"}, {"kind": "same", "text": "how to give change"}],
        "range": [],
    }
    reason = "The lesson describes how change is given and says why it is counted up."
    assert (found["explained"], found["because"]) == (True, [{"text": reason, "path": f"course/{OTHER}", "line": 22}])
    for side in ("from", "to"):
        assert found[side]["taught_by"] == [{"path": "course/units/first/2-money.md", "line": 7, "part": "Counting up"}]
        assert (found[side]["status"], found[side]["test_questions"]) == ("covered", 1)


@pytest.mark.usefixtures("desk")
def test_what_content_each_still_needs() -> None:
    needs = data()["needs"]
    assert [(each["unit"], each["criterion"]) for each in needs["from"]] == [("B/100/0002", "1.1"), ("B/100/0002", "1.3")]
    assert needs["to"] == [{"unit": "Y/200/0010", "criterion": "1.1", "status": "uncovered", "gaps": ["no part teaches it", "0 of 1 test questions"]}]


@pytest.mark.usefixtures("desk")
def test_text_shows_what_differs_and_all_of_it_when_asked() -> None:
    assert crosswalk().stdout.splitlines() == [
        "100/0001/A  Level 2 Award in Working in a Bakery",
        "200/0001/A  Level 2 Certificate in Bakery Retail",
        "",
        "100/0001/A  ->  200/0001/A   same   differ   only here   only there   explained",
        "A/100/0001  ->  Z/200/0009      3        1           -            -      1 of 1",
        "B/100/0002  ->  -               -        -           2            -",
        "-           ->  Y/200/0010      -        -           -            1",
        "                                3        1           2            1      1 of 1",
        "",
        "~ A/100/0001 2.1   [Describe] how to give change",
        "  Z/200/0009 1.1   [Explain] how to give change",
        "  serves both      2-money.md:7, 1 test question",
        "  because          The lesson describes how change is given and says why it is counted up.",
        "                   course/qualifications/other.yaml:22",
        "",
        "< B/100/0002       only in 100/0001/A: 1.1, 1.3",
        "> Y/200/0010       only in 200/0001/A: 1.1",
        "... 3 more are the same: --all",
        "",
        "Content that each still needs",
        "  100/0001/A: 2 of its 6 criteria",
        "    B/100/0002     all 2",
        "  200/0001/A: 1 of its 5 criteria",
        "    Y/200/0010     1.1",
        "",
        "= same wording   ~ wording differs   ! nothing says why the content still serves   < only here   > only there",
    ]
    whole = crosswalk("bakery", "other", "--all").stdout
    assert "= A/100/0001 1.1   Name the kinds of bread that a bakery sells\n  Z/200/0009 2.1   the same\n" in whole
    assert "> Y/200/0010 1.1   State when a large shop may open on a Sunday\n  content          none yet\n" in whole
    assert "--all" not in whole


def test_a_difference_without_a_reason_is_said_and_exits_with_1(desk: Path) -> None:
    unexplain(desk)
    result = crosswalk(exit_code=1)
    assert "! A/100/0001 2.1   [Describe] how to give change\n" in result.stdout
    assert "  no reason given  add `because:` beside `same_as: A/100/0001 2.1`\n                   course/qualifications/other.yaml:22\n" in result.stdout
    assert result.stderr == "warning: 1 mapping differs in wording without a reason.\n"
    assert data(exit_code=1)["totals"]["unexplained"] == 1
    page = crosswalk("bakery", "other", "--format", "html", exit_code=1).stdout
    assert "No reason given." in page


def test_content_that_serves_one_side_only(desk: Path) -> None:
    replace(desk / OTHER, "range: [Hungry, In a hurry]", "range: [Hungry, In a hurry, Asleep]")
    replace(desk / OTHER, "            same_as: A/100/0001 1.2\n", "            same_as: A/100/0001 1.2\n            because: Nobody sleeps in a shop.\n")
    text = crosswalk().stdout
    assert "  Z/200/0009 2.2   range items: Hungry, In a hurry, [Asleep]\n" in text
    assert (
        "  A/100/0001       1-bread.md:18, 1-bread.md:22, 1 test question\n  Z/200/0009       1-bread.md:18, 1-bread.md:22, 1 test question, partly covered\n"
    ) in text
    assert "    Z/200/0009     2.2 (partly covered)\n" in text


def test_two_that_are_mapped_to_the_same_third(desk: Path) -> None:
    replace(desk / "course.yaml", "[bakery, other]", "[bakery, other, third]")
    text = (desk / OTHER).read_text("utf-8").replace("Z/200/0009", "X/300/0001").replace("Y/200/0010", "X/300/0002").replace("200/0001/A", "300/0001/A")
    (desk / "qualifications/third.yaml").write_text(text.replace("Explain how to give change", "State how to give change"), "utf-8")
    assert relations(data("other", "third"))[:2] == [
        ("Z/200/0009 1.1", "differs", "X/300/0001 1.1"),
        ("Z/200/0009 2.1", "same", "X/300/0001 2.1"),
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bakery", "othr"), "the course has no qualification 'othr'. Did you mean 'other'?"),
        (("plumbing", "other"), "the course has no qualification 'plumbing'. It has bakery, other, alone."),
        (("bakery", "bakery"), "FROM and TO are the same qualification."),
        (("bakery", "alone"), "Write `maps_to: bakery` into qualifications/alone.yaml"),
        (("other", "alone"), "Write `maps_to: bakery` into qualifications/alone.yaml"),
        (("alone", "other"), "Write `maps_to: bakery` into qualifications/alone.yaml"),
        (("bakery",), "Missing argument 'TO'"),
        (("bakery", "other", "--format", "pdf"), "'pdf' is not one of 'text', 'html', 'json'"),
    ],
)
def test_wrong_usage(desk: Path, arguments: tuple[str, ...], words: str) -> None:
    replace(desk / "course.yaml", "[bakery, other]", "[bakery, other, alone]")
    (desk / "qualifications/alone.yaml").write_text((desk / "qualifications/bakery.yaml").read_text("utf-8"), "utf-8")
    assert words in " ".join(crosswalk(*arguments, exit_code=2).output.split())


def test_a_course_that_cannot_be_read(desk: Path) -> None:
    (desk / "course.yaml").unlink()
    assert "1 error" in crosswalk(exit_code=1).stderr


def test_a_mapping_to_nothing_is_in_one_alone(desk: Path) -> None:
    replace(desk / OTHER, "same_as: A/100/0001 2.1", "same_as: A/100/0001 2.9")
    result = crosswalk()
    assert "warning: the course has 1 error, so this may not be the whole of it." in result.stderr
    assert ("A/100/0001 2.1", "only-from", None) in relations(data())
    assert (None, "only-to", "Z/200/0009 1.1") in relations(data())


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_to_a_file(desk: Path, form: str) -> None:
    result = crosswalk("bakery", "other", "--format", form, "--out", "reports/walk")
    assert result.stdout == ""
    assert Path("reports/walk").read_bytes() == crosswalk("bakery", "other", "--format", form).stdout_bytes
    assert desk.is_dir()


class Page(HTMLParser):
    """What a page holds: the text of its marks, what it would fetch, elements that are not closed, and ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marked: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.fetched += [values[name] or "" for name in ("src", "href") if name in values and not (values[name] or "").startswith("#")]
        if tag not in ("meta", "input", "col", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


@pytest.mark.usefixtures("desk")
def test_the_page_is_one_file_and_shows_the_difference() -> None:
    text = crosswalk("bakery", "other", "--format", "html").stdout
    page = Page(text)
    assert (page.open, page.fetched) == ([], [])
    assert len(page.ids) == len(set(page.ids))
    assert "A1000001_AC2_1" in page.ids
    assert page.marked == ["marked", "Describe", "Explain"]
    assert "url(" not in text
    assert "@import" not in text
    assert "course/qualifications/other.yaml:22" in text


def test_what_authors_write_stays_text_on_the_page(desk: Path) -> None:
    nasty = '"</script><script>alert(1)</script> <img src=x onerror=a()> {{ 7 * 7 }} \\e[31m"'
    for name in ("bakery", "other"):
        path = desk / f"qualifications/{name}.yaml"
        text = path.read_text("utf-8").replace("title: Level", f"title: {nasty} #", 1)
        path.write_text(re.sub(r"\nnumber: .*|^number: .*", f'number: "</style><b>}} {name}"', text, count=1), "utf-8")
    replace(desk / OTHER, "text: Explain how to give change", f"text: {nasty}")
    replace(desk / OTHER, "because: The lesson", "because: <b>The</b> lesson")
    text = crosswalk("bakery", "other", "--format", "html").stdout
    assert (Page(text).open, text.count("<script>"), text.count("<style>")) == ([], 1, 1)
    assert "<img" not in text
    assert "{{ 7 * 7 }}" in text
    assert "&lt;b&gt;The&lt;/b&gt; lesson" in text
    assert "\x1b" not in crosswalk().stdout


# the second qualification, built from the same content


def package(name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(Path("dist", name).read_bytes()))


def strings(archive: zipfile.ZipFile) -> list[str]:
    """Every text and identifier of the manifest."""
    root = etree.fromstring(archive.read("imsmanifest.xml"))
    return [*(str(text) for text in root.itertext()), *(str(value) for element in root.iter() for value in element.attrib.values())]


@pytest.mark.usefixtures("desk")
def test_a_build_of_the_second_has_its_references_and_its_wording() -> None:
    assert findings() == []
    assert run("build", "course", "--qualification", "other", "Z/200/0009").exit_code == 0
    assert [path.name for path in Path("dist").iterdir()] == ["other-Z2000009.zip"]
    archive = package("other-Z2000009.zip")
    manifest, page = strings(archive), archive.read("index.html").decode()
    assert {"M_other-Z2000009", "O_other-Z2000009", "I_other-Z2000009", "R_other-Z2000009"} <= set(manifest)
    assert "Z/200/0009 Serving in a bakery" in manifest
    objectives = re.findall(r"\w+_AC\w+", page)
    assert set(objectives) == {"Z2000009_AC1_1", "Z2000009_AC2_1", "Z2000009_AC2_2", "Z2000009_AC2_3"}
    for theirs in ("Explain how to give change", "Know how customers pay", "Serving in a bakery", "Level 2 Certificate in Bakery Retail", "Another invented"):
        assert theirs in page
    for ours in ("Describe how to give change", "A/100/0001", "A1000001", "Selling bread", "100/0001/A", "Level 2 Award in Working in a Bakery"):
        assert ours not in page
        assert not [text for text in manifest if ours in text]
    assert "Count up from the price to what was handed over." in page, "the content is the same"


@pytest.mark.usefixtures("desk")
def test_what_is_said_of_an_outcome_follows_it_to_its_other_number() -> None:
    run("build", "course", "-q", "other", "Z/200/0009")
    page = package("other-Z2000009.zip").read("index.html").decode()
    assert "Outcome 2: what a bakery sells" in page
    assert "Outcome 1: Know how customers pay" in page


@pytest.mark.usefixtures("desk")
def test_criteria_are_tested_by_the_questions_of_those_they_equal() -> None:
    run("build", "course", "A/100/0001")
    run("build", "course", "-q", "other", "Z/200/0009")
    first, second = (json.loads(script(package(name))) for name in ("bakery-A1000001.zip", "other-Z2000009.zip"))
    names = {"1.1": "2.1", "1.2": "2.2", "1.10": "2.3", "2.1": "1.1"}
    asked = {each["id"]: sorted(names[name] for name in each["criteria"]) for each in first["questions"]}
    assert asked == {each["id"]: sorted(each["criteria"]) for each in second["questions"]}


def script(archive: zipfile.ZipFile) -> str:
    """The data of the page's course."""
    found = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', archive.read("index.html").decode(), re.DOTALL)
    assert found
    return found[1]


def test_a_second_that_shares_a_part_of_a_unit(desk: Path) -> None:
    """Questions and activities of what it lacks are left out, those in the middle of a lesson too."""
    text = (desk / OTHER).read_text("utf-8")
    start, end = text.index("          - id: 2.2"), text.index("          - id: 2.3")
    (desk / OTHER).write_text(text[:start] + text[end:], "utf-8")
    assert findings() == []
    assert run("build", "course", "-q", "other", "Z/200/0009").exit_code == 0
    page = package("other-Z2000009.zip").read("index.html").decode()
    assert "roll-or-loaf" not in page
    assert set(re.findall(r"\w+_AC\w+", page)) == {"Z2000009_AC1_1", "Z2000009_AC2_1", "Z2000009_AC2_3"}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("variables", "words"), [({}, "\x1b[1mDescribe\x1b[0m how"), ({"NO_COLOR": "1"}, "[Describe] how"), ({"TERM": "dumb"}, "[Describe] how")]
)
def test_on_a_terminal_what_differs_is_bold(variables: dict[str, str], words: str) -> None:
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"PYTHONPATH": str(REPOSITORY), "TERM": "xterm", **variables}
    command = [sys.executable, "-m", "builder", "crosswalk", "bakery", "other", "--course", "course"]
    process = subprocess.Popen(command, stdout=follower, stderr=subprocess.DEVNULL, env=environment)
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while piece := os.read(leader, 4096):
            shown += piece
    os.close(leader)
    assert process.wait(timeout=60) == 0
    assert words in shown.decode()
    assert ("\x1b" in shown.decode()) == (not variables)
