"""The matrix of a unit: which lesson teaches and which question assesses each criterion, drawn as three paths."""

from typing import Any, NamedTuple

from builder.checks.coverage import CoveredCriterion, CoveredUnit
from builder.targets.scorm12.identifiers import criterion_identifier

LESSON = 2
"""How wide a lesson's column is; a question's is 1."""
BETWEEN = 2
LEAST = 40
"""As many columns as a small unit's matrix has room for, so that its marks stay marks."""
OUTCOME = 0.7
"""The space between two outcomes; a criterion's row is 1 high."""


class MatrixRow(NamedTuple):
    """A criterion and how far down it stands."""

    y: float
    covered: CoveredCriterion


class Matrix(NamedTuple):
    """A unit's matrix. `lessons`, `tests` and `practice` are paths; `bands` are the rows that are not covered.

    `data` is what the script reads a mark aloud by.
    """

    width: int
    height: float
    columns: tuple[tuple[int, str], ...]
    rows: tuple[MatrixRow, ...]
    lessons: str
    tests: str
    practice: str
    data: dict[str, Any]


def matrix(unit: CoveredUnit) -> Matrix:
    """The matrix of one unit."""
    content = unit.content
    rows = tuple(_rows(unit))
    tests = [each for each in content.questions if each.purpose == "test"]
    practice = [each for each in content.questions if each.purpose == "practice"]
    test_at = LESSON * len(content.lessons) + BETWEEN
    practice_at = test_at + len(tests) + BETWEEN
    width = practice_at + len(practice)
    return Matrix(
        max(width, LEAST),
        rows[-1].y + 1 if rows else 1,
        tuple(
            (width, f"{count} {word if count == 1 else many}" if word else "")
            for width, count, word, many in (
                (LESSON * len(content.lessons), len(content.lessons), "lesson", "lessons"),
                (len(tests), len(tests), "test question", "test questions"),
                (len(practice), len(practice), "practice", "practice"),
                (LEAST - width, max(0, LEAST - width), "", ""),
            )
            if count
        ),
        rows,
        "".join(
            _mark(place * LESSON, row.y, LESSON)
            for row in rows
            for place, lesson in enumerate(content.lessons)
            if any(taught.lesson is lesson for taught in row.covered.evidence.taught)
        ),
        "".join(_mark(test_at + place, row.y, 1) for row in rows for place, each in enumerate(tests) if each in row.covered.evidence.test),
        "".join(_mark(practice_at + place, row.y, 1) for row in rows for place, each in enumerate(practice) if each in row.covered.evidence.practice),
        {
            "lessons": [lesson.title for lesson in content.lessons],
            "tests": [f"{each.id} ({each.type})" for each in tests],
            "practice": [f"{each.id} ({each.type})" for each in practice],
            "rows": [[row.y, row.covered.criterion.id, criterion_identifier(content.unit.ref, row.covered.criterion.id)] for row in rows],
        },
    )


def _rows(unit: CoveredUnit) -> list[MatrixRow]:
    rows, y = list[MatrixRow](), 0.0
    for _, criteria in unit.outcomes:
        rows += [MatrixRow(round(y + place, 1), each) for place, each in enumerate(criteria)]
        y += len(criteria) + OUTCOME
    return rows


def _mark(x: float, y: float, width: int) -> str:
    return f"M{x + 0.1:g} {y + 0.14:g}h{width - 0.2:g}v.72h-{width - 0.2:g}z"
