"""A specification's file to a `Qualification`, with what contradicts itself in it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import Criterion, Outcome, Qualification, RangeItem, SameAs, Unit, slug
from builder.read.forms import CriterionForm, QualificationForm, RangeForm, UnitForm
from builder.read.validate import validate
from builder.read.yaml_text import Loc, YamlText, read_yaml
from builder.source import Source

TWICE = Rule("CW105", "same-identifier-twice")
WRONG_OUTCOME = Rule("CW106", "criterion-in-wrong-outcome")
SAME_AS = Rule("CW107", "same-as-nothing")


def read_qualification(source: Source) -> tuple[Qualification | None, list[Diagnostic]]:
    """The qualification that `source` states."""
    document = read_yaml(source)
    if document.data is None:
        return None, list(document.findings)
    form, wrong = validate(QualificationForm, document)
    if form is None:
        return None, [*document.findings, *wrong]
    return _value(source, form, document), [*document.findings, *_contradictions(form, document)]


def same_as_findings(qualification: Qualification, home: Qualification | None) -> Iterator[Diagnostic]:
    """Each `same_as` that names no criterion of the qualification that `maps_to` names."""
    for unit in qualification.units:
        for criterion in unit.criteria():
            same = criterion.same_as
            if same is None:
                continue
            if home is None:
                yield SAME_AS.at(
                    criterion.span, f"criterion {criterion.id} has `same_as`, but the file has no `maps_to`", hint="add `maps_to: …`, the other file's name"
                )
                return
            target = home.unit(same.unit)
            if target is None:
                near = did_you_mean(same.unit, [each.ref for each in home.units])
                yield SAME_AS.at(criterion.span, f"{home.name} has no unit {same.unit}", hint=f"did you mean {near}?" if near else None)
            elif target.criterion(same.criterion) is None:
                yield SAME_AS.at(criterion.span, f"unit {same.unit} has no criterion {same.criterion}", hint=f"its criteria end at {_last(target)}")


def _last(unit: Unit) -> str:
    return unit.outcomes[-1].criteria[-1].id


def _value(source: Source, form: QualificationForm, document: YamlText) -> Qualification:
    return Qualification(
        name=PurePosixPath(source.path).stem,
        number=form.number,
        title=form.title,
        awarding_organisation=form.awarding_organisation,
        level=form.level,
        credit=form.credit,
        guided_learning_hours=form.guided_learning_hours,
        total_qualification_time=form.total_qualification_time,
        review_date=form.review_date,
        maps_to=form.maps_to,
        units=tuple(_unit(unit, document, ("units", place)) for place, unit in enumerate(form.units)),
        span=document.place(()),
    )


def _unit(form: UnitForm, document: YamlText, at: Loc) -> Unit:
    outcomes = tuple(
        Outcome(
            outcome.number,
            outcome.text,
            tuple(_criterion(each, document, (*at, "outcomes", place, "criteria", index)) for index, each in enumerate(outcome.criteria)),
        )
        for place, outcome in enumerate(form.outcomes)
    )
    return Unit(form.ref, form.title, form.level, form.credit, form.guided_learning_hours, form.aim or "", outcomes, document.place((*at, "ref")))


def _criterion(form: CriterionForm, document: YamlText, at: Loc) -> Criterion:
    items = tuple(RangeItem(each.id, each.text) if isinstance(each, RangeForm) else RangeItem(slug(each), each) for each in form.range)
    return Criterion(form.id, form.text, items, _same_as(form), document.place((*at, "id")))


def _same_as(form: CriterionForm) -> SameAs | None:
    if form.same_as is None:
        return None
    unit, _, criterion = form.same_as.partition(" ")
    return SameAs(unit, criterion.strip(), form.because)


def _contradictions(form: QualificationForm, document: YamlText) -> Iterator[Diagnostic]:
    refs: set[str] = set()
    for place, unit in enumerate(form.units):
        if unit.ref in refs:
            yield TWICE.at(document.place(("units", place, "ref")), f"unit {unit.ref} stands here twice", hint="give each unit its own reference")
        refs.add(unit.ref)
        yield from _unit_contradictions(unit, document, ("units", place))


def _unit_contradictions(unit: UnitForm, document: YamlText, at: Loc) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for place, outcome in enumerate(unit.outcomes):
        here: Loc = (*at, "outcomes", place)
        if f"outcome {outcome.number}" in seen:
            yield TWICE.at(document.place((*here, "number")), f"outcome {outcome.number} stands in unit {unit.ref} twice")
        seen.add(f"outcome {outcome.number}")
        for index, criterion in enumerate(outcome.criteria):
            span = document.place((*here, "criteria", index, "id"))
            if criterion.id in seen:
                yield TWICE.at(span, f"criterion {criterion.id} stands in unit {unit.ref} twice")
            elif criterion.id.split(".")[0] != outcome.number:
                yield WRONG_OUTCOME.at(
                    span, f"criterion {criterion.id} stands under outcome {outcome.number}", hint="a conversion may have moved it: check the specification"
                )
            seen.add(criterion.id)
            yield from _range_contradictions(criterion, document, (*here, "criteria", index))


def _range_contradictions(criterion: CriterionForm, document: YamlText, at: Loc) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for place, item in enumerate(criterion.range):
        identifier = item.id if isinstance(item, RangeForm) else slug(item)
        if identifier in seen:
            yield TWICE.at(
                document.place((*at, "range", place)), f"two range items of {criterion.id} have the id `{identifier}`", hint="write one as {id: …, text: …}"
            )
        seen.add(identifier)
