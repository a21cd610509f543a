"""The report for a terminal: a line a unit with a mark a criterion, then what is not covered."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from builder.checks.coverage import CoveredCriterion, CoveredUnit, Evidence
from builder.checks.depth import UnitDepth
from builder.report.facts import Report, drafts, hours, plural, share
from builder.report.screen import Screen, said
from builder.report.statuses import BY_NAME, counts, listed

SHOWN = 3
"""As many gaps as are shown without being asked for."""
LEAST_TITLE = 16


def as_text(report: Report, screen: Screen, *, every: bool = False) -> str:
    """The whole qualification. `every` lists all gaps, those of units that nobody has begun too."""
    qualification = report.qualification
    pieces: list[RenderableType] = [Text(said(f"{qualification.number}, {qualification.title}")), Text()]
    pieces += [_table(report, screen), Text(), _legend(report, screen), *_reading(report, every=every)]
    return screen.draw([*pieces, *_gaps(report, screen, every=every)])


def mark(covered: CoveredCriterion, screen: Screen) -> Text:
    """The mark of a criterion, in its status's style."""
    form = BY_NAME[covered.status]
    return Text(form.mark if screen.unicode else form.plain, style=form.style)


def _table(report: Report, screen: Screen) -> Table:
    rows = [_row(unit, report, screen) for unit in report.units]
    rest = ("criteria by outcome", "covered", "test + practice", "learning time")
    sums = _sums(report)
    widths = [max(cell_len(each[place].plain) for each in (*[row[2:] for row in rows], sums)) for place in range(len(rest))]
    refs = max(cell_len(row[0].plain) for row in rows)
    room = screen.width - refs - sum(max(width, len(head)) for width, head in zip(widths, rest, strict=True)) - 2 * 5
    titles = min(max(room, LEAST_TITLE), max(len("title"), *(cell_len(row[1].plain) for row in rows)))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="", show_edge=False)
    table.add_column("unit", no_wrap=True)
    table.add_column("title", width=titles)
    table.add_column(rest[0], overflow="fold")
    for head in rest[1:]:
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(row[0], screen.cut(row[1].plain, titles), *row[2:])
    if len(rows) > 1:
        table.add_row(Text(), Text(), *sums)
    return table


def _row(unit: CoveredUnit, report: Report, screen: Screen) -> list[Text]:
    content, depth = unit.content, report.depths[unit.content.unit.ref]
    marks = Text(" ").join(Text.assemble(*(mark(each, screen) for each in criteria)) for _, criteria in unit.outcomes)
    return [Text(said(content.unit.ref)), Text(said(content.unit.title)), marks, *_figures(unit.criteria(), depth)]


def _sums(report: Report) -> list[Text]:
    return [Text(), *_figures(report.criteria, report.whole)]


def _figures(criteria: list[CoveredCriterion], depth: UnitDepth) -> list[Text]:
    covered = counts(criteria)["covered"]
    test, practice = depth.whole.asked("test"), depth.whole.asked("practice")
    return [
        Text(f"{covered} of {len(criteria)}", style="" if covered else "dim"),
        Text(f"{test} + {practice}", style="" if test + practice else "dim"),
        Text(f"{hours(depth.minutes)} of {hours(depth.guided)}", style="" if depth.minutes else "dim"),
    ]


def _legend(report: Report, screen: Screen) -> Text:
    found = counts(report.criteria)
    signs = [
        Text.assemble((form.mark if screen.unicode else form.plain, form.style), (f" {found[form.name]} {form.name}", "" if found[form.name] else "dim"))
        for form in listed(report.criteria)
    ]
    return Text("   ").join(signs)


def _reading(report: Report, *, every: bool) -> Iterator[Text]:
    """What there is to read and to answer, and which criteria look thin."""
    whole = report.whole.whole
    if whole.text.words:
        level = "" if whole.text.grade is None else f", reading level {whole.text.grade}"
        scenarios = f", {share(whole.scenarios)} of {plural(whole.questions, 'question')} are scenarios" if whole.questions else ""
        yield Text(f"{whole.text.words:,} words, {hours(max(1, round(whole.text.minutes)))} to read{level}{scenarios}")
    thin = [(unit.content.unit.ref, *each) for unit in report.units for each in report.depths[unit.content.unit.ref].thin.items()]
    if report.drafts:
        yield Text(f"{drafts(report.drafts)}: coursewright check names them")
    shown = len(thin) if every else SHOWN
    for ref, name, reasons in thin[:shown]:
        yield Text(f"thin  {said(ref)} {said(name)}: {'; '.join(reasons)}")
    if thin[shown:]:
        yield Text(f"      ... {len(thin) - shown} more: coursewright coverage --all")


def _gaps(report: Report, screen: Screen, *, every: bool) -> Iterator[RenderableType]:
    units = report.units if every else report.begun
    left = SHOWN
    for unit in units:
        gaps = [each for each in unit.criteria() if each.status != "covered"]
        listed = gaps if every else gaps[:left]
        left -= len(listed)
        if listed:
            yield Text()
            yield Text(said(unit.content.unit.ref))
        for gap in listed:
            yield from _gap(gap, report, screen)
    shown = 0 if every else SHOWN - left
    yield from _more(report, shown) if not every else ()


def _more(report: Report, shown: int) -> Iterator[Text]:
    begun = {unit.content.unit.ref: sum(each.status != "covered" for each in unit.criteria()) for unit in report.begun}
    left = sum(begun.values()) - shown
    if left:
        yield Text(f"  ... {left} more: coursewright coverage --all")
    fresh = [unit for unit in report.units if unit.content.empty]
    if fresh:
        yield Text()
        criteria = plural(sum(len(unit.criteria()) for unit in fresh), "criterion", "criteria")
        yield Text(f"{plural(len(fresh), 'unit is', 'units are')} not begun, with {criteria}: coursewright coverage --all")


def _gap(covered: CoveredCriterion, report: Report, screen: Screen) -> Iterator[RenderableType]:
    """Mark, id and wording, wrapped; below it what is missing, and what is there."""
    head = Table.grid(padding=(0, 2, 0, 0))
    head.add_column(no_wrap=True)
    head.add_column(overflow="fold")
    wording = [Text(said(covered.criterion.text)), Text(said("; ".join(report.missing(covered))))]
    places = _places(covered.evidence)
    if places:
        wording.append(Text(places, style="dim"))
    head.add_row(Text.assemble(mark(covered, screen), " ", said(covered.criterion.id)), Text("\n").join(wording))
    yield Padding(head, (0, 0, 0, 2))


def _places(evidence: Evidence) -> str:
    taught = places((each.lesson.path, each.part.span.line) for each in evidence.taught)
    assessed = places((question.path, question.span.line) for question in evidence.test)
    return "     ".join(f"{label}  {found}" for label, found in (("taught", taught), ("assessed", assessed)) if found)


def places(found: Iterable[tuple[str, int]]) -> str:
    """`05-health.md:7, :45, quiz.yaml:303`: each file's name once, then the lines in it."""
    words, last = list[str](), ""
    for path, line in found:
        name = said(path.rpartition("/")[2])
        words.append(f"{'' if path == last else name}:{line}")
        last = path
    return ", ".join(words)
