"""`coursewright new`."""

import time
from pathlib import Path

import click

from builder.cli import show
from builder.cli.manners import Voice, voice_options
from builder.diagnostics import did_you_mean, has_errors
from builder.read.folder import Folder
from builder.read.qualification import read_qualification
from builder.resources import qualifications as shipped_folder
from builder.start.course import NewCourse, Specification, new_course
from builder.start.write import write_folder


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--from", "names", metavar="QUALIFICATION", required=True, multiple=True, help="A specification's YAML file, or the name of one that ships.")
@voice_options
def command(folder: Path, names: tuple[str, ...], voice: Voice) -> None:
    """Start a course in DIR: a stub lesson and a stub quiz for every criterion of a specification.

    QUALIFICATION is a file (`coursewright import spec` makes one) or the name of a specification that ships, such as
    iao-601-3477-x. Given again, it adds a specification that is mapped to the first one. The course builds at once
    with --draft; its stubs say what to write, and count as nothing in coverage until their line `draft: true` is taken out.

    Example: coursewright new my-course --from iao-601-3477-x
    """
    started = time.perf_counter()
    _usable(folder)
    with voice:
        voice.stage("Reading the specification")
        specifications = _specifications(names)
        voice.stage("Making the course")
        course = new_course(specifications)
        voice.stage("Writing the course")
        _write(folder, course)
    _say(folder, course, time.perf_counter() - started, voice)


def _write(folder: Path, course: NewCourse) -> None:
    try:
        write_folder(folder, course.files)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"'{folder}' cannot be written: {(getattr(error, 'strerror', None) or str(error)).lower()}.") from error


def _usable(folder: Path) -> None:
    try:
        if folder.is_file():
            raise click.UsageError(f"'{folder}' is a file. Name a folder that is not there yet, or an empty one.")
        if folder.is_dir() and any(folder.iterdir()):
            raise click.UsageError(f"the folder '{folder}' is not empty. Name one that is not there yet, or an empty one.")
    except (OSError, ValueError) as error:
        raise click.UsageError(f"'{folder}' cannot be looked at: {(getattr(error, 'strerror', None) or str(error)).lower()}.") from error


def _specifications(names: tuple[str, ...]) -> list[Specification]:
    """The specifications named, each once; two that would be called alike in the course are wrong usage."""
    places: dict[str, Path] = {}
    for place in map(_file, names):
        other = places.setdefault(_stem(place), place)
        if not other.samefile(place):
            raise click.UsageError(f"'{other}' and '{place}' would both be called {_stem(place)} in the course. Rename one of the files.")
    return [_specification(place) for place in places.values()]


def _specification(place: Path) -> Specification:
    """The specification in a file; what is wrong with it ends the command."""
    folder = Folder(place.parent, place.parent.as_posix())
    source = folder.text(place.name)
    if source is None:
        _refuse([show.as_text(finding, {}) for finding in folder.findings])
    else:
        qualification, findings = read_qualification(source)
        if qualification is not None and not has_errors(findings):
            return Specification(qualification._replace(name=_stem(place)), source)
        _refuse([show.as_text(finding, {source.path: source}) for finding in findings])
    raise SystemExit(1)


def _refuse(findings: list[str]) -> None:
    click.echo("\n\n".join(findings) + "\n\nerror: no course was written: this is no specification that can be read.", err=True)


def _file(name: str) -> Path:
    """The file `name`, or that of the specification of this name that ships."""
    ships = sorted(each.stem for each in shipped_folder().glob("*.yaml"))
    try:
        if Path(name).is_file():
            return Path(name)
    except (OSError, ValueError):
        pass  # too long for a file's name, or not one at all
    if name in ships:
        return shipped_folder() / f"{name}.yaml"
    near = did_you_mean(name, ships)
    hint = f" Did you mean '{near}'?" if near else f" Those that ship: {', '.join(ships)}." if ships else ""
    raise click.UsageError(f"there is no file '{name}', and no specification of that name ships.{hint}")


def _stem(place: Path) -> str:
    """The name by which course.yaml will call it."""
    from builder.model import slug

    return slug(place.stem)


def _say(folder: Path, course: NewCourse, seconds: float, voice: Voice) -> None:
    for name in course.unmapped:
        voice.say(f"note: `same_as` and `because` of {name} were left out, as this course does not have the specification that it is mapped to.", beside=True)
    where = folder.as_posix().rstrip("/")
    stubs = sum(path.endswith(".md") for path in course.files)
    what = f"{show.counted(course.units, 'unit')}, {show.counted(stubs, 'stub lesson')}, a stub quiz beside each"
    voice.say(f"Wrote {len(course.files)} files to {where}/ in {seconds:.2f} s: {what}.\n")
    first = next(path for path in course.files if path.endswith(".md"))
    rows = [
        ("write", f"{where}/{first}", "and take out its line `draft: true` when it is done"),
        ("build", f"coursewright build {where} --draft", "to see it all in an LMS"),
        ("look", f"coursewright coverage {where}", "to see what is written and what is not"),
    ]
    for verb, typed, why in rows:
        voice.say(f"  {verb:<6} {typed}\n         {why}")
