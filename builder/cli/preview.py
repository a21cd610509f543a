"""`coursewright preview`."""

from collections.abc import Sequence
from pathlib import Path

import click

from builder.cli import show
from builder.cli.course import checked_course, complete_unit, course_among, course_folder, is_there, qualification_option, today, unit_references
from builder.cli.manners import Voice, voice_options
from builder.preview.course import CourseDesk
from builder.preview.playable import Desk
from builder.preview.run import Rebuilt, open_socket, serve
from builder.preview.zips import RefusedError, ZipDesk

MOST_NAMES = 3
"""Names of saved files that `--verbose` tells of one rebuild."""


@click.command("preview")
@click.argument("units", nargs=-1, metavar="[PATH] [UNIT]... | FILE.zip", shell_complete=complete_unit)
@qualification_option
@click.option("--course", "path", metavar="PATH", help="The course's folder, as an option.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="a free one", help="The port to serve on.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@voice_options
def command(units: tuple[str, ...], qualifications: tuple[str, ...], path: str | None, port: int, no_open: bool, voice: Voice) -> None:
    """Play UNIT in a strict LMS whose workings are in view, and reload it at every save.

    PATH is the course's folder; without it, the course in the current folder or its content/. UNIT is a unit's
    reference, such as F/506/2131, or the name of its folder; without it, all units can be chosen. FILE.zip plays any
    SCORM 1.2 package. The page is served to this machine alone, until Ctrl+C. With --verbose, each rebuild is told on
    standard error: what changed, and how long it took.

    Example: coursewright preview F/506/2131
    """
    with voice:
        if len(units) == 1 and units[0].lower().endswith(".zip"):
            desk, watched, name = _zip(units[0], voice)
        else:
            desk, watched, name = _course(units, qualifications, path, voice)
    try:
        listening = open_socket(port)
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used: {(error.strerror or str(error)).lower()}. Leave out --port to get a free one.") from error
    with listening:
        serve(
            desk,
            watched,
            listening,
            not no_open,
            say=lambda address: click.echo(f"Preview of {show.safe(name)}: {address} (Ctrl+C ends it)"),
            tell=lambda rebuilt: voice.detail(_told(rebuilt)),
        )
    voice.say("The preview has ended.", beside=True)


def _told(rebuilt: Rebuilt) -> str:
    """`units/a/1.md changed: built in 84 ms, 1 warning`."""
    names = rebuilt.changed[:MOST_NAMES]
    changed = ", ".join(names) + (f" and {len(rebuilt.changed) - len(names)} more" if len(names) < len(rebuilt.changed) else "")
    found = [(sum(each["severity"] == severity for each in rebuilt.stand.findings), severity) for severity in ("error", "warning", "note")]
    counted = "".join(f", {count} {word}{'' if count == 1 else 's'}" for count, word in found if count)
    failed = any(each.failed for each in rebuilt.stand.packages)
    return show.safe(f"{changed} changed: {'not ' if failed else ''}built in {rebuilt.seconds * 1000:.0f} ms{counted}")


def _zip(name: str, voice: Voice) -> tuple[Desk, Path, str]:
    path = Path(name)
    if not is_there(path, Path.is_file):
        raise click.UsageError(f"there is no file '{name}'.")
    voice.stage("Reading the package")
    try:
        return ZipDesk(path), path, path.name
    except RefusedError as refused:
        raise click.ClickException(str(refused)) from refused


def _course(units: tuple[str, ...], qualifications: Sequence[str], path: str | None, voice: Voice) -> tuple[Desk, Path, str]:
    path, units = course_among(units, path)
    folder, shown = course_folder(path)
    voice.stage("Reading and checking")
    references = unit_references(checked_course(path, qualifications), units)
    desk = CourseDesk(folder, shown, qualifications, references, today())
    voice.stage("Building")
    desk.build()
    labels = [each.label for each in desk.stand.packages]
    return desk, folder, labels[0] if len(labels) == 1 else shown if shown != "." else folder.resolve().name
