"""`scale`: say where you stand between two ends. Practice only: nothing is right or wrong."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup as Html

from builder.diagnostics import Diagnostic
from builder.model import Draw
from builder.questions.base import OPTION_COUNT, SAME_OPTION, Locate, Text, UnscoredForm, row

MOST_POINTS = 9


class Form(UnscoredForm, frozen=True, kw_only=True):
    """The YAML of a `scale` question; `points` from one end to the other, `feedback` for everybody."""

    points: tuple[Text, ...]
    """The points of the scale, from one end to the other."""
    feedback: Text | None = None
    """What is said after any answer."""

    def view(self, draw: Draw) -> dict[str, Any]:
        return {
            "points": [row(draw, place, point, None) for place, point in enumerate(self.points)],
            "feedback": draw.inline(self.feedback) if self.feedback else Html(""),
        }

    def solution(self) -> dict[str, Any]:
        return {"kind": "scale", "points": len(self.points)}

    def signature(self) -> str:
        return "\n".join(self.points)

    def longest_answer(self) -> int:
        return 1

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from self.test_findings(locate)
        count = len(self.points)
        if not 2 <= count <= MOST_POINTS:
            yield OPTION_COUNT.at(locate("points"), f"scale `{self.id}` has {count} point{'' if count == 1 else 's'}", hint=f"give it 2 to {MOST_POINTS}")
        first: dict[str, int] = {}
        for place, point in enumerate(self.points):
            same = first.setdefault(" ".join(point.split()).casefold(), place)
            if same != place:
                yield SAME_OPTION.at(locate("points", place), f"points {same + 1} and {place + 1} of `{self.id}` say the same", hint="reword one of them")
