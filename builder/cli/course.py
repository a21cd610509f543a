"""What commands share: finding the course folder and the qualifications that are meant."""

from collections.abc import Sequence
from pathlib import Path

import click

from builder.checks.course import Checked, check_course
from builder.diagnostics import did_you_mean

qualification_option = click.option(
    "-q",
    "--qualification",
    "qualifications",
    multiple=True,
    metavar="NAME",
    help="A qualification by its file's stem; may be given again. Without it, every one the course names.",
)


def course_folder(path: str | None) -> tuple[Path, str]:
    """The course folder and the name to show it by: `path`, or the course in the current folder or its `content/`."""
    if path is not None:
        folder = Path(path)
        if folder.is_file():
            folder = folder.parent
        if not folder.is_dir():
            raise click.UsageError(f"there is no folder '{path}'.")
    elif Path("course.yaml").is_file():
        folder = Path()
    elif Path("content/course.yaml").is_file():
        folder = Path("content")
    else:
        raise click.UsageError("there is no course here: no course.yaml in this folder or in content/. Give the course's folder as PATH.")
    return folder, folder.as_posix().rstrip("/") or "."


def checked_course(path: str | None, qualifications: Sequence[str]) -> Checked:
    """The course, read and checked; a qualification that it does not name is wrong usage."""
    checked = check_course(*course_folder(path), qualifications)
    named = checked.sources.course.form.qualifications if checked.sources.course else list(qualifications)
    for name in qualifications:
        if name not in named:
            near = did_you_mean(name, named)
            raise click.UsageError(f"the course has no qualification '{name}'." + (f" Did you mean '{near}'?" if near else f" It has {', '.join(named)}."))
    return checked
