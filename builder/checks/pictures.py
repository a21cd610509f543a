"""CW501, CW504 and CW509: pictures that say nothing, or that an LMS would not show."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course

NO_ALT = Rule("CW501", "no-alternative-text")
TYPE = Rule("CW504", "picture-type")
FILE_NAME = Rule("CW509", "file-name-for-a-text", "warning")

SIGNATURES = {".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",), ".gif": (b"GIF87a", b"GIF89a")}
"""What a picture of each type begins with."""

TYPES = (".svg", ".png", ".jpg", ".jpeg", ".gif")
"""Moodle serves others, webp among them, as application/octet-stream."""


_FILE_NAME = re.compile(r"\S+\.(?:svg|png|jpe?g|gif|webp|bmp|tiff?)|(?:img|dsc|image|picture|photo|figure|screenshot|untitled)[-_ ]?\d*", re.IGNORECASE)


def pictures(course: Course) -> Iterator[Diagnostic]:
    """Every picture of every lesson and question."""
    for content in course.units:
        for image, path in content.pictures():
            name = PurePosixPath(image.target).name
            if not image.alt and not image.decorative:
                hint = f"say what it shows, ![Six people queue]({image.target}), or, if it only decorates, mark it: ![]({image.target}){{: .decorative }}"
                yield NO_ALT.at(image.span, "the picture has no alternative text", note=f'a screen reader would say "{name}"', hint=hint)
            elif _is_file_name(image.alt, name):
                hint = "say what it shows, and what of that matters here, as you would on the telephone"
                yield FILE_NAME.at(image.span, f'the alternative text "{image.alt}" is the name of a file and says nothing', hint=hint)
            kind = PurePosixPath(name).suffix.lower()
            if path and kind in SIGNATURES and not course.files[path].startswith(SIGNATURES[kind]):
                yield TYPE.at(image.span, f"`{name}` is no {kind[1:].upper()} picture inside", hint="export it again from the program that made it")
            elif path and kind not in TYPES:
                yield TYPE.at(image.span, f"`{name}` is of a type that not every LMS serves as a picture", hint=f"use one of {', '.join(TYPES)}")


def _is_file_name(alt: str, name: str) -> bool:
    """Whether a text is a file's name: any picture's, what cameras write, or this one's where it is more than one plain word."""
    stem = PurePosixPath(name).stem.casefold()
    return bool(_FILE_NAME.fullmatch(alt.strip())) or (alt.strip().casefold() == stem and re.search(r"[-_\d]", stem) is not None)
