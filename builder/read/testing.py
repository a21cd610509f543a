"""How a unit's tests go: the course's rules, with what unit.yaml says otherwise."""

from collections.abc import Iterator, Mapping, Sequence

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import CriterionRule, Testing, Unit
from builder.read.forms import CriterionRuleForm, TestsForm, UnitContentForm
from builder.read.yaml_text import YamlText

NO_CRITERION = Rule("CW112", "rule-for-no-criterion")
TOO_MUCH = Rule("CW410", "needs-more-than-drawn")

EXTRA_TIME = (25, 50)
"""Per cent that learners are offered where a test has a time limit and nobody says otherwise."""


def testing(course: TestsForm, units: Sequence[tuple[UnitContentForm, YamlText]], criteria: Mapping[str, Sequence[str]], usual: int) -> Testing:
    """The rules of a unit that is put together from `units`; what the first of them says counts.

    `criteria`: a folder's criterion to those of the unit. `usual`: questions drawn for a criterion without its own rule.
    """
    forms = [*(form.tests for form, _ in units), course]
    rules = {
        criterion: _rule(rule, document, name, usual)
        for form, document in reversed(units)
        for name, rule in form.tests.criteria.items()
        for criterion in criteria.get(name, ())
    }
    extra = next((each.extra_time for each in forms if each.extra_time is not None), EXTRA_TIME)
    return Testing(
        minutes=next((each.minutes for each in forms if each.minutes is not None), None),
        extra_time=extra,
        confidence=next((each.confidence for each in forms if each.confidence is not None), False),
        answers=next((each.answers for each in forms if each.answers is not None), "when-achieved"),
        criteria=rules,
    )


def _rule(form: CriterionRuleForm, document: YamlText, name: str, usual: int) -> CriterionRule:
    draw = form.draw or usual
    return CriterionRule(draw, _share(form.needs, draw), document.key(("tests", "criteria", name)))


def _share(needs: str | None, draw: int) -> float:
    if needs is None:
        return 1
    return int(needs[:-1]) / 100 if needs.endswith("%") else min(1, int(needs) / draw)


def testing_findings(form: UnitContentForm, document: YamlText, unit: Unit, usual: int) -> Iterator[Diagnostic]:
    """What is wrong with the rules of single criteria."""
    known = [criterion.id for criterion in unit.criteria()]
    for name, rule in form.tests.criteria.items():
        at = ("tests", "criteria", name)
        if name not in known:
            near = did_you_mean(name, known)
            hint = f"did you mean {near}?" if near else f"its criteria are {known[0]} to {known[-1]}"
            yield NO_CRITERION.at(document.key(at), f"unit {unit.ref} has no criterion {name}", hint=hint)
        draw = rule.draw or usual
        if rule.needs and not rule.needs.endswith("%") and int(rule.needs) > draw:
            message = f"criterion {name} needs {rule.needs} right, and a test draws {draw} for it"
            yield TOO_MUCH.at(document.place((*at, "needs")), message, hint=f"write `draw: {rule.needs}` or more, or need fewer")
