"""`reflect`: free text for the workbook. Practice only: nothing is right or wrong."""

from collections.abc import Iterator
from typing import Annotated, Any

from markupsafe import Markup as Html
from msgspec import Meta

from builder.diagnostics import Diagnostic
from builder.model import Draw
from builder.questions.base import Locate, Text, UnscoredForm


class Form(UnscoredForm, frozen=True, kw_only=True):
    """The YAML of a `reflect` question. `words`: about how many to write; `model`: an example to compare with afterwards."""

    hint: Text | None = None
    """What to think of while writing."""
    words: Annotated[int, Meta(ge=1, le=2000)] | None = None
    """About how many words to write."""
    model: Text | None = None
    """An answer to compare with, shown afterwards."""

    def view(self, draw: Draw) -> dict[str, Any]:
        return {
            "hint": draw.inline(self.hint) if self.hint else Html(""),
            "words": self.words,
            "model": draw.text(self.model) if self.model else Html(""),
        }

    def solution(self) -> dict[str, Any]:
        return {"kind": "texts", "right": []}

    def signature(self) -> str:
        """Always the same: what a learner wrote fits a prompt in other words too."""
        return ""

    def longest_answer(self) -> int:
        return 1

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from self.test_findings(locate)
