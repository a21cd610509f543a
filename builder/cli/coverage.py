"""`coursewright coverage`."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.checks.course import Checked
from builder.checks.coverage import CoveredCriterion, CoveredUnit
from builder.cli import show
from builder.cli.course import checked_course, complete_unit, course_folder, is_there, qualification_option, unit_references
from builder.cli.manners import Voice, voice_options
from builder.cli.meant import Choice
from builder.cli.out import colours, deliver, out_option
from builder.diagnostics import did_you_mean
from builder.report.facts import Report, fingerprint, report

if TYPE_CHECKING:
    from builder.report.screen import Screen

FORMATS = ("text", "html", "xlsx", "csv", "json", "junit")
ONE_QUALIFICATION = ("html", "xlsx", "json")
_UNIT = re.compile(r"[A-Za-z]/?\d{3}/?\w{4}$")
_CRITERION = re.compile(r"\d+(?:\.\d+)*(?:/.*)?$")


@click.command("coverage")
@click.argument("arguments", nargs=-1, metavar="[PATH] [UNIT [CRITERION]]", shell_complete=complete_unit)
@qualification_option
@click.option("--format", "form", type=Choice(FORMATS), default="text", show_default=True, help="html, xlsx and json take one qualification.")
@out_option
@click.option("--all", "every", is_flag=True, help="List every gap, those of units that nobody has begun too.")
@click.option("--learners", type=click.IntRange(1, 60), default=12, show_default=True, help="How many learners the xlsx sheets have columns for.")
@voice_options
def command(arguments: tuple[str, ...], qualifications: tuple[str, ...], form: str, out: Path | None, every: bool, learners: int, voice: Voice) -> None:
    """Show where each criterion of the course at PATH is taught and assessed, and how deeply.

    PATH is the course's folder; without it, the course in the current folder or its content/. UNIT is a unit's reference,
    such as F/506/2131, or the name of its folder; with a CRITERION, all that is known of that one is shown.

    html is a page to read and print, xlsx a sheet to track learners in, csv and json are for other programs, junit for CI.

    Exit code 1 when a unit that has been begun is not wholly covered or has drafts, or the wording of one of its criteria has
    changed since its content was reviewed.

    Example: coursewright coverage F/506/2131 1.4
    """
    path, unit, criterion = _meant(arguments)
    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError("xlsx is nothing to read here: name a file with --out.")
    with voice:
        voice.stage("Reading and checking")
        checked = checked_course(path, qualifications)
        refs = _references(checked, unit)
        voice.stage("Counting what is taught and assessed")
        reports = _reports(checked, refs)
    if form in ONE_QUALIFICATION and len(reports) > 1:
        names = ", ".join(course.qualification.name for course in checked.courses)
        raise click.UsageError(f"{form} shows one qualification: name it with --qualification. The course has {names}.")
    _warn(checked)
    if criterion and reports:
        raise SystemExit(_show_criterion(reports, criterion, form, out, voice))
    if reports:
        with voice:
            voice.stage(f"Writing the report as {form}")
            data = _written(reports, form, out, every=every or bool(refs), learners=learners, tips=not voice.quiet)
        deliver(data, out, voice)
    raise SystemExit(0 if reports and all(each.complete for each in reports) else 1)


def _meant(arguments: Sequence[str]) -> tuple[str | None, str, str]:
    """PATH, UNIT and CRITERION: the first argument is PATH where there is such a folder or file, but for a unit's of the course here; else it is a unit."""
    left = list(arguments)
    here = any((folder / "course.yaml").is_file() for folder in (Path(), Path("content")))
    unit_here = here and left and is_there(Path(left[0]) / "unit.yaml", Path.is_file)
    path = left.pop(0) if left and is_there(Path(left[0]), Path.exists) and not unit_here else None
    if path is None and left and not here:
        course_folder(None if _UNIT.match(left[0]) else left[0])
    if left and _CRITERION.match(left[0]):
        raise click.UsageError(f"'{left[0]}' is a criterion of several units: name the unit before it, such as F/506/2131 {left[0]}.")
    if len(left) > 2:
        raise click.UsageError(f"'{left[2]}' is one argument too many: give the course's folder, a unit and a criterion at most.")
    unit, criterion = (*left, "", "")[:2]
    return path, unit, criterion


def _references(checked: Checked, unit: str) -> list[str]:
    try:
        return unit_references(checked, [unit]) if unit else []
    except click.UsageError as error:
        raise error if _UNIT.match(unit) else click.UsageError(f"there is no folder '{unit}', and {error.message}") from None


