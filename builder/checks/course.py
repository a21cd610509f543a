"""The first half of the pipeline: read a course folder and check it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from builder.checks import check as findings_of
from builder.checks.allowances import Allowed, sifted
from builder.checks.blocks import QUESTION
from builder.checks.gaps import GAP
from builder.checks.identifiers import UNKNOWN_PART
from builder.checks.links import BROKEN, UNKNOWN_TERM
from builder.checks.reviews import UNREVIEWED
from builder.checks.specification import CREDIT, HOURS
from builder.diagnostics import Diagnostic, in_reading_order
from builder.model import Course
from builder.read.course import assemble
from builder.read.lock import SUFFIX
from builder.read.sources import Sources, read_sources

HIDING = frozenset(
    {"CW001", "CW002", "CW003", "CW004", "CW007", "CW008", "CW009", "CW010", "CW011", "CW012", "CW105", "CW106", "CW107", "CW404"},
)
"""Findings that say that something could not be read: a file, or a part of one."""
MISSING = frozenset({GAP.code, QUESTION.code, BROKEN.code, UNKNOWN_PART.code, UNKNOWN_TERM.code, HOURS.code, CREDIT.code})
"""Findings that something is not there, or does not add up."""


class Checked(NamedTuple):
    """A course folder, read and checked: one course a qualification, findings in reading order, without those that are allowed."""

    sources: Sources
    courses: tuple[Course, ...]
    findings: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]


def check_course(root: Path, shown: str, qualifications: Iterable[str] = (), today: date | None = None) -> Checked:
    """Read and check the course folder `root`, for the qualifications named or for all that it names, as on the day `today`."""
    sources = read_sources(root, shown)
    wanted = set(qualifications)
    chosen = [each for each in sources.qualifications if not wanted or each.name in wanted]
    courses = tuple(course for each in chosen if (course := assemble(sources, each)))
    homes = {each.maps_to for each in chosen} - {each.name for each in chosen}
    others = [course for each in sources.qualifications if each.name in homes and (course := assemble(sources, each))]
    found = [finding for course in courses for finding in findings_of(course, today)]
    found += [finding for course in others for finding in findings_of(course)]
    hidden = [finding.span.path for finding in sources.findings if finding.code in HIDING]
    findings = in_reading_order([*sources.findings, *(finding for finding in found if not _doubtful(finding, hidden, sources.shown))])
    left = sifted(findings, sources.course, sources.shown, whole=not wanted and not hidden and today is not None)
    return Checked(sources, courses, tuple(in_reading_order(left.findings)), left.allowed)


def _doubtful(finding: Diagnostic, hidden: list[str], shown: str) -> bool:
    """Whether `finding` misses something that may stand where the reader could not look: it would mislead until that is mended."""
    if finding.code == UNREVIEWED.code:
        return any(path.endswith(SUFFIX) for path in hidden)
    places = [_unit_folder(path, shown) for path in hidden if not path.endswith(SUFFIX)]
    return finding.code in MISSING and any(place in ("", _unit_folder(finding.span.path, shown)) for place in places)


def _unit_folder(path: str, shown: str) -> str:
    """The name of the unit's folder that a file is in; empty outside of units/."""
    steps = path.removeprefix(f"{shown}/").split("/")
    return steps[1] if steps[0] == "units" and len(steps) > 2 else ""
