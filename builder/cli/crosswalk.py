"""`coursewright crosswalk`."""

import sys
from pathlib import Path

import click

from builder.checks.course import Checked
from builder.checks.coverage import coverage
from builder.checks.crosswalk import Crosswalk, comparable, crosswalk
from builder.cli import show
from builder.cli.course import checked_course, complete_qualification
from builder.cli.manners import Voice, voice_options
from builder.cli.meant import Choice
from builder.cli.out import colours, deliver, out_option
from builder.diagnostics import did_you_mean
from builder.model import Course, Qualification
from builder.read.qualification import WORDING


@click.command("crosswalk")
@click.argument("one", metavar="FROM", shell_complete=complete_qualification)
@click.argument("other", metavar="TO", shell_complete=complete_qualification)
@click.option("--course", "path", metavar="PATH", help="The course's folder.")
@click.option("--format", "form", type=Choice(["text", "html", "json"]), default="text", show_default=True, help="How to show it.")
@click.option("--all", "everything", is_flag=True, help="In text, show what is the same too.")
@out_option
@voice_options
def command(one: str, other: str, path: str | None, form: str, everything: bool, out: Path | None, voice: Voice) -> None:
    """Compare the qualifications FROM and TO, criterion by criterion: which are the same, which differ and how.

    FROM and TO are the stems of their files. The one has to say `maps_to` the other, or both the same third. Where the wording
    differs, it shows the reason given for one content to serve both, and for each of them what content it still needs.

    Exit code 1 where a wording differs and no reason is given (`because:` beside `same_as:`). Content that is still missing is
    reported, and changes no exit code.

    Example: coursewright crosswalk iao-601-3477-x biiab-601-7253-8
    """
    with voice:
        voice.stage("Reading and checking")
        checked = checked_course(path, ())
    if not checked.courses:
        _warn(checked)
        raise SystemExit(1)
    with voice:
        voice.stage("Comparing")
        walk = _walk(_course(checked, one), _course(checked, other))
        voice.stage(f"Writing the report as {form}")
        text = _drawn(walk, form, everything=everything, bold=out is None and colours()) + "\n"
    deliver(text.encode("utf-8" if out or form == "html" else sys.stdout.encoding or "utf-8", "replace"), out, voice)
    _warn(checked)
    if walk.unexplained:
        count = f"{walk.unexplained} mapping{' differs' if walk.unexplained == 1 else 's differ'}"
        click.echo(f"warning: {count} in wording without a reason.", err=True)
    raise SystemExit(1 if walk.unexplained else 0)


def _drawn(walk: Crosswalk, form: str, *, everything: bool, bold: bool) -> str:
    if form == "html":
        from builder.report.crosswalk import page

        return page(walk)
    if form == "json":
        from builder.report.crosswalk_data import as_data

        return show.to_json(as_data(walk))
    from builder.cli.crosswalk_text import as_text

    return as_text(walk, everything=everything, bold=bold)


def _walk(one: Course, other: Course) -> Crosswalk:
    if one.qualification.name == other.qualification.name:
        raise click.UsageError("FROM and TO are the same qualification.")
    if not comparable(one.qualification, other.qualification):
        names = f"{one.qualification.name} and {other.qualification.name}"
        raise click.UsageError(f"nothing says how the criteria of {names} belong together. {_mend(one.qualification, other.qualification)}")
    return crosswalk(coverage(one), coverage(other))


def _mend(one: Qualification, other: Qualification) -> str:
    """What to write, so that the two can be compared: the one that is mapped to nothing yet is mapped to where the other one leads."""
    if one.maps_to and other.maps_to:
        return f"They are mapped to {one.maps_to} and to {other.maps_to}: only two that are mapped to the same one can be compared."
    new, home = (one, other) if other.maps_to else (other, one)
    return f"Write `maps_to: {home.maps_to or home.name}` into qualifications/{new.name}.yaml, and `same_as:` beside its criteria."


def _course(checked: Checked, name: str) -> Course:
    """The course of one qualification; one that the course does not have is wrong usage."""
    found = {course.qualification.name: course for course in checked.courses}
    if name not in found:
        near = did_you_mean(name, found)
        raise click.UsageError(f"the course has no qualification '{name}'." + (f" Did you mean '{near}'?" if near else f" It has {', '.join(found)}."))
    return found[name]


def _warn(checked: Checked) -> None:
    errors = sum(finding.severity == "error" and finding.code not in ("CW201", WORDING.code) for finding in checked.findings)
    if errors:
        click.echo(f"warning: the course has {errors} error{'' if errors == 1 else 's'}, so this may not be the whole of it. See: coursewright check", err=True)
