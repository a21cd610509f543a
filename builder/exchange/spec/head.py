"""What a specification says of the qualification as a whole, before its units."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from builder.exchange.spec.report import Report
from builder.exchange.spec.rows import Row
from builder.exchange.spec.values import day, whole

_NUMBER = re.compile(r"\b(\d{3}/\d{4}/[0-9X])(?!\w)")
_REGULATED = (
    re.compile(r"^(?:\W*)(.{2,80}?) is an? Ofqual[- ]regulated awarding organi[sz]ation", re.IGNORECASE),
    re.compile(r"^(?:\W*)(.{2,80}?) is regulated to deliver this qualification", re.IGNORECASE),
)
_AIM = re.compile(r"(?:the )?(?:qualification )?(?:aims?|purpose)(?: and objectives)?(?: of (?:the|this) qualification)?", re.IGNORECASE)
_NOT_AIM = re.compile(r"\b(?:in|ex)ternally (?:assessed|quality assured|moderated)\b|\bfund(?:ed|ing)\b", re.IGNORECASE)

Value = Callable[[Row, int, Report], Any]
_LABELS: dict[str, tuple[re.Pattern[str], Value]] = {
    "level": (re.compile(r"(?:(?:RQF|QCF|qualification|regulated) )*level", re.IGNORECASE), whole),
    "credit": (re.compile(r"(?:qualification |total )?credits?(?: value)?", re.IGNORECASE), whole),
    "guided_learning_hours": (re.compile(r"(?:total )?guided learning(?: hours)?(?: \(GLH?\))?", re.IGNORECASE), whole),
    "total_qualification_time": (re.compile(r"total qualification time(?: \(TQT\))?", re.IGNORECASE), whole),
    "review_date": (re.compile(r"(?:qualification )?review date", re.IGNORECASE), day),
}


def head(rows: Sequence[Row], report: Report) -> dict[str, Any]:
    """Number, title, organisation, level, credit, hours, review date and aim, as our YAML has them."""
    number, title = _number_and_title(rows, report)
    found: dict[str, Any] = {"number": number, "title": title, "awarding_organisation": _organisation(rows, report)}
    for key, (label, value) in _LABELS.items():
        row = next((each for each in rows if len(each.cells) > 1 and label.fullmatch(each.plain(0).strip(" :")) and re.search(r"\d", each.plain(1))), None)
        found[key] = value(row, 1, report) if row else None
        if key == "level" and row is None:
            found[key] = _level(title, report)
        if found[key] is None:
            report.missing(row.line if row else 1, f"the text says no {key.replace('_', ' ')}")
    found["aim"] = _aim(rows, report)
    return found


def _level(title: str | None, report: Report) -> int | None:
    said = re.search(r"\bLevel (\d)\b", title or "")
    if said:
        report.unsure(1, f"no row says the qualification's level, so {said[1]} was taken from its title")
    return int(said[1]) if said else None


def _number_and_title(rows: Sequence[Row], report: Report) -> tuple[str | None, str | None]:
    """The number, and the title beside it or on the cover."""
    with_number = [(row, place, found[1]) for row in rows for place in range(len(row.cells)) if (found := _NUMBER.search(row.plain(place)))]
    if not with_number:
        report.missing(1, "the text says no qualification number")
        return None, _cover(rows, report)
    number = Counter(found for row, _, found in with_number if len(row.cells) > 1).most_common(1)
    wanted = number[0][0] if number else with_number[0][2]
    for row, place, said in with_number:
        other = row.plain(1 - place) if len(row.cells) == 2 and place < 2 else ""
        if said == wanted and re.search(r"\blevel\b", other, re.IGNORECASE):
            return wanted, other
    return wanted, _cover(rows, report)


def _cover(rows: Sequence[Row], report: Report) -> str | None:
    """The title in capitals at the beginning, spelt as it stands in the text."""
    shouted = []
    for row in rows[:30]:
        if row.alone and row.alone.isupper() and not re.search(r"\bNUMBER\b|\d{3}/\d{4}", row.alone):
            shouted.append(row)
        elif shouted:
            break
    words = " ".join(row.alone for row in shouted)
    start = re.search(r"(?:\S+ )?(?:ENTRY )?LEVEL \d", words)
    title = words[start.start() :] if start else words
    if not title:
        report.missing(1, "the text says no title")
        return None
    spelt = Counter(found[0] for row in rows for place in range(len(row.cells)) for found in _spellings(title, row.plain(place)))
    if not spelt:
        report.unsure(shouted[0].line, f"the title “{title}” stands in capitals only", "write it as the certificate has it")
        return title
    return spelt.most_common(1)[0][0]


def _spellings(title: str, text: str) -> Iterator[re.Match[str]]:
    return (found for found in re.finditer(re.escape(title), text, re.IGNORECASE) if not found[0].isupper())


def _organisation(rows: Sequence[Row], report: Report) -> str | None:
    for pattern in _REGULATED:
        for row in rows:
            if found := pattern.search(row.alone):
                return found[1].strip()
    report.missing(1, "the text does not say which awarding organisation it is by")
    return None


def _aim(rows: Sequence[Row], report: Report) -> str | None:
    """The paragraphs below the heading that announces the aim, without those about assessment or funding."""
    start = next((place for place, row in enumerate(rows) if _AIM.fullmatch(row.alone.strip(" :"))), None)
    if start is None:
        report.unsure(1, "no part about the qualification's aim was found", "add `aim: …` if it has one")
        return None
    kept = []
    for row in rows[start + 1 :]:
        if not row.alone or row.cells[0][0].item or _is_heading(row.alone):
            break
        if _NOT_AIM.search(row.alone):
            report.unsure(row.line, "this paragraph is about assessment or funding and was left out of the aim")
        else:
            kept.append(row.alone)
    return "\n".join(kept) or None


def _is_heading(text: str) -> bool:
    return len(text) <= 70 and text[-1] not in ".!?:;"
