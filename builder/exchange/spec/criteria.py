"""The table of a unit's learning outcomes and assessment criteria.

Pages and columns break it in many ways: several criteria in one cell, numbers in a column of their own, several numbers in
one cell beside several paragraphs, a criterion below the next outcome's title, range items on the next page. What holds in
all of them is the order of the numbers, so that is what is read.
"""

import re
from collections.abc import Sequence
from typing import Any

from builder.exchange.spec.report import Report
from builder.exchange.spec.rows import Piece, Row

_OUTCOME = re.compile(r"^(?:LO\s*)?(\d{1,2})\s*[.):]?\s+(?=\D)(.+)$", re.DOTALL)
_NUMBERS = re.compile(r"^(?:\d{1,2}\.\d{1,2}\.?\s*)+$")
_NUMBER = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?=\s)")
_HEADS = re.compile(r"^(?:learning outcomes?|the learner (?:will|can)|assessment criteria|LOs?)\b", re.IGNORECASE)
_UP_TO = re.compile(r"to\s+(\d{1,2}(?:\.\d{1,2})?)\s*\)")
_ANNOUNCES = re.compile(r"(?:\binclud(?:e|es|ing)|following|:)\s*:?$", re.IGNORECASE)

Number = tuple[int, int]

INTRUDERS = 4
"""As many lines of a page's foot and the next one's head may stand within a table."""


def is_head(row: Row) -> bool:
    """Whether a row is the head of such a table."""
    return bool(re.match(r"learning outcomes?\b", row.plain(0), re.IGNORECASE) and re.search(r"assessment criteria", row.plain(1), re.IGNORECASE))


def outcomes(rows: Sequence[Row], report: Report) -> list[dict[str, Any]]:
    """The outcomes with their criteria; `rows` start with the table's head and may go on beyond its end."""
    table = _Table(report, rows[0].line)
    for place, row in enumerate(rows[1:], 2):
        first = row.plain(0)
        if _HEADS.match(first) or table.read(row, first):
            continue
        if not any(map(table.goes_on, rows[place : place + INTRUDERS])):
            _rest(rows[place:], table, report)
            break
        report.unsure(row.line, f"“{first}” stands between criteria and was left out, like a page's head or foot")
    return table.result(rows[0])


def _rest(rows: Sequence[Row], table: "_Table", report: Report) -> None:
    """What looks like criteria below the end of the table is said: none is dropped without a word."""
    for row in rows:
        if table.goes_on(row):
            report.missing(row.line, f"the table of criteria ended above with {_spelt(table.last)}, and here it seems to go on")
            return


