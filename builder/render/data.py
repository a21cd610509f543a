"""The data that a page carries: the `Course` of runtime/types.js, without what a target adds."""

from typing import Any

from builder.checks.keys import activity_key, key_of, mark_of
from builder.model import Activity, Course, Lesson, Question, UnitContent


def page_data(course: Course, content: UnitContent, name: str) -> dict[str, Any]:
    """Everything that the learner's page has to know about `content`, as plain data."""
    settings = course.settings
    practice = practice_by_lesson(content)
    assessed = {criterion for question in content.questions if question.purpose == "test" for criterion in question.criteria}
    return {
        "package": name,
        "unit": content.unit.ref,
        "outcomes": [
            {"number": outcome.number, "criteria": [each.id for each in outcome.criteria], "test": any(each.id in assessed for each in outcome.criteria)}
            for outcome in content.unit.outcomes
        ],
        "lessons": [_lesson(content, lesson, practice[lesson.id]) for lesson in content.lessons],
        "questions": [_question(content, question) for question in content.questions],
        "activities": [_activity(activity) for lesson in content.lessons for activity in lesson.activities],
        "draw": settings.test_questions,
        "testing": {
            "minutes": content.testing.minutes,
            "confidence": content.testing.confidence,
            "answers": content.testing.answers,
            "criteria": {name: {"draw": rule.draw, "share": rule.share} for name, rule in content.testing.criteria.items()},
        },
        "rule": {"kind": "pass_mark", "mark": settings.pass_mark} if settings.pass_mark else {"kind": "every_criterion"},
    }


def outcome_of(content: UnitContent, lesson: Lesson) -> str:
    """The number of the outcome that a lesson belongs to: that of the first criterion it teaches."""
    taught = [tag.criterion for part in lesson.parts for tag in part.tags]
    for outcome in content.unit.outcomes:
        if any(each.id in taught[:1] for each in outcome.criteria):
            return outcome.number
    return content.unit.outcomes[0].number


def practice_by_lesson(content: UnitContent) -> dict[str, tuple[Question, ...]]:
    """Each lesson's practice questions, in order: those it places, then those of its criteria that no lesson places.

    A question belongs to the lesson that holds the part it names, else to the first that teaches its first criterion.
    """
    by_id = {question.id: question for question in content.questions if question.purpose == "practice"}
    placed = {lesson.id: [by_id[name] for name in lesson.placed() if name in by_id] for lesson in content.lessons}
    anywhere = {question.id for questions in placed.values() for question in questions}
    for question in by_id.values():
        home = _home(content, question) if question.id not in anywhere else None
        if home:
            placed[home].append(question)
    return {name: tuple(questions) for name, questions in placed.items()}


def _home(content: UnitContent, question: Question) -> str | None:
    for lesson in content.lessons:
        if question.part and any(part.id == question.part for part in lesson.parts):
            return lesson.id
    for lesson in content.lessons:
        if any(tag.criterion == question.criteria[0] for part in lesson.parts for tag in part.tags):
            return lesson.id
    return content.lessons[0].id if content.lessons else None


def part_of(content: UnitContent, question: Question) -> str | None:
    """The part that covers a question: the one its author named, else the first that teaches its first criterion."""
    parts = [part for lesson in content.lessons for part in lesson.parts]
    if question.part and any(part.id == question.part for part in parts):
        return question.part
    return next((part.id for part in parts if any(tag.criterion == question.criteria[0] for tag in part.tags)), None)


def _lesson(content: UnitContent, lesson: Lesson, practice: tuple[Question, ...]) -> dict[str, Any]:
    return {
        "id": lesson.id,
        "outcome": outcome_of(content, lesson),
        "minutes": lesson.minutes,
        "parts": [{"id": part.id, "key": key_of(part.id), "criteria": list(dict.fromkeys(tag.criterion for tag in part.tags))} for part in lesson.parts],
        "questions": [question.id for question in practice],
    }


def _question(content: UnitContent, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "key": key_of(question.id),
        "mark": mark_of(question.body.signature()),
        "type": question.type,
        "purpose": question.purpose,
        "scored": question.body.scored,
        "criteria": list(question.criteria),
        "part": part_of(content, question),
        "solution": question.body.solution(),
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "id": activity.id,
        "key": activity_key(activity.id),
        "criteria": list(activity.criteria),
        "title": activity.title,
        "part": activity.part,
    }
