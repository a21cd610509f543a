"""Every case in `cases/`: a course as an author could have left it, and the findings expected of it.

A case is `_base` with its own files laid over. In YAML and front matter `# expect: CW005` ends the line meant; in
Markdown `<!-- ^ CW101 -->` stands below it; `findings` at the case's root has `path:line CODE` for what can carry no
comment. Several codes are separated by spaces.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from .desk import BASE, CASES, copy_base, findings, overlay, places, run, untimed

BUILDER = Path(__file__).parents[1] / "builder"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir() and path != BASE)
_HERE = re.compile(r"# expect:((?: CW\d{3})+)\s*$")
_ABOVE = re.compile(r"^<!-- \^((?: CW\d{3})+) -->$")
_LISTED = re.compile(r"^(?P<path>.+):(?P<line>\d+)(?P<codes>(?: CW\d{3})+)$")
_RULE = re.compile(r"""\bRule\(\s*"(CW\d{3})",\s*"([a-z0-9-]+)\"""")


def expected(case: Path) -> list[tuple[str, int, str]]:
    """The findings that a case asks for, as (path, line, code), sorted."""
    return sorted(found for path in case.rglob("*") if path.is_file() for found in _expected_in(case, path))


def _expected_in(case: Path, path: Path) -> Iterator[tuple[str, int, str]]:
    name = path.relative_to(case).as_posix()
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if name == "findings":
            listed = _LISTED.match(line)
            assert listed, f"{case.name}/findings: {line}"
            yield from ((listed["path"], int(listed["line"]), code) for code in listed["codes"].split())
        elif here := _HERE.search(line):
            yield from ((name, number, code) for code in here[1].split())
        elif above := _ABOVE.match(line):
            yield from ((name, number - 1, code) for code in above[1].split())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


@pytest.mark.usefixtures("desk")
def test_the_base_has_no_findings() -> None:
    assert findings() == []


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, desk: Path, snapshot: SnapshotAssertion) -> None:
    overlay(CASES / name, desk)
    found = findings()
    assert places(found) == expected(CASES / name)
    assert not [each for each in found if not each["hint"]], "each says what to do instead"
    assert untimed(run("check", "course").output) == snapshot


def rules() -> list[tuple[str, str]]:
    """Code and name of every rule in the source."""
    return [found for path in sorted(BUILDER.rglob("*.py")) for found in _RULE.findall(path.read_text("utf-8"))]


def test_codes_and_names_are_unique() -> None:
    codes, names = zip(*rules(), strict=True)
    assert sorted(codes) == sorted(set(codes))
    assert sorted(names) == sorted(set(names))


HARD_TO_WRITE = {
    "CW003": "test_hostile_input",  # bytes that are not text
    "CW009": "test_hostile_input",  # a file of megabytes
    "CW011": "test_hostile_input",  # symbolic links
    "CW525": "test_blocks",  # a video of 50 MB
    "CW601": "test_hostile_input",  # hundreds of questions
    "CW603": "test_hostile_input",  # two ids with the same hash
    "CW901": "test_import_spec",  # about a specification's text, which is no part of a course, as are the next
    "CW902": "test_import_spec",
    "CW903": "test_import_spec",
    "CW910": "test_import_questions",  # about another tool's questions
    "CW911": "test_import_questions",
    "CW912": "test_import_questions_refused",
    "CW913": "test_import_questions_refused",
    "CW920": "test_export_questions",
}
"""Rules whose case would be no file that a person could read, and the test that has it instead."""


def test_every_rule_has_a_case() -> None:
    shown = {code for name in NAMES for _, _, code in expected(CASES / name)}
    assert {code for code, _ in rules()} - shown == set(HARD_TO_WRITE)
