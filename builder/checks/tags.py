"""CW101 to CW104 and CW109: tags that name no criterion, and lessons without one; CW120: tags still to be written; CW310: headings that hide theirs."""

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import Course, Lesson, Qualification, Tag, Unit, UnitContent

UNKNOWN = Rule("CW101", "unknown-criterion")
OTHER_UNIT = Rule("CW102", "criterion-of-another-unit")
NO_TAG = Rule("CW103", "lesson-without-tag")
MISMATCH = Rule("CW104", "lesson-and-parts-disagree")
HEADING = Rule("CW310", "heading-attribute")
UNKNOWN_ITEM = Rule("CW109", "unknown-range-item")
UNTAGGED = Rule("CW120", "to-be-tagged")

UNTAGGED_YET = "untagged"
"""Stands for the criterion in what was imported without one."""


def tags(course: Course) -> Iterator[Diagnostic]:
    """Every tag of the course against its specification. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            for tag in (*lesson.tags, *(tag for part in lesson.parts for tag in part.tags)):
                yield from _tag(tag, content.unit, course.qualification)
            yield from _headings(lesson)
            yield from _lesson(lesson, content.unit)
        for question in content.questions:
            for tag in question.tags:
                yield from _tag(tag, content.unit, course.qualification)
        yield from _activities(content, course.qualification)


def _tag(tag: Tag, unit: Unit, qualification: Qualification) -> Iterator[Diagnostic]:
    criterion = unit.criterion(tag.criterion)
    if tag.criterion == UNTAGGED_YET:
        yield UNTAGGED.at(
            tag.span, "no criterion stands here yet", hint=f"write the one that this is about, of {', '.join(each.id for each in unit.criteria())}"
        )
    elif criterion is None:
        yield _unknown(tag, unit, qualification)
    elif tag.item is not None and tag.item not in [item.id for item in criterion.range]:
        near = did_you_mean(tag.item, [item.id for item in criterion.range])
        hint = f"did you mean {tag.criterion}/{near}?" if near else _items(criterion.id, [item.id for item in criterion.range])
        message = f"criterion {tag.criterion} has no range item `{tag.item}`" if tag.item else "the range item after the slash is missing"
        yield UNKNOWN_ITEM.at(tag.span, message, hint=hint)


def _items(criterion: str, items: list[str]) -> str:
    return f"its range items are {', '.join(f'{criterion}/{item}' for item in items)}" if items else f"write {criterion} alone: it has no range items"


def _unknown(tag: Tag, unit: Unit, qualification: Qualification) -> Diagnostic:
    ref, _, number = tag.criterion.rpartition(" ")
    other = qualification.unit(ref.upper())
    if other and other.criterion(number):
        if other.ref == unit.ref:
            return UNKNOWN.at(tag.span, f"a tag names the criterion alone: that it is one of {ref} follows from unit.yaml", hint=f"write {number}")
        hint = f"move the text to the folder of {other.ref}"
        return OTHER_UNIT.at(tag.span, f"{number} of {other.ref} cannot be taught in a folder of {unit.ref}", hint=hint)
    several = re.findall(r"\d+\.\d+", tag.criterion)
    if len(several) > 1:
        return UNKNOWN.at(tag.span, f"`{tag.criterion}` is not one criterion", hint=f"put a comma between criteria: {', '.join(several)}")
    near = _near(tag.criterion, unit)
    elsewhere = [each.ref for each in qualification.units if each.criterion(tag.criterion) and each.ref != unit.ref]
    if elsewhere and not _same_digits(tag.criterion, unit):
        have = "has" if len(elsewhere) == 1 else "have"
        hint = f"this folder is for {unit.ref}, as its unit.yaml says" + (f"; {near}" if near else "")
        return OTHER_UNIT.at(tag.span, f"unit {unit.ref} has no criterion {tag.criterion}, but {_and(elsewhere)} {have}", hint=hint)
    return UNKNOWN.at(tag.span, f"unit {unit.ref} has no criterion {tag.criterion}", note=_ends(tag.criterion, unit), hint=near or _all(unit))


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _ends(identifier: str, unit: Unit) -> str:
    number = identifier.split(".")[0]
    outcome = next((each for each in unit.outcomes if each.number == number), None)
    if outcome:
        return f"outcome {number} ends at {outcome.criteria[-1].id}"
    return f"the unit has outcomes {unit.outcomes[0].number} to {unit.outcomes[-1].number}" if len(unit.outcomes) > 1 else "the unit has one outcome"


def _all(unit: Unit) -> str:
    return f"its criteria are {', '.join(criterion.id for criterion in unit.criteria())}"


def _near(identifier: str, unit: Unit) -> str | None:
    """The nearest criterion: the same digits differently put, a nought more or less, or the next by spelling."""
    known = {criterion.id: criterion.text for criterion in unit.criteria()}
    near = _same_digits(identifier, unit) or did_you_mean(identifier, [each for each in known if each.split(".")[0] == identifier.split(".")[0]])
    return f'did you mean {near}, "{known[near]}"?' if near else None


def _same_digits(identifier: str, unit: Unit) -> str | None:
    """The criterion that has the digits of `identifier`, whatever stands around them, or the same without noughts at the end."""
    known = [criterion.id for criterion in unit.criteria()]
    digits = re.sub(r"\D", "", identifier)
    while digits:
        for each in known:
            if each.replace(".", "") == digits:
                return each
        if not digits.endswith("0"):
            break
        digits = digits[:-1]
    return None


def _headings(lesson: Lesson) -> Iterator[Diagnostic]:
    """Attribute lists of parts' headings that say nothing, or that are not closed."""
    for heading in lesson.markup.headings:
        if heading.level != 2 or heading.underlined:
            continue
        for name in heading.others:
            near = did_you_mean(name, ["criteria", "lang"])
            hint = f"did you mean `{near}`?" if near else "a part's heading takes #an-id, criteria and lang"
            yield HEADING.at(heading.span, f"nothing reads `{name}` in a heading", hint=hint)
        if "{" in heading.text:
            yield HEADING.at(heading.span, "the braces of this heading are not closed", hint='write it like this: ## … {: #an-id criteria="1.1" }')


