"""The packages of a course folder, built in memory and built again at every save."""

import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from builder.checks.course import check_course
from builder.checks.gaps import GAP
from builder.compiler import Plan, build_units, plan, tried
from builder.diagnostics import Diagnostic
from builder.preview.playable import Objective, Playable, Stand
from builder.render.resolve import package_name
from builder.source import Source
from builder.targets.scorm12 import LAUNCH
from builder.targets.scorm12.identifiers import criterion_identifier

_BEFORE, _AFTER = 2, 3
"""Lines shown around the line that a finding is about."""


class CourseDesk:
    """A course folder. Drafts are built as drafts; a unit whose sources are broken keeps the files of its last good build."""

    def __init__(self, root: Path, shown: str, qualifications: Sequence[str] = (), units: Iterable[str] = (), today: date | None = None) -> None:
        self.root = root
        self.shown = shown
        self.qualifications = tuple(qualifications)
        self.units = tuple(units)
        self.today = today
        self.stand = Stand(0, ())
        self._plans: dict[str, Plan] = {}
        self._played = ""
        self._versions: dict[str, int] = {}
        self._numbers = count(1)
        self._lock = Lock()

    def build(self, changed: Sequence[str] = ()) -> None:
        """Check the course, and build the package that is being played; the others when they are asked for."""
        with self._lock:
            started = time.perf_counter()
            try:
                packages, findings = self._built()
            except Exception as error:  # a bug of ours must not end an author's session
                traceback.print_exc(file=sys.stderr)
                packages, findings = _all_failed(self.stand.packages), (_stopped(error),)
            spent = round(1000 * (time.perf_counter() - started))
            self.stand = Stand(self.stand.serial + 1, packages, findings, tuple(changed), spent)

    def package(self, name: str) -> Playable | None:
        """A package, built if need be; from now on it is the one being played."""
        with self._lock:
            found = next((each for each in self.stand.packages if each.name == name), None)
            if found is None:
                return None
            self._played = name
            if found.version == 0 and name in self._plans and not found.failed:
                found = self._made(self._plans[name], found)
                self.stand = replace(self.stand, packages=tuple(found if each.name == name else each for each in self.stand.packages))
            return found

    def _built(self) -> tuple[tuple[Playable, ...], tuple[dict[str, Any], ...]]:
        checked = tried(check_course(self.root, self.shown, self.qualifications, self.today))
        findings = tuple(_finding(each, checked.sources.texts) for each in checked.findings if each.code != GAP.code)
        if not checked.courses:
            return _all_failed(self.stand.packages), findings
        self._plans = {_name(each): each for each in plan(checked, self.units, draft=True) if each.verdict != "empty"}
        # A unit that broken sources keep out of the plan has not gone: it stands as it was until they are mended.
        broken = any(each["severity"] == "error" for each in findings)
        kept = _all_failed(each for each in self.stand.packages if broken and each.name not in self._plans)
        if self._played not in self._plans and self._played not in {each.name for each in kept}:
            self._played = next((name for name, each in self._plans.items() if each.verdict != "refuse"), "")
        several = len(checked.courses) > 1
        return (*(self._playable(name, each, several) for name, each in self._plans.items()), *kept), findings

    def _playable(self, name: str, each: Plan, several: bool) -> Playable:
        before = next((known for known in self.stand.packages if known.name == name), None)
        known = before or Playable(name, "", LAUNCH, {}, 0)
        known = replace(known, label=_label(each, several), rule=_rule(each), objectives=_objectives(each), draft=each.verdict == "draft")
        if each.verdict == "refuse":
            return replace(known, failed=True)
        if name != self._played:
            # What is not on screen is built when it is asked for, so that a save is quick.
            return replace(known, version=0, failed=False)
        return self._made(each, known)

    def _made(self, each: Plan, known: Playable) -> Playable:
        built = next(build_units([each]))
        version = self._versions.get(known.name, 0) if built.files == known.files else next(self._numbers)
        self._versions[known.name] = version
        return replace(known, files=built.files, bound=built.bound, version=version, failed=False)


def _name(each: Plan) -> str:
    return package_name(each.course, each.content)


def _label(each: Plan, several: bool) -> str:
    unit = each.content.unit
    return f"{unit.ref} {unit.title}" + (f" ({each.course.qualification.number})" if several else "")


def _rule(each: Plan) -> str:
    mark = each.course.settings.pass_mark
    return f"{mark}% of the criteria are achieved" if mark else "every criterion is achieved"


def _objectives(each: Plan) -> tuple[Objective, ...]:
    unit = each.content.unit
    return tuple(Objective(criterion.id, criterion_identifier(unit.ref, criterion.id), criterion.text) for criterion in unit.criteria())


def _all_failed(packages: Iterable[Playable]) -> tuple[Playable, ...]:
    return tuple(replace(each, failed=True) for each in packages)


def _finding(finding: Diagnostic, texts: dict[str, Source]) -> dict[str, Any]:
    """A finding for the page, with the lines around its place."""
    source = texts.get(finding.span.path)
    first = max(1, finding.span.line - _BEFORE)
    lines = source.lines[first - 1 : finding.span.line + _AFTER] if source else []
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return {**finding.as_json(), "first": first, "lines": lines}


def _stopped(error: Exception) -> dict[str, Any]:
    """A bug of ours, told as a finding: the page shows it, the terminal has the rest."""
    said = f"the build stopped: {type(error).__name__}: {error}"
    facts = {"code": "", "name": "", "severity": "error", "message": said, "note": "", "hint": "this is a bug of Coursewright; the terminal has the details"}
    return {**facts, "path": "", "line": 1, "column": 1, "length": 1, "first": 1, "lines": []}
