"""A crosswalk for the terminal: a table of the units, what differs word by word, what content each side still needs."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from builder.checks.coverage import Coverage, CoveredCriterion
from builder.checks.crosswalk import Crosswalk, Pair, Side, UnitPair, needs
from builder.cli import show, wordings
from builder.wording import plain

INDENT = 19
MARKS = {"same": "=", "differs": "~", "only-from": "<", "only-to": ">"}
STANDS = {"partly": ["partly covered"], "suspect": ["suspect"]}
KEY = "= same wording   ~ wording differs   ! nothing says why the content still serves   < only here   > only there"


def as_text(walk: Crosswalk, *, everything: bool, bold: bool) -> str:
    """The whole report; what is the same only where `everything` is wanted. `bold`: what differs is bold, not in brackets."""
    here, there = walk.here.course.qualification, walk.there.course.qualification
    lines = [show.safe(f"{each.number}  {each.title}") for each in (here, there)]
    lines += ["", *_table(walk)]
    for pair in walk.pairs():
        if everything or pair.relation == "differs":
            lines += ["", *_pair(pair)]
    if not everything:
        lines += ["", *_rest(walk)]
    lines += ["", "Content that each still needs", *_needs(walk.here), *_needs(walk.there), *_shared(walk)]
    return wordings.finish("\n".join([*lines, "", KEY]), bold=bold)


def _table(walk: Crosswalk) -> Iterator[str]:
    both = bool(walk.count("only-to"))
    head = (f"{walk.here.course.qualification.number}  ->  {walk.there.course.qualification.number}", "same", "differ", "only here")
    rows = [_row(unit) for unit in walk.units]
    total = ("", *_counts(walk), f"{walk.explained} of {walk.count('differs')}")
    table = [(*head, *(["only there"] if both else []), "explained"), *(row if both else row[:4] + row[5:] for row in (*rows, total))]
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    for row in table:
        yield "   ".join([show.safe(row[0]).ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]).rstrip()


def _row(unit: UnitPair) -> tuple[str, ...]:
    refs = ", ".join(each.ref for each in unit.there)
    differ = unit.count("differs")
    return f"{unit.here.ref if unit.here else '-':<10}  ->  {refs or '-'}", *_counts(unit), f"{unit.explained} of {differ}" if differ else ""


def _counts(of: UnitPair | Crosswalk) -> tuple[str, ...]:
    counts = [of.count("same"), of.count("differs"), of.count("only-from"), of.count("only-to")]
    return tuple(str(count) if count or isinstance(of, Crosswalk) else "-" for count in counts)


def _pair(pair: Pair) -> Iterator[str]:
    """One criterion of each side, one below the other, with the content that serves both and the reason why."""
    mark = "!" if pair.unexplained else MARKS[pair.relation]
    if pair.here and pair.there and pair.relation == "differs":
        here, there = wordings.sides(pair.here.criterion.wording, pair.there.criterion.wording)
        yield from wordings.lines(f"{mark} {pair.here.name}", here, INDENT)
        yield from wordings.lines(f"  {pair.there.name}", there, INDENT)
    else:
        for place, side in enumerate(pair.sides):
            text = wordings.whole(side.criterion.wording) if place == 0 else "the same"
            yield from wordings.lines(f"{mark if place == 0 else ' '} {side.name}", text, INDENT)
    yield from _content(pair)
    for same in pair.reasons:
        yield from wordings.lines("  because", show.safe(plain(same.because or "")), INDENT)
        yield f"{' ' * INDENT}{same.span.path}:{same.span.line}"
    if pair.unexplained and pair.mappings:
        same = pair.mappings[0]
        yield from wordings.lines("  no reason given", f"add `because:` beside `same_as: {same.unit} {same.criterion}`", INDENT)
        yield f"{' ' * INDENT}{same.span.path}:{same.span.line}"


def _content(pair: Pair) -> Iterator[str]:
    """Where the content stands: once where both sides have the same, else for each."""
    said = [(side, _where(side)) for side in pair.sides]
    if len({text for _, text in said}) == 1:
        text = said[0][1]
        label = "  content" if len(said) == 1 or not text else "  serves both"
        yield from wordings.lines(label, text or "none yet", INDENT)
    else:
        for side, text in said:
            yield from wordings.lines(f"  {side.unit.ref}", text or "no content yet", INDENT)


def _where(side: Side) -> str:
    """`06-equality.md:7, 2 test questions, partly covered`; empty where there is nothing."""
    evidence = side.covered.evidence
    parts = [f"{PurePosixPath(each.lesson.path).name}:{each.part.span.line}" for each in evidence.taught]
    count = len(evidence.test)
    questions = [f"{count} test question{'' if count == 1 else 's'}"] if count or parts else []
    return show.safe(", ".join([*parts, *questions, *STANDS.get(side.covered.status, [])]))


def _rest(walk: Crosswalk) -> Iterator[str]:
    """What is not shown one by one."""
    for relation, number in (("only-from", walk.here.course.qualification.number), ("only-to", walk.there.course.qualification.number)):
        alone: dict[str, list[str]] = {}
        for pair in walk.pairs():
            if pair.relation == relation:
                alone.setdefault(pair.sides[0].unit.ref, []).append(pair.sides[0].criterion.id)
        for ref, ids in alone.items():
            yield from wordings.lines(f"{MARKS[relation]} {ref}", f"only in {number}: {', '.join(ids)}", INDENT)
    if same := walk.count("same"):
        yield f"... {same} more {'is' if same == 1 else 'are'} the same: --all"


def _needs(report: Coverage) -> Iterator[str]:
    number = report.course.qualification.number
    open_units = needs(report)
    total = sum(1 for unit in report.units for _ in unit.criteria())
    count = sum(len(criteria) for _, criteria in open_units)
    yield show.safe(f"  {number}: {f'{count} of its {total} criteria' if count else f'none, all {total} criteria have theirs'}")
    for unit, criteria in open_units:
        whole = len(criteria) == sum(1 for _ in unit.criteria())
        yield from wordings.lines(f"    {unit.ref}", f"all {len(criteria)}" if whole and len(criteria) > 1 and _bare(criteria) else _ids(criteria), INDENT)


def _shared(walk: Crosswalk) -> Iterator[str]:
    """How much of what is missing is the same for both."""
    count = len({pair.here.name for pair in walk.pairs() if pair.here and pair.there and not pair.here.covered.met and not pair.there.covered.met})
    if count:
        yield f"  Written once, the content for {count} of them serves both."


def _bare(criteria: Sequence[CoveredCriterion]) -> bool:
    return all(each.status == "uncovered" for each in criteria)


def _ids(criteria: Sequence[CoveredCriterion]) -> str:
    return ", ".join(f"{each.criterion.id}{' (partly covered)' if each.status == 'partly' else ''}" for each in criteria)
