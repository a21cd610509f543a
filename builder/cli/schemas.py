"""`coursewright schemas`."""

import os
from pathlib import Path

import click

from builder.cli.course import course_folder
from builder.cli.manners import Voice, voice_options
from builder.read.editors import kind_of, schema_files, wired
from builder.targets.archive import write


@click.command("schemas")
@click.argument("path", required=False)
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Where the schemas go.  [default: .schemas in the course]")
@click.option("--no-wire", is_flag=True, help="Leave the course's files as they are: write the schemas alone.")
@voice_options
def command(path: str | None, folder: Path | None, no_wire: bool, voice: Voice) -> None:
    """Give editors the JSON Schemas of a course's files: completion, descriptions, and mistakes as you type.

    Writes the schemas, and a line at the top of each YAML file and lesson of the course at PATH that names its schema
    (`# yaml-language-server: $schema=…`), which VS Code, Neovim, JetBrains IDEs and others read.

    Example: coursewright schemas content
    """
    root, shown = course_folder(path)
    target = folder or root / ".schemas"
    try:
        with voice:
            voice.stage("Writing the schemas")
            for name, data in schema_files().items():
                write(target / name, data)
            voice.stage("Naming them in the course's files")
            schemas = Path(os.path.relpath(target, root)).as_posix()
            changed = [each for each in _files(root) if _wire(each, each.relative_to(root).as_posix(), schemas)] if not no_wire else []
    except OSError as error:
        raise click.ClickException(f"{error.filename or target.as_posix()} cannot be read or written: {(error.strerror or str(error)).lower()}.") from error
    voice.say(f"Wrote {len(schema_files())} schemas to {target.as_posix()}/; {len(changed)} file{'' if len(changed) == 1 else 's'} of {shown} now name theirs.")


def _files(root: Path) -> list[Path]:
    """The course's own files that follow a schema: no links, nothing hidden, no course inside of this one."""
    found = []
    for base, folders, names in os.walk(root):
        folders[:] = [each for each in folders if not each.startswith(".") and not (Path(base) / each / "course.yaml").is_file()]
        found += [Path(base) / name for name in names]
    return sorted(each for each in found if not each.is_symlink() and kind_of(each.relative_to(root).as_posix()))


def _wire(place: Path, path: str, schemas: str) -> bool:
    """Write one file anew with its modeline; its line ends and its byte order mark stay."""
    data = place.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{place.as_posix()} is not UTF-8. See: coursewright check") from error
    ends = "\r\n" if "\r\n" in text else "\n"
    new = wired(text.replace("\r\n", "\n"), path, schemas).replace("\n", ends)
    if new == text:
        return False
    write(place, (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + new.encode())
    return True