def _reports(checked: Checked, refs: Sequence[str]) -> list[Report]:
    """A report a qualification; where units are asked for, of those that have them."""
    seal = fingerprint(checked.sources)
    return [each for course in checked.courses if (each := report(course, seal).only(refs)).units]


def _warn(checked: Checked) -> None:
    errors = sum(finding.severity == "error" and finding.code != "CW201" for finding in checked.findings)
    if errors:
        click.echo(
            f"warning: the course has {errors} error{'' if errors == 1 else 's'}, so this may not be the whole of it. See: coursewright check\n", err=True
        )


def _written(reports: Sequence[Report], form: str, out: Path | None, *, every: bool, learners: int, tips: bool) -> bytes:
    """The reports in one of the formats; a format's module is imported when it is asked for."""
    if form == "json":
        from builder.report.data import as_data

        return _json(as_data(reports[0]), out)
    if form == "csv":
        from builder.report.rows import as_csv

        return as_csv(reports)
    if form == "junit":
        from builder.report.junit import as_junit

        return as_junit(reports)
    if form == "xlsx":
        from builder.report.sheet import as_sheet

        return as_sheet(reports[0], learners)
    if form == "html":
        from builder.report.page import as_page, way_back

        return as_page(reports[0], way_back(out))
    return _text(reports, out, every=every, tips=tips)


def _text(reports: Sequence[Report], out: Path | None, *, every: bool, tips: bool) -> bytes:
    from builder.report.text import as_text
    from builder.report.unit import depth_text

    screen = _screen(out)
    texts = [as_text(each, screen, every=every) + ("\n" + depth_text(each, screen) if len(each.units) == 1 else "") for each in reports]
    name = f"-q {reports[0].qualification.name} " if len(reports) > 1 else ""
    more = "" if every or out or not tips else f"Full report: coursewright coverage {name}--format html -o coverage.html\n"
    return _encoded("\n\n".join(texts) + f"\n{more}", out)


def _json(data: object, out: Path | None) -> bytes:
    import json

    text = show.to_json(data) if out is None else json.dumps(data, ensure_ascii=False, indent=2)
    return _encoded(text + "\n", out)


def _screen(out: Path | None) -> "Screen":
    import shutil

    from builder.report.screen import WIDEST, Screen

    if out is not None:
        return Screen()
    wide = shutil.get_terminal_size((WIDEST, 24)).columns if sys.stdout.isatty() else WIDEST
    return Screen(show.holds_unicode(), colours(), max(60, wide))


def _encoded(text: str, out: Path | None) -> bytes:
    encoding = "utf-8" if out is not None else sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace")


def _show_criterion(reports: Sequence[Report], name: str, form: str, out: Path | None, voice: Voice) -> int:
    """Show one criterion of each qualification that has it. Gives the exit code."""
    if form not in ("text", "json"):
        raise click.UsageError(f"one criterion is shown as text or json, not as {form}.")
    found = [(each, unit, covered) for each in reports for unit in each.units for covered in unit.criteria() if name in _names(covered)]
    if not found:
        raise click.UsageError(_no_criterion(reports[0].units[0], name))
    if form == "json":
        from builder.report.data import criterion_data

        data = [{"unit": unit.content.unit.ref, **criterion_data(covered, each.depths[unit.content.unit.ref])} for each, unit, covered in found]
        deliver(_json(data[0] if len(data) == 1 else data, out), out, voice)
    else:
        from builder.report.one import criterion_text

        screen = _screen(out)
        deliver(_encoded("\n\n".join(criterion_text(each, unit, covered, screen) for each, unit, covered in found) + "\n", out), out, voice)
    return int(any(covered.status != "covered" for _, _, covered in found))


def _names(covered: CoveredCriterion) -> dict[str, str]:
    """The wording of a criterion and of its range items, by what they are called."""
    name = covered.criterion.id
    return {name: covered.criterion.text} | {f"{name}/{item.id}": item.text for item in covered.items}


def _no_criterion(unit: CoveredUnit, name: str) -> str:
    known = {each: wording for covered in unit.criteria() for each, wording in _names(covered).items()}
    near = did_you_mean(name, known)
    hint = f' Did you mean {near}, "{known[near]}"?' if near else f" It has {', '.join(each.criterion.id for each in unit.criteria())}."
    return f"unit {unit.content.unit.ref} has no criterion {name}.{hint}"
