"""`coursewright export questions`: the shipped courses' questions out and in again, and what a format cannot hold."""

from pathlib import Path
from typing import Any

import pytest

from builder.read.yaml import read_yaml
from builder.source import Source

from .desk import copy_base, run

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def questions(text: str) -> dict[str, Any]:
    return {each["id"]: each for each in read_yaml(Source("quiz", text)).data["questions"]}


@pytest.mark.parametrize("form", ["moodle-xml", "gift"])
def test_the_shipped_questions_come_back_word_for_word(form: str) -> None:
    result = run("export", "questions", str(CONTENT), "--format", form, "--unit", "understand-customers", "--out", "bank")
    assert result.exit_code == 1
    assert "Wrote 76 of 78 questions" in result.stderr
    back = questions(run("import", "questions", "bank").stdout)
    ours = {key: each for path in CONTENT.rglob("understand-customers/*.quiz.yaml") for key, each in questions(path.read_text("utf-8")).items()}
    assert set(ours) - set(back) == {"surgery-waiting-room", "kettle-line-jelly"}
    assert [name for name in back if back[name] != ours[name]] == []


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        ("moodle-xml", ("`guide-hotspot` was not written", "`guide-match` this was not written: the feedback on its pairs", "that it sorts into groups")),
        ("gift", ("`guide-order` was not written: GIFT has no question like `order`", "it has 2 gaps", "its `unit`; its `decimals`")),
    ],
)
def test_what_a_format_cannot_hold_is_said_with_its_place(form: str, lost: tuple[str, ...]) -> None:
    result = run("export", "questions", str(CONTENT / "guide"), "--format", form)
    said = " ".join(result.stderr.split())
    assert result.exit_code == 1
    assert "warning[CW920]" in said
    assert "write-a-course/quiz.yaml:" in said
    for words in lost:
        assert words in said


def test_all_is_written_where_all_can_be(tmp_path: Path) -> None:
    copy_base(tmp_path)
    result = run("export", "questions", "course", "--format", "gift")
    assert result.exit_code == 0
    assert "::roll-or-loaf::[markdown]Which is eaten **now**?{" in result.stdout
    assert result.stderr == "Wrote 4 of 4 questions as gift.\n"


def test_a_unit_is_all_its_folders(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    (course / "units/second").mkdir()
    (course / "units/second/unit.yaml").write_text("unit: A/100/0001\n", "utf-8")
    quiz = (course / "units/first/quiz.yaml").read_text("utf-8").replace("id: ", "id: second-")
    (course / "units/second/quiz.yaml").write_text(quiz.replace("kinds", "x").replace("    part: x\n", ""), "utf-8")
    for unit in ("A/100/0001", "a1000001", "first", "units/second/"):
        assert "Wrote 8 of 8 questions" in run("export", "questions", "course", "--format", "gift", "--unit", unit).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("course",), "Missing option '--format'"),
        (("course", "--format", "aiken"), "'aiken' is not one of"),
        (("course", "--format", "gift", "--unit", "fist"), "there is no unit 'fist'. Did you mean"),
        (("nowhere", "--format", "gift"), "there is no folder 'nowhere'"),
        (("course", "--format", "gift", "--out", "course"), "is a directory"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    copy_base(tmp_path)
    result = run("export", "questions", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_a_course_without_questions(tmp_path: Path) -> None:
    copy_base(tmp_path)
    Path("course/units/first/quiz.yaml").unlink()
    result = run("export", "questions", "course", "--format", "gift", "--out", "bank")
    assert result.exit_code == 1
    assert not Path("bank").exists()
