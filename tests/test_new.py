"""`coursewright new`: a course from a specification, whole at once or not there at all."""

import json
from pathlib import Path

import pytest

from builder.start import write

from .desk import BASE, CASES, findings, run

BAKERY = str(BASE / "qualifications/bakery.yaml")
SHIPPED = Path(__file__).parents[1] / "content/qualifications"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_says_what_it_wrote_and_what_to_type_next() -> None:
    result = run("new", "course", "--from", BAKERY)
    assert result.exit_code == 0
    assert "2 units, 6 stub lessons, a stub quiz beside each." in result.stdout
    assert "coursewright build course --draft" in result.stdout
    assert sorted(path.name for path in Path("course").iterdir()) == [".schemas", "course.yaml", "qualifications", "units"]
    assert sorted(path.name for path in Path("course/units/baking-bread").iterdir()) == [
        "1-1-what-yeast-does.md",
        "1-1-what-yeast-does.quiz.yaml",
        "1-3-how-warm-dough-should.md",
        "1-3-how-warm-dough-should.quiz.yaml",
        "unit.yaml",
    ]
    assert Path("course/qualifications/bakery.yaml").read_text("utf-8").partition("\n")[2] == Path(BAKERY).read_text("utf-8")


def test_editors_find_the_schemas_of_its_files() -> None:
    run("new", "course", "--from", "iao-601-3477-x")
    before = {path: path.read_bytes() for path in Path("course").rglob("*") if path.is_file()}
    assert "; 0 files of course now name theirs." in run("schemas", "course").stdout
    assert {path: path.read_bytes() for path in Path("course").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", [BAKERY, "iao-601-3477-x", "biiab-601-7253-8", str(SHIPPED / "iao-601-3477-x.yaml")])
def test_the_course_builds_at_once_as_a_draft(name: str) -> None:
    assert run("new", "course", "--from", name).exit_code == 0
    assert {each["code"] for each in findings()} - {"CW820"} == {"CW220"}, "nothing but drafts, and a date that has passed"
    built = run("build", "course", "--draft")
    assert built.exit_code == 0, built.output
    assert len(list(Path("dist").glob("*-draft.zip"))) == len(list(Path("course/units").iterdir()))


def test_stubs_count_as_nothing_until_they_are_written() -> None:
    run("new", "course", "--from", BAKERY)
    totals = json.loads(run("coverage", "course", "--format", "json").stdout)["totals"]
    assert (totals["covered"], totals["uncovered"], totals["depth"]["learning_minutes"]) == (0, 6, 0)
    refused = run("build", "course")
    assert refused.exit_code == 1
    assert "4 of its 4 criteria are not covered as the course asks; 18 lessons or questions are still a draft." in refused.stderr
    for path in Path("course/units").rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            path.write_text("".join(line for line in text.splitlines(keepends=True) if not line.strip().startswith("draft: true")), "utf-8")
    totals = json.loads(run("coverage", "course", "--format", "json").stdout)["totals"]
    assert (totals["covered"], totals["depth"]["learning_minutes"]) == (6, 120)
    assert {each["code"] for each in findings()} <= {"CW803", "CW805", "CW806"}, "only that stubs are all alike"
    assert run("build", "course").exit_code == 0


def test_a_mapped_specification_comes_along() -> None:
    result = run("new", "course", "--from", "iao-601-3477-x", "--from", "biiab-601-7253-8")
    assert result.exit_code == 0
    assert "same_as" in Path("course/qualifications/biiab-601-7253-8.yaml").read_text("utf-8")
    assert not [each for each in findings() if each["severity"] == "error"]


def test_a_mapping_to_what_is_not_there_is_left_out() -> None:
    result = run("new", "course", "--from", "biiab-601-7253-8")
    assert "note: `same_as` and `because` of biiab-601-7253-8 were left out" in result.stderr
    assert "same_as" not in Path("course/qualifications/biiab-601-7253-8.yaml").read_text("utf-8")


def test_an_empty_folder_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("empty").mkdir()
    monkeypatch.chdir("empty")
    assert run("new", ".", "--from", BAKERY).exit_code == 0
    assert run("check").exit_code == 1


ODD = """number: "x: y # <b>"
title: "Über *alles* {: #no } [[Brot]] <script>"
awarding_organisation: "'\\""
level: 1
credit: 1
guided_learning_hours: 1
total_qualification_time: 1
review_date: 2030-01-01
units:
  - ref: A/100/0001
    title: "Хлеб"
    level: 1
    credit: 1
    guided_learning_hours: 1
    outcomes:
      - number: 1
        text: "yes: [no] {: #x } /// *"
        criteria:
          - id: 1.1
            text: "- [a](b) {: .x } ![c](d.png) <img src=x> `e` ## f /// g | h: {i} https://example.org/"
            range: ["{: #a }", "Да", "Yes", "a|b", "- *"]
          - id: 1.10
            text: "'quoted' \\"twice\\": #no"
"""


def test_odd_wording_stays_wording() -> None:
    Path("odd.yaml").write_text(ODD, "utf-8")
    assert run("new", "course", "--from", "odd.yaml").exit_code == 1, "two range items have the id x"
    Path("odd.yaml").write_text(ODD.replace('"Да", ', "").replace('"- *"', '{id: stars, text: "- *"}'), "utf-8")
    assert run("new", "course", "--from", "odd.yaml").exit_code == 0
    assert {each["code"] for each in findings()} == {"CW220"}
    assert run("build", "course", "--draft").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("full", "--from", BAKERY), "the folder 'full' is not empty"),
        (("full/file", "--from", BAKERY), "'full/file' is a file"),
        (("full/file/below", "--from", BAKERY), "'full/file/below' cannot be"),
        (("new", "--from", "nowhere.yaml"), "there is no file 'nowhere.yaml'"),
        (("new", "--from", "iao-601-3477"), "Did you mean 'iao-601-3477-x'?"),
        (("new",), "Missing option '--from'"),
        (("new", "--from", BAKERY, "--from", "full/bakery.yaml"), "would both be called bakery in the course"),
    ],
)
def test_wrong_usage_writes_nothing(arguments: tuple[str, ...], words: str) -> None:
    Path("full").mkdir()
    Path("full/file").write_text("mine", "utf-8")
    Path("full/bakery.yaml").write_text("mine too", "utf-8")
    result = run("new", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert [path.name for path in Path().iterdir()] == ["full"]
    assert {path.name for path in Path("full").iterdir()} == {"file", "bakery.yaml"}


def test_a_specification_that_is_named_twice_comes_once() -> None:
    Path("bakery.yaml").write_bytes(Path(BAKERY).read_bytes())
    assert run("new", "course", "--from", "bakery.yaml", "--from", "./bakery.yaml").exit_code == 0
    assert "qualifications: [bakery]" in Path("course/course.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["", "units: []\n", "just words\n", "a: [\n", (CASES / "qualification-contradictions/qualifications/bakery.yaml").read_text("utf-8")]
)
def test_what_is_no_specification_is_refused_with_its_findings(text: str) -> None:
    Path("wrong.yaml").write_text(text, "utf-8")
    result = run("new", "course", "--from", "wrong.yaml")
    assert result.exit_code == 1
    assert "error[CW" in result.stderr
    assert "wrong.yaml" in result.stderr
    assert "no course was written" in result.stderr
    assert not Path("course").exists()


def test_a_disk_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, files: object) -> None:
        (folder / "units").mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "_fill", full)
    result = run("new", "deep/down/course", "--from", BAKERY)
    assert result.exit_code == 2
    assert "no space left on device" in result.stderr
    assert not list(Path().iterdir())