def _lesson(lesson: Lesson, unit: Unit) -> Iterator[Diagnostic]:
    taught = [tag for part in lesson.parts for tag in part.tags]
    if not taught:
        words = lesson.parts[0].title if lesson.parts else "…"
        tag = lesson.tags[0] if lesson.tags else "1.1"
        hint = f'write the heading like this: ## {words} {{: criteria="{lesson.tags[0] if lesson.tags else "1.1"}" }}'
        span = lesson.parts[0].span if lesson.parts else lesson.span
        yield NO_TAG.at(span, "no part of this lesson says which criterion it teaches", hint=hint)
        return
    criteria = {tag.criterion for tag in taught}
    for tag in lesson.tags:
        if tag.criterion not in criteria and unit.criterion(tag.criterion):
            yield MISMATCH.at(
                tag.span, f"the front matter names {tag.criterion}, but no part of the lesson teaches it", hint="tag the part that does, or take it out here"
            )
    named = {number for tag in lesson.tags for number in (tag.criterion, *re.findall(r"\d+\.\d+", tag.criterion))}
    for tag in {tag.criterion: tag for tag in reversed(taught)}.values():
        if named and tag.criterion not in named and unit.criterion(tag.criterion):
            yield MISMATCH.at(
                tag.span, f"a part teaches {tag.criterion}, which the front matter does not name", hint=f"add {tag.criterion} to `criteria:` at the top"
            )


def _activities(content: UnitContent, qualification: Qualification) -> Iterator[Diagnostic]:
    for lesson in content.lessons:
        for block in lesson.markup.blocks:
            if "criteria" in block.options:
                value, span = block.options["criteria"]
                for text in value.strip("[]").split(",") if value else ():
                    yield from _tag(Tag.parse(text, span), content.unit, qualification)
