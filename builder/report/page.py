"""The report as one HTML page that needs nothing else: a screen's document, a phone's, and A4 to sign.

Made from page.html with page.css and page.js inside it. The same content gives the same page, byte for byte: it carries no date,
and the fingerprint says what was read.
"""

import base64
import hashlib
import json
import re
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from builder import __version__
from builder.checks.coverage import CoveredCriterion, CoveredUnit, Evidence, Taught
from builder.checks.depth import PURPOSES, Depth, part_text
from builder.checks.prose import Text
from builder.model import Question
from builder.report.facts import Report, drafts, hours, missing_of, plural, rule, share
from builder.report.matrix import matrix
from builder.report.rows import visible
from builder.report.statuses import BY_NAME, STATUSES, counts, in_words, listed
from builder.targets.scorm12.identifiers import criterion_identifier, encode, unit_identifier
from builder.wording import Run, difference, plain

HERE = Path(__file__).parent
MANY = 150
"""From as many criteria on, units that are off screen cost no layout."""
REVIEWED = "its wording has changed since its content was reviewed"
_TICKS = re.compile(r"`([^`]+)`|(## … \{[^{}]*\})")


class Place(NamedTuple):
    """A line of a source: its file's name, its path from the current folder, and a link where there can be one."""

    name: str
    path: str
    line: int
    href: str


def as_page(report: Report, back: str | None) -> bytes:
    """The page. `back` leads from the page's folder to the current one ("" where they are the same, "../"); None for no links."""
    script = (HERE / "page.js").read_text("utf-8")
    seal = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"ticks": _ticks, "css": _css, "script": _script, "hours": hours, "share": share, "date": _date, "grouped": "{:,}".format}
    page = environment.get_template("page.html").render(
        report=report,
        page=_Page(report, back),
        statuses=listed(report.criteria),
        plural=plural,
        drafts=drafts,
        purposes=tuple(reversed(PURPOSES)),
        rule=rule,
        long=len(report.criteria) > MANY,
        version=__version__,
        style=Markup((HERE / "page.css").read_text("utf-8")),  # noqa: S704 our own file
        script=Markup(script),  # noqa: S704 our own file
        seal=seal,
    )
    return (visible(page) + "\n").encode()


def way_back(out: Path | None) -> str | None:
    """How a link gets from the folder of `out` to the current folder; None where that would tell of folders outside."""
    if out is None:
        return ""
    if PurePath(out).is_absolute() and not out.resolve().is_relative_to(Path.cwd().resolve()):
        return None
    folder = out.parent.resolve()
    here = Path.cwd().resolve()
    if folder.is_relative_to(here):
        return "../" * len(folder.relative_to(here).parts)
    return None


