"""CW308, CW312, CW403, CW409: ids that stand twice in a unit, or that name nothing; CW311: that are none; CW603: keys that collide."""

import re
from collections.abc import Iterable, Iterator

from builder.checks.keys import activity_key, key_of
from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import Course, UnitContent, slug
from builder.source import Span

SAME_PART = Rule("CW308", "same-part-twice")
NOT_AN_ID = Rule("CW311", "not-an-id")
SAME_LESSON = Rule("CW312", "same-lesson-twice")
SAME_QUESTION = Rule("CW403", "same-question-twice")
UNKNOWN_PART = Rule("CW409", "unknown-part")
COLLISION = Rule("CW603", "state-keys-collide")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def identifiers(course: Course) -> Iterator[Diagnostic]:
    """Ids within each unit."""
    for content in course.units:
        lessons = [(lesson.id, lesson.span) for lesson in content.lessons]
        parts = [(part.id, part.span) for lesson in content.lessons for part in lesson.parts]
        questions = [(question.id, question.span) for question in content.questions]
        yield from _twice(SAME_LESSON, "lesson", lessons, "an id comes from the letters a to z and the digits of the file's name: change the name")
        yield from (_not_an_id(name, span) for name, span in parts if not _ID.fullmatch(name))
        yield from _twice(SAME_PART, "part", parts, "give one of them an id of its own: ## … {: #another-id }")
        yield from _twice(SAME_QUESTION, "question", questions, "give each question its own id")
        yield from _collisions([("part", name, key_of(name), span) for name, span in parts])
        activities = [("activity", each.id, activity_key(each.id), each.span) for lesson in content.lessons for each in lesson.activities]
        yield from _collisions([*(("question", name, key_of(name), span) for name, span in questions), *activities])
        yield from _parts(content, [name for name, _ in parts])


def _not_an_id(name: str, span: Span) -> Diagnostic:
    return NOT_AN_ID.at(span, f"a part's id cannot be `{name}`", hint=f"write lower-case letters, digits and single hyphens, like #{slug(name)}")


def _twice(rule: Rule, kind: str, ids: Iterable[tuple[str, Span]], hint: str) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name, span in ids:
        if name in first:
            there = first[name]
            yield rule.at(span, f"two {kind}s of this unit have the id `{name}`", note=f"first in {there.path}:{there.line}", hint=hint)
        first.setdefault(name, span)


def _collisions(named: Iterable[tuple[str, str, str, Span]]) -> Iterator[Diagnostic]:
    """Of things with their kinds, ids and keys: those that would be taken for another."""
    first: dict[str, tuple[str, str]] = {}
    for kind, name, key, span in named:
        other = first.setdefault(key, (kind, name))
        if other != (kind, name):
            both = f"{kind}s `{other[1]}` and `{name}`" if other[0] == kind else f"{other[0]} `{other[1]}` and the {kind} `{name}`"
            yield COLLISION.at(span, f"the {both} would share one key in the learner's saved state", hint="change either id by a letter")


def _parts(content: UnitContent, known: list[str]) -> Iterator[Diagnostic]:
    for question in content.questions:
        if question.part and question.part not in known:
            near = did_you_mean(question.part, known)
            message = f"question `{question.id}` names a part `{question.part}`, which no lesson has"
            hint = f"did you mean `{near}`?" if near else "a part's id stands in its heading: {: #an-id }, or comes from its words"
            yield UNKNOWN_PART.at(question.part_span, message, hint=hint)
