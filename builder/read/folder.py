"""Reading files of a course folder: sizes, encodings, links that lead out or round in circles."""

import re
from difflib import get_close_matches
from pathlib import Path

from builder.diagnostics import Diagnostic, Rule
from builder.source import Source, Span

NOT_FOUND = Rule("CW001", "file-not-found")
EMPTY = Rule("CW002", "empty-file")
ENCODING = Rule("CW003", "not-utf-8")
TOO_LARGE = Rule("CW009", "file-too-large")
OUTSIDE = Rule("CW011", "outside-the-course")
UNREAD = Rule("CW014", "file-not-read", "warning")

_ALMOST = (".md", ".markdown", ".yaml", ".yml")
_READ = "lessons end in .md, and quizzes are quiz.yaml or end in .quiz.yaml"
_UNITS = "move it into the folder of a unit, beside its unit.yaml"

MOST_TEXT = 2_000_000
"""Bytes of a text file: some 300,000 words, a hundred times a long lesson."""
MOST_MEDIA = 50_000_000
"""Bytes of a picture."""


class Folder:
    """A course folder. Findings gather in `findings`; a file that cannot be read gives None."""

    def __init__(self, root: Path, shown: str) -> None:
        self.root = root.resolve()
        self.shown = shown
        self.findings: list[Diagnostic] = []

    def path(self, relative: str) -> str:
        """How a file is shown to authors."""
        return f"{self.shown}/{relative}" if self.shown not in ("", ".") else relative

    def names(self, relative: str, *suffixes: str) -> list[str]:
        """Files directly in a folder with one of the suffixes, in natural order: 2 before 10. Hidden ones are left out."""
        return [name for name in self._entries(relative) if name.endswith(suffixes)]

    def folders(self, relative: str) -> list[str]:
        """Folders directly in a folder, in natural order."""
        return [name for name in self._entries(relative) if _is_dir(self.root / relative / name)]

    def unread(self, relative: str, *read: str) -> None:
        """Warn of lessons and quizzes directly in a folder that nothing reads, because of what they are called."""
        for name in self._entries(relative):
            if name.lower().endswith(_ALMOST) and not name.endswith(read) and not _is_dir(self.root / relative / name):
                self.findings.append(UNREAD.at(Span(self.path(f"{relative}/{name}")), f"nothing reads `{name}` here", hint=_READ if read else _UNITS))

    def _entries(self, relative: str) -> list[str]:
        place = self.root / relative
        try:
            found = [each.name for each in place.iterdir() if not each.name.startswith(".")] if place.is_dir() else []
        except OSError as error:
            self.findings.append(NOT_FOUND.at(Span(self.path(relative)), f"the folder cannot be read: {_reason(error)}"))
            return []
        return sorted(found, key=lambda name: (natural(name), name))

    def text(self, relative: str, asked: Span | None = None) -> Source | None:
        """A text file, decoded; `asked` is where an author named it."""
        data = self.data(relative, MOST_TEXT, asked)
        if data is None:
            return None
        span = Span(self.path(relative))
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            self.findings.append(_not_utf8(self.path(relative), data, error))
            return None
        if "\0" in text:
            self.findings.append(ENCODING.at(span, "this is not a text file", hint="save it as UTF-8 text"))
            return None
        if not text.strip():
            self.findings.append(EMPTY.at(span, "the file is empty", hint="write something in it or remove it"))
            return None
        return Source(self.path(relative), text)

    def data(self, relative: str, most: int = MOST_MEDIA, asked: Span | None = None) -> bytes | None:
        """A file's bytes, where it is a file of this folder and not too large."""
        span = asked or Span(self.path(relative))
        place = self.root / relative
        try:
            real = place.resolve(strict=True)
            if not real.is_relative_to(self.root):
                self.findings.append(OUTSIDE.at(span, f"`{relative}` leads out of the course folder", hint="copy the file into the course folder"))
                return None
            if not real.is_file():
                kind = "a folder" if real.is_dir() else "no ordinary file"
                self.findings.append(NOT_FOUND.at(span, f"`{relative}` is {kind}, and a file is wanted here", hint="rename it or move it away"))
                return None
            size = real.stat().st_size
            if size > most:
                self.findings.append(TOO_LARGE.at(span, f"`{relative}` has {size:,} bytes, and {most:,} is the most", hint="split it or make it smaller"))
                return None
            return real.read_bytes()
        except FileNotFoundError:
            self.findings.append(NOT_FOUND.at(span, f"there is no file `{relative}`", hint=self.near(relative, relative) if asked else self._wanted(relative)))
        except (OSError, RuntimeError, ValueError) as error:
            self.findings.append(NOT_FOUND.at(span, f"`{relative}` cannot be read: {_reason(error)}", hint="see whether it is a link to itself, or locked"))
        return None

    def near(self, relative: str, written: str) -> str:
        """A hint for a name that nearly exists: another letter case, or a slip. `written` is how the author put it."""
        if "\\" in written:
            return "write folders with /, not with \\"
        names = self._beside(relative)
        match = get_close_matches(Path(relative).name.lower(), [name.lower() for name in names], n=1)
        near = next((name for name in names if match and name.lower() == match[0]), None)
        return f"did you mean `{written[: written.rfind('/') + 1]}{near}`?" if near else "see how the file is called and in which folder it is"

    def _wanted(self, relative: str) -> str:
        """A hint for a file whose name is fixed."""
        wanted = Path(relative).name
        match = get_close_matches(wanted, [name for name in self._beside(relative) if Path(name).suffix.lower() in (".yaml", ".yml", ".txt")], n=1, cutoff=0.7)
        if match:
            return f"rename `{match[0]}` to `{wanted}`"
        return "write which unit the folder is for: `unit: F/506/2131`" if wanted == "unit.yaml" else "write it, or give the folder of a course"

    def _beside(self, relative: str) -> list[str]:
        """What is in the folder where a file should be."""
        place = (self.root / relative).parent
        if not _is_dir(place) or not place.resolve().is_relative_to(self.root):
            return []
        return self._entries(place.resolve().relative_to(self.root).as_posix())


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key that counts: `1-2` before `1-10`."""
    return [(int(piece), "") if place % 2 else (-1, piece) for place, piece in enumerate(re.split(r"([0-9]+)", name))]


def _is_dir(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "it cannot be reached").lower()


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ENCODING.at(Span(path), "the file is UTF-16, not UTF-8", hint="save it with the encoding UTF-8")
    guess = data[error.start : error.start + 1].decode("latin-1")
    return ENCODING.at(
        Span(path, line, column), "the file is not UTF-8 from here on", note=f'is it "{guess}" in Latin-1?', hint="save it with the encoding UTF-8"
    )
