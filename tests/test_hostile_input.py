"""Input that no case folder can hold: other encodings, megabytes, links that lead out or round in circles.

Whatever it is, `check` names the file, goes on to the end, and never shows a traceback.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.checks.keys import activity_key, key_of

from .desk import copy_base, findings, places, run

LESSON = '---\ntitle: Rolls\ncriteria: [1.1]\nminutes: 5\n---\n\n## Rolls {: criteria="1.1" }\n\n'
ROLLS = "units/first/3-rolls.md"
UNIT = "units/first/unit.yaml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def question(name: str) -> str:
    return (
        f"  - id: {name}\n    type: true_false\n    criteria: 1.1\n    purpose: practice\n    prompt: So it is with {name}, {name[::-1]} or {name * 2}.\n"
        "    answer: true\n    feedback: {true: Yes., false: No.}\n"
    )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (LESSON.encode() + "Crème\n".encode("latin-1"), 9),
        (LESSON.encode("utf-16"), 1),
        (LESSON.encode("utf-16-le"), 1),
        (LESSON.encode() + b"A\0B\n", 1),
        (bytes(range(256)), 3),
    ],
    ids=["latin-1", "utf-16", "utf-16 without a mark", "nul bytes", "every byte"],
)
def test_what_is_not_utf_8(desk: Path, data: bytes, line: int) -> None:
    (desk / ROLLS).write_bytes(data)
    assert places(findings()) == [(ROLLS, line, "CW003")]


def test_latin_1_is_found_to_the_letter(desk: Path) -> None:
    (desk / UNIT).write_bytes("unit: A/100/0001\nlede: Très bien\n".encode("latin-1"))
    [found] = [each for each in findings() if each["code"] == "CW003"]
    assert (found["line"], found["column"], found["note"]) == (2, 9, 'is it "è" in Latin-1?')


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte-order mark"])
def test_ends_of_lines_and_marks_make_no_difference(desk: Path, end: str, mark: str) -> None:
    for path in (*desk.rglob("*.yaml"), *desk.rglob("*.md")):
        path.write_bytes((mark + path.read_text("utf-8").replace("\n", end)).encode())
    assert findings() == []
    lesson = desk / "units/first/2-money.md"
    lesson.write_bytes(lesson.read_bytes().replace(b"minutes: 5", b"minutes: x"))
    [found] = findings()
    assert (found["line"], found["column"]) == (4, 10)


@pytest.mark.parametrize("size", [3_000_000, 10_000_000])
def test_a_lesson_of_megabytes(desk: Path, size: int) -> None:
    (desk / ROLLS).write_text(LESSON + "A roll is small. " * (size // 17), "utf-8")
    assert places(findings()) == [(ROLLS, 1, "CW009")]


NASTY: dict[str, str] = {
    "words": "A roll is small. ",
    "brackets": "[",
    "images": "![",
    "half links": "[a](",
    "backticks": "`` ` ",
    "tags": "<a ",
    "comments": "<!-- ",
    "closed comments": "<!---->",
    "stars": "*_",
    "braces": "{: ",
    "escapes": "\\",
    "parentheses": "[a]((",
    "definitions": "[a]: b\n",
    "blocks": "/// example | A\n\n",
    "closed blocks": "/// note\nA\n///\n\n",
    "nested blocks": "//// tabs\n/// tab | A\n- a | b\n",
    "nested blocks that close": "/// note\n" * 5_000 + "A\n" + "///\n" * 5_000,
    "headings": "### A\n",
    "lists": "- a\n",
    "number signs": f"### {'# ' * 60_000}a\n",
    "spaces in a heading": f"### a{' ' * 150_000}b\n",
    "spaces in a title": f"/// note | a{' ' * 150_000}b\nA\n///\n",
    "spaces in an option": f"/// activity | A\n    id: a{' ' * 150_000}b\nA\n///\n",
}


@pytest.mark.parametrize("piece", NASTY.values(), ids=NASTY.keys())
def test_a_large_lesson_of_one_thing_over_and_over(desk: Path, piece: str) -> None:
    (desk / ROLLS).write_text(LESSON + piece * (200_000 // len(piece)) + "\n", "utf-8")
    started = time.perf_counter()
    run("check", "course", "--format", "json")
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("unit: A/100/0001\nabout: " + "[" * 50_000 + "\n", 2, "CW010"),
        ("unit: A/100/0001\nabout: " + "{a: " * 50_000 + "\n", 2, "CW010"),
        ("unit: A/100/0001\nabout:\n" + "".join("  " * depth + "- \n" for depth in range(1, 60)), 42, "CW010"),
        ("unit: A/100/0001\nlede: a\x07b\n", 2, "CW004"),
        ("%YAML 9.9\n---\nunit: A/100/0001\n", 1, "CW004"),
        ("unit: A/100/0001\n" + "b: &b " + "x" * 100_000 + "\nc: [" + "*b, " * 1_000 + "]\n", 3, "CW010"),
    ],
    ids=["lists", "keys", "lines", "a bell", "another version", "a long text over and over"],
)
def test_yaml_made_to_hurt(desk: Path, text: str, line: int, code: str) -> None:
    (desk / UNIT).write_text(text, "utf-8")
    assert (UNIT, line, code) in places(findings())


def test_a_very_long_number_is_a_wrong_value(desk: Path) -> None:
    (desk / ROLLS).write_text(LESSON.replace("minutes: 5", f"minutes: {'9' * 5_000}"), "utf-8")
    assert places(findings()) == [(ROLLS, 4, "CW008")]


def link_to(target: str) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


LINKS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "a lesson that leads out": (ROLLS, link_to("../../../outside.md"), "CW011"),
    "a lesson that leads to a device": (ROLLS, link_to("/dev/zero"), "CW011"),
    "a lesson that leads to itself": (ROLLS, link_to("3-rolls.md"), "CW001"),
    "a lesson that leads nowhere": (ROLLS, link_to("nowhere.md"), "CW001"),
    "a pipe": (ROLLS, os.mkfifo, "CW001"),
    "a quiz that leads out": ("units/first/more.quiz.yaml", link_to("../../../outside.md"), "CW011"),
    "a folder that leads out": ("units/second", link_to("../../elsewhere"), "CW011"),
    "a folder that leads round": ("units/second", link_to(".."), "CW001"),
}


@pytest.mark.parametrize(("name", "make", "code"), LINKS.values(), ids=LINKS.keys())
def test_links(desk: Path, name: str, make: Callable[[Path], None], code: str) -> None:
    (desk.parent / "outside.md").write_text(LESSON, "utf-8")
    (desk.parent / "elsewhere").mkdir()
    (desk.parent / "elsewhere/unit.yaml").write_text("unit: B/100/0002\n", "utf-8")
    make(desk / name)
    [found] = findings()
    assert found["code"] == code
    assert found["path"].startswith(f"course/{name}")


def test_a_picture_that_is_a_link_out(desk: Path) -> None:
    (desk.parent / "secret.svg").write_text("<svg/>", "utf-8")
    (desk / "units/first/images/secret.svg").symlink_to("../../../../secret.svg")
    (desk / ROLLS).write_text(LESSON + "![A secret](images/secret.svg)\n", "utf-8")
    assert places(findings()) == [(ROLLS, 9, "CW011")]


def test_a_lesson_that_is_a_link_within_the_course(desk: Path) -> None:
    (desk / "shared.md").write_text(LESSON + "A roll is small.\n", "utf-8")
    (desk / ROLLS).symlink_to("../../shared.md")
    assert findings() == []


def test_names_that_are_hard_to_sort(desk: Path) -> None:
    for name in ("²", "1-²", "٣ rolls", "a" * 200, "%s", "café"):
        (desk / "units/first" / f"{name}.md").write_text(LESSON.replace("## Rolls {:", f"## Rolls {{: #x{key_of(name).lower().strip('-_')}"), "utf-8")
    assert {code for _, _, code in places(findings())} <= {"CW312", "CW311"}


def test_two_ids_with_the_same_key(desk: Path) -> None:
    first: dict[str, str] = {}
    pair = next((first[key], name) for number in range(100_000) if (name := f"q{number}") != first.setdefault(key := key_of(name), name))
    (desk / "units/first/more.quiz.yaml").write_text("questions:\n" + "".join(question(name) for name in pair), "utf-8")
    assert places(findings()) == [("units/first/more.quiz.yaml", 9, "CW603")]


def test_an_activity_with_the_key_of_a_question(desk: Path) -> None:
    keys = {key_of(name): name for name in (f"q{number}" for number in range(20_000))}
    pair = next((keys[key], name) for number in range(100_000) if (key := activity_key(name := f"a{number}")) in keys)
    (desk / "units/first/more.quiz.yaml").write_text("questions:\n" + question(pair[0]), "utf-8")
    (desk / ROLLS).write_text(LESSON + f"A roll is small.\n\n/// activity | Ask around\n    id: {pair[1]}\nTwo.\n///\n", "utf-8")
    assert places(findings()) == [(ROLLS, 11, "CW603")]


def test_a_unit_that_outgrows_what_an_lms_keeps(desk: Path) -> None:
    keys: set[str] = set()
    names = [name for number in range(700) if key_of(name := f"q{number}") not in keys and not keys.add(key_of(name))]  # type: ignore[func-returns-value]
    (desk / "units/first/more.quiz.yaml").write_text("questions:\n" + "".join(question(name) for name in names), "utf-8")
    assert ("units/first/unit.yaml", 1, "CW601") in places(findings())
