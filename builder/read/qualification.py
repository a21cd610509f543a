"""A specification's file to a `Qualification`, with what contradicts itself in it."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.memo import remembered
from builder.model import Criterion, Outcome, Qualification, RangeItem, SameAs, Unit, slug
from builder.read.forms import CriterionForm, QualificationForm, RangeForm, UnitForm
from builder.read.validate import validate
from builder.read.yaml import read_yaml
from builder.read.yaml_text import Loc, YamlText
from builder.source import Source, Span

TWICE = Rule("CW105", "same-identifier-twice")
WRONG_OUTCOME = Rule("CW106", "criterion-in-wrong-outcome")
SAME_AS = Rule("CW107", "same-as-nothing")
WORDING = Rule("CW111", "other-wording")


STAND_INS: dict[str, object] = {
    **dict.fromkeys(("number", "title", "awarding_organisation"), "?"),
    **dict.fromkeys(("level", "credit", "guided_learning_hours", "total_qualification_time"), "0"),
    "review_date": "9999-12-31",
}
"""What stands in for a wrong value, so that the units are read and tags can be checked all the same."""


@remembered
def read_qualification(source: Source) -> tuple[Qualification | None, list[Diagnostic]]:
    """The qualification that `source` states."""
    document = read_yaml(source)
    if document.data is None and document.findings:
        return None, list(document.findings)
    form, wrong = validate(QualificationForm, document, stand_ins=STAND_INS)
    if form is None:
        return None, [*document.findings, *wrong]
    return _value(source, form, document), [*document.findings, *wrong, *_contradictions(form, document)]


def same_as_findings(qualification: Qualification, home: Qualification | None, names: Sequence[str]) -> Iterator[Diagnostic]:
    """What is wrong with how a qualification is mapped to `home`; `names` are the qualifications of the course."""
    if qualification.maps_to and home is None:
        near = did_you_mean(qualification.maps_to, names)
        hint = f"did you mean `{near}`?" if near else "name it in course.yaml too"
        yield SAME_AS.at(qualification.maps_to_span, f"course.yaml names no qualification `{qualification.maps_to}`", hint=hint)
    elif home and home.maps_to is not None:
        yield SAME_AS.at(
            qualification.maps_to_span,
            f"`{home.name}` is itself mapped, so nothing can be mapped to it",
            hint="name the qualification that content is tagged with",
        )
    else:
        for unit in qualification.units:
            for criterion in unit.criteria():
                if criterion.same_as:
                    yield from _same_as_findings(criterion, criterion.same_as, home)


def _same_as_findings(criterion: Criterion, same: SameAs, home: Qualification | None) -> Iterator[Diagnostic]:
    if home is None:
        hint = "add `maps_to: …` at the top: the name of the other qualification's file"
        yield SAME_AS.at(same.span, f"criterion {criterion.id} has `same_as`, but the file has no `maps_to`", hint=hint)
        return
    unit = home.unit(same.unit)
    other = unit.criterion(same.criterion) if unit else None
    if not same.criterion:
        yield SAME_AS.at(same.span, f"`{same.unit}` is no criterion", hint=f"write unit and criterion, like {home.units[0].ref} {_first(home.units[0])}")
    elif unit is None:
        near = did_you_mean(same.unit, [each.ref for each in home.units])
        yield SAME_AS.at(
            same.span, f"{home.name} has no unit {same.unit}", hint=f"did you mean {near}?" if near else f"it has {', '.join(each.ref for each in home.units)}"
        )
    elif other is None:
        near = did_you_mean(same.criterion, [each.id for each in unit.criteria()])
        yield SAME_AS.at(
            same.span, f"unit {same.unit} has no criterion {same.criterion}", hint=f"did you mean {near}?" if near else f"it ends at {_last(unit)}"
        )
    elif not criterion.wording.same(other.wording) and not same.because:
        hint = "if content for that one serves this one, say why: `because: …`"
        yield WORDING.at(same.span, f"criterion {criterion.id} is not worded like {same.unit} {same.criterion}", note=f'that is "{other.text}"', hint=hint)


def _first(unit: Unit) -> str:
    return unit.outcomes[0].criteria[0].id


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
        places={key: document.place((key,)) for key in ("review_date", "credit", "guided_learning_hours")},
        maps_to=form.maps_to,
        maps_to_span=document.place(("maps_to",)),
        units=tuple({unit.ref: _unit(unit, document, ("units", place)) for place, unit in reversed(list(enumerate(form.units)))}.values())[::-1],
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
    return Criterion(form.id, form.text, items, _same_as(form, document.place((*at, "same_as"))), document.place((*at, "id")))


def _same_as(form: CriterionForm, span: Span) -> SameAs | None:
    if form.same_as is None:
        return None
    unit, _, criterion = form.same_as.partition(" ")
    return SameAs(unit, criterion.strip(), form.because, span)


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
            yield TWICE.at(
                document.place((*here, "number")),
                f"outcome {outcome.number} stands in unit {unit.ref} twice",
                hint="number the outcomes as the specification does",
            )
        seen.add(f"outcome {outcome.number}")
        for index, criterion in enumerate(outcome.criteria):
            span = document.place((*here, "criteria", index, "id"))
            if criterion.id in seen:
                yield TWICE.at(span, f"criterion {criterion.id} stands in unit {unit.ref} twice", hint="number the criteria as the specification does")
            elif criterion.id.split(".")[0] != outcome.number:
                yield WRONG_OUTCOME.at(
                    span, f"criterion {criterion.id} stands under outcome {outcome.number}", hint="check the specification: the number or the place is wrong"
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
