"""The report as JUnit's XML, which CI servers read: a suite a unit, a case a criterion, a failure where it is not covered.

The criteria of a unit that nobody has begun are skipped: they do not fail `coverage` either. What does, and is no criterion's, is a
draft: a unit that has any gets a case for them. There is no clock, so times are 0.
"""

from collections.abc import Sequence

from lxml import etree

from builder.checks.coverage import CoveredCriterion, CoveredUnit
from builder.checks.gaps import DRAFT
from builder.report.facts import Report, drafts, rule, word
from builder.report.rows import visible
from builder.targets.scorm12.identifiers import criterion_identifier, unit_identifier


def as_junit(reports: Sequence[Report]) -> bytes:
    """All reports in one document."""
    root = etree.Element("testsuites", name="coursewright coverage")
    for report in reports:
        for unit in report.units:
            _suite(root, report, unit)
    sums = {name: sum(int(suite.get(name, "0")) for suite in root) for name in ("tests", "failures", "errors", "skipped")}
    for name, total in sums.items():
        root.set(name, str(total))
    root.set("time", "0")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _suite(root: etree._Element, report: Report, unit: CoveredUnit) -> None:
    criteria, unwritten = unit.criteria(), len(unit.content.drafts())
    failed = 0 if unit.content.empty else sum(each.status != "covered" for each in criteria) + bool(unwritten)
    skipped = len(criteria) if unit.content.empty else 0
    name = visible(f"{report.qualification.number} {unit.content.unit.ref} {unit.content.unit.title}")
    counted = {"tests": len(criteria) + bool(unwritten), "failures": failed, "errors": 0, "skipped": skipped, "time": 0}
    suite = etree.SubElement(root, "testsuite", {"name": name, **{key: str(count) for key, count in counted.items()}})
    for each in criteria:
        _case(suite, report, unit, each)
    if unwritten:
        case = etree.SubElement(suite, "testcase", {"classname": unit_identifier(unit.content.unit.ref), "name": "nothing is a draft", "time": "0"})
        failure = etree.SubElement(case, "failure", message=drafts(unwritten), type=DRAFT.name)
        failure.text = f"{DRAFT.code} in {unit.content.unit.ref}\nhelp: write them, then take out their line `draft: true`"


def _case(suite: etree._Element, report: Report, unit: CoveredUnit, covered: CoveredCriterion) -> None:
    ref = unit.content.unit.ref
    name = visible(f"{covered.criterion.id} {covered.criterion.text}")
    case = etree.SubElement(suite, "testcase", {"classname": criterion_identifier(ref, covered.criterion.id), "name": name, "time": "0"})
    if unit.content.empty:
        etree.SubElement(case, "skipped", message="nobody has begun this unit")
    elif covered.status != "covered":
        failure = etree.SubElement(case, "failure", message=visible("; ".join(report.missing(covered))), type=rule(covered).name)
        hint = report.mend(unit, covered)
        failure.text = visible(f"{rule(covered).code} {ref} {covered.criterion.id} is {word(covered)}\nhelp: {hint}")
