"""A crosswalk as plain data, for other programs."""

from typing import Any

from builder.checks.coverage import Coverage
from builder.checks.crosswalk import Crosswalk, Pair, Side, UnitPair, needs
from builder.wording import difference, plain


def as_data(walk: Crosswalk) -> dict[str, Any]:
    """Both qualifications, units with their counts, every criterion with its counterpart, what each still needs, totals."""
    return {
        "from": _qualification(walk.here),
        "to": _qualification(walk.there),
        "units": [_unit(unit) for unit in walk.units],
        "needs": {"from": _needs(walk.here), "to": _needs(walk.there)},
        "totals": {
            "same": walk.count("same"),
            "differs": walk.count("differs"),
            "explained": walk.explained,
            "unexplained": walk.unexplained,
            "only_from": walk.count("only-from"),
            "only_to": walk.count("only-to"),
        },
    }


def _qualification(report: Coverage) -> dict[str, str]:
    qualification = report.course.qualification
    return {"name": qualification.name, "number": qualification.number, "title": qualification.title}


def _unit(unit: UnitPair) -> dict[str, Any]:
    return {
        "from": {"ref": unit.here.ref, "title": unit.here.title} if unit.here else None,
        "to": [{"ref": each.ref, "title": each.title} for each in unit.there],
        "same": unit.count("same"),
        "differs": unit.count("differs"),
        "explained": unit.explained,
        "only_from": unit.count("only-from"),
        "only_to": unit.count("only-to"),
        "criteria": [_pair(pair) for pair in unit.pairs],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "relation": pair.relation,
        "from": _side(pair.here),
        "to": _side(pair.there),
        "difference": _difference(pair) if pair.relation == "differs" else None,
        "explained": not pair.unexplained,
        "because": [{"text": plain(each.because or ""), "path": each.span.path, "line": each.span.line} for each in pair.reasons],
    }


def _difference(pair: Pair) -> dict[str, Any] | None:
    if not pair.here or not pair.there:
        return None
    here, there = pair.here.criterion.wording, pair.there.criterion.wording
    return {
        "text": [{"kind": run.kind, "text": run.text} for run in difference(here.text, there.text)],
        "range": [{"from": old or None, "to": new or None} for old, new in here.changed_items(there)],
    }


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    evidence = side.covered.evidence
    return {
        "unit": side.unit.ref,
        "criterion": side.criterion.id,
        "text": side.criterion.text,
        "range": [item.text for item in side.criterion.range],
        "status": side.covered.status,
        "taught_by": [{"path": each.lesson.path, "line": each.part.span.line, "part": each.part.title} for each in evidence.taught],
        "test_questions": len(evidence.test),
        "practice_questions": len(evidence.practice),
    }


def _needs(report: Coverage) -> list[dict[str, Any]]:
    """What each criterion still lacks that is not covered."""
    return [
        {"unit": unit.ref, "criterion": each.criterion.id, "status": each.status, "gaps": each.gaps(report.needed)}
        for unit, criteria in needs(report)
        for each in criteria
    ]
