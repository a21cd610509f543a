"""A specification's text, as converted from PDF, to a qualification file.

The text is taken word for word. What it does not say, or says in a way that can be read twice, is reported with its line.
"""

from typing import Any, NamedTuple

from builder.diagnostics import Diagnostic, in_reading_order
from builder.exchange.spec.head import head
from builder.exchange.spec.report import LAYOUT, Report
from builder.exchange.spec.rows import rows
from builder.exchange.spec.units import LAYOUTS, listed, units
from builder.exchange.yaml_out import to_yaml
from builder.source import Source

_KEYS = ("number", "title", "awarding_organisation", "level", "credit", "guided_learning_hours", "total_qualification_time", "review_date", "aim", "units")


class Spec(NamedTuple):
    """A specification as read: the qualification file's text, None where nothing could be made of it, and what to look at."""

    yaml: str | None
    units: int
    criteria: int
    findings: list[Diagnostic]


def read_spec(source: Source) -> Spec:
    """The specification that `source` states."""
    table, report = rows(source), Report(source)
    starts = next((found for layout in LAYOUTS.values() if (found := layout(table))), [])
    if not starts:
        known = " or ".join(LAYOUTS)
        message = "this text is in no layout that is known, so nothing was read of it"
        hint = f"a specification is read that has {known}, tabs between the cells of tables; or write the file by hand, like content/qualifications"
        return Spec(None, 0, 0, [LAYOUT.at(source.span(1), message, hint=hint)])
    before = table[: starts[0].place]
    data = {**head(before, report), "units": units(table, starts, report)}
    listed(before, data["units"], report)
    _sums(data, report)
    criteria = sum(len(outcome["criteria"]) for unit in data["units"] for outcome in unit["outcomes"])
    return Spec(qualification_yaml(data), len(data["units"]), criteria, in_reading_order(report.findings))


def qualification_yaml(data: dict[str, Any]) -> str:
    """A qualification as our files have it: keys in their order, aims folded."""
    return to_yaml({**{key: data[key] for key in _KEYS if key in data}, **data}, folded=frozenset({"aim", "because"}))


def _sums(data: dict[str, Any], report: Report) -> None:
    """Where the units do not add up to the qualification. Optional units are no slip: it may be meant."""
    for key, word in (("credit", "credits"), ("guided_learning_hours", "guided learning hours")):
        parts = [unit[key] for unit in data["units"]]
        if data[key] is not None and None not in parts and sum(parts) != data[key]:
            report.unsure(
                1, f"the units have {sum(parts)} {word} and the qualification {data[key]}", "compare both with the specification; optional units explain it"
            )
