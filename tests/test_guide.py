"""The authoring guide: a course that builds, and shows every block and every type of question, as typed and as they look."""

import gzip
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from builder.checks.block_forms import BLOCKS
from builder.checks.course import Checked, check_course
from builder.compiler import plan
from builder.model import Lesson, Part
from builder.questions import TYPES

from .desk import run

GUIDE = Path(__file__).parents[1] / "content/guide"
MOST_PICTURE = 25_000
MOST_CODE = 45_000
_SOURCE = re.compile(r"^~~~(\w+)\n(.*?)\n~~~\n\n(.*)", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def guide() -> Checked:
    return check_course(GUIDE, "guide")


def parts(guide: Checked) -> dict[str, tuple[Lesson, Part]]:
    [unit] = guide.courses[0].units
    return {part.id: (lesson, part) for lesson in unit.lessons for part in lesson.parts}


def test_it_has_no_findings_and_is_wholly_covered(guide: Checked) -> None:
    assert guide.findings == ()
    assert [each.verdict for each in plan(guide)] == ["build"]


def test_it_builds_by_the_command_that_it_names(tmp_path: Path) -> None:
    result = run("build", str(GUIDE), "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert [path.name for path in tmp_path.iterdir()] == ["coursewright-guide-G0000001.zip"]


def test_a_package_with_every_type_and_block_keeps_within_its_budget(tmp_path: Path) -> None:
    """Script and style together, compressed as a server would."""
    run("build", str(GUIDE), "--out", str(tmp_path))
    with ZipFile(tmp_path / "coursewright-guide-G0000001.zip") as archive:
        sizes = [len(gzip.compress(archive.read(name), 9)) for name in ("script.js", "style.css")]
    assert sum(sizes) <= MOST_CODE, sizes


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_shown(guide: Checked, name: str) -> None:
    """What is typed and what it becomes are one text."""
    _, part = parts(guide)[f"block-{name}"]
    found = _SOURCE.search(part.body)
    assert found, "a part on a block shows its source between ~~~markdown and ~~~"
    assert re.search(rf"^/+ {name}\b", found[2], re.MULTILINE)
    assert found[3].startswith(f"{found[2]}\n")
    shown_in_a_picture(guide, f"block-{name}")


@pytest.mark.parametrize("name", TYPES)
def test_every_type_of_question_is_shown(guide: Checked, name: str) -> None:
    """What is typed is a practice question of the guide's own quiz, and it stands below."""
    lesson, part = parts(guide)[f"type-{name.replace('_', '-')}"]
    found = _SOURCE.search(part.body)
    assert found, "a part on a type shows its source between ~~~yaml and ~~~"
    placed = re.match(r"/// question\n    id: ([\w-]+)\n///\n", found[3])
    assert placed
    [unit] = guide.courses[0].units
    [question] = [each for each in unit.questions if each.id == placed[1]]
    assert (question.type, question.part) == (name, part.id)
    assert placed[1] in lesson.placed()
    quiz = (GUIDE / question.path.removeprefix("guide/")).read_text("utf-8")
    assert re.sub(r"^", "  ", found[2], flags=re.MULTILINE) in quiz
    shown_in_a_picture(guide, part.id)


def shown_in_a_picture(guide: Checked, part: str) -> None:
    """`python -m tools.guide_pictures` makes it."""
    lesson, _ = parts(guide)[part]
    path = lesson.images[f"images/{part}.png"]
    assert 500 < len(guide.courses[0].files[path]) <= MOST_PICTURE
