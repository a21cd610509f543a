"""`coursewright build`."""

import time
from collections.abc import Sequence
from pathlib import Path

import click

from builder.checks.course import Checked
from builder.checks.reviews import command as review_command
from builder.checks.sizes import MOST_STATE
from builder.cli import show
from builder.cli.course import checked_course, complete_unit, course_among, qualification_option, unit_references
from builder.cli.manners import Voice, voice_options
from builder.compiler import Package, Plan, build_packages, plan, tried, write_packages
from builder.diagnostics import counts
from builder.targets.archive import Change

NEAR = 0.9
"""From this share of the LMS's limit on, a state bound is called near."""


@click.command("build")
@click.argument("units", nargs=-1, metavar="[PATH] [UNIT]...", shell_complete=complete_unit)
@qualification_option
@click.option("--course", "path", metavar="PATH", help="The course's folder, as an option.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("dist"), show_default=True, help="Where the packages go.")
@click.option("--draft", is_flag=True, help="Build unfinished units too, marked as drafts.")
@click.option(
    "--strict",
    is_flag=True,
    help="Fail when a unit has no content yet, or when there is any finding; build nothing whose wording changed since it was reviewed.",
)
@voice_options
def command(units: tuple[str, ...], qualifications: tuple[str, ...], path: str | None, out: Path, draft: bool, strict: bool, voice: Voice) -> None:
    """Build one SCORM 1.2 package for each UNIT (all units without it) that is wholly covered.

    PATH is the course's folder; without it, the course in the current folder or its content/. UNIT is a unit's
    reference, such as F/506/2131, or the name of its folder. A unit that is not wholly covered is refused, and its
    earlier package stays as it was.

    Example: coursewright build F/506/2131 --out dist
    """
    started = time.perf_counter()
    path, units = course_among(units, path)
    with voice:
        voice.stage("Reading and checking")
        checked = tried(checked_course(path, qualifications))
        plans = list(plan(checked, unit_references(checked, units), draft=draft, strict=strict))
        voice.stage("")
        _report_findings(checked, quiet=voice.quiet)
        written = _build(plans, out, voice)
    for each in plans:
        _explain(each, voice)
    if written and not voice.quiet:
        _table([package for package, _ in written])
        _files(written, out, time.perf_counter() - started)
    raise SystemExit(_exit_code(checked, plans, strict))


def _build(plans: Sequence[Plan], out: Path, voice: Voice) -> list[tuple[Package, Change]]:
    """Build and write each unit, one after the other."""
    wanted = [each for each in plans if each.verdict in ("build", "draft")]
    packages = build_packages(wanted)
    written = []
    for place, each in enumerate(wanted):
        voice.stage(f"Building {each.content.unit.ref}, {place + 1} of {len(wanted)}")
        written += _written(next(packages), out)
    voice.stage("")
    return written


def _written(package: Package, out: Path) -> list[tuple[Package, Change]]:
    """Write one package; a folder that cannot be written to is the caller's to mend."""
    try:
        return list(write_packages([package], out))
    except OSError as error:
        raise click.ClickException(f"{(out / package.name).as_posix()} cannot be written: {(error.strerror or str(error)).lower()}.") from error


def _exit_code(checked: Checked, plans: Sequence[Plan], strict: bool) -> int:
    if not checked.courses or any(each.verdict == "refuse" for each in plans):
        return 1
    return int(strict and (any(each.verdict == "empty" for each in plans) or counts(checked.findings)))


def _report_findings(checked: Checked, *, quiet: bool) -> None:
    for finding in checked.findings:
        if finding.code not in ("CW201", "CW220") and not (quiet and finding.severity == "note"):  # `_explain` has a line a unit for those two
            click.echo(show.as_text(finding, checked.sources.texts) + "\n", err=True)


def _explain(each: Plan, voice: Voice) -> None:
    """What happens to a unit that is not simply built."""
    ref, number = each.content.unit.ref, each.course.qualification.number
    needed = each.course.settings.test_questions
    gaps = [criterion for criterion in each.covered.criteria() if not criterion.met]
    if each.verdict == "empty":
        voice.say(f"note: {ref} of {number} has no content yet, so there is nothing to build.")
    elif each.blocking:
        click.echo(f"error: {ref} of {number} is not built: {show.totals(each.blocking)} above. Its earlier package was not touched.", err=True)
    elif each.verdict == "refuse":
        changed = [criterion for criterion in each.covered.criteria() if criterion.reviewed]
        click.echo(f"error: {ref} of {number} is not built. {_reason(each, len(gaps), len(changed))}\n", err=True)
        for criterion in each.covered.criteria():
            if criterion.status != "covered":
                click.echo(f"  {criterion.criterion.id:<5} {criterion.status:<10} {'; '.join(criterion.gaps(needed))}", err=True)
        click.echo("\nIts earlier package was not touched.", err=True)
        if gaps:
            click.echo("  see each gap:               coursewright coverage\n  build it all the same:      coursewright build --draft", err=True)
        if changed:
            click.echo(f"  accept a reviewed wording:  {review_command(each.course, ref, [changed[0].criterion.id])}", err=True)
    elif each.verdict == "draft":
        counted = f"{len(gaps)} {'criterion' if len(gaps) == 1 else 'criteria'} {_is(len(gaps))} not covered"
        voice.say(f"note: {ref} of {number} is built as a draft. {counted}: {', '.join(each.criterion.id for each in gaps)}.")


def _reason(each: Plan, gaps: int, changed: int) -> str:
    """Why a unit is refused, in a sentence."""
    total, drafts = len(each.covered.criteria()), len(each.content.drafts())
    still = f"{drafts} lesson{'' if drafts == 1 else 's'} or question{'' if drafts == 1 else 's'} {_is(drafts)} still a draft"
    if gaps:
        return f"{gaps} of its {total} criteria {_is(gaps)} not covered as the course asks" + (f"; {still}." if drafts else ".")
    return f"{still[0].upper()}{still[1:]}." if drafts else f"The wording of {changed} of its {total} criteria has changed since their content was reviewed."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _table(packages: Sequence[Package]) -> None:
    rows = [
        (
            package.content.unit.ref,
            _short(package.content.unit.title, 45),
            str(sum(1 for _ in package.content.unit.criteria())),
            str(sum(len(lesson.parts) for lesson in package.content.lessons)),
            str(len(package.content.questions)),
            f"{package.bound:,} / {MOST_STATE:,}{' near' if package.bound >= NEAR * MOST_STATE else ''}",
            _size(len(package.data)),
        )
        for package in packages
    ]
    head = ("unit", "title", "criteria", "parts", "questions", "state bound", "size")
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    click.echo()
    for row in (head, *rows):
        left = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        right = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        click.echo("  ".join([*left, *right]).rstrip())
    click.echo()


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _size(count: int) -> str:
    return f"{count / 1000:,.0f} KB"


def _files(written: Sequence[tuple[Package, Change]], out: Path, seconds: float) -> None:
    count = len(written)
    click.echo(f"Wrote {count} package{'' if count == 1 else 's'} to {out.as_posix()}/ in {seconds:.2f} s.")
    words = {"new": "new", "changed": "changed", "unchanged": "unchanged, byte for byte"}
    for package, change in written:
        click.echo(f"  {(out / package.name).as_posix()}  {words[change]}")
