"""What imports share: the file that is given, and the file that is not to be there."""

from pathlib import Path

import click

from builder.diagnostics import Diagnostic
from builder.read.folder import ENCODING, NOT_FOUND, TOO_LARGE, Folder
from builder.source import Source, Span

_NO_TEXTS = {b"%PDF": "a PDF", b"PK\x03\x04": "a Word file or another zip", b"\xd0\xcf\x11\xe0": "an old Word file"}
"""What is given instead of a text, by its first bytes."""


def text_of(file: str) -> tuple[Source | None, list[Diagnostic]]:
    """A text file that the user named, decoded."""
    place = Path(_there(file))
    kind = next((kind for start, kind in _NO_TEXTS.items() if _start(place).startswith(start)), None)
    if kind:
        hint = "convert it to text first, with tabs between the cells of tables"
        return None, [ENCODING.at(Span(place.as_posix()), f"this is {kind} and no text", hint=hint)]
    folder = Folder(place.resolve().parent, place.parent.as_posix())
    return folder.text(place.name), folder.findings


def _start(place: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, which whoever reads it whole will say."""
    try:
        with place.open("rb") as stream:
            return stream.read(4)
    except OSError:
        return b""


def bytes_of(file: str, most: int) -> tuple[bytes, list[Diagnostic]]:
    """A file that the user named, of at most `most` bytes."""
    place = Path(_there(file))
    span = Span(place.as_posix())
    try:
        size = place.stat().st_size
        if size > most:
            return b"", [
                TOO_LARGE.at(span, f"`{place.name}` has {size:,} bytes, and {most:,} is the most", hint="export fewer questions at a time, or pictures apart")
            ]
        return place.read_bytes(), []
    except OSError as error:
        return b"", [NOT_FOUND.at(span, f"`{place.name}` cannot be read: {(error.strerror or str(error)).lower()}", hint="see whether it is locked")]


def _there(file: str) -> str:
    try:
        if Path(file).is_file():
            return file
        kind = "it is a folder" if Path(file).is_dir() else "there is no such file"
    except (OSError, ValueError):
        kind = "that is no file's name"
    raise click.UsageError(f"'{file}' cannot be read: {kind}.")


def free(out: Path | None) -> None:
    """A file that an import would write is not there yet: what an author wrote is never overwritten."""
    try:
        if out is not None and (out.exists() or out.is_symlink()):
            raise click.UsageError(f"'{out}' is there already, and an import overwrites nothing. Give another name, or move it away.")
    except (OSError, ValueError) as error:
        raise click.UsageError(f"'{out}' cannot be written: {(getattr(error, 'strerror', None) or str(error)).lower()}.") from error
