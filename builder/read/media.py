"""Video, sound and other files that blocks name: read where they are files of the course, found fault with where they are not."""

from posixpath import normpath

from builder.diagnostics import Rule
from builder.markup import Block
from builder.read.folder import NOT_FOUND, Folder
from builder.source import Span

MISSING = Rule("CW520", "media-not-in-the-course")

FILES: dict[str, tuple[str, ...]] = {"video": ("file", "captions"), "audio": ("file",), "file": ("file",)}
"""The options by which a block names files."""
PICTURES: dict[str, tuple[str, ...]] = {"video": ("poster",)}
"""The options by which a block names pictures."""

MOST_FILE = 200_000_000
"""Bytes of a file: it is read whole, and few LMSs take a larger package."""


class Media:
    """The media of a course folder, put into `files` beside its pictures; each is read once."""

    def __init__(self, folder: Folder, files: dict[str, bytes]) -> None:
        self.folder = folder
        self.files = files

    def read(self, beside: str, target: str, span: Span) -> str | None:
        """The path of the file that `target` names, seen from the folder `beside`; None with a finding where that cannot be."""
        path = normpath(f"{beside}/{target}" if not target.startswith("/") else target)
        if path in self.files:
            return path
        found = self.folder.findings
        if "://" in target or target.startswith(("//", "data:")):
            found.append(
                MISSING.at(span, "a file to show has to be a file of the course", hint="copy it into the unit's folder, or link to it: [words](https://…)")
            )
        elif path.startswith(("../", "/")) or path == "..":
            found.append(MISSING.at(span, f"`{target}` lies outside the course folder", hint="copy the file into the unit's folder"))
        else:
            return self._file(path, target, span)
        return None

    def _file(self, path: str, target: str, span: Span) -> str | None:
        found = self.folder.findings
        before = len(found)
        data = self.folder.data(path, MOST_FILE, asked=span)
        for place, finding in enumerate(found[before:], before):
            if finding.code == NOT_FOUND.code:
                found[place] = MISSING.at(span, f"there is no file `{target}`", hint=self.folder.near(path, target))
        if data is None:
            return None
        self.files[path] = data
        return path


def named(block: Block, options: dict[str, tuple[str, ...]]) -> list[tuple[str, Span]]:
    """The targets that a block's options name, as written, with their places."""
    return [block.options[name] for name in options.get(block.name, ()) if block.options.get(name, ("",))[0]]
