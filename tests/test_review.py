"""`review` and its record: what is suspect, what refuses to be built, what is recorded, and what damaged files do."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from builder.cli.course import complete_qualification

from .desk import CASES, copy_base, findings, overlay, places, run

REPOSITORY = Path(__file__).parents[1]
LOCK = "qualifications/bakery.lock.yaml"
SPECIFICATION = "qualifications/bakery.yaml"
BREAD = "Name the kinds of bread that a bakery sells"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def review(*arguments: str, exit_code: int = 0) -> Result:
    result = run("review", "course", *arguments)
    assert result.exit_code == exit_code, result.output
    return result


def reword(course: Path, old: str = BREAD, new: str = "List the kinds of bread that a bakery sells", name: str = SPECIFICATION) -> None:
    path = course / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def statuses() -> tuple[dict[str, str], int]:
    """The status of each criterion of the first unit, and how many are suspect by the totals."""
    data = json.loads(run("coverage", "course", "-q", "bakery", "--format", "json").stdout)
    criteria = [each for outcome in data["units"][0]["outcomes"] for each in outcome["criteria"]]
    return {each["id"]: each["status"] for each in criteria}, data["totals"]["suspect"]


def test_a_course_without_a_record_is_never_suspect(desk: Path) -> None:
    reword(desk)
    result = run("check", "course")
    assert (result.exit_code, result.stderr) == (0, "")
    assert statuses()[1] == 0


@pytest.mark.usefixtures("desk")
def test_a_review_records_what_has_content() -> None:
    result = review()
    assert result.stdout == (
        "+ A/100/0001     recorded for the first time: 1.1, 1.2, 1.10, 2.1\n100/0001/A: recorded 4 new; qualifications/bakery.lock.yaml has 4 of 6 criteria.\n"
    )
    assert findings() == []


def test_a_second_review_leaves_the_file_alone(desk: Path) -> None:
    review()
    before = (desk / LOCK).stat()
    assert review().stdout == "100/0001/A: nothing to record. qualifications/bakery.lock.yaml has 4 of its 6 criteria, worded as they are today.\n"
    assert ((desk / LOCK).stat().st_mtime_ns, (desk / LOCK).stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_record_is_in_the_order_of_the_specification_and_reads_well(desk: Path) -> None:
    review()
    lines = (desk / LOCK).read_text("utf-8").splitlines()
    assert lines[0].startswith("# The wording")
    assert [line.strip() for line in lines if line.startswith("    '")] == ["'1.1':", "'1.2':", "'1.10':", "'2.1':"]
    assert f"      text: {BREAD}" in lines
    assert "        in-a-hurry:" in lines


def test_all_records_what_has_no_content_too(desk: Path) -> None:
    assert "recorded 6 new" in review("--all").stdout
    reword(desk, "Describe what yeast does", "Explain what yeast does")
    assert [each["code"] for each in findings()] == ["CW230"]
    assert "1 changed" in review().stdout
    assert findings() == []


def test_another_wording_is_suspect(desk: Path) -> None:
    review()
    reword(desk)
    [found] = findings()
    assert (found["code"], found["severity"], found["path"], found["line"]) == ("CW230", "warning", "course/qualifications/bakery.yaml", 19)
    assert found["message"] == "the wording of A/100/0001 1.1 has changed since its content was reviewed"
    assert found["note"] == '"Name" is now "List"'
    assert found["hint"].splitlines() == [
        f"reviewed: {BREAD.replace('Name', '[Name]')}",
        f"today:    {BREAD.replace('Name', '[List]')}",
        "read its content against the new wording, then accept it:",
        "coursewright review course A/100/0001 1.1",
    ]
    assert statuses() == ({"1.1": "suspect", "1.2": "covered", "1.10": "covered", "2.1": "covered"}, 1)


def test_coverage_shows_a_suspect_criterion(desk: Path) -> None:
    review()
    reword(desk)
    result = run("coverage", "course")
    assert result.exit_code == 1
    assert "A/100/0001  Selling bread  ◆■■ ■                 3 of 4 " in result.stdout
    assert '  ◆ 1.1  List the kinds of bread that a bakery sells\n         wording changed since review: "Name" is now "List"' in result.stdout


def test_a_range_item_in_other_words_is_suspect(desk: Path) -> None:
    review()
    reword(desk, "[Hungry, In a hurry]", "[hungry, In a hurry]")
    [found] = findings()
    assert found["note"] == 'range item "Hungry" is now "hungry"'
    data = json.loads(run("coverage", "course", "--format", "json").stdout)
    [criterion] = [each for each in data["units"][0]["outcomes"][0]["criteria"] if each["id"] == "1.2"]
    assert (criterion["status"], [item["status"] for item in criterion["range"]]) == ("suspect", ["suspect", "covered"])


def test_what_is_partly_covered_stays_so_and_says_that_its_wording_changed(desk: Path) -> None:
    review()
    reword(desk)
    reword(desk, "criteria: [1.1, 1.10]", "criteria: [1.10]", "units/first/quiz.yaml")
    assert statuses()[0]["1.1"] == "partly"
    assert '0 of 1 test questions; wording changed since review: "Name" is now "List"' in run("coverage", "course").stdout


def test_a_plain_build_warns_and_a_strict_one_refuses(desk: Path) -> None:
    review()
    path = desk.parent / "dist/bakery-A1000001.zip"
    assert run("build", "course", "A/100/0001", "--strict").exit_code == 0
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    reword(desk)
    strict = run("build", "course", "A/100/0001", "--strict")
    assert strict.exit_code == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert "is not built. The wording of 1 of its 4 criteria has changed since their content was reviewed." in strict.stderr
    assert '  1.1   suspect    wording changed since review: "Name" is now "List"' in strict.stderr
    assert "coursewright review course A/100/0001 1.1" in strict.stderr
    assert run("build", "course", "A/100/0001", "--strict", "--draft").exit_code == 1
    plain = run("build", "course", "A/100/0001")
    assert plain.exit_code == 0
    assert "warning[CW230]" in plain.stderr
    assert "dist/bakery-A1000001.zip  changed" in plain.stdout
    review("A/100/0001", "1.1")
    assert run("build", "course", "A/100/0001", "--strict").exit_code == 0


def test_a_strict_build_of_another_unit_is_not_held_up(desk: Path) -> None:
    review("--all")
    reword(desk, "Describe what yeast does", "Explain what yeast does")
    result = run("build", "course", "A/100/0001", "--strict")
    assert "dist/bakery-A1000001.zip  new" in result.stdout
    assert result.exit_code == 1, "there is a finding"


def test_a_review_accepts_what_it_is_told_and_shows_the_difference(desk: Path) -> None:
    review()
    reword(desk)
    reword(desk, "Describe how to give change", "Explain how to give the right change")
    result = review("a/100/0001", "1.1")
    assert result.stdout == (
        "~ A/100/0001 1.1   was  [Name] the kinds of bread that a bakery sells\n"
        "                   now  [List] the kinds of bread that a bakery sells\n"
        "100/0001/A: recorded 1 changed; qualifications/bakery.lock.yaml has 4 of 6 criteria.\n"
    )
    assert [each["message"].split()[4] for each in findings()] == ["2.1"]
    review("first")
    assert findings() == []


def test_content_that_nobody_reviewed_is_a_note(desk: Path) -> None:
    review("A/100/0001", "1.1", "2.1")
    [found] = json.loads(run("check", "course", "--format", "json").stdout)
    assert (found["code"], found["severity"], found["path"], found["line"]) == ("CW233", "note", "course/units/first/unit.yaml", 1)
    assert found["message"] == "2 criteria of A/100/0001 have content that nobody has reviewed yet: 1.2, 1.10"
    assert found["hint"] == "when it has been: coursewright review course A/100/0001"
    assert run("check", "course").exit_code == 0
    assert run("build", "course", "A/100/0001", "--strict").exit_code == 0
    (desk / LOCK).unlink()
    assert findings() == []


def test_what_left_the_specification_is_taken_out(desk: Path) -> None:
    overlay(CASES / "lock-of-what-is-gone", desk)
    assert "1 new" in review("A/100/0001", "2.1").stdout
    assert [each["code"] for each in findings()] == ["CW231", "CW231", "CW233"]
    assert "- A/100/0001 1.11  was  Say hello" in review("A/100/0001").stdout
    assert "- C/100/0001 1.1   was  Sweep" in review().stdout
    assert findings() == []


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("A/100/0010",), "there is no unit 'A/100/0010'. Did you mean 'A/100/0001'?"),
        (("fisrt", "1.1"), "there is no unit 'fisrt'. Did you mean 'first'?"),
        (("A/100/0001", "1.3"), "A/100/0001 has no criterion '1.3'. Did you mean '1.2'?"),
        (("A/100/0001", "1.1", "hello"), "A/100/0001 has no criterion 'hello'. It has 1.1, 1.2, 1.10, 2.1."),
        (("-q", "bakeri"), "the course has no qualification 'bakeri'. Did you mean 'bakery'?"),
        (("--course", "elsewhere"), "two courses are given"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], words: str) -> None:
    assert words in " ".join(review(*arguments, exit_code=2).output.replace("│", " ").split())
    assert not Path("course", LOCK).exists()


@pytest.mark.usefixtures("desk")
def test_a_criterion_without_content_is_not_reviewed() -> None:
    result = review("B/100/0002", "1.1")
    assert "nothing in 100/0001/A to review for B/100/0002 1.1: no content" in result.stderr
    assert "recorded 1 new" in review("B/100/0002", "1.1", "--all").stdout


def test_each_qualification_has_its_own_record(desk: Path) -> None:
    overlay(CASES / "two-specifications-one-content", desk)
    review()
    assert {path.name for path in (desk / "qualifications").glob("*.lock.yaml")} == {"bakery.lock.yaml", "other.lock.yaml"}
    reword(desk, "Explain how to give change", "Describe how to give notes and change", "qualifications/other.yaml")
    [found] = findings()
    assert found["path"] == "course/qualifications/other.yaml"
    assert found["hint"].splitlines()[-1] == "coursewright review course Z/200/0009 1.1 -q other"
    assert statuses()[1] == 0
    before = (desk / LOCK).read_bytes()
    assert run("build", "course", "--strict", "-q", "bakery", "A/100/0001").exit_code == 0
    assert run("build", "course", "--strict", "-q", "other", "Z/200/0009").exit_code == 1
    assert not Path("dist/other-Z2000009.zip").exists()
    assert run(*found["hint"].splitlines()[-1].split()[1:]).exit_code == 0
    assert findings() == []
    assert (desk / LOCK).read_bytes() == before


def test_another_wording_of_the_first_holds_up_no_review_of_it(desk: Path) -> None:
    """Then the second's `same_as` needs a reason too, which is an error of its own."""
    overlay(CASES / "two-specifications-one-content", desk)
    review()
    reword(desk)
    assert {each["code"] for each in findings()} == {"CW230", "CW111"}
    review("-q", "bakery")
    assert {each["code"] for each in findings()} == {"CW111"}


