"""The report as rows: one for each criterion and each of its range items; and as CSV (RFC 4180)."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from builder.checks.coverage import CoveredCriterion, CoveredUnit, Evidence, Status
from builder.checks.depth import Depth
from builder.model import Outcome, Question
from builder.report.facts import Report, missing, missing_of
from builder.targets.scorm12.identifiers import criterion_identifier

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What XML cannot hold, and what nobody can see."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADS = (
    "qualification",
    "unit",
    "unit title",
    "outcome",
    "outcome wording",
    "criterion",
    "range item",
    "wording",
    "status",
    "missing",
    "taught in",
    "tested by",
    "practised by",
    "parts",
    "words",
    "reading minutes",
    "reading level",
    "test questions",
    "practice questions",
    "scenario share",
    "objective",
)


class Row(NamedTuple):
    """A criterion, or one of its range items. `depth` is the criterion's; None for an item."""

    unit: CoveredUnit
    outcome: Outcome
    covered: CoveredCriterion
    item: str
    wording: str
    status: Status
    evidence: Evidence
    missing: list[str]
    depth: Depth | None


def rows_of(unit: CoveredUnit, report: Report) -> Iterator[Row]:
    """The rows of one unit, each criterion followed by its range items."""
    needed, depths = report.coverage.needed, report.depths[unit.content.unit.ref].criteria
    for outcome, criteria in unit.outcomes:
        for each in criteria:
            gaps = [] if each.status == "covered" else missing(each, needed)
            yield Row(unit, outcome, each, "", each.criterion.text, each.status, each.evidence, gaps, depths[each.criterion.id])
            for item in each.items:
                gaps = [] if item.status == "covered" else missing_of(item.evidence, needed)
                yield Row(unit, outcome, each, item.id, item.text, item.status, item.evidence, gaps, None)


def as_csv(reports: Iterable[Report]) -> bytes:
    """All reports in one table, in UTF-8 with a byte order mark, without which Excel reads it in another encoding.

    What a spreadsheet would take for a formula gets an apostrophe in front.
    """
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADS)
    for report in reports:
        for unit in report.units:
            table.writerows([_safe(cell) for cell in _cells(row, report)] for row in rows_of(unit, report))
    return written.getvalue().encode("utf-8-sig", "replace")


def visible(text: str) -> str:
    """An author's words without what a sheet or an XML file cannot hold."""
    return _OBEYED.sub("�", text).encode("utf-8", "replace").decode()


def taught_in(evidence: Evidence) -> list[str]:
    """Each part as `path:line title`."""
    return [visible(f"{each.lesson.path}:{each.part.span.line} {each.part.title}") for each in evidence.taught]


def asked_by(questions: Iterable[Question]) -> list[str]:
    """Each question as `path:line id (type)`."""
    return [visible(f"{each.path}:{each.span.line} {each.id} ({each.type})") for each in questions]


def _cells(row: Row, report: Report) -> Iterator[str]:
    unit, evidence = row.unit.content.unit, row.evidence
    name = row.covered.criterion.id
    yield from (report.qualification.number, unit.ref, unit.title, row.outcome.number, row.outcome.text, name, row.item, row.wording)
    yield from (row.status, "; ".join(row.missing))
    yield from ("; ".join(each) for each in (taught_in(evidence), asked_by(evidence.test), asked_by(evidence.practice)))
    yield str(len(evidence.taught))
    if row.depth:
        text = row.depth.text
        yield from (str(text.words), f"{text.minutes:.1f}", "" if text.grade is None else str(text.grade))
    else:
        yield from ("", "", "")
    yield from (str(len(evidence.test)), str(len(evidence.practice)), f"{row.depth.scenarios:.3f}" if row.depth else "")
    yield criterion_identifier(unit.ref, name)


def _safe(cell: str) -> str:
    cell = visible(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
