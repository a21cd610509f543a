"""CW521 to CW525: video, sound and files that a browser would not play, that say nothing to some learners, or that are large."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from builder.checks.captions import captions
from builder.checks.pictures import TYPES as PICTURES
from builder.diagnostics import Diagnostic, Rule
from builder.markup import Block
from builder.model import Course, Lesson

TYPE = Rule("CW521", "media-type")
CAPTIONS = Rule("CW522", "no-captions")
TRANSCRIPT = Rule("CW523", "no-transcript")
LARGE = Rule("CW525", "large-media", "warning")

LARGE_FROM = 50_000_000
"""Bytes from which a file is slow to fetch on a phone, and near what many an LMS takes at all."""

Signature = Callable[[bytes], bool]


def _starts(*signatures: bytes) -> Signature:
    return lambda data: data.startswith(signatures)


def _mp4(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _text(data: bytes) -> bool:
    return b"\0" not in data[:4096]


_ZIP = _starts(b"PK\x03\x04", b"PK\x05\x06")
_SHOWN: dict[str, dict[str, Signature]] = {
    "video": {".mp4": _mp4, ".webm": _starts(b"\x1aE\xdf\xa3")},
    "audio": {
        ".mp3": lambda data: data.startswith(b"ID3") or (data[:1] == b"\xff" and data[1:2] >= b"\xe0"),
        ".m4a": _mp4,
        ".ogg": _starts(b"OggS"),
        ".wav": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WAVE",
    },
    "file": {
        ".pdf": _starts(b"%PDF"),
        **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip"), _ZIP),
        **dict.fromkeys((".txt", ".csv"), _text),
    },
}
"""The types of each block's file, and whether bytes are of that type."""
_HINTS = {
    "video": "export it as MP4 (H.264) or WebM",
    "audio": "export it as MP3, M4A, OGG or WAV",
    "file": "export it again from the program that made it, as PDF, an office document, text or ZIP",
}


def media(course: Course) -> Iterator[Diagnostic]:
    """Every block that names a file. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    prefix = f"{course.folder}/" if course.folder not in ("", ".") else ""
    for content in course.units:
        for lesson in content.lessons:
            for block in lesson.markup.blocks:
                if block.name in _SHOWN:
                    yield from _file(block, lesson, course.files)
                    yield from _words(block)
                    yield from _captions(block, lesson, course.files, prefix)
                    yield from _poster(block)


def _file(block: Block, lesson: Lesson, files: dict[str, bytes]) -> Iterator[Diagnostic]:
    target, span = block.options.get("file", ("", block.span))
    path = lesson.images.get(target)
    if not target or path is None:
        return
    name, kind = PurePosixPath(path).name, PurePosixPath(path).suffix.lower()
    types, data = _SHOWN[block.name], files[path]
    if kind not in types:
        yield TYPE.at(span, f"`{name}` cannot stand in `{block.name}`", hint=f"its types are {', '.join(types)}: {_HINTS[block.name]}")
    elif not types[kind](data):
        yield TYPE.at(span, f"`{name}` is no {kind[1:].upper()} file inside", hint=_HINTS[block.name])
    if len(data) > LARGE_FROM:
        most = f"{LARGE_FROM // 1_000_000} MB"
        yield LARGE.at(
            span, f"`{name}` has {len(data) / 1_000_000:,.0f} MB: slow on a phone, and more than some LMSs take", hint=f"make it smaller than {most}"
        )


def _words(block: Block) -> Iterator[Diagnostic]:
    """What stands in for the sound, or for the picture."""
    silent = block.options.get("silent", ("",))[0] == "true"
    if block.name == "video" and not silent and not block.options.get("captions", ("",))[0]:
        hint = "name a WebVTT file with `captions: …`; for a video without any sound write `silent: true`"
        yield CAPTIONS.at(block.span, "the video has no captions", hint=hint)
    if block.closed and not block.body.strip() and (block.name == "audio" or (block.name == "video" and silent)):
        what = "what is said in it" if block.name == "audio" else "what it shows"
        yield TRANSCRIPT.at(block.span, f"nothing says in words {what}", hint="write it between this block's options and its end")


def _captions(block: Block, lesson: Lesson, files: dict[str, bytes], prefix: str) -> Iterator[Diagnostic]:
    target, span = block.options.get("captions", ("", block.span))
    path = lesson.images.get(target)
    if block.name != "video" or not target or path is None:
        return
    if not path.lower().endswith(".vtt"):
        yield TYPE.at(span, f"`{PurePosixPath(path).name}` is no WebVTT file", hint="export the captions as WebVTT, a file that ends in .vtt")
    else:
        yield from captions(files[path], prefix + path)


def _poster(block: Block) -> Iterator[Diagnostic]:
    target, span = block.options.get("poster", ("", block.span))
    if block.name == "video" and target and PurePosixPath(target).suffix.lower() not in PICTURES:
        yield TYPE.at(span, f"`{PurePosixPath(target).name}` is of a type that not every LMS serves as a picture", hint=f"use one of {', '.join(PICTURES)}")
