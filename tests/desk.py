"""An author's desk for tests: a course folder to change, and the command line to run on it."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from builder.cli import main

CASES = Path(__file__).parent / "cases"
BASE = CASES / "_base"


def copy_base(folder: Path) -> Path:
    """The small valid course, copied into `folder` as `course`."""
    course = folder / "course"
    shutil.copytree(BASE, course)
    return course


def overlay(case: Path, course: Path) -> None:
    """Lay a case's files over a course; its files `REMOVE` (paths to delete) and `findings` are about the case."""
    for path in sorted(case.rglob("*")):
        relative = path.relative_to(case)
        if path.is_dir():
            (course / relative).mkdir(parents=True, exist_ok=True)
        elif relative.as_posix() not in ("REMOVE", "findings"):
            (course / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, course / relative)
    removals = case / "REMOVE"
    for line in removals.read_text("utf-8").split() if removals.exists() else ():
        place = course / line
        shutil.rmtree(place) if place.is_dir() else place.unlink()


def run(*arguments: str) -> Result:
    """The command line, in this process. Anything but an orderly exit fails the test."""
    result = CliRunner().invoke(main, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def findings(course: str = "course") -> list[dict[str, Any]]:
    """What `check` says of a course, as data; its exit code has to agree."""
    result = run("check", course, "--format", "json")
    found: list[dict[str, Any]] = json.loads(result.stdout)
    assert result.exit_code == int(any(each["severity"] != "note" for each in found))
    return found


def places(found: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """Findings as (path within the course, line, code), sorted."""
    return sorted((each["path"].removeprefix("course/"), each["line"], each["code"]) for each in found)


def untimed(text: str) -> str:
    """Output without how long it took."""
    return re.sub(r"in \d+\.\d\d s", "in 0.00 s", text)
