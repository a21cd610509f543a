"""How a criterion can stand: the one table that every format of the report goes by."""

from collections.abc import Iterable
from typing import NamedTuple

from builder.checks.coverage import CoveredCriterion, Status


class StatusForm(NamedTuple):
    """How a status is shown. `mark` needs UTF-8 and `plain` does not; `style` is for the terminal, `fill` for a sheet's cell (RRGGBB).

    `always`: whether it is listed where no criterion has it.
    """

    name: Status
    word: str
    mark: str
    plain: str
    style: str
    fill: str
    always: bool = True


STATUSES = (
    StatusForm("covered", "covered", "■", "#", "", "E3EFEB"),
    StatusForm("partly", "partly covered", "◧", "=", "yellow", "FDF4E3"),
    StatusForm("uncovered", "uncovered", "□", ".", "red", "FDEEEE"),
    StatusForm("suspect", "suspect", "◆", "?", "magenta", "F4EFFB", always=False),
)
"""In the order in which they are counted. A new status is one line here, and its colour and shape in page.css and page.html."""

BY_NAME: dict[Status, StatusForm] = {each.name: each for each in STATUSES}


def counts(criteria: Iterable[CoveredCriterion]) -> dict[Status, int]:
    """How many criteria there are of each status, those of none included."""
    found = [each.status for each in criteria]
    return {form.name: found.count(form.name) for form in STATUSES}


def listed(criteria: Iterable[CoveredCriterion]) -> tuple[StatusForm, ...]:
    """The statuses to list for these criteria."""
    found = counts(criteria)
    return tuple(form for form in STATUSES if form.always or found[form.name])


def in_words(criteria: Iterable[CoveredCriterion], *, word: bool = False) -> str:
    """`2 uncovered, 1 partly`, worst first; `all covered` where nothing is open. `word`: `partly covered` instead of `partly`."""
    found = counts(criteria)
    open_ones = [f"{found[form.name]} {form.word if word else form.name}" for form in reversed(STATUSES) if form.name != "covered" and found[form.name]]
    return ", ".join(open_ones) or "all covered"
