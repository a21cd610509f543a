"""One criterion for a terminal: the question that an assessor asks. Where is it taught, where is it assessed?"""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from builder.checks.coverage import CoveredCriterion, CoveredUnit, Evidence
from builder.checks.depth import PURPOSES, Depth
from builder.model import Question
from builder.report.facts import Report, hours, missing_of, plural, share
from builder.report.screen import Screen, said
from builder.report.statuses import BY_NAME
from builder.report.text import mark
from builder.targets.scorm12.identifiers import criterion_identifier

WIDTH = 100


def criterion_text(report: Report, unit: CoveredUnit, covered: CoveredCriterion, screen: Screen) -> str:
    """The criterion and each of its range items, with every part and question, and how deep it goes."""
    ref, depth = unit.content.unit.ref, report.depths[unit.content.unit.ref]
    pieces: list[RenderableType] = [_head(ref, covered, screen), Text()]
    if covered.status != "covered":
        pieces.append(_row("missing", Text(said("; ".join(report.missing(covered))))))
    pieces += _evidence(covered.evidence)
    for item in covered.items:
        gaps = "" if item.status == "covered" else f": {'; '.join(missing_of(item.evidence, report.coverage.needed))}"
        form = BY_NAME[item.status]
        sign = (form.mark if screen.unicode else form.plain, form.style)
        pieces += [Text(), Text.assemble(sign, f" {said(item.text + gaps)}"), *_evidence(item.evidence)]
    pieces += [Text(), *_depth(depth.criteria[covered.criterion.id], depth.thin.get(covered.criterion.id, ()))]
    pieces.append(_row("in SCORM", Text(f"cmi.objectives id {criterion_identifier(ref, covered.criterion.id)}")))
    if folders := _folders(covered.evidence):
        pieces.append(_row("files in", Text(folders, style="blue")))
    pieces.append(_row("of", Text(said(f"{report.qualification.number}, {report.qualification.title}"))))
    return screen.draw(pieces)


def _head(ref: str, covered: CoveredCriterion, screen: Screen) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    form = BY_NAME[covered.status]
    name = said(f"{ref} {covered.criterion.id}")
    table.add_column(no_wrap=True)
    table.add_column(width=max(20, min(WIDTH, screen.width) - cell_len(name) - len(form.word) - 6), overflow="fold")
    table.add_column(no_wrap=True)
    table.add_row(name, Text(said(covered.criterion.text)), Text.assemble(mark(covered, screen), f" {form.word}"))
    return table


def _row(label: str, text: Text) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=8)
    table.add_column(overflow="fold")
    table.add_row(label, text)
    return table


def _evidence(evidence: Evidence) -> Iterator[Table]:
    rows = [("taught", _place(each.lesson.path, each.part.span.line), each.part.title, "") for each in evidence.taught]
    rows += [(purpose, *_question(each)) for purpose, found in (("test", evidence.test), ("practice", evidence.practice)) for each in found]
    if not rows:
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=8)
    for _ in range(3):
        table.add_column(overflow="fold")
    last = ""
    for label, place, name, kind in rows:
        table.add_row("" if label == last else label, Text(said(place), style="blue"), Text(said(name)), Text(kind))
        last = label
    yield table


def _question(question: Question) -> tuple[str, str, str]:
    return _place(question.path, question.span.line), question.id, question.type


def _place(path: str, line: int) -> str:
    return f"{path.rpartition('/')[2]}:{line}"


def _folders(evidence: Evidence) -> str:
    paths = [*(each.lesson.path for each in evidence.taught), *(question.path for question in (*evidence.test, *evidence.practice))]
    return said(", ".join(dict.fromkeys(f"{path.rpartition('/')[0]}/" for path in paths)))


def _depth(depth: Depth, thin: tuple[str, ...]) -> Iterator[Table]:
    text = depth.text
    if text.words:
        level = "" if text.grade is None else f", reading level {text.grade}"
        yield _row("reading", Text(f"{plural(text.words, 'word')} in {plural(depth.parts, 'part')}, {hours(max(1, round(text.minutes)))}{level}"))
    if depth.questions:
        yield _row("asked by", Text(f"{types_in_words(depth)}; {share(depth.scenarios)} scenarios"))
    if thin:
        yield _row("thin", Text("; ".join(thin)))


def types_in_words(depth: Depth) -> str:
    """`test: 4 choice, 2 choices; practice: 1 scenario`."""
    listed = [(purpose, ", ".join(f"{count} {kind}" for kind, count in depth.types[purpose].items())) for purpose in reversed(PURPOSES)]
    return "; ".join(f"{purpose}: {kinds}" for purpose, kinds in listed if kinds)