@pytest.mark.parametrize("case", ["lock-damaged", "lock-edited", "lock-with-a-merge-conflict"])
def test_a_damaged_record_is_left_to_people(desk: Path, case: str) -> None:
    overlay(CASES / case, desk)
    before = (desk / LOCK).read_bytes()
    result = review(exit_code=1)
    assert f"course/{LOCK}:" in result.stderr
    assert "error: nothing was recorded" in result.stderr
    assert (desk / LOCK).read_bytes() == before
    refused = run("build", "course", "A/100/0001")
    assert refused.exit_code == 1
    assert ("nobody has reviewed" in refused.stderr) == (case == "lock-edited")
    assert not Path("dist").exists()


def test_a_broken_specification_takes_nothing_out_of_the_record(desk: Path) -> None:
    review()
    before = (desk / LOCK).read_bytes()
    reword(desk, f"text: {BREAD}", f"txt: {BREAD}")
    review(exit_code=1)
    assert (desk / LOCK).read_bytes() == before


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "latin-1": (lambda place: place.write_bytes("units:\n  é: {}\n".encode("latin-1")), "CW003"),
    "empty": (lambda place: place.write_bytes(b""), "CW002"),
    "nul bytes": (lambda place: place.write_bytes(b"units: {}\n\0"), "CW003"),
    "megabytes": (lambda place: place.write_bytes(b"units: {}\n" + b"#" * 3_000_000), "CW009"),
    "deep": (lambda place: place.write_bytes(b"units: " + b"[" * 50_000), "CW010"),
    "a sentence": (lambda place: place.write_bytes(b"Reviewed by Sam.\n"), "CW008"),
    "a list": (lambda place: place.write_bytes(b"- units\n"), "CW008"),
    "a list of units": (lambda place: place.write_bytes(b"units: [A/100/0001]\n"), "CW008"),
    "no units": (lambda place: place.write_bytes(b"# nothing\n"), "CW007"),
    "a link out": (lambda place: place.symlink_to("/etc/passwd"), "CW011"),
    "a link to itself": (lambda place: place.symlink_to(place.name), "CW001"),
    "a pipe": (os.mkfifo, "CW001"),
    "a folder": (lambda place: place.mkdir(), "CW001"),
}


