"""Two qualifications side by side: which criteria are the same, which differ in wording, which only one of them has.

A pure function of the two coverages. Criteria are put together by `same_as`: where both qualifications are mapped to a third
one, those that equal the same criterion of it.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from builder.checks.coverage import Coverage, CoveredCriterion
from builder.model import Criterion, Qualification, SameAs, Unit

Relation = Literal["same", "differs", "only-from", "only-to"]
Place = tuple[str, str]
"""A unit and a criterion of the qualification that content is tagged with."""


class Side(NamedTuple):
    """A criterion of one of the two."""

    unit: Unit
    covered: CoveredCriterion

    @property
    def criterion(self) -> Criterion:
        """The criterion itself."""
        return self.covered.criterion

    @property
    def name(self) -> str:
        """Unit and criterion, like `F/506/2131 1.4`."""
        return f"{self.unit.ref} {self.criterion.id}"


class Pair(NamedTuple):
    """A criterion and its counterpart; one of them is None where there is none."""

    here: Side | None
    there: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those that there are."""
        return tuple(side for side in self if side)

    @property
    def relation(self) -> Relation:
        """How they stand to each other."""
        if self.here is None or self.there is None:
            return "only-from" if self.here else "only-to"
        return "same" if self.here.criterion.wording.same(self.there.criterion.wording) else "differs"

    @property
    def mappings(self) -> tuple[SameAs, ...]:
        """What the qualifications' files say of them."""
        return tuple(side.criterion.same_as for side in reversed(self.sides) if side.criterion.same_as)

    @property
    def reasons(self) -> tuple[SameAs, ...]:
        """Those of `mappings` that say why content for the one serves the other."""
        return tuple(each for each in self.mappings if each.because)

    @property
    def unexplained(self) -> bool:
        """Whether the wording differs and nothing says why the content still serves."""
        return self.relation == "differs" and not self.reasons


class UnitPair(NamedTuple):
    """A unit of the first qualification with those of the second that share its criteria; either side may be missing."""

    here: Unit | None
    there: tuple[Unit, ...]
    pairs: tuple[Pair, ...]

    def count(self, relation: Relation) -> int:
        """How many criteria stand so to each other."""
        return sum(pair.relation == relation for pair in self.pairs)

    @property
    def explained(self) -> int:
        """How many of those that differ have a reason."""
        return sum(pair.relation == "differs" and not pair.unexplained for pair in self.pairs)


class Crosswalk(NamedTuple):
    """From one qualification to another."""

    here: Coverage
    there: Coverage
    units: tuple[UnitPair, ...]

    def pairs(self) -> Iterator[Pair]:
        """All criteria of both, in the order of the first."""
        for unit in self.units:
            yield from unit.pairs

    def count(self, relation: Relation) -> int:
        """How many criteria stand so to each other."""
        return sum(unit.count(relation) for unit in self.units)

    @property
    def explained(self) -> int:
        """How many of those that differ have a reason."""
        return sum(unit.explained for unit in self.units)

    @property
    def unexplained(self) -> int:
        """How many differ in wording without one."""
        return self.count("differs") - self.explained


def comparable(one: Qualification, other: Qualification) -> bool:
    """Whether one is mapped to the other, or both to the same third."""
    return _home(one) == _home(other)


def crosswalk(here: Coverage, there: Coverage) -> Crosswalk:
    """The crosswalk from one to the other; they have to be `comparable`."""
    counterparts: dict[Place, list[Side]] = {}
    for side in _sides(there):
        if place := _place(side, there.course.qualification):
            counterparts.setdefault(place, []).append(side)
    matched: set[str] = set()
    groups: dict[str, list[Pair]] = {unit.content.unit.ref: [] for unit in here.units}
    for side in _sides(here):
        place = _place(side, here.course.qualification)
        others = counterparts.get(place, []) if place else []
        groups[side.unit.ref] += [Pair(side, other) for other in others] or [Pair(side, None)]
        matched |= {other.name for other in others}
    units = [_unit_pair(unit.content.unit, groups[unit.content.unit.ref]) for unit in here.units]
    rest = [Pair(None, side) for side in _sides(there) if side.name not in matched]
    return Crosswalk(here, there, tuple(_with_rest(units, rest)))


def needs(report: Coverage) -> list[tuple[Unit, list[CoveredCriterion]]]:
    """The criteria for which content is still missing, by unit; units that lack nothing are left out."""
    found = [(unit.content.unit, [each for each in unit.criteria() if not each.met]) for unit in report.units]
    return [(unit, criteria) for unit, criteria in found if criteria]


def _home(qualification: Qualification) -> str:
    return qualification.maps_to or qualification.name


def _sides(report: Coverage) -> Iterator[Side]:
    for unit in report.units:
        for covered in unit.criteria():
            yield Side(unit.content.unit, covered)


def _place(side: Side, qualification: Qualification) -> Place | None:
    if qualification.maps_to is None:
        return side.unit.ref, side.criterion.id
    same = side.criterion.same_as
    return (same.unit, same.criterion) if same else None


def _unit_pair(here: Unit, pairs: list[Pair]) -> UnitPair:
    there = {pair.there.unit.ref: pair.there.unit for pair in pairs if pair.there}
    return UnitPair(here, tuple(there.values()), tuple(pairs))


def _with_rest(units: list[UnitPair], rest: list[Pair]) -> Iterator[UnitPair]:
    """The units, with the criteria that only the second qualification has beside those of their own unit, or in a unit of their own."""
    left: dict[str, list[Pair]] = {}
    for pair in rest:
        if pair.there:
            left.setdefault(pair.there.unit.ref, []).append(pair)
    for unit in units:
        more = [pair for each in unit.there for pair in left.pop(each.ref, [])]
        yield unit._replace(pairs=(*unit.pairs, *more))
    for pairs in left.values():
        yield UnitPair(None, tuple({pair.there.unit.ref: pair.there.unit for pair in pairs if pair.there}.values()), tuple(pairs))
