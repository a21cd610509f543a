"""`coursewright check`."""

import time

import click

from builder import __version__
from builder.cli import show
from builder.cli.course import checked_course, qualification_option
from builder.cli.manners import Voice, voice_options
from builder.cli.meant import Choice
from builder.diagnostics import counts


@click.command("check")
@click.argument("path", required=False)
@qualification_option
@click.option("--format", "form", type=Choice(["text", "json", "github", "sarif"]), default="text", show_default=True, help="How to print the findings.")
@voice_options
def command(path: str | None, qualifications: tuple[str, ...], form: str, voice: Voice) -> None:
    """Say what is wrong in the course at PATH, and how to mend it.

    PATH is the course's folder; without it, the course in the current folder or its content/.

    Example: coursewright check content --format github
    """
    started = time.perf_counter()
    with voice:
        voice.stage("Reading and checking")
        checked = checked_course(path, qualifications)
        if checked.courses and checked.courses[0].look.templates:
            from builder.compiler import tried  # rendering costs a quarter of a second, and few courses bring templates

            voice.stage("Trying the course's templates")
            checked = tried(checked)
    findings = [finding for finding in checked.findings if not (voice.quiet and finding.severity == "note")]
    if form in ("json", "sarif"):
        click.echo(show.as_json(findings) if form == "json" else show.as_sarif(findings, __version__))
    for finding in findings if form in ("text", "github") else ():
        click.echo(show.as_github(finding) if form == "github" else show.as_text(finding, checked.sources.texts) + "\n")
    for each in checked.allowed if form == "text" and voice.verbose else ():
        click.echo(show.as_allowed(each.finding, each.reason) + "\n")
    if form == "text" and not voice.quiet:
        units = checked.sources.units
        lessons = sum(len(unit.lessons) for unit in units)
        questions = sum(len(unit.questions) for unit in units)
        allowed = f", {len(checked.allowed)} allowed" if checked.allowed else ""
        counted = ", ".join(
            f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((len(units), "unit"), (lessons, "lesson"), (questions, "question"))
        )
        click.echo(f"Checked {counted} in {time.perf_counter() - started:.2f} s: {show.totals(findings)}{allowed}.")
        if findings:
            click.echo(f"For more on a rule: coursewright explain {findings[0].code}")
    raise SystemExit(int(counts(findings)))
