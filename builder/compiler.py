"""The pipeline, top to bottom: read, check, render, pack, write."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.checks.course import Checked
from builder.checks.coverage import CoveredUnit, unit_coverage
from builder.checks.gaps import GAP
from builder.checks.sizes import state_bound
from builder.diagnostics import Diagnostic, in_reading_order
from builder.model import Course, UnitContent
from builder.render.faults import lacking, rendered, syntax
from builder.render.markdown import Renderer
from builder.render.resolve import interface_words, package_name, site_of
from builder.render.theme import Theme, theme
from builder.targets import TARGETS
from builder.targets.archive import Change, write, zipped


@dataclass(frozen=True, slots=True)
class Package:
    """A unit packed: the zip's name and bytes, and the longest state its learners can reach."""

    content: UnitContent
    name: str
    data: bytes
    bound: int


@dataclass(frozen=True, slots=True)
class Built:
    """A unit rendered: what its package is called, the package's files by path, and the longest state its learners can reach."""

    content: UnitContent
    name: str
    files: dict[str, bytes]
    bound: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen with one unit.

    build: it is whole. draft: it is not, and is built all the same. refuse: it is not. empty: nobody has begun it.
    `blocking` are the errors that stand in the way; `covered` says where the gaps are.
    """

    course: Course
    covered: CoveredUnit
    verdict: Literal["build", "draft", "refuse", "empty"]
    blocking: tuple[Diagnostic, ...]

    @property
    def content(self) -> UnitContent:
        """The unit's content."""
        return self.covered.content


def plan(checked: Checked, units: Iterable[str] = (), *, draft: bool = False, strict: bool = False) -> Iterator[Plan]:
    """What a build does with each unit; `units` are references, all when there are none.

    A wording that changed since its content was reviewed stands in the way where it is `strict`.
    """
    wanted = set(units)
    for course in checked.courses:
        for content in course.units:
            if wanted and content.unit.ref not in wanted:
                continue
            covered = unit_coverage(content, course.settings.test_questions)
            blocking = tuple(_blocking(checked, content))
            suspect = strict and not content.empty and any(each.reviewed for each in covered.criteria())
            yield Plan(course, covered, "refuse" if suspect else _verdict(covered, blocking, draft), blocking)


def tried(checked: Checked) -> Checked:
    """`checked`, with what goes wrong where the course's own templates are used; they are tried on all that can be built."""
    if not checked.courses or not checked.courses[0].look.templates:
        return checked
    plans = [each for each in plan(checked, draft=True) if each.verdict in ("build", "draft")]
    own, said = checked.courses[0].look, interface_words(checked.courses[0], (each.content for each in plans))
    look, whole = theme(own, said), theme(own._replace(layers=()), said)
    found = list(syntax(look))
    for each in plans if not found else ():
        found += _trial(each, look, whole)
    return checked._replace(findings=tuple(in_reading_order([*checked.findings, *found])))


def _trial(each: Plan, look: Theme, whole: Theme) -> Iterator[Diagnostic]:
    """One unit's page by the course's templates, beside the one that the theme alone makes."""

    def page(by: Theme) -> bytes:
        return by.page(site_of(each.course, each.content, Renderer(each.course.organisations, by.words), by.show, draft=True), {}, b"")

    made = rendered(look, lambda: page(look))
    if isinstance(made, Diagnostic):
        yield made
    else:
        yield from lacking(look.look, made, page(whole))


def _verdict(covered: CoveredUnit, blocking: tuple[Diagnostic, ...], draft: bool) -> Literal["build", "draft", "refuse", "empty"]:
    if blocking:
        return "refuse"
    if covered.content.empty:
        return "empty"
    if covered.met:
        return "build"
    return "draft" if draft and covered.content.lessons else "refuse"


def _blocking(checked: Checked, content: UnitContent) -> Iterator[Diagnostic]:
    """The errors in a unit's own folders, and those that are in no unit's folder."""
    folder = checked.sources.shown
    units = f"{folder}/units/" if folder not in ("", ".") else "units/"
    own = tuple(f"{folder}/{each}/" if folder not in ("", ".") else f"{each}/" for each in content.folders)
    for finding in checked.findings:
        if finding.severity == "error" and finding.code != GAP.code:
            path = finding.span.path
            if not path.startswith(units) or path.startswith(own):
                yield finding


def build_packages(plans: Iterable[Plan], target: str = "scorm12") -> Iterator[Package]:
    """Render and pack each unit that is to be built."""
    for built in build_units(plans, target):
        yield Package(built.content, f"{built.name}.zip", zipped(built.files), built.bound)


def build_units(plans: Iterable[Plan], target: str = "scorm12") -> Iterator[Built]:
    """Render each unit that is to be built."""
    wanted = [each for each in plans if each.verdict in ("build", "draft")]
    if not wanted:
        return
    said = interface_words(wanted[0].course, (each.content for each in wanted))
    renders = Renderer(wanted[0].course.organisations, said)
    look = theme(wanted[0].course.look, said)
    for each in wanted:
        course, content = each.course, each.content
        site = site_of(course, content, renders, look.show, draft=each.verdict == "draft")
        name = package_name(course, content) + ("-draft" if each.verdict == "draft" else "")
        yield Built(content, name, TARGETS[target](site, look), state_bound(content, course.settings.test_questions))


def write_packages(packages: Iterable[Package], out: Path) -> Iterator[tuple[Package, Change]]:
    """Put each package into the folder `out`, one rename each, and say what changed."""
    for package in packages:
        yield package, write(out / package.name, package.data)
