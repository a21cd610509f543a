"""Text that an author wrote, and places in it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a file. `path` is relative to the course folder's parent, with `/`.

    `line` and `column` count from 1; `length` is how many characters are meant, at least 1.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True)
class Source:
    """One text file as read: decoded, without a byte-order mark, lines ended by a line feed."""

    path: str
    text: str

    def __reduce__(self) -> tuple[type["Source"], tuple[str, str]]:
        return Source, (self.path, self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends. Only a line feed ends a line, as for YAML and Markdown."""
        return self.text.split("\n")

    def span(self, line: int, column: int = 1, length: int = 1) -> Span:
        """A place in this file, counted from 1."""
        return Span(self.path, line, column, max(1, length))

    def find(self, words: str, start: int = 1) -> Span:
        """Where `words` first stand in line `start` or below; that line's start when they don't."""
        for number in range(start, len(self.lines) + 1):
            column = self.lines[number - 1].find(words)
            if column >= 0:
                return self.span(number, column + 1, len(words))
        return self.span(start)
