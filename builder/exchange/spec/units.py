"""The units of a specification, in the two layouts that are known.

`titled`: a table that starts with a row `Title:`, reference and title in one cell. `referenced`: a line with the title,
and below it a table that starts with a row `Unit Reference`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from builder.exchange.spec.criteria import is_head, outcomes
from builder.exchange.spec.report import Report
from builder.exchange.spec.rows import Row
from builder.exchange.spec.values import whole

_REFERENCE = re.compile(r"\b([A-Z]/\d{3}/\d{4})\b")
_AIM = re.compile(r"unit (?:aims?|summary|purpose)\b", re.IGNORECASE)
_LABELS = {
    "level": re.compile(r"(?:unit )?level\b", re.IGNORECASE),
    "credit": re.compile(r"(?:unit )?credit(?:s|\b)", re.IGNORECASE),
    "guided_learning_hours": re.compile(r"(?:GLH?\b|guided learning)", re.IGNORECASE),
}


class Start(NamedTuple):
    """Where a unit starts: its row's place, reference, and title."""

    place: int
    ref: str
    title: str


def titled(rows: Sequence[Row]) -> list[Start]:
    """The units of a text in the first layout."""
    found = []
    for place, row in enumerate(rows):
        reference = _REFERENCE.search(row.plain(1)) if re.fullmatch(r"(?:unit )?title\s*:", row.plain(0), re.IGNORECASE) else None
        if reference:
            found.append(Start(place, reference[1], row.plain(1).replace(reference[1], "").strip(" -–:")))
    return found


def referenced(rows: Sequence[Row]) -> list[Start]:
    """The units of a text in the second layout."""
    found = []
    for place, row in enumerate(rows):
        reference = _REFERENCE.search(row.plain(1)) if re.fullmatch(r"unit reference\s*:?", row.plain(0), re.IGNORECASE) else None
        if reference:
            title = next((each.alone or each.plain(0) for each in reversed(rows[max(0, place - 3) : place]) if each.plain(0)), "")
            found.append(Start(place, reference[1], title))
    return found


LAYOUTS: dict[str, Callable[[Sequence[Row]], list[Start]]] = {
    "a row “Title:” at the head of each unit": titled,
    "a row “Unit Reference” at its head": referenced,
}


def units(rows: Sequence[Row], starts: Sequence[Start], report: Report) -> list[dict[str, Any]]:
    """Every unit, as our YAML has it."""
    ends = [*(start.place for start in starts[1:]), len(rows)]
    return [_unit(start, rows[start.place : end], report) for start, end in zip(starts, ends, strict=True)]


def _unit(start: Start, rows: Sequence[Row], report: Report) -> dict[str, Any]:
    line = rows[0].line
    table = next((place for place, row in enumerate(rows) if is_head(row)), None)
    unit: dict[str, Any] = {"ref": start.ref, "title": start.title}
    if not start.title:
        report.missing(line, f"no title was found for unit {start.ref}")
    for key, label in _LABELS.items():
        row = next((each for each in rows[:table] if label.match(each.plain(0)) and each.plain(1)), None)
        unit[key] = whole(row, 1, report) if row else None
        if unit[key] is None:
            report.missing(line, f"unit {start.ref} says no {key.replace('_', ' ')}")
    aim = next((row.plain(1) for row in rows if _AIM.match(row.plain(0)) and row.plain(1)), None)
    if aim is None:
        report.unsure(line, f"no aim was found for unit {start.ref}", "add `aim: …` if it has one")
    unit["aim"] = aim
    if table is None:
        report.missing(line, f"no table of outcomes and criteria was found for unit {start.ref}")
    unit["outcomes"] = outcomes(rows[table:], report) if table is not None else []
    return unit


def listed(rows: Sequence[Row], found: Sequence[dict[str, Any]], report: Report) -> None:
    """Compare the units with the list of them: where title, level, credit or hours differ, or a unit is in one place only."""
    known = {unit["ref"]: unit for unit in found}
    for row in rows:
        place = next((place for place in range(len(row.cells)) if _REFERENCE.fullmatch(row.plain(place))), None)
        if place is None or len(row.cells) < 5:
            continue
        unit = known.get(row.plain(place))
        cells = [row.plain(each) for each in range(len(row.cells)) if each != place]
        if unit is None:
            report.missing(row.line, f"unit {row.plain(place)} is listed here, and its own table was not found")
        elif cells[0].casefold() != unit["title"].casefold():
            report.unsure(row.line, f"unit {unit['ref']} is called “{cells[0]}” here and “{unit['title']}” in its own table, which was taken")
        elif [cell for cell in cells[1:4] if cell.isdigit()] != [str(unit[key]) for key in _LABELS]:
            report.unsure(row.line, f"level, credit or hours of {unit['ref']} are others here than in its own table, which was taken")
