"""`coursewright coverage`."""

from typing import Any

import click

from builder.checks.course import Checked
from builder.checks.coverage import Coverage, CoveredCriterion, CoveredItem, CoveredUnit, Evidence, coverage
from builder.cli import show
from builder.cli.course import checked_course, qualification_option
from builder.model import Question

MARKS = {"covered": "■", "partly": "◧", "uncovered": "□", "suspect": "◆"}
PLAIN = {"covered": "#", "partly": "=", "uncovered": ".", "suspect": "?"}


@click.command("coverage")
@click.argument("path", required=False)
@qualification_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it. json takes one qualification.")
def command(path: str | None, qualifications: tuple[str, ...], form: str) -> None:
    """Show where each criterion of the course at PATH is taught and assessed.

    Exit code 1 when a unit that has been begun is not wholly covered, or the wording of one of its criteria has changed
    since its content was reviewed.

    Example: coursewright coverage --qualification iao-601-3477-x --format json
    """
    checked = checked_course(path, qualifications)
    reports = [coverage(course) for course in checked.courses]
    if form == "json" and len(reports) > 1:
        names = ", ".join(course.qualification.name for course in checked.courses)
        raise click.UsageError(f"json shows one qualification: name it with --qualification. The course has {names}.")
    _warn(checked)
    for report in reports:
        click.echo(show.to_json(as_data(report)) if form == "json" else as_text(report))
    begun = [unit for report in reports for unit in report.units if not unit.content.empty]
    raise SystemExit(0 if reports and all(unit.complete for unit in begun) else 1)


def _warn(checked: Checked) -> None:
    errors = sum(finding.severity == "error" and finding.code != "CW201" for finding in checked.findings)
    if errors:
        click.echo(
            f"warning: the course has {errors} error{'' if errors == 1 else 's'}, so this may not be the whole of it. See: coursewright check\n", err=True
        )


def as_data(report: Coverage) -> dict[str, Any]:
    """Coverage as plain data: qualification, units with outcomes and criteria, totals."""
    qualification = report.course.qualification
    return {
        "qualification": {"number": qualification.number, "title": qualification.title},
        "units": [_unit(unit) for unit in report.units],
        "totals": _totals(report),
    }


def _unit(unit: CoveredUnit) -> dict[str, Any]:
    return {
        "ref": unit.content.unit.ref,
        "title": unit.content.unit.title,
        "outcomes": [
            {"number": outcome.number, "text": outcome.text, "criteria": [_criterion(each) for each in criteria]} for outcome, criteria in unit.outcomes
        ],
    }


def _criterion(covered: CoveredCriterion) -> dict[str, Any]:
    evidence = covered.evidence
    return {
        "id": covered.criterion.id,
        "text": covered.criterion.text,
        "range": [_item(item) for item in covered.items],
        "status": covered.status,
        "taught_by": _taught_by(evidence),
        "assessed_by": _assessed_by(evidence),
    }


def _item(item: CoveredItem) -> dict[str, Any]:
    return {"id": item.id, "text": item.text, "status": item.status, "taught_by": _taught_by(item.evidence), "assessed_by": _assessed_by(item.evidence)}


def _taught_by(evidence: Evidence) -> list[dict[str, Any]]:
    return [{"path": each.lesson.path, "line": each.part.span.line, "part": each.part.title} for each in evidence.taught]


def _assessed_by(evidence: Evidence) -> list[dict[str, Any]]:
    def place(question: Question) -> dict[str, Any]:
        return {"path": question.path, "line": question.span.line, "question": question.id, "purpose": question.purpose}

    return [place(question) for question in (*evidence.test, *evidence.practice)]


def _totals(report: Coverage) -> dict[str, int]:
    criteria = [each for unit in report.units for each in unit.criteria()]
    counts = {status: sum(each.status == status for each in criteria) for status in ("covered", "partly", "uncovered", "suspect")}
    questions = [question for unit in report.units for question in unit.content.questions]
    return {
        "units": len(report.units),
        "criteria": len(criteria),
        **counts,
        "lessons": sum(len(unit.content.lessons) for unit in report.units),
        "parts": sum(len(lesson.parts) for unit in report.units for lesson in unit.content.lessons),
        "practice_questions": sum(question.purpose == "practice" for question in questions),
        "test_questions": sum(question.purpose == "test" for question in questions),
    }


def as_text(report: Coverage) -> str:
    """A line a unit with a mark a criterion, then each criterion that is not covered in a begun unit."""
    marks = MARKS if show.holds_unicode() else PLAIN
    lines = [f"{report.course.qualification.number}, {report.course.qualification.title}", ""]
    width = max(len(unit.content.unit.title) for unit in report.units)
    drawn = {unit.content.unit.ref: " ".join("".join(marks[each.status] for each in criteria) for _, criteria in unit.outcomes) for unit in report.units}
    room = max(len(text) for text in drawn.values())
    for unit in report.units:
        criteria = unit.criteria()
        count = sum(each.status == "covered" for each in criteria)
        ref = unit.content.unit.ref
        lines.append(f"{ref}  {unit.content.unit.title:<{width}}  {drawn[ref]:<{room}}  {count:>2} of {len(criteria)} covered")
    shown = {"covered", "partly", "uncovered", *(each.status for unit in report.units for each in unit.criteria())}
    lines += ["", "   ".join(f"{marks[status]} {status}" for status in MARKS if status in shown)]
    for unit in report.units:
        if not unit.content.empty and not unit.complete:
            lines += ["", unit.content.unit.ref, *_gaps(unit, report.needed, marks)]
    return "\n".join(lines)


def _gaps(unit: CoveredUnit, needed: int, marks: dict[str, str]) -> list[str]:
    lines = []
    for covered in unit.criteria():
        if covered.status != "covered":
            lines.append(f"  {marks[covered.status]} {covered.criterion.id}  {covered.criterion.text}")
            lines.append(f"         {'; '.join(covered.gaps(needed))}")
    return lines
