"""What commands share: finding the course folder and the qualifications that are meant."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from builder.checks.course import Checked, check_course
from builder.diagnostics import did_you_mean
from builder.memo import keep, recall
from builder.read.lock import SUFFIX

MOST_COURSES = 3
"""Courses that are named to whoever named none."""
_UNIT = re.compile(r"^unit:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def complete_unit(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A shell's suggestions for a unit: the names of the folders of the course here, each with its reference."""
    root = next((each for each in (Path(ctx.params.get("path") or "."), Path("content")) if (each / "course.yaml").is_file()), None)
    found = []
    for place in sorted(root.glob("units/*/unit.yaml")) if root else ():
        named = _UNIT.search(place.read_text("utf-8", "replace"))
        reference = named[1] if named else ""
        wanted = reference if incomplete[:2].endswith("/") else place.parent.name
        if wanted.lower().startswith(incomplete.lower()):
            found.append(CompletionItem(wanted, help=reference))
    return found


def complete_qualification(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """A shell's suggestions for a qualification: file stems."""
    roots = (Path(ctx.params.get("path") or "."), Path("content"))
    found = {place.stem for root in roots for place in root.glob("qualifications/*.yaml") if not place.name.endswith(SUFFIX)}
    return sorted(stem for stem in found if stem.startswith(incomplete))


qualification_option = click.option(
    "-q",
    "--qualification",
    "qualifications",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_qualification,
    help="A qualification by its file's stem; may be given again. Without it, every one the course names.",
)


def course_folder(path: str | None) -> tuple[Path, str]:
    """The course folder and the name to show it by: `path`, or the course in the current folder or its `content/`."""
    if path is not None:
        folder = Path(path)
        if is_there(folder, Path.is_file):
            folder = folder.parent
        if not is_there(folder, Path.is_dir):
            near = did_you_mean(folder.name, _courses(folder.parent))
            raise click.UsageError(f"there is no folder '{path}'." + (f" Did you mean '{(folder.parent / near).as_posix()}'?" if near else ""))
    elif Path("course.yaml").is_file():
        folder = Path()
    elif Path("content/course.yaml").is_file():
        folder = Path("content")
    else:
        found = ", ".join(f"'{each}'" for each in _courses(Path())[:MOST_COURSES])
        more = f", such as {found}." if found else "."
        raise click.UsageError(f"there is no course here: no course.yaml in this folder or in content/. Give the course's folder as PATH{more}")
    return folder, folder.as_posix().rstrip("/") or "."


def course_among(arguments: tuple[str, ...], path: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The course folder among arguments, where the first of them is one, and the units that are meant."""
    first = arguments[0] if arguments else ""
    if not first or not is_there(Path(first) / "course.yaml", Path.is_file):
        return path, arguments
    if path is not None and (Path(path) / "units" / first).is_dir():
        return path, arguments
    if path is not None:
        raise click.UsageError(f"two courses are given: '{first}' and, with --course, '{path}'.")
    here = next((each for each in (Path(), Path("content")) if (each / "course.yaml").is_file()), None)
    if here and Path(first).name == first and (here / "units" / first).is_dir():
        raise click.UsageError(
            f"'{first}' is a course in this folder, and a unit of the course here. For the course write ./{first}, for the unit --course {here} {first}."
        )
    return first, arguments[1:]


def checked_course(path: str | None, qualifications: Sequence[str]) -> Checked:
    """The course, read and checked; a qualification that it does not name is wrong usage."""
    folder, shown = course_folder(path)
    recall(folder)
    click.get_current_context().call_on_close(keep)
    checked = check_course(folder, shown, qualifications, today())
    named = checked.sources.course.form.qualifications if checked.sources.course else list(qualifications)
    for name in qualifications:
        if name not in named:
            near = did_you_mean(name, named)
            raise click.UsageError(f"the course has no qualification '{name}'." + (f" Did you mean '{near}'?" if near else f" It has {', '.join(named)}."))
    return checked


def _unit_names(checked: Checked) -> dict[str, str]:
    """The references of a course's units by all that they may be called: reference, with and without slashes, and folder."""
    contents = [content for course in checked.courses for content in course.units]
    names = {name: content.unit.ref for content in contents for name in (content.unit.ref.lower(), content.unit.ref.replace("/", "").lower())}
    return names | {folder.split("/")[-1].lower(): content.unit.ref for content in contents for folder in content.folders}


def unit_references(checked: Checked, units: Sequence[str]) -> list[str]:
    """The references of the units asked for; a unit that no qualification has is wrong usage. As they come where none can be read."""
    names = _unit_names(checked)
    return [_reference(unit, names) for unit in units] if names else [*units]


def _reference(unit: str, names: dict[str, str]) -> str:
    wanted = unit.rstrip("/").lower()
    found = names.get(wanted) or names.get(wanted.split("/")[-1])
    if found:
        return found
    near = did_you_mean(wanted, [*names, *_courses(Path())])
    if near and near not in names:
        raise click.UsageError(f"there is no unit '{unit}'. Did you mean the folder '{near}'?")
    if near:
        meant = names[near] if near.replace("/", "") == names[near].replace("/", "").lower() else near
        raise click.UsageError(f"there is no unit '{unit}'. Did you mean '{meant}'?")
    raise click.UsageError(f"there is no unit '{unit}'. The units are {', '.join(dict.fromkeys(names.values()))}.")


def is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    """Whether a path that somebody typed is a file, or a folder. What cannot be a name, or cannot be looked at, is not there."""
    try:
        return kind(path)
    except (OSError, ValueError):
        return False


def _courses(folder: Path) -> list[str]:
    """The names of the courses in a folder, for whoever mistyped one."""
    return sorted(each.parent.name for each in folder.glob("*/course.yaml")) if is_there(folder, Path.is_dir) else []


def today() -> date:
    """The day that review dates are held against: this one, or that of `COURSEWRIGHT_TODAY`."""
    given = os.environ.get("COURSEWRIGHT_TODAY")
    try:
        return date.fromisoformat(given) if given else datetime.now().astimezone().date()
    except ValueError as error:
        raise click.UsageError(f"COURSEWRIGHT_TODAY is a date like 2026-05-31, not '{given}'.") from error
