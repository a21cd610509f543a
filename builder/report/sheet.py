"""A workbook to track learners in: a sheet a unit with a row a criterion, and columns for each learner to sign off in.

As the checklists of awarding organisations have it: for each criterion the date it was achieved, the assessor and the internal
quality assurer. The summary has a line for each learner; the names written there stand over their columns in every sheet.
The same report gives the same bytes: no clock, fixed dates in the zip.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builder.checks.coverage import CoveredUnit
from builder.report.facts import Report, hours, share
from builder.report.rows import Row, asked_by, rows_of, taught_in, visible
from builder.report.statuses import BY_NAME, counts, listed
from builder.targets.archive import zipped
from builder.targets.scorm12.identifiers import unit_identifier

FACTS = (
    ("Criterion", 9),
    ("Wording", 46),
    ("Status", 11),
    ("What is missing", 22),
    ("Taught in", 30),
    ("Tested by", 30),
    ("Practised by", 30),
    ("Words", 7),
    ("Level", 7),
)
SIGNED = (("Date achieved", 11), ("Assessor", 10), ("IQA", 7))
HEAD = 5
"""The row with the columns' names; learners' names stand above it."""
LEARNERS = "Learners"
MOST_TEXT = 32767
"""Characters that a cell holds."""
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LINE = Side(style="thin", color="C4CDD3")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="F1F4F6")
_TOP = Alignment(vertical="top", wrap_text=True)


def as_sheet(report: Report, learners: int) -> bytes:
    """The workbook, with columns for as many learners."""
    book = Workbook()
    book.properties.title = visible(f"{report.qualification.number} tracking sheet")
    book.properties.creator = "Coursewright"
    book.remove(book.worksheets[0])
    summary = book.create_sheet("Summary")
    first = _summary(summary, report, learners)
    for unit in report.units:
        _unit(book.create_sheet(unit_identifier(unit.content.unit.ref)[:31]), report, unit, learners, first)
    written = BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: _DATES.sub(b"", content) if name == "docProps/core.xml" else content for name, content in files.items()})


def _put(sheet: Worksheet, row: int, column: int, value: str | float | None, *, bold: bool = False, boxed: bool = True) -> Cell | MergedCell:
    """A cell. Words are words, whatever they begin with: a spreadsheet must never run what an author wrote."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = visible(value)[:MOST_TEXT]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.alignment = _TOP
    cell.font = Font(bold=bold)
    if boxed:
        cell.border = _BOX
    return cell


def _formula(sheet: Worksheet, row: int, column: int, formula: str) -> Cell | MergedCell:
    cell = _put(sheet, row, column, None, bold=True)
    cell.value = formula
    return cell


def _head(sheet: Worksheet, row: int, names: Iterator[str] | list[str], first: int = 1) -> None:
    for column, name in enumerate(names, first):
        _put(sheet, row, column, name, bold=True).fill = _GREY


