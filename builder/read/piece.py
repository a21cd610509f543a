"""A piece of a source that a parser reads on its own, and where its characters stand in the file."""

import re
from bisect import bisect_right
from functools import cached_property

from builder.source import Source, Span

_LINE_FEED = re.compile("\n")


class Piece:
    """`text` starts at `first_line` of `source`, in its first column."""

    def __init__(self, source: Source, text: str, first_line: int = 1) -> None:
        self.source = source
        self.text = text
        self.first_line = first_line

    @cached_property
    def starts(self) -> list[int]:
        """Index of each line's first character."""
        return [0, *(found.end() for found in _LINE_FEED.finditer(self.text))]

    def position(self, index: int) -> tuple[int, int]:
        """Line within the piece and column, both from 1, of the character at `index`. Only a line feed ends a line."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The place in the file of the characters from `start` up to `end`, as far as they stand in one line."""
        line, column = self.position(start)
        last, after = self.position(end)
        return self.at(line, column, after - column if last == line else 1)

    def at(self, line: int, column: int, length: int = 1) -> Span:
        """The place in the file of a line and column of the piece."""
        return self.source.span(line + self.first_line - 1, column, length)

    @property
    def whole(self) -> Span:
        """Where to point for the piece as such: its first line, or the line of dashes above it."""
        return self.source.span(max(1, self.first_line - 1))
