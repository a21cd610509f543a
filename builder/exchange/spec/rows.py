"""A specification's text as rows of cells, as converters from PDF write tables: tabs between cells, HTML within them."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from builder.source import Source

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>")
_BULLET = re.compile(r"[•▪●◦‣·]\s*")
_LISTED = re.compile(r"(?:^|\s)>\s+")
_LEADING = re.compile(r"^(?:[-–*]\s+)?[•▪●◦‣·>]\s+|^[-–*]\s+")
_MARKS = re.compile(r"^#+\s*|\*\*|__")
_PAGE = re.compile(r"(?:[-–—|]\s*)?(?:page\s*\|?\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*\|?\s*page)?(?:\s*[-–—|])?", re.IGNORECASE)
"""A page's number in a line of its own."""


class Piece(NamedTuple):
    """What stands in a cell: running text, or one item of a list."""

    item: bool
    text: str


class Row(NamedTuple):
    """A line of the text. `cells` are its cells' pieces, without marks of layout."""

    line: int
    cells: tuple[tuple[Piece, ...], ...]

    def plain(self, place: int) -> str:
        """All that stands in a cell, "" where there is no such cell."""
        return " ".join(piece.text for piece in self.cells[place]) if place < len(self.cells) else ""

    @property
    def alone(self) -> str:
        """The text of a line that is no row of a table, "" for one that is."""
        return self.plain(0) if len(self.cells) == 1 else ""


def rows(source: Source) -> list[Row]:
    """Every line that says something; a page's number says nothing."""
    lines = ((number, line.replace("\f", "").rstrip()) for number, line in enumerate(source.lines, 1))
    found = (Row(number, tuple(tuple(_pieces(cell)) for cell in line.split("\t"))) for number, line in lines if not _PAGE.fullmatch(line.strip()))
    return [row for row in found if any(row.cells)]


def _pieces(cell: str) -> Iterator[Piece]:
    """Text and items of a cell. A list may have an element for each item, or a sign before each."""
    listing = False
    at = 0
    text = ""
    for tag in _TAG.finditer(cell):
        text += cell[at : tag.start()]
        at = tag.end()
        name = tag["name"].lower()
        if name in ("p", "ul", "ol", "li", "br", "div", "td"):
            yield from _split(text, listing)
            text = ""
        if name in ("ul", "ol"):
            listing = not tag["end"]
        elif name == "p" and not tag["end"]:
            listing = False
    yield from _split(text + cell[at:], listing)


def _split(text: str, listing: bool) -> Iterator[Piece]:
    plain = " ".join(_MARKS.sub("", unescape(text)).split())
    if listing:
        yield from (Piece(True, each) for part in _LISTED.split(plain) for each in _bulleted(part) if each)
        return
    first, *items = _BULLET.split(plain) if _BULLET.search(plain) else [plain]
    if _LEADING.match(first):
        yield Piece(True, _LEADING.sub("", first).strip())
    elif first.strip():
        yield Piece(False, first.strip())
    yield from (Piece(True, each.strip()) for each in items if each.strip())


def _bulleted(text: str) -> list[str]:
    return [each.strip() for each in _BULLET.split(text)]
