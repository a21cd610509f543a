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
        place = self.root / relative
        if not place.is_dir():
            return []
        found = [each.name for each in place.iterdir() if each.name.endswith(suffixes) and not each.name.startswith(".")]
        return sorted(found, key=natural)

    def folders(self, relative: str) -> list[str]:
        """Folders directly in a folder, in natural order."""
        place = self.root / relative
        if not place.is_dir():
            return []
        return sorted((each.name for each in place.iterdir() if not each.name.startswith(".") and _is_dir(each)), key=natural)

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
            size = real.stat().st_size
            if size > most:
                self.findings.append(TOO_LARGE.at(span, f"`{relative}` has {size:,} bytes, and {most:,} is the most", hint="split it or make it smaller"))
                return None
            return real.read_bytes()
        except FileNotFoundError:
            self.findings.append(NOT_FOUND.at(span, f"there is no file `{relative}`", hint=self.near(relative)))
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be reached"
            self.findings.append(NOT_FOUND.at(span, f"`{relative}` cannot be read: {reason.lower()}"))
        return None

    def near(self, relative: str) -> str | None:
        """A hint for a name that nearly exists: another letter case, or a slip."""
        place = (self.root / relative).parent
        if not place.is_dir() or not place.resolve().is_relative_to(self.root):
            return None
        names = [each.name for each in place.iterdir()]
        match = get_close_matches(Path(relative).name.lower(), [name.lower() for name in names], n=1)
        return next((f"did you mean `{name}`?" for name in names if match and name.lower() == match[0]), None)


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key that counts: `1-2` before `1-10`."""
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"([0-9]+)", name)]


def _is_dir(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ENCODING.at(Span(path), "the file is UTF-16, not UTF-8", hint="save it with the encoding UTF-8")
    guess = data[error.start : error.start + 1].decode("latin-1")
    return ENCODING.at(
        Span(path, line, column), "the file is not UTF-8 from here on", note=f'is it "{guess}" in Latin-1?', hint="save it with the encoding UTF-8"
    )