class _Table:
    def __init__(self, report: Report, line: int) -> None:
        self.report = report
        self.line = line
        self.titles: dict[int, str] = {}
        self.texts: dict[Number, str] = {}
        self.items: dict[Number, list[str]] = {}
        self.pending: list[Number] = []
        self.last: Number = (0, 0)
        self.outcome = 0
        self.turned: set[int] = set()

    def read(self, row: Row, first: str) -> bool:
        """Take a row in; False where it is not of this table any more."""
        self.line = row.line
        title = _OUTCOME.match(first)
        if len(row.cells) == 1:
            return self._alone(row)
        if title and not _NUMBER.match(first):
            self.outcome = int(title[1])
            self._title(self.outcome, title[2])
        elif first and self.outcome and _NUMBER.match(row.plain(1)):
            self.titles[self.outcome] += f" {first}"
            self.report.unsure(row.line, f"“{first}” was read as the rest of outcome {self.outcome}")
        elif first:
            return False
        for cell in row.cells[1:]:
            self._cell(cell)
        return True

    def _alone(self, row: Row) -> bool:
        """A line without cells: an item, or a criterion that follows; anything else ends the table."""
        pieces = row.cells[0]
        if all(piece.item for piece in pieces) or self._follows(pieces[0].text):
            self._cell(pieces)
            return True
        return False

    def goes_on(self, row: Row) -> bool:
        """Whether the criterion that is next in order starts in a row."""
        return any(self._follows(piece.text + " ") for cell in row.cells for piece in cell[:1])

    def _follows(self, text: str) -> bool:
        found = _NUMBER.match(text)
        return bool(found) and self._next((int(found[1]), int(found[2]))) if found else False

    def _next(self, number: Number) -> bool:
        return number in ((self.last[0], self.last[1] + 1), (self.last[0] + 1, 1))

    def _title(self, number: int, text: str) -> None:
        if number in self.titles:
            self.report.unsure(self.line, f"outcome {number} stands here a second time, so only its first title was taken")
        self.titles.setdefault(number, text.strip())

    def _cell(self, cell: Sequence[Piece]) -> None:
        whole = " ".join(piece.text for piece in cell)
        if _NUMBERS.match(whole + " "):
            self.pending += [(int(number[0]), int(number[1])) for number in _NUMBER.findall(whole + " ")]
            return
        for piece in cell:
            self._item(piece.text) if piece.item else self._text(piece.text)

    def _item(self, text: str) -> None:
        if self.pending and self.line not in self.turned:
            self.turned.add(self.line)
            message = f"“{text}” and what follows stands beside {_spelt(self.pending[0])} and was read as range items of {_spelt(self.last)} above"
            self.report.unsure(self.line, message)
        self.items.setdefault(self.last, []).append(text)

    def _text(self, text: str) -> None:
        starts = self._starts(text)
        before = text[: starts[0][0]] if starts else text
        if before.strip():
            self._unnumbered(before.strip())
        for place, (_, begin, number) in enumerate(starts):
            end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
            self._criterion(number, text[begin:end].strip())

    def _starts(self, text: str) -> list[tuple[int, int, Number]]:
        """Where criteria start: numbers in their order, so that "2.5 litres" within a criterion is not taken for one."""
        found, last = [], self.last
        for each in _NUMBER.finditer(text + " "):
            number = (int(each[1]), int(each[2]))
            if each.start() == 0 or number in ((last[0], last[1] + 1), (last[0] + 1, 1)):
                found.append((each.start(), each.end(), number))
                last = number
        return found

    def _unnumbered(self, text: str) -> None:
        if self.pending:
            self._criterion(self.pending.pop(0), text)
        elif self.last in self.items:
            self.report.unsure(self.line, f"“{text}” has no number and follows range items of {_spelt(self.last)}: it was left out")
        elif self.last in self.texts:
            self.texts[self.last] += f" {text}"
            self.report.unsure(self.line, f"“{text}” has no number and was read as the rest of {_spelt(self.last)}")
        else:
            self.report.unsure(self.line, f"“{text}” has no number and was left out")

    def _criterion(self, number: Number, text: str) -> None:
        if number in self.texts:
            self.report.unsure(self.line, f"{_spelt(number)} stands here a second time, so only the first was taken")
            return
        if self.last != (0, 0) and not self._next(number):
            self.report.unsure(self.line, f"{_spelt(number)} follows {_spelt(self.last)}")
        if number[0] != self.outcome:
            self.report.unsure(self.line, f"{_spelt(number)} stands beside outcome {self.outcome} and was given to outcome {number[0]}, as its number says")
        self.texts[number] = text
        self.last = number

    def result(self, head: Row) -> list[dict[str, Any]]:
        """What the table says, with what it announces and lacks reported."""
        for number in self.pending:
            self.report.missing(self.line, f"no text was found for {_spelt(number)}")
        self._announced(head)
        for outcome in sorted({each[0] for each in self.texts} - set(self.titles)):
            self.report.missing(head.line, f"no title was found for outcome {outcome}")
        for number, text in self.texts.items():
            if _ANNOUNCES.search(text) and number not in self.items:
                self.report.unsure(head.line, f"{_spelt(number)} ends “{text[-30:]}”, and no range items were found")
        return [self._outcome(number, title) for number, title in sorted(self.titles.items())]

    def _announced(self, head: Row) -> None:
        last = max(self.texts, default=(0, 0))
        for place, found in ((0, str(max(self.titles, default=0))), (1, _spelt(last))):
            said = _UP_TO.search(head.plain(place))
            if said and said[1] != found:
                self.report.unsure(head.line, f"the table's head goes up to {said[1]}, and {found} is the last that was found")

    def _outcome(self, number: int, title: str) -> dict[str, Any]:
        mine = sorted(each for each in self.texts if each[0] == number)
        if not mine:
            self.report.missing(self.line, f"no criteria were found for outcome {number}")
        criteria = [{"id": _spelt(each), "text": self.texts[each], **({"range": self.items[each]} if each in self.items else {})} for each in mine]
        return {"number": str(number), "text": title, "criteria": criteria}


def _spelt(number: Number) -> str:
    return f"{number[0]}.{number[1]}"
