"""`hotspot`: choose one or several places on a picture; each has its words in a list below, which answers as well."""

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from msgspec import Meta

from builder.diagnostics import Diagnostic, Rule
from builder.model import Draw
from builder.questions.base import MOST_OPTIONS, Locate, NamedPicture, OptionForm, OptionsForm, QuestionForm, Text
from builder.questions.choices import ALL_RIGHT

OUTSIDE = Rule("CW450", "place-outside-the-picture")
OVERLAP = Rule("CW451", "places-overlap")
SMALL = Rule("CW452", "place-too-small", "warning")

LEAST = 8.5
"""Per cent: 24 px (WCAG 2.2, 2.5.8) of the 284 px that a picture has on a page 320 px wide."""

Place = Annotated[
    str,
    Meta(
        pattern=r"^-?\d+(\.\d+)?%?( +-?\d+(\.\d+)?%?){3}$",
        description="write left, top, width and height in per cent of the picture, like 10 20 30 40",
    ),
]


class Box(NamedTuple):
    """A rectangle in per cent of the picture's width and height, or the ellipse that fills it."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """In per cent of per cent."""
        return self.width * self.height

    def shared(self, other: "Box") -> float:
        """The part of the smaller of the two that both cover, 0 to 1."""
        width = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        height = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        smaller = min(self.area, other.area)
        return max(0, width) * max(0, height) / smaller if smaller > 0 else 0


class SpotForm(OptionForm, frozen=True, kw_only=True):
    """One place on the picture."""

    at: Place
    """Where the area is on the picture, in per cent: left, top, width, height."""
    shape: Literal["box", "round"] = "box"
    """The shape of the area."""

    @property
    def box(self) -> Box:
        """`at` as numbers."""
        return Box(*(float(each.rstrip("%")) for each in self.at.split()))


class Form(OptionsForm, frozen=True, kw_only=True):
    """The YAML of a `hotspot` question."""

    picture: Text
    """The picture, a file of the course folder."""
    alt: Text
    """What the picture shows, for those who cannot see it."""
    options: tuple[SpotForm, ...]
    """The areas to choose among."""

    plain: ClassVar[frozenset[str]] = QuestionForm.plain | {"picture", "alt", "at", "shape"}

    def pictures(self) -> Iterator[NamedPicture]:
        yield NamedPicture("picture", self.picture, self.alt)

    def view(self, draw: Draw) -> dict[str, Any]:
        spots = [(spot.box, spot.shape == "round") for spot in self.options]
        return {**super().view(draw), "picture": draw.picture(self.picture, self.alt), "spots": spots}

    def longest_answer(self) -> int:
        return min(len(self.options), MOST_OPTIONS) if sum(spot.correct for spot in self.options) > 1 else 1

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from self.option_findings(locate)
        if self.options and all(spot.correct for spot in self.options):
            yield ALL_RIGHT.at(locate("options"), f"every option of `{self.id}` is right, so there is nothing to decide", hint="add a wrong one")
        for place, spot in enumerate(self.options):
            yield from _place(spot.box, place, locate)
        for (one, first), (other, second) in combinations(enumerate(self.options), 2):
            if first.box.shared(second.box) > 0.5:
                hint = "make one of them smaller, or draw them further apart"
                yield OVERLAP.at(locate("options", other, "at"), f"options {one + 1} and {other + 1} of `{self.id}` lie over each other", hint=hint)


def _place(box: Box, place: int, locate: Locate) -> Iterator[Diagnostic]:
    span = locate("options", place, "at")
    if min(box.left, box.top) < 0 or box.left + box.width > 100 or box.top + box.height > 100:
        note = f"it ends at {box.left + box.width:g} across and {box.top + box.height:g} down"
        yield OUTSIDE.at(
            span, f"option {place + 1} reaches out of the picture", note=note, hint="left and width together come to 100 at most; so do top and height"
        )
    elif min(box.width, box.height) < LEAST:
        hint = f"make it at least {LEAST:g} wide and high: on a phone that is as little as a finger can hit"
        yield SMALL.at(span, f"option {place + 1} is too small to touch", note=f"{box.width:g} wide, {box.height:g} high", hint=hint)
