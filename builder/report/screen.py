"""A terminal to draw on: the same text with colour and without, no wider than a table may be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console, RenderableType
from rich.text import Text

WIDEST = 130
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What a terminal would obey instead of showing, or that turns the text around it."""
_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Screen:
    """What is written to. `unicode`: whether it holds every character; `colour`: whether it shows colours; `width` in columns."""

    unicode: bool = True
    colour: bool = False
    width: int = WIDEST

    def draw(self, pieces: Iterable[RenderableType]) -> str:
        """The pieces below each other, without spaces at the ends of lines."""
        written = StringIO()
        console = Console(
            file=written,
            width=min(self.width, WIDEST),
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            no_color=not self.colour,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        for piece in pieces:
            console.print(piece)
        return _SPACES.sub("", written.getvalue()).rstrip("\n")

    def cut(self, text: str, room: int) -> Text:
        """One line of at most `room` columns."""
        text = said(text)
        if cell_len(text) > room:
            end = "…" if self.unicode else "..."
            text = set_cell_size(text, max(0, room - len(end))).rstrip() + end
        return Text(text, no_wrap=True, overflow="ignore")


def said(text: str) -> str:
    """An author's words on one line, with nothing in them that a terminal would obey."""
    return _OBEYED.sub("�", " ".join(text.split()))
