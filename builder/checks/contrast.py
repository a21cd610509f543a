"""CW701: colours of a theme that are too near to each other to be read, by day or by night.

WCAG 2.2, 1.4.3 (text, 4.5 to 1) and 1.4.11 (the edge of a control, 3 to 1), for every pair that the page puts together.
"""

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from builder.colours import Colour, colour, contrast, shades
from builder.diagnostics import Diagnostic, Rule
from builder.look import Look, Scheme
from builder.model import Course

LOW = Rule("CW701", "low-contrast")

TEXT = 4.5
EDGE = 3.0


class Needed(NamedTuple):
    """What `over` has to have on `under`. `mend` is the one of the two to change."""

    over: str
    under: str
    ratio: float
    mend: str


PAIRS = (
    *(Needed(over, under, TEXT, over) for over in ("ink", "soft", "accent", "good", "mend") for under in ("paper", "tint")),
    Needed("ink", "pen", TEXT, "pen"),
    Needed("paper", "accent", TEXT, "accent"),
    Needed("edge", "paper", EDGE, "edge"),
)
"""Every pair of roles that the page sets one upon the other."""

_SCHEMES: tuple[tuple[Scheme, str], ...] = (("light", "by day"), ("dark", "by night"))


def contrasts(course: Course) -> Iterator[Diagnostic]:
    """A finding for each colour of the course's theme that has to change, with the pair that is worst."""
    for scheme, when in _SCHEMES:
        colours = solid(course.look, scheme)
        worst: dict[str, Needed] = {}
        for pair in sorted((each for each in PAIRS if not _passes(each, colours)), key=lambda each: _share(each, colours)):
            worst.setdefault(_to_mend(pair, course.look, scheme), pair)
        for role, pair in worst.items():
            yield _finding(course.look, scheme, when, role, pair, colours)


def solid(look: Look, scheme: Scheme) -> dict[str, Colour]:
    """The theme's colours in one scheme, those that can be read and not seen through."""
    read = {role: colour(getattr(pair, scheme).text) for role, pair in look.colours.items()}
    return {role: each for role, each in read.items() if each and each.alpha == 1}


def nearest(role: str, colours: dict[str, Colour]) -> Colour | None:
    """The colour nearest to that of `role`, of the same hue, that passes in every pair; None where none does."""
    pairs = [pair for pair in PAIRS if role in (pair.over, pair.under)]
    return next((each for each in shades(colours[role]) if all(_passes(pair, {**colours, role: each}) for pair in pairs)), None)


def _passes(pair: Needed, colours: dict[str, Colour]) -> bool:
    return not {pair.over, pair.under} <= colours.keys() or _share(pair, colours) >= 1


def _share(pair: Needed, colours: dict[str, Colour]) -> float:
    """How much of the contrast that it needs a pair has; 1 is enough."""
    return contrast(colours[pair.over], colours[pair.under]) / pair.ratio


def _to_mend(pair: Needed, look: Look, scheme: Scheme) -> str:
    """The role to change: the pair's own, but the other where only that one is the course's."""
    own = {role for role in (pair.over, pair.under) if getattr(look.colours[role], scheme).own}
    return pair.mend if pair.mend in own or not own else own.pop()


def _finding(look: Look, scheme: Scheme, when: str, role: str, pair: Needed, colours: dict[str, Colour]) -> Diagnostic:
    over, under = (getattr(look.colours[each], scheme).text for each in (pair.over, pair.under))
    ratio = _said(contrast(colours[pair.over], colours[pair.under]))
    message = f"{when}, `{pair.over}` {over} on `{pair.under}` {under} has a contrast of {ratio}, and {pair.ratio:g}:1 is the least"
    kept = pair.under if role == pair.over else pair.over
    better = nearest(role, colours)
    hint = f"no other shade of `{role}` passes with the theme's other colours; change `{kept}` as well"
    if better:
        hint = f'the nearest `{role}` that passes everywhere is "{better.hex}", with {_said(contrast(better, colours[kept]))} here'
    return LOW.at(getattr(look.colours[role], scheme).span, message, hint=hint)


def _said(ratio: float) -> str:
    """Rounded down, so that what fails never looks as if it passed."""
    return f"{floor(ratio * 100) / 100:.2f}:1"