@pytest.mark.parametrize(("make", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_record_that_cannot_be_read(desk: Path, make: Callable[[Path], object], code: str) -> None:
    make(desk / LOCK)
    assert [(path, found) for path, _, found in places(findings())] == [(LOCK, code)]
    review(exit_code=1)
    assert run("build", "course", "A/100/0001").exit_code == 1


def test_a_folder_that_cannot_be_written_is_a_message(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert "course/qualifications/bakery.lock.yaml cannot be written: permission denied." in review(exit_code=1).output
    assert [path.name for path in (desk / "qualifications").iterdir()] == ["bakery.yaml"]


def test_a_record_is_no_qualification(desk: Path) -> None:
    review()
    reword(desk, "[bakery]", "[bakery, bakery-lock]", "course.yaml")
    [found] = [each for each in findings() if each["code"] == "CW001"]
    assert found["hint"] == "did you mean `bakery`?"


def test_control_characters_do_not_reach_the_terminal(desk: Path) -> None:
    review()
    reword(desk, f"text: {BREAD}", '"text": "Name \\e[31m the kinds"')
    for result in (run("check", "course"), run("coverage", "course"), review()):
        assert "\x1b" not in result.output.replace("\x1b[0m", "")


def test_the_shipped_course_is_reviewed_as_it_is_worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "content/qualifications").iterdir()}
    result = run("review")
    assert result.exit_code == 0
    assert result.stdout.count("nothing to record") == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "content/qualifications").iterdir()} == before


def test_range_items_that_are_new_are_told_from_the_text(desk: Path) -> None:
    review()
    reword(desk, "Describe how to give change", "Explain how to give change\n            range: [By hand]")
    said = review().stdout
    assert "was  [Describe] how to give change; range items: none\n" in said
    assert "now  [Explain] how to give change; range items: [By hand]\n" in said


def test_editors_and_shells_know_a_record_from_a_specification(desk: Path) -> None:
    review()
    before = (desk / LOCK).read_bytes()
    assert run("schemas", "course").exit_code == 0
    assert (desk / LOCK).read_bytes() == b"# yaml-language-server: $schema=../.schemas/lock.schema.json\n" + before
    context = click.Context(click.Command("check"), info_name="check")
    context.params["path"] = "course"
    assert complete_qualification(context, click.Argument(["name"]), "") == ["bakery"]


def test_quiet_leaves_out_what_is_not_reviewed() -> None:
    assert run("check", str(REPOSITORY / "content"), "--quiet").output == ""
