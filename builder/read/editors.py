"""What points an editor at the JSON Schema of a file: the modeline of the YAML language server.

The schemas ship in `schemas/`; they are made from the forms that read the files (`make schemas`).
"""

import os
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from builder import resources
from builder.read.lock import SUFFIX

_MODELINE = re.compile(r"^# yaml-language-server: *\$schema=(?P<schema>\S*)[ \t]*$", re.MULTILINE)
_OURS = re.compile(r"(?P<folder>.*/)?[a-z]+\.schema\.json")
_FRONT = re.compile(r"---[ \t]*\n")


def kind_of(path: str) -> str | None:
    """Which schema a file of a course follows, by its path from the course folder; None where none does."""
    place = PurePosixPath(path)
    if place.suffix == ".md" and place.parts[0] == "units":
        return "lesson"
    if place.name == "quiz.yaml" or place.name.endswith(".quiz.yaml"):
        return "quiz"
    if place.name in ("course.yaml", "unit.yaml", "glossary.yaml", "theme.yaml"):
        return place.stem
    if place.suffix == ".yaml" and place.parent.name == "qualifications":
        return "lock" if place.name.endswith(SUFFIX) else "qualification"
    return None


def schema_files() -> dict[str, bytes]:
    """The schemas that ship, by file name."""
    return {path.name: path.read_bytes() for path in sorted(resources.folder("schemas").glob("*.schema.json"))}


def wired(text: str, path: str, schemas: str) -> str:
    """The text with a modeline for the schema of its kind, in its first line or that of its front matter.

    `path` is the file's, from the course folder; `schemas` the folder of the schemas, from there too. A modeline that
    is there already is mended; a lesson without front matter stays as it is.
    """
    kind = kind_of(path)
    if kind is None:
        return text
    schema = os.path.relpath(f"{schemas}/{kind}.schema.json", PurePosixPath(path).parent).replace(os.sep, "/")
    line = f"# yaml-language-server: $schema={schema}"
    start = 0
    if kind == "lesson":
        front = _FRONT.match(text)
        if front is None:
            return text
        start = front.end()
    if (found := _MODELINE.search(text, start)) and not text[start : found.start()].strip():
        return text[: found.start()] + line + text[found.end() :]
    return f"{text[:start]}{line}\n{text[start:]}"


def wired_as(text: str, kind: str, neighbours: Iterable[str]) -> str:
    """The text of a new file with a modeline for its kind, where the first of these texts from the same folder with one has its schema."""
    for each in neighbours:
        named = _MODELINE.match(each.removeprefix("\ufeff"))
        if named and (ours := _OURS.fullmatch(named["schema"])):
            return f"# yaml-language-server: $schema={ours['folder'] or ''}{kind}.schema.json\n{text}"
    return text
