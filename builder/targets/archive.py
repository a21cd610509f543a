"""A package as a zip, the same bytes for the same files; and the only writer of disk."""

import glob
import os
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

Change = Literal["new", "changed", "unchanged"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6
_PARTIAL = ".partial"
_COMPRESSED = (".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip")
"""Files that are compressed inside: deflating them costs seconds and saves nothing."""


def zipped(files: dict[str, bytes]) -> bytes:
    """The files, in their order, as a PKZIP 2.04g compatible zip (SCORM 1.2 CAM 2.3.2) with fixed dates and rights."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=_LEVEL)
    return stream.getvalue()


def write(path: Path, data: bytes) -> Change:
    """Put `data` at `path` in one rename: whoever looks sees the old file whole or the new one whole."""
    old = path.read_bytes() if path.is_file() else None
    if old == data:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    partial = path.with_name(f".{path.name}.{os.getpid()}{_PARTIAL}")
    try:
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return "changed" if old is not None else "new"


def _sweep(path: Path) -> None:
    """Remove what builds of this package left behind that were killed while they wrote."""
    for partial in path.parent.glob(f".{glob.escape(path.name)}.*{_PARTIAL}"):
        process = partial.name.removesuffix(_PARTIAL).rpartition(".")[2]
        if process.isdigit() and not _is_running(int(process)):
            partial.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":
        return True  # there, signal 0 is Ctrl+C
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's process
    return True
