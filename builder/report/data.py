"""The report as plain data, for JSON: qualification, units with outcomes and criteria, totals."""

from typing import Any

from builder.checks.coverage import CoveredCriterion, CoveredItem, CoveredUnit, Evidence
from builder.checks.depth import Depth, UnitDepth
from builder.model import Question
from builder.report.facts import Report
from builder.report.statuses import counts


def as_data(report: Report) -> dict[str, Any]:
    """All of it."""
    qualification = report.qualification
    return {
        "qualification": {"number": qualification.number, "title": qualification.title},
        "fingerprint": report.fingerprint,
        "units": [_unit(unit, report.depths[unit.content.unit.ref]) for unit in report.units],
        "totals": _totals(report),
    }


def criterion_data(covered: CoveredCriterion, depth: UnitDepth) -> dict[str, Any]:
    """One criterion."""
    name = covered.criterion.id
    return {
        "id": name,
        "text": covered.criterion.text,
        "range": [_item(item) for item in covered.items],
        "status": covered.status,
        "taught_by": _taught_by(covered.evidence),
        "assessed_by": _assessed_by(covered.evidence),
        "depth": {**_depth(depth.criteria[name]), "thin": list(depth.thin.get(name, ()))},
    }


def _unit(unit: CoveredUnit, depth: UnitDepth) -> dict[str, Any]:
    return {
        "ref": unit.content.unit.ref,
        "title": unit.content.unit.title,
        "outcomes": [
            {"number": outcome.number, "text": outcome.text, "criteria": [criterion_data(each, depth) for each in criteria]}
            for outcome, criteria in unit.outcomes
        ],
        "depth": _whole(depth),
    }


def _whole(depth: UnitDepth) -> dict[str, Any]:
    return {**_depth(depth.whole), "learning_minutes": depth.minutes, "guided_learning_minutes": depth.guided}


def _depth(depth: Depth) -> dict[str, Any]:
    return {
        "parts": depth.parts,
        "words": depth.text.words,
        "reading_minutes": round(depth.text.minutes, 1),
        "reading_level": depth.text.grade,
        "questions": depth.types,
        "scenario_share": round(depth.scenarios, 3),
    }


def _item(item: CoveredItem) -> dict[str, Any]:
    return {"id": item.id, "text": item.text, "status": item.status, "taught_by": _taught_by(item.evidence), "assessed_by": _assessed_by(item.evidence)}


def _taught_by(evidence: Evidence) -> list[dict[str, Any]]:
    return [{"path": each.lesson.path, "line": each.part.span.line, "part": each.part.title} for each in evidence.taught]


def _assessed_by(evidence: Evidence) -> list[dict[str, Any]]:
    def place(question: Question) -> dict[str, Any]:
        return {"path": question.path, "line": question.span.line, "question": question.id, "purpose": question.purpose}

    return [place(question) for question in (*evidence.test, *evidence.practice)]


def _totals(report: Report) -> dict[str, Any]:
    written = [unit.content.written() for unit in report.units]
    questions = [question for content in written for question in content.questions]
    return {
        "units": len(report.units),
        "criteria": len(report.criteria),
        **{str(status): count for status, count in counts(report.criteria).items()},
        "lessons": sum(len(content.lessons) for content in written),
        "parts": sum(len(lesson.parts) for content in written for lesson in content.lessons),
        "practice_questions": sum(question.purpose == "practice" for question in questions),
        "test_questions": sum(question.purpose == "test" for question in questions),
        "drafts": report.drafts,
        "depth": _whole(report.whole),
    }
