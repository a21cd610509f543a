"""Numbers and dates as specifications write them."""

import re
from datetime import date

from builder.exchange.spec.report import Report
from builder.exchange.spec.rows import Row

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(r"\b(\d{1,2})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9}),?\s+(\d{4})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def whole(row: Row, place: int, report: Report) -> int | None:
    """The whole number in a cell: of "Minimum 132 hours", 132."""
    numbers = re.findall(r"\d+(?:,\d{3})*", row.plain(place))
    if len(numbers) > 1 or re.search(r"\d\.\d|minimum|at least|maximum|up to", row.plain(place), re.IGNORECASE):
        report.unsure(row.line, f"“{row.plain(0)}” says “{row.plain(place)}”, and {numbers[0] if numbers else 'nothing'} was taken")
    return int(numbers[0].replace(",", "")) if numbers else None


def day(row: Row, place: int, report: Report) -> str | None:
    """The date in a cell, like 2026-05-31. Figures are read as day, month, year."""
    text = row.plain(place)
    words, figures = _WORDS.search(text), _FIGURES.search(text)
    try:
        if words and words[2][:3].lower() in _MONTHS:
            return date(int(words[3]), _MONTHS.index(words[2][:3].lower()) + 1, int(words[1])).isoformat()
        if figures:
            return date(int(figures[3]), int(figures[2]), int(figures[1])).isoformat()
    except ValueError:
        pass
    report.unsure(row.line, f"“{text}” could not be read as a date", "write it into the file like 2026-05-31")
    return None
