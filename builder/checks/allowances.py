"""CW017 and CW018: findings that an author lets stand, with a reason, in course.yaml.

    allow:
      - {code: CW805, path: units/understand-customers/quiz.yaml, reason: The same question opens and closes the unit.}

Without `path` the whole course is meant; in it, `*` stands for anything. A finding about what would make a package wrong
cannot be allowed, and an allowance that allows nothing is itself found: the next finding would slip through it.
"""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from builder.diagnostics import Diagnostic, Rule
from builder.explain import can_be_allowed, codes, near, page, refusal
from builder.read.forms import AllowForm
from builder.read.sources import CourseSource

UNUSED = Rule("CW017", "unused-allowance", "warning")
REFUSED = Rule("CW018", "not-to-be-allowed")


class Allowed(NamedTuple):
    """A finding that stands, and why."""

    finding: Diagnostic
    reason: str


class Sifted(NamedTuple):
    """Findings, those of the allowances themselves among them, and what was allowed."""

    findings: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]


def sifted(findings: Sequence[Diagnostic], course: CourseSource | None, shown: str, *, whole: bool) -> Sifted:
    """`findings` without those that course.yaml allows. `whole`: all was read and checked, so that what allows nothing is idle."""
    allowances = course.form.allow if course else ()
    if not course or not allowances:
        return Sifted(tuple(findings), ())
    kept, allowed, used = list[Diagnostic](), list[Allowed](), set[int]()
    for finding in findings:
        meant = [place for place, each in enumerate(allowances) if _meant(each, finding, shown)]
        used.update(meant)
        if meant and can_be_allowed(finding.code, finding.severity):
            allowed.append(Allowed(finding, allowances[meant[0]].reason))
        else:
            kept.append(finding)
    kept += _wrong(course, used, whole=whole)
    return Sifted(tuple(kept), tuple(allowed))


def _meant(allowance: AllowForm, finding: Diagnostic, shown: str) -> bool:
    path = finding.span.path
    inside = path.removeprefix(f"{shown}/")
    return allowance.code == finding.code and (allowance.path is None or any(fnmatchcase(each, allowance.path) for each in (inside, path)))


def _wrong(course: CourseSource, used: set[int], *, whole: bool) -> Iterator[Diagnostic]:
    known = codes()
    for place, each in enumerate(course.form.allow):
        span = course.document.place(("allow", place, "code"))
        if each.code not in known:
            meant = near(each.code)
            yield REFUSED.at(span, f"there is no rule {each.code}", hint=f"did you mean {meant}?" if meant else "coursewright explain lists the rules")
        elif not can_be_allowed(each.code, page(each.code).severity):
            hint = f"mend what it finds, and take this out; for more on the rule: coursewright explain {each.code}"
            yield REFUSED.at(span, f"{each.code} cannot be allowed: {refusal(each.code)}", hint=hint)
        elif whole and place not in used:
            where = f" in {each.path}" if each.path else ""
            yield UNUSED.at(span, f"this allows nothing: {each.code} finds nothing{where}", hint="take it out, or mend its path, as seen from course.yaml")
