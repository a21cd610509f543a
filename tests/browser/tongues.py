"""Courses in other languages for the browser: a small one in Welsh, and interfaces made up for tests."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from builder import resources
from builder.render.words import words
from tests.desk import run
from tools.words import as_mo, empty, template

WELSH = Path(__file__).parent / "becws"
_PLACEHOLDER = re.compile(r"(%\(\w+\)s|\{\w+\})")
_LISTS = ("no one two three", "January February", "right|yes")
"""How the phrases begin that the page takes apart: what is between their words has to stay."""


def hebrew(text: str) -> str:
    """`text` in letters that run from right to left, a word for a word."""
    return re.sub(r"[A-Za-z]", lambda letter: chr(0x5D0 + (ord(letter[0].lower()) - 97) % 26), text)


def longer(text: str) -> str:
    """`text` with accents, and half as long again in words that can break."""
    accented = unicodedata.normalize("NFC", re.sub(r"[aeiouAEIOU]", lambda letter: letter[0] + "\u0302", text))
    words = re.findall(r"[^\W\d_]+", accented)
    spaces = accented[len(accented.rstrip()) :]
    return accented.rstrip() + "".join(f" {word}" for word in words[: (len(words) + 1) // 2]) + spaces


def pseudo(language: str, change: Callable[[str], str]) -> Catalog:
    """A catalogue in which every phrase is its English, changed; placeholders stay."""
    catalogue = empty(language)
    catalogue.update(template(), no_fuzzy_matching=True)
    for message in catalogue:
        if message.id:
            english = [message.id] if isinstance(message.id, str) else list(message.id)
            changed = [_changed(text, change) for text in english]
            message.string = changed[0] if isinstance(message.id, str) else [changed[-1]] * catalogue.num_plurals
    return catalogue


def _changed(text: str, change: Callable[[str], str]) -> str:
    if text.startswith(_LISTS):
        return re.sub(r"[^ |]+", lambda word: change(word[0]).replace(" ", ""), text)
    return "".join(part if place % 2 else change(part) if part.strip() else part for place, part in enumerate(_PLACEHOLDER.split(text)))


@contextmanager
def shipping(folder: Path, language: str, catalogue: Catalog) -> Iterator[None]:
    """Builds in this process find that catalogue, and no other."""
    place = folder / language.replace("-", "_") / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "coursewright.mo").write_bytes(as_mo(catalogue))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "locale", lambda: folder)
        words.cache_clear()
        yield
    words.cache_clear()


def build(course: Path, out: Path) -> Path:
    """Build the one package of a course; its path."""
    result = run("build", "--course", str(course), "--out", str(out))
    assert result.exit_code == 0, result.output
    (package,) = out.glob("*.zip")
    return package