def _summary(sheet: Worksheet, report: Report, learners: int) -> int:
    """What the qualification is, a line a unit, a line a learner. Gives the row of the first learner."""
    qualification = report.qualification
    _put(sheet, 1, 1, f"{qualification.number}, {qualification.title}", boxed=False).font = Font(bold=True, size=14)
    sheet.cell(1, 1).alignment = Alignment(wrap_text=False)
    facts = f"{qualification.awarding_organisation}. Level {qualification.level}, credit {qualification.credit}, "
    facts += f"{qualification.guided_learning_hours} guided learning hours. Content fingerprint {report.fingerprint}"
    _put(sheet, 2, 1, facts, boxed=False).alignment = Alignment(wrap_text=False)
    _head(
        sheet,
        4,
        ["Unit", "Title", "Criteria", *(form.name.capitalize() for form in listed(report.criteria)), "Test", "Practice", "Scenarios", "Learning time", "Level"],
    )
    row = 5
    for unit in report.units:
        for column, fact in enumerate(_unit_facts(report, unit), 1):
            _put(sheet, row, column, fact)
        sheet.cell(row, 1).hyperlink = f"#'{unit_identifier(unit.content.unit.ref)[:31]}'!A1"
        row += 1
    row += 1
    _head(
        sheet,
        row,
        ["No.", LEARNERS, *(f"{unit.content.unit.ref}, of {len(list(rows_of(unit, report)))}" for unit in report.units), "Registration number", "Centre"],
    )
    first = row + 1
    for number in range(learners):
        _put(sheet, first + number, 1, number + 1)
        _put(sheet, first + number, 2, None)
        for column, unit in enumerate(report.units, 3):
            _formula(sheet, first + number, column, _achieved(unit, report, number))
        for column in range(3 + len(report.units), 5 + len(report.units)):
            _put(sheet, first + number, column, None)
    for column, width in enumerate((12, 46, *[13] * (9 + len(report.units))), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _print(sheet, "A:B", "4:4")
    return first


def _unit_facts(report: Report, unit: CoveredUnit) -> Iterator[str | float | None]:
    depth = report.depths[unit.content.unit.ref]
    yield from (unit.content.unit.ref, unit.content.unit.title)
    yield from (
        len(unit.criteria()),
        *(counts(unit.criteria())[form.name] for form in listed(report.criteria)),
        depth.whole.asked("test"),
        depth.whole.asked("practice"),
    )
    yield from (share(depth.whole.scenarios), f"{hours(depth.minutes)} of {hours(depth.guided)}")
    yield depth.whole.text.grade


def _achieved(unit: CoveredUnit, report: Report, number: int) -> str:
    """How many criteria and range items have a date in this learner's column of the unit's sheet."""
    letter = get_column_letter(len(FACTS) + 1 + number * len(SIGNED))
    last = HEAD + len(list(rows_of(unit, report))) + len(unit.outcomes)
    return f"=COUNT('{unit_identifier(unit.content.unit.ref)[:31]}'!{letter}{HEAD + 1}:{letter}{last})"


def _unit(sheet: Worksheet, report: Report, unit: CoveredUnit, learners: int, first: int) -> None:
    """One unit: criteria with what teaches and assesses them, then three columns a learner."""
    content = unit.content.unit
    _put(sheet, 1, 1, f"{content.ref} {content.title}", boxed=False).font = Font(bold=True, size=14)
    about = f"{report.qualification.number}. Level {content.level}, credit {content.credit}, {content.guided_learning_hours} guided learning hours. "
    _put(sheet, 2, 1, about + f"Content fingerprint {report.fingerprint}", boxed=False)
    for row in (1, 2):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
    _head(sheet, HEAD, [name for name, _ in FACTS])
    _learners(sheet, learners, first)
    row = HEAD + 1
    outcome = ""
    for each in rows_of(unit, report):
        if each.outcome.number != outcome:
            outcome = each.outcome.number
            _outcome(sheet, row, f"Outcome {outcome}. {each.outcome.text}", learners)
            row += 1
        _criterion(sheet, row, each, learners)
        row += 1
    _signatures(sheet, row + 1)
    for column, (_, width) in enumerate((*FACTS, *SIGNED * learners), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in range(4, len(FACTS) + 1):
        sheet.column_dimensions[get_column_letter(column)].outlineLevel = 1
    sheet.freeze_panes = f"C{HEAD + 1}"
    _print(sheet, "A:B", f"{HEAD - 1}:{HEAD}")
    _dates(sheet, row, learners)


def _learners(sheet: Worksheet, learners: int, first: int) -> None:
    """The name over each learner's columns, taken from the summary."""
    for number in range(learners):
        column = len(FACTS) + 1 + number * len(SIGNED)
        place = f"Summary!$B${first + number}"
        cell = _formula(sheet, HEAD - 1, column, f'=IF({place}="","Learner {number + 1}",{place})')
        cell.fill = _GREY
        for beside in range(1, len(SIGNED)):
            _put(sheet, HEAD - 1, column + beside, None)
        sheet.merge_cells(start_row=HEAD - 1, end_row=HEAD - 1, start_column=column, end_column=column + len(SIGNED) - 1)
        _head(sheet, HEAD, [name for name, _ in SIGNED], column)


def _outcome(sheet: Worksheet, row: int, text: str, learners: int) -> None:
    _put(sheet, row, 1, text, bold=True, boxed=False).alignment = Alignment(wrap_text=False)
    for column in range(1, len(FACTS) + learners * len(SIGNED) + 1):
        sheet.cell(row, column).fill = _GREY


def _criterion(sheet: Worksheet, row: int, each: Row, learners: int) -> None:
    form, evidence = BY_NAME[each.status], each.evidence
    text = each.depth.text if each.depth else None
    _put(sheet, row, 1, "" if each.item else each.covered.criterion.id, bold=True)
    _put(sheet, row, 2, each.wording).alignment = Alignment(vertical="top", wrap_text=True, indent=1 if each.item else 0)
    _put(sheet, row, 3, form.name).fill = PatternFill("solid", fgColor=form.fill)
    _put(sheet, row, 4, "; ".join(each.missing))
    for column, found in enumerate((taught_in(evidence), asked_by(evidence.test), asked_by(evidence.practice)), 5):
        _put(sheet, row, column, "\n".join(_short(place) for place in found))
    _put(sheet, row, 8, text.words if text else None)
    _put(sheet, row, 9, text.grade if text else None)
    for column in range(len(FACTS) + 1, len(FACTS) + learners * len(SIGNED) + 1):
        _put(sheet, row, column, None)


def _short(place: str) -> str:
    """A place without the folder of its file, which a unit's files share."""
    path, _, rest = place.partition(":")
    return f"{path.rpartition('/')[2]}:{rest}"


def _signatures(sheet: Worksheet, row: int) -> None:
    """Below the criteria: who signs that the unit is achieved."""
    for place, role in enumerate(("Assessor: name, signature, date", "Internal quality assurer: name, signature, date")):
        _put(sheet, row + place, 1, None)
        _put(sheet, row + place, 2, role, bold=True)
        for column in range(3, 8):
            _put(sheet, row + place, column, None)
        sheet.row_dimensions[row + place].height = 30


def _dates(sheet: Worksheet, last: int, learners: int) -> None:
    """Dates are dates, so that they can be counted."""
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Date achieved", "Write a date, such as 14/03/2027."
    for number in range(learners):
        letter = get_column_letter(len(FACTS) + 1 + number * len(SIGNED))
        rule.add(f"{letter}{HEAD + 1}:{letter}{last - 1}")
        for row in range(HEAD + 1, last):
            sheet[f"{letter}{row}"].number_format = "dd/mm/yyyy"
    sheet.add_data_validation(rule)


def _print(sheet: Worksheet, columns: str, rows: str) -> None:
    """A4 across, the criteria and the head on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.scale = 70
    sheet.print_title_cols = columns
    sheet.print_title_rows = rows
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    for side, text in (("left", "Initials  Assessor ________  IQA ________"), ("center", "&A"), ("right", "Page &P of &N")):
        getattr(sheet.oddFooter, side).text = text
