"""Video, sound and files to download: the elements for what a block asks for.

A unit is one document, so a film should not fetch before its page is open: its poster and its length wait in `data-…`, which
runtime/blocks.js makes attributes of. Its captions do not wait: they are small, and stay where the script is missing.
"""

from collections.abc import Callable
from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.render.figures import size_of

Keep = Callable[[str], tuple[str, bytes] | None]
"""From a file as the author named it to its name beside the page and its bytes; None where it is not there."""


class Medium(NamedTuple):
    """What a block asks for: "video", "audio" or "file", its title, and its options as written."""

    kind: str
    title: str
    options: dict[str, str]


class Spoken(NamedTuple):
    """The language of the text around, and the interface's word for captions."""

    language: str
    captions: str


def medium(asked: Medium, keep: Keep, spoken: Spoken) -> str:
    """The element for a medium; nothing for one whose file is not there."""
    kept = keep(asked.options["file"])
    return _MAKE[asked.kind](asked, kept, keep, spoken) if kept else ""


def _video(asked: Medium, kept: tuple[str, bytes], keep: Keep, spoken: Spoken) -> str:
    poster = keep(asked.options["poster"]) if asked.options["poster"] else None
    captions = keep(asked.options["captions"]) if asked.options["captions"] else None
    shown = f' data-poster="{escape(poster[0])}"{size_of(poster[1])}' if poster else ""
    language, label = escape(asked.options["language"] or spoken.language), escape(spoken.captions)
    track = f'<track kind="captions" src="{escape(captions[0])}" srclang="{language}" label="{label}" default>' if captions else ""
    load = "" if poster else ' data-preload="metadata"'
    return f'<video controls playsinline preload="none"{load} src="{escape(kept[0])}" aria-label="{escape(asked.title)}"{shown}>{track}</video>'


def _audio(asked: Medium, kept: tuple[str, bytes], keep: Keep, spoken: Spoken) -> str:
    return f'<audio controls preload="none" src="{escape(kept[0])}" aria-label="{escape(asked.title)}"></audio>'


def _file(asked: Medium, kept: tuple[str, bytes], keep: Keep, spoken: Spoken) -> str:
    name, data = kept
    path = PurePosixPath(name)
    told = f"{path.suffix[1:].upper()}, {size(len(data))}"
    mark = '<svg class="mark" aria-hidden="true"><use href="#download"/></svg>'
    return f'<a href="{escape(name)}" download="{escape(path.name)}">{mark}<span>{escape(asked.title)} <span class="meta">({told})</span></span></a>'


_MAKE = {"video": _video, "audio": _audio, "file": _file}


def size(count: int) -> str:
    """How large a file is: "12 KB", "3.4 MB"."""
    return f"{max(1, round(count / 1000))} KB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"
