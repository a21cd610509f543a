"""A crosswalk as one page for people: self-contained, on screen, on a phone and on paper."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from builder.checks.coverage import Coverage, CoveredCriterion
from builder.checks.crosswalk import Crosswalk, Pair, Side, needs
from builder.model import Unit
from builder.wording import difference, plain

FOLDER = Path(__file__).resolve().parent


class Piece(NamedTuple):
    """Words of a wording; `differs` where the other side does not have them."""

    text: str
    differs: bool


class Place(NamedTuple):
    """A part that teaches a criterion, and where it stands."""

    title: str
    where: str


class Need(NamedTuple):
    """What a unit still lacks under one of the two."""

    unit: Unit
    criteria: Sequence[CoveredCriterion]
    total: int


def page(walk: Crosswalk) -> str:
    """The page, as HTML."""
    return _template().render(
        walk=walk, one=walk.here.course.qualification, other=walk.there.course.qualification, needs=(_needs(walk.here), _needs(walk.there))
    )


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"plain": plain, "anchor": _anchor, "css_text": _css_text}
    environment.globals |= {"worded": worded, "items": items, "places": places}
    return environment.get_template("crosswalk.html")


def worded(pair: Pair, side: Side) -> list[Piece]:
    """The text of one side, in pieces."""
    if not pair.here or not pair.there:
        return [Piece(plain(side.criterion.text), False)]
    left_out = "new" if side is pair.here else "gone"
    runs = difference(pair.here.criterion.text, pair.there.criterion.text)
    return [Piece(run.text, run.kind != "same") for run in runs if run.kind != left_out]


def items(pair: Pair, side: Side) -> list[Piece]:
    """The range items of one side."""
    others = [each.criterion.wording for each in pair.sides if each is not side]
    return [Piece(plain(item.text), any(not other.has_item(item.text) for other in others)) for item in side.criterion.range]


def places(side: Side) -> list[Place]:
    """The parts that teach it."""
    return [Place(each.part.title, f"{PurePosixPath(each.lesson.path).name}:{each.part.span.line}") for each in side.covered.evidence.taught]


def _anchor(side: Side) -> str:
    return f"{side.unit.ref.replace('/', '')}_AC{side.criterion.id.replace('.', '_')}"


def _css_text(text: str) -> str:
    """What may stand between quotation marks in the style sheet, whatever an author wrote."""
    return re.sub(r"[^\w /.,:-]", "", plain(text))


def _needs(report: Coverage) -> list[Need]:
    return [Need(unit, criteria, sum(1 for _ in unit.criteria())) for unit, criteria in needs(report)]
