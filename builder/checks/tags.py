"""CW101 to CW104: tags that name no criterion, and lessons without one."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import Course, Lesson, Qualification, Tag, Unit, UnitContent

UNKNOWN = Rule("CW101", "unknown-criterion")
OTHER_UNIT = Rule("CW102", "criterion-of-another-unit")
NO_TAG = Rule("CW103", "lesson-without-tag")
MISMATCH = Rule("CW104", "lesson-and-parts-disagree")
UNKNOWN_ITEM = Rule("CW109", "unknown-range-item")


def tags(course: Course) -> Iterator[Diagnostic]:
    """Every tag of the course against its specification. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            for tag in (*lesson.tags, *(tag for part in lesson.parts for tag in part.tags)):
                yield from _tag(tag, content.unit, course.qualification)
            yield from _lesson(lesson)
        for question in content.questions:
            for tag in question.tags:
                yield from _tag(tag, content.unit, course.qualification)
        yield from _activities(content, course.qualification)


def _tag(tag: Tag, unit: Unit, qualification: Qualification) -> Iterator[Diagnostic]:
    criterion = unit.criterion(tag.criterion)
    if criterion is None:
        yield _unknown(tag, unit, qualification)
    elif tag.item and tag.item not in [item.id for item in criterion.range]:
        near = did_you_mean(tag.item, [item.id for item in criterion.range])
        hint = f"did you mean {tag.criterion}/{near}?" if near else _items(criterion.id, [item.id for item in criterion.range])
        yield UNKNOWN_ITEM.at(tag.span, f"criterion {tag.criterion} has no range item `{tag.item}`", hint=hint)


def _items(criterion: str, items: list[str]) -> str:
    return f"its range items are {', '.join(f'{criterion}/{item}' for item in items)}" if items else f"write {criterion} alone: it has no range items"


def _unknown(tag: Tag, unit: Unit, qualification: Qualification) -> Diagnostic:
    ref, _, number = tag.criterion.rpartition(" ")
    other = qualification.unit(ref)
    if other and other.ref != unit.ref and other.criterion(number):
        return OTHER_UNIT.at(
            tag.span, f"{number} of {other.ref} cannot be taught in a folder of {unit.ref}", hint=f"move the text to the folder of {other.ref}"
        )
    elsewhere = [each.ref for each in qualification.units if each.criterion(tag.criterion) and each.ref != unit.ref]
    near = _near(tag.criterion, unit)
    if near is None and elsewhere:
        return OTHER_UNIT.at(
            tag.span,
            f"unit {unit.ref} has no criterion {tag.criterion}, but {_and(elsewhere)} {'has' if len(elsewhere) == 1 else 'have'}",
            hint=f"is this the folder you meant? It holds {unit.ref}",
        )
    return UNKNOWN.at(tag.span, f"unit {unit.ref} has no criterion {tag.criterion}", note=_ends(tag.criterion, unit), hint=near)


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _ends(identifier: str, unit: Unit) -> str:
    number = identifier.split(".")[0]
    outcome = next((each for each in unit.outcomes if each.number == number), None)
    return f"outcome {number} ends at {outcome.criteria[-1].id}" if outcome else f"the unit has outcomes 1 to {unit.outcomes[-1].number}"


def _near(identifier: str, unit: Unit) -> str | None:
    """The nearest criterion: the same digits differently put, a trailing nought, or the next by spelling."""
    known = {criterion.id: criterion.text for criterion in unit.criteria()}
    trimmed = identifier.rstrip("0")
    candidates = [each for each in known if each.replace(".", "") == identifier.replace(".", "").replace(",", "")]
    near = trimmed if trimmed in known else next(iter(candidates), None) or _same_outcome(identifier, known)
    return f'did you mean {near}, "{known[near]}"?' if near else None


def _same_outcome(identifier: str, known: dict[str, str]) -> str | None:
    same = [each for each in known if each.split(".")[0] == identifier.split(".")[0]]
    return did_you_mean(identifier, same) if same else None


def _lesson(lesson: Lesson) -> Iterator[Diagnostic]:
    taught = [tag for part in lesson.parts for tag in part.tags]
    if not taught:
        hint = f'write the heading like this: ## … {{: criteria="{lesson.tags[0]}" }}'
        span = lesson.parts[0].span if lesson.parts else lesson.span
        yield NO_TAG.at(span, "no part of this lesson says which criterion it teaches", hint=hint)
        return
    criteria = {tag.criterion for tag in taught}
    for tag in lesson.tags:
        if tag.criterion not in criteria:
            yield MISMATCH.at(
                tag.span, f"the front matter names {tag.criterion}, but no part of the lesson teaches it", hint="tag the part that does, or take it out here"
            )
    named = {tag.criterion for tag in lesson.tags}
    for tag in taught:
        if tag.criterion not in named:
            yield MISMATCH.at(
                tag.span, f"a part teaches {tag.criterion}, which the front matter does not name", hint=f"add {tag.criterion} to `criteria:` at the top"
            )


def _activities(content: UnitContent, qualification: Qualification) -> Iterator[Diagnostic]:
    for lesson in content.lessons:
        for block in lesson.markup.blocks:
            if "criteria" in block.options:
                value, span = block.options["criteria"]
                for text in value.strip("[]").split(","):
                    yield from _tag(Tag.parse(text, span), content.unit, qualification)
