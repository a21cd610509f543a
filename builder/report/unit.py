"""One unit for a terminal: each criterion with how deeply it is taught and assessed."""

from rich.table import Table
from rich.text import Text

from builder.checks.coverage import CoveredCriterion
from builder.checks.depth import Depth
from builder.report.facts import Report, share
from builder.report.screen import Screen, said
from builder.report.text import mark

HEADS = ("parts", "words", "level", "test", "practice", "scenarios")


def depth_text(report: Report, screen: Screen) -> str:
    """A line a criterion for each unit of the report, wording wrapped."""
    return screen.draw(piece for unit in report.units for piece in (Text(), _table(unit.criteria(), unit.content.unit.ref, report, screen)))


def _table(criteria: list[CoveredCriterion], ref: str, report: Report, screen: Screen) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="", show_edge=False)
    table.add_column(said(ref), no_wrap=True)
    table.add_column("criterion", overflow="fold")
    for head in HEADS:
        table.add_column(head, justify="right", no_wrap=True)
    depths = report.depths[ref].criteria
    for each in criteria:
        name = Text.assemble(mark(each, screen), f" {said(each.criterion.id)}")
        table.add_row(name, Text(said(each.criterion.text)), *_figures(depths[each.criterion.id]))
    return table


def _figures(depth: Depth) -> list[Text]:
    grade = depth.text.grade
    counts = [f"{depth.parts}", f"{depth.text.words:,}", "-" if grade is None else f"{grade}", f"{depth.asked('test')}", f"{depth.asked('practice')}"]
    return [Text(each, style="dim" if each in ("0", "-") else "") for each in (*counts, share(depth.scenarios))]
