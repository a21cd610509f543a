"""The first half of the pipeline: read a course folder and check it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.checks import check as findings_of
from builder.diagnostics import Diagnostic, in_reading_order
from builder.model import Course
from builder.read.course import assemble
from builder.read.sources import Sources, read_sources


@dataclass(frozen=True, slots=True)
class Checked:
    """A course folder, read and checked: one course a qualification, findings in reading order."""

    sources: Sources
    courses: tuple[Course, ...]
    findings: tuple[Diagnostic, ...]


def check_course(root: Path, shown: str, qualifications: Iterable[str] = ()) -> Checked:
    """Read and check the course folder `root`, for the qualifications named or for all that it names."""
    sources = read_sources(root, shown)
    wanted = set(qualifications)
    chosen = [each for each in sources.qualifications if not wanted or each.name in wanted]
    courses = tuple(course for each in chosen if (course := assemble(sources, each)))
    homes = {each.maps_to for each in chosen} - {each.name for each in chosen}
    checked = [*courses, *(course for each in sources.qualifications if each.name in homes and (course := assemble(sources, each)))]
    findings = in_reading_order([*sources.findings, *(finding for course in checked for finding in findings_of(course))])
    return Checked(sources, courses, tuple(findings))
