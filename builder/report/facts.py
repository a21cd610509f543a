"""What a report says of a course: coverage, depth and a fingerprint, in one value from which all formats take their sums."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from builder.checks.coverage import Coverage, CoveredCriterion, CoveredUnit, Evidence, coverage
from builder.checks.depth import UnitDepth, course_depth, together
from builder.checks.gaps import GAP, mend
from builder.checks.reviews import CHANGED, command
from builder.diagnostics import Rule
from builder.model import Course, Qualification
from builder.read.sources import Sources
from builder.report.statuses import BY_NAME

REWORDED = "its wording is another than the one reviewed"
NOTHING = "nothing teaches it, no question assesses it"


class Report(NamedTuple):
    """Coverage and depth of a qualification's units, or of those asked for. `fingerprint` is of all that was read."""

    coverage: Coverage
    depths: dict[str, UnitDepth]
    fingerprint: str

    @property
    def qualification(self) -> Qualification:
        """The specification."""
        return self.coverage.course.qualification

    @property
    def units(self) -> tuple[CoveredUnit, ...]:
        """The units reported."""
        return self.coverage.units

    @property
    def begun(self) -> list[CoveredUnit]:
        """The units that somebody has written something for."""
        return [unit for unit in self.units if not unit.content.empty]

    @property
    def criteria(self) -> list[CoveredCriterion]:
        """Every criterion of these units."""
        return [criterion for unit in self.units for criterion in unit.criteria()]

    @property
    def whole(self) -> UnitDepth:
        """The depth of these units together."""
        return together(self.depths[unit.content.unit.ref] for unit in self.units)

    @property
    def complete(self) -> bool:
        """Whether every unit that has been begun is wholly covered."""
        return all(unit.complete for unit in self.begun)

    @property
    def drafts(self) -> int:
        """How many of their lessons and questions are still to be written: a unit with one is not built."""
        return sum(len(unit.content.drafts()) for unit in self.units)

    def only(self, refs: Iterable[str]) -> "Report":
        """The same of these units alone; of all where none is named."""
        wanted = set(refs)
        units = tuple(unit for unit in self.units if unit.content.unit.ref in wanted)
        return self._replace(coverage=self.coverage._replace(units=units)) if wanted else self

    def missing(self, covered: CoveredCriterion) -> list[str]:
        """What a criterion lacks, each in a few words."""
        return missing(covered, self.coverage.needed)

    def mend(self, unit: CoveredUnit, covered: CoveredCriterion) -> str:
        """What to do next about a criterion that is not covered."""
        if covered.status == "suspect":
            typed = command(self.coverage.course, unit.content.unit.ref, [covered.criterion.id])
            return f"read its content against the new wording, then `{typed}`"
        return mend(covered, self.coverage.needed, self.qualification.maps_to)


def rule(covered: CoveredCriterion) -> Rule:
    """The rule that a criterion which is not covered breaks."""
    return CHANGED if covered.status == "suspect" else GAP


def report(course: Course, fingerprint: str) -> Report:
    """The report of `course`."""
    return Report(coverage(course), course_depth(course), fingerprint)


def fingerprint(sources: Sources) -> str:
    """Sixteen digits, in groups of four, that are others as soon as any file of the course is: they stand where a date could."""
    seal = hashlib.sha256()
    files = {path.removeprefix(f"{sources.shown}/"): source.text.encode("utf-8", "surrogatepass") for path, source in sources.texts.items()}
    for path, data in sorted((files | sources.files).items()):
        seal.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        seal.update(data)
    digits = seal.hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def missing(covered: CoveredCriterion, needed: int) -> list[str]:
    """What a criterion lacks, each in a few words; range items by their text."""
    return [NOTHING] if covered.status == "uncovered" else covered.gaps(needed)


def missing_of(evidence: Evidence, needed: int) -> list[str]:
    """The same of one range item that is not covered."""
    return [NOTHING] if evidence.status(needed) == "uncovered" else evidence.gaps(needed) or [REWORDED]


def drafts(count: int) -> str:
    """`1 lesson or question is still a draft`."""
    return f"{plural(count, 'lesson or question is still a draft', 'lessons and questions are still drafts')}"


def word(covered: CoveredCriterion) -> str:
    """How a criterion stands, in words."""
    return BY_NAME[covered.status].word


def hours(minutes: int) -> str:
    """`6 h 55`, `35 h`, `25 min`."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    return f"{whole} h {rest:02}" if rest else f"{whole} h"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 part`, `2 parts`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def share(part: float) -> str:
    """A share of 1 as per cent."""
    return f"{part * 100:.0f} %"
