"""`coursewright review`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from builder.checks.course import HIDING, Checked
from builder.checks.reviews import Review, reviewed
from builder.cli import show, wordings
from builder.cli.course import checked_course, complete_unit, course_among, course_folder, qualification_option, unit_references
from builder.cli.manners import Voice, voice_options
from builder.cli.out import colours
from builder.diagnostics import Diagnostic, did_you_mean
from builder.model import Course
from builder.read.editors import wired_as
from builder.read.lock import FORGED, SUFFIX, Record
from builder.read.lock_text import lock_text

BLOCKING = HIDING | {"CW005", "CW006", FORGED.code}
"""Findings in a specification or its record of reviews that leave open what was reviewed."""

Wanted = tuple[str, tuple[str, ...]] | None


@click.command("review")
@click.argument("arguments", nargs=-1, metavar="[PATH] [UNIT [CRITERION]...]", shell_complete=complete_unit)
@qualification_option
@click.option("--course", "path", metavar="PATH", help="The course's folder, as an option.")
@click.option("--all", "everything", is_flag=True, help="Record criteria without content too.")
@voice_options
def command(arguments: tuple[str, ...], qualifications: tuple[str, ...], path: str | None, everything: bool, voice: Voice) -> None:
    """Record that content was reviewed against the present wording of its criteria.

    Writes the wording of each criterion that has content into qualifications/NAME.lock.yaml: of the whole course, of one
    UNIT, or of the criteria named. From then on a criterion whose wording changes is suspect: check shows the difference,
    and build --strict refuses, until its content has been read again and this command has been told so. Keep the file in
    version control.

    Example: coursewright review F/506/2131 1.4
    """
    path, named = course_among(arguments, path)
    with voice:
        voice.stage("Reading and checking")
        checked = checked_course(path, qualifications)
    wanted = _wanted(checked, named)
    blocking = _blocking(checked)
    for finding in blocking:
        click.echo(show.as_text(finding, checked.sources.texts) + "\n", err=True)
    if blocking or not checked.courses:
        click.echo("error: nothing was recorded: the specification or its record of reviews cannot be read as a whole. See: coursewright check", err=True)
        raise SystemExit(1)
    root, _ = course_folder(path)
    for course in checked.courses:
        _record(checked, course, root, wanted, everything, voice)


def _record(checked: Checked, course: Course, root: Path, wanted: Wanted, everything: bool, voice: Voice) -> None:
    """Record the reviews of one qualification, and say what that changes."""
    from builder.targets.archive import write

    qualification = course.qualification
    if wanted and not qualification.unit(wanted[0]):
        return
    lock = checked.sources.locks.get(qualification.name)
    record, changes = reviewed(course, lock.record if lock else {}, wanted, everything=everything)
    count = sum(map(len, record.values()))
    name = f"qualifications/{qualification.name}{SUFFIX}"
    _say_empty(course, wanted, record, voice)
    if lock and not changes:
        voice.say(f"{qualification.number}: nothing to record. {name} has {count} of its {_total(course)} criteria, worded as they are today.")
        return
    for line in _first(changes):
        voice.say(line)
    for line in _accepted(changes):  # the result: --quiet does not leave out what was accepted
        click.echo(wordings.finish(line, bold=colours()))
    try:
        write(root / name, wired_as(lock_text(record), "lock", _beside(checked, course)).encode())
    except OSError as error:
        raise click.ClickException(f"{(root / name).as_posix()} cannot be written: {(error.strerror or str(error)).lower()}.") from error
    new, gone = sum(each.before is None for each in changes), sum(each.after is None for each in changes)
    parts = [f"{number} {word}" for number, word in ((new, "new"), (len(changes) - new - gone, "changed"), (gone, "taken out")) if number]
    voice.say(f"{qualification.number}: recorded {', '.join(parts) or 'nothing yet'}; {name} has {count} of {_total(course)} criteria.")


def _beside(checked: Checked, course: Course) -> Iterator[str]:
    """The texts that may name the schemas: the record as it was, and the specification."""
    name = course.qualification.name
    if lock := checked.sources.locks.get(name):
        yield lock.source.text
    yield from (source.text for path, source in checked.sources.texts.items() if path.endswith(f"qualifications/{name}.yaml"))


def _first(changes: Sequence[Review]) -> Iterator[str]:
    """What is recorded for the first time, in a line for each unit."""
    for ref in dict.fromkeys(each.ref for each in changes):
        new = [each.criterion for each in changes if each.ref == ref and each.before is None]
        if new:
            yield from wordings.lines(f"+ {ref}", f"recorded for the first time: {', '.join(new)}", 17)


def _accepted(changes: Sequence[Review]) -> Iterator[str]:
    """Each wording that is no longer what it was, with the difference."""
    for each in changes:
        name = f"{each.ref} {each.criterion}"
        if each.before and each.after:
            before, after = wordings.sides(each.before, each.after)
            yield from (*wordings.lines(f"~ {name}", f"was  {before}", 19), *wordings.lines("", f"now  {after}", 19))
        elif each.before:
            yield from wordings.lines(f"- {name}", f"was  {wordings.whole(each.before)}", 19)


def _say_empty(course: Course, wanted: Wanted, record: Record, voice: Voice) -> None:
    """A word about criteria that were named and have no content that could have been reviewed."""
    if wanted and (missing := [name for name in wanted[1] if name not in record.get(wanted[0], {})]):
        voice.say(
            f"note: nothing in {course.qualification.number} to review for {wanted[0]} {', '.join(missing)}: no content. To record it all the same: --all",
            beside=True,
        )


def _total(course: Course) -> int:
    return sum(1 for unit in course.qualification.units for _ in unit.criteria())


def _wanted(checked: Checked, named: tuple[str, ...]) -> Wanted:
    """The unit and the criteria that are meant; what no qualification has is wrong usage."""
    if not named or not checked.courses:
        return None
    [ref] = unit_references(checked, named[:1])
    known = [criterion.id for course in checked.courses if (unit := course.qualification.unit(ref)) for criterion in unit.criteria()]
    for name in named[1:]:
        if name not in known:
            near = did_you_mean(name, known)
            rest = f"Did you mean '{near}'?" if near else f"It has {', '.join(dict.fromkeys(known))}."
            raise click.UsageError(f"{ref} has no criterion '{name}'. {rest}")
    return ref, named[1:]


def _blocking(checked: Checked) -> list[Diagnostic]:
    """What is wrong with the specifications meant and their records, so that nothing can be recorded."""
    stems = [checked.sources.shown] if checked.sources.shown not in ("", ".") else []
    names = [course.qualification.name for course in checked.courses]
    files = {"/".join([*stems, "qualifications", f"{name}{end}"]) for name in names for end in (".yaml", SUFFIX)}
    return [finding for finding in checked.sources.findings if finding.code in BLOCKING and finding.span.path in files]
