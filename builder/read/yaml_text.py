"""A YAML document that keeps what the author typed: every scalar a string, every value with its place."""

from typing import Any, NamedTuple

from builder.diagnostics import Diagnostic, Rule
from builder.read.piece import Piece
from builder.source import Span

SYNTAX = Rule("CW004", "yaml-syntax")
DUPLICATE_KEY = Rule("CW005", "duplicate-key")
TOO_DEEP = Rule("CW010", "too-deep")

Loc = tuple[str | int, ...]
Marks = tuple[int, int]


class YamlText(NamedTuple):
    """A YAML document as plain dicts, lists, strings without space around them and None, with a place for every value and key.

    `marks` and `key_marks` are first and last index in `piece`: most places are never asked for.
    """

    data: Any
    piece: Piece
    marks: dict[Loc, Marks]
    key_marks: dict[Loc, Marks]
    findings: tuple[Diagnostic, ...]

    def place(self, loc: Loc) -> Span:
        """Where the value at `loc` stands, or the nearest thing around it that has a place."""
        while loc not in self.marks and loc:
            loc = loc[:-1]
        return self.piece.span(*self.marks[loc]) if loc in self.marks else self.piece.whole

    def key(self, loc: Loc) -> Span:
        """Where the key at `loc` stands, or its value, or the nearest thing around it."""
        return self.piece.span(*self.key_marks[loc]) if loc in self.key_marks else self.place(loc)