class _Page:
    """What the template asks for."""

    def __init__(self, report: Report, back: str | None) -> None:
        self.report = report
        self.back = back
        self.needed = report.coverage.needed
        self.counts = {form.name: 0 for form in STATUSES} | dict(counts(report.criteria))
        language = report.coverage.course.language
        self.voice = Markup(' dir="auto"') if language.lower().startswith("en") else Markup(' dir="auto" lang="{}"').format(language)
        """Attributes of the authors' own words."""
        self.whole = report.whole
        self.fresh = [unit for unit in report.units if unit.content.empty]
        self.gaps = [(unit, each) for unit in report.begun for each in unit.criteria() if each.status != "covered"]
        self.thin = [(unit, each, found) for unit in report.units for each in unit.criteria() if (found := self.thin_of(unit, each))]
        self.types = sorted({kind for found in self.whole.whole.types.values() for kind in found})
        self.matrices = [(unit, matrix(unit)) for unit in report.begun]

    matrix_data = property(lambda self: {self.unit_id(unit): drawn.data for unit, drawn in self.matrices})

    def unit_id(self, unit: CoveredUnit) -> str:
        return unit_identifier(unit.content.unit.ref)

    def outcome_id(self, unit: CoveredUnit, number: str) -> str:
        return f"{self.unit_id(unit)}_LO{encode(number)}"

    def criterion_id(self, unit: CoveredUnit, covered: CoveredCriterion) -> str:
        return criterion_identifier(unit.content.unit.ref, covered.criterion.id)

    def item_id(self, unit: CoveredUnit, covered: CoveredCriterion, item: str) -> str:
        return f"{self.criterion_id(unit, covered)}-{encode(item)}"

    def in_words(self, criteria: list[CoveredCriterion]) -> str:
        return in_words(criteria)

    def open(self) -> str:
        """What is open, in words."""
        return in_words(self.report.criteria, word=True)

    def verdict(self) -> str:
        """What stands in the way, in a few words."""
        if any(not each.met for _, each in self.gaps):
            return "Not ready to build."
        return "To be reviewed." if self.gaps else "Not wholly written."

    def gaps_in_words(self) -> str:
        """What is open in units that somebody has begun."""
        return in_words([each for _, each in self.gaps], word=True)

    def covered(self, unit: CoveredUnit) -> int:
        return counts(unit.criteria())["covered"]

    def lessons(self, *units: CoveredUnit) -> int:
        """How many lessons are written."""
        return sum(len(unit.content.written().lessons) for unit in units)

    def word(self, status: str) -> str:
        return next(form.word for form in BY_NAME.values() if form.name == status)

    def depth(self, unit: CoveredUnit, covered: CoveredCriterion) -> Depth:
        return self.report.depths[unit.content.unit.ref].criteria[covered.criterion.id]

    def thin_of(self, unit: CoveredUnit, covered: CoveredCriterion) -> tuple[str, ...]:
        return self.report.depths[unit.content.unit.ref].thin.get(covered.criterion.id, ())

    def gap(self, covered: CoveredCriterion) -> str:
        missing = self.report.missing(covered)
        return _sentence("; ".join([*missing[:-1], REVIEWED] if covered.status != "uncovered" and covered.reviewed else missing))

    def reworded(self, covered: CoveredCriterion) -> bool:
        """Whether `changes` shows the criterion's text."""
        return any(not label for label, _ in self.changes(covered))

    def changes(self, covered: CoveredCriterion) -> list[tuple[str, list[Run]]]:
        """What became of the wording that was reviewed, word by word: of the text, and of each range item that is another."""
        if not covered.reviewed or covered.status == "uncovered":
            return []
        before, after = covered.reviewed, covered.criterion.wording
        text = [("", difference(before.text, after.text))] if plain(before.text) != plain(after.text) else []
        return text + [("Range item", difference(old, new)) for old, new in before.changed_items(after)]

    def gap_of(self, evidence: Evidence) -> str:
        return _sentence("; ".join(missing_of(evidence, self.needed)))

    def mend(self, unit: CoveredUnit, covered: CoveredCriterion) -> str:
        return _sentence(self.report.mend(unit, covered))

    def text(self, taught: Taught) -> Text:
        return part_text(taught.lesson, taught.part, self.report.coverage.course.language)

    def minutes(self, text: Text) -> str:
        return hours(max(1, round(text.minutes)))

    def part_of(self, taught: Taught) -> Place:
        return self._place(taught.lesson.path, taught.part.span.line)

    def place_of(self, question: Question) -> Place:
        return self._place(question.path, question.span.line)

    def quizzes(self, unit: CoveredUnit) -> list[str]:
        """The names of the unit's files of questions."""
        return list(dict.fromkeys(each.path.rpartition("/")[2] for each in unit.content.questions))

    def folders(self, unit: CoveredUnit) -> list[str]:
        """The folders of the unit's files."""
        paths = [*(lesson.path for lesson in unit.content.lessons), *(question.path for question in unit.content.questions)]
        return list(dict.fromkeys(f"{path.rpartition('/')[0]}/" for path in paths))

    def _place(self, path: str, line: int) -> Place:
        href = "" if self.back is None or path.startswith("/") or PurePath(path).is_absolute() else f"{self.back}{quote(path)}#L{line}"
        return Place(path.rpartition("/")[2], path, line, href)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def _ticks(text: str) -> Markup:
    """Words between backticks, and headings to write, as code."""
    return Markup(_TICKS.sub(lambda found: f"<code>{found[1] or found[2]}</code>", str(escape(text))))  # noqa: S704 escaped before


def _css(text: str) -> Markup:
    """A string for a style sheet: what could end it, or the style element, by its number."""
    return Markup('"' + re.sub(r"[^\w .,/()-]", lambda found: f"\\{ord(found[0]):x} ", visible(text)) + '"')  # noqa: S704 nothing is left that could be markup


def _script(data: object) -> Markup:
    """JSON for a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 nothing is left that could be markup


def _date(text: str) -> str:
    """2026-05-31 as 31 May 2026."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B} {day.year}"
