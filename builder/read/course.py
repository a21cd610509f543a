"""`Sources` to one `Course` a qualification.

Authors tag content with the criteria of the course's first qualification. Another qualification says with
`same_as` which of its criteria equal which of those; its course has the same content, re-tagged.
"""

from collections.abc import Iterable, Iterator, Sequence
from posixpath import normpath

from builder.model import Activity, Course, Lesson, Organisation, Part, Qualification, Question, Settings, Tag, Unit, UnitContent
from builder.read.forms import CourseForm, PassForm, UnitOutcomeForm
from builder.read.sources import Sources, UnitSource
from builder.read.testing import testing
from builder.read.texts import texts
from builder.read.yaml_text import YamlText

Translation = dict[tuple[str, str], list[str]]
"""(folder's unit, its criterion) -> the criteria that equal it of the unit being put together."""


def assemble(sources: Sources, qualification: Qualification) -> Course | None:
    """The course for `qualification`, None when course.yaml could not be read."""
    if sources.course is None:
        return None
    form = sources.course.form
    return Course(
        title=form.title,
        language=form.language,
        interface=form.interface or form.language,
        folder=sources.shown,
        settings=_settings(form),
        organisations=_organisations(form, sources.course.document),
        qualification=qualification,
        units=tuple(_unit(sources, form, qualification, unit) for unit in qualification.units),
        files=sources.files,
        look=sources.course.look,
    )


def _settings(form: CourseForm) -> Settings:
    mark = form.passed.mark if isinstance(form.passed, PassForm) else None
    return Settings(form.test_questions, mark, form.limits.part_words, form.limits.reading_grade)


def _organisations(form: CourseForm, document: YamlText) -> tuple[Organisation, ...]:
    return tuple(
        Organisation(each.id, each.name, each.sector, each.about, normpath(each.sign) if each.sign else None, document.place(("organisations", place, "sign")))
        for place, each in enumerate(form.organisations)
    )


def _translation(qualification: Qualification, unit: Unit) -> Translation:
    found: Translation = {}
    for criterion in unit.criteria():
        if qualification.maps_to is None:
            found[unit.ref, criterion.id] = [criterion.id]
        elif criterion.same_as:
            found.setdefault((criterion.same_as.unit, criterion.same_as.criterion), []).append(criterion.id)
    return found


def _unit(sources: Sources, form: CourseForm, qualification: Qualification, unit: Unit) -> UnitContent:
    translation = _translation(qualification, unit)
    refs = {ref for ref, _ in translation}
    used = [source for source in sources.units if source.form.unit in refs]
    home = qualification.maps_to is None
    lessons = [lesson for source in used for lesson in (source.lessons if home else _lessons(source, translation))]
    questions = [question for source in used for question in (source.questions if home else _questions(source, translation))]
    first = used[0] if used else None
    outcomes = list(_outcomes(used, qualification, unit))
    lock = sources.locks.get(qualification.name)
    names = {name: ids for (ref, name), ids in translation.items() if ref in {source.form.unit for source in used}}
    return UnitContent(
        unit=unit,
        folders=tuple(source.folder for source in used),
        lede=next((source.form.lede for source in used if source.form.lede), ""),
        about="\n\n".join(source.form.about for source in used if source.form.about),
        shorts={number: outcome.short for number, outcome in outcomes if outcome.short},
        intros={number: outcome.intro for number, outcome in outcomes if outcome.intro},
        lessons=tuple(lessons),
        questions=tuple(questions),
        texts=tuple(text for source in used for text in texts(source.document, (), frozenset({"unit", "lede", "short"}))),
        testing=testing(form.tests, [(source.form, source.document) for source in used], names, form.test_questions),
        reviewed=lock.record.get(unit.ref, {}) if lock else None,
        terms=(*sources.terms, *(term for source in used for term in source.terms)),
        span=first.document.place(("unit",)) if first else unit.span,
    )


def _outcomes(used: Sequence[UnitSource], qualification: Qualification, unit: Unit) -> Iterator[tuple[str, UnitOutcomeForm]]:
    """What authors say of the unit's outcomes, by number.

    What they say of an outcome serves a mapped one whose criteria all equal criteria of that one, whatever its number.
    """
    said = {(source.form.unit, number): outcome for source in used for number, outcome in source.form.outcomes.items()}
    for outcome in unit.outcomes:
        homes = {(same.unit, same.criterion.partition(".")[0]) for each in outcome.criteria if (same := each.same_as)}
        home = (unit.ref, outcome.number) if qualification.maps_to is None else homes.pop() if len(homes) == 1 else None
        if home in said:
            yield outcome.number, said[home]


def _lessons(source: UnitSource, translation: Translation) -> Iterable[Lesson]:
    """The folder's lessons re-tagged, those that still teach something."""
    for lesson in source.lessons:
        parts = tuple(_part(part, source.form.unit, translation) for part in lesson.parts)
        if any(part.tags for part in parts):
            activities = tuple(_activity(activity, source.form.unit, translation) for activity in lesson.activities)
            yield lesson._replace(parts=parts, activities=activities, tags=_tags(lesson.tags, source.form.unit, translation))


def _questions(source: UnitSource, translation: Translation) -> Iterable[Question]:
    for question in source.questions:
        tags = _tags(question.tags, source.form.unit, translation)
        if tags:
            yield question._replace(tags=tags)


def _part(part: Part, ref: str, translation: Translation) -> Part:
    return part._replace(tags=_tags(part.tags, ref, translation))


def _activity(activity: Activity, ref: str, translation: Translation) -> Activity:
    return activity._replace(tags=_tags(activity.tags, ref, translation))


def _tags(tags: tuple[Tag, ...], ref: str, translation: Translation) -> tuple[Tag, ...]:
    return tuple(tag._replace(criterion=criterion) for tag in tags for criterion in translation.get((ref, tag.criterion), ()))
