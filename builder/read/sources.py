"""A course folder to `Sources`: everything read, before any of it is put together."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.languages import same
from builder.look import Look
from builder.markup import Image
from builder.model import Lesson, Qualification, Question, Term
from builder.read.folder import NOT_FOUND, Folder
from builder.read.forms import CourseForm, UnitContentForm
from builder.read.glossary import read_glossary, twice, unused
from builder.read.language import language_findings
from builder.read.lesson import read_lesson
from builder.read.lock import SUFFIX, Lock, read_lock
from builder.read.media import FILES, PICTURES, Media, named
from builder.read.pictures import Pictures
from builder.read.qualification import TWICE, read_qualification, same_as_findings
from builder.read.quiz import read_quiz
from builder.read.testing import testing_findings
from builder.read.theme import Looks
from builder.read.validate import read_form
from builder.read.yaml_text import YamlText
from builder.resources import interfaces
from builder.source import Source, Span

UNKNOWN_UNIT = Rule("CW108", "unknown-unit")
UNKNOWN_OUTCOME = Rule("CW110", "unknown-outcome")
NO_INTERFACE = Rule("CW016", "unknown-interface")


class UnitSource(NamedTuple):
    """One folder of `units/`. `form` is its unit.yaml; `document` gives places in it."""

    folder: str
    form: UnitContentForm
    document: YamlText
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]
    terms: tuple[Term, ...]


class CourseSource(NamedTuple):
    """course.yaml: what it says, `document` for the places in it, and the theme it names."""

    form: CourseForm
    document: YamlText
    look: Look


class Sources(NamedTuple):
    """Everything that a course folder holds; `files` are pictures and media by path from there, `terms` the course's glossary.

    `locks` are the records of reviews by qualification. `texts` are the text files read, for showing findings in their lines.
    """

    shown: str
    course: CourseSource | None
    qualifications: tuple[Qualification, ...]
    locks: dict[str, Lock]
    units: tuple[UnitSource, ...]
    terms: tuple[Term, ...]
    files: dict[str, bytes]
    texts: dict[str, Source]
    findings: tuple[Diagnostic, ...]


def read_sources(root: Path, shown: str) -> Sources:
    """Read the course folder `root`; `shown` is its name in findings."""
    return _Reader(Folder(root, shown)).run()


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.pictures = Pictures(folder)
        self.media = Media(folder, self.pictures.files)
        self.findings: list[Diagnostic] = []
        self.texts: dict[str, Source] = {}

    def run(self) -> Sources:
        course = self.course()
        qualifications = self.qualifications(course) if course else []
        locks = self.locks(qualifications)
        units = [unit for name in self.folder.folders("units") if (unit := self.unit(f"units/{name}"))]
        self.folder.unread("units")
        self.unknown_units(units, [each for each in qualifications if each.maps_to is None], course.form.test_questions if course else 0)
        terms = self.glossary("glossary.yaml")
        self.glossaries(terms, units)
        findings = tuple(self.findings + self.folder.findings)
        return Sources(self.folder.shown, course, tuple(qualifications), locks, tuple(units), tuple(terms), self.pictures.files, self.texts, findings)

    def text(self, relative: str, asked: Span | None = None) -> Source | None:
        source = self.folder.text(relative, asked)
        if source:
            self.texts[source.path] = source
        return source

    def course(self) -> CourseSource | None:
        source = self.text("course.yaml")
        if source is None:
            return None
        form, document, wrong = read_form(CourseForm, source)
        self.findings += wrong
        if form is None:
            return None
        self.findings += language_findings(form.language, document.place(("language",)))
        self.interface(form, document)
        self.organisations(form, document)
        return CourseSource(form, document, self.look(form, document))

    def look(self, form: CourseForm, document: YamlText) -> Look:
        looks = Looks(self.folder, self.pictures, self.text)
        look = looks.read(form.theme, document.place(("theme",)))
        self.findings += looks.findings
        return look

    def interface(self, form: CourseForm, document: YamlText) -> None:
        """An interface in a language of its own has to be one that there is."""
        if form.interface and not any(same(form.interface, each) for each in interfaces()):
            span = document.place(("interface",))
            self.findings.append(NO_INTERFACE.at(span, f"there is no interface in `{form.interface}`", hint=f"it speaks {', '.join(interfaces())}"))

    def organisations(self, form: CourseForm, document: YamlText) -> None:
        seen: set[str] = set()
        for place, organisation in enumerate(form.organisations):
            if organisation.id in seen:
                span = document.place(("organisations", place, "id"))
                self.findings.append(TWICE.at(span, f"organisation `{organisation.id}` stands here twice", hint="give each its own id"))
            seen.add(organisation.id)
            if organisation.sign:
                self.pictures.read("", organisation.sign, document.place(("organisations", place, "sign")))

    def qualifications(self, course: CourseSource) -> list[Qualification]:
        found: dict[str, Qualification] = {}
        names = course.form.qualifications
        for place, name in enumerate(names):
            span = course.document.place(("qualifications", place))
            if name in names[:place]:
                self.findings.append(TWICE.at(span, f"qualification `{name}` stands here twice", hint="name it once"))
            elif qualification := self.qualification(name, span):
                found[name] = qualification
        for qualification in found.values():
            home = found.get(qualification.maps_to or "")
            if home or qualification.maps_to not in names:
                self.findings += same_as_findings(qualification, home, names)
        return list(found.values())

    def qualification(self, name: str, asked: Span) -> Qualification | None:
        stems = [each.removesuffix(".yaml") for each in self.folder.names("qualifications", ".yaml") if not each.endswith(SUFFIX)]
        if name not in stems:
            near = did_you_mean(name, stems)
            hint = f"did you mean `{near}`?" if near else f"the files there are {', '.join(stems)}" if stems else "write the specification there"
            self.findings.append(NOT_FOUND.at(asked, f"there is no file qualifications/{name}.yaml", hint=hint))
            return None
        source = self.text(f"qualifications/{name}.yaml", asked)
        if source is None:
            return None
        qualification, wrong = read_qualification(source)
        self.findings += wrong
        return qualification

    def locks(self, qualifications: list[Qualification]) -> dict[str, Lock]:
        """The records of reviews, of those qualifications that have one."""
        names = self.folder.names("qualifications", SUFFIX)
        found: dict[str, Lock] = {}
        for qualification in qualifications:
            name = f"{qualification.name}{SUFFIX}"
            source = self.text(f"qualifications/{name}") if name in names else None
            if source:
                lock, wrong = read_lock(source, qualification)
                self.findings += wrong
                found |= {qualification.name: lock} if lock else {}
        return found

    def unit(self, relative: str) -> UnitSource | None:
        source = self.text(f"{relative}/unit.yaml")
        if source is None:
            return None
        form, document, wrong = read_form(UnitContentForm, source)
        self.findings += wrong
        lessons = [lesson for name in self.folder.names(relative, ".md") if (lesson := self.lesson(relative, name))]
        questions = [question for name in self.folder.names(relative, "quiz.yaml") for question in self.quiz(f"{relative}/{name}")]
        terms = self.glossary(f"{relative}/glossary.yaml")
        self.folder.unread(relative, ".md", "quiz.yaml", "unit.yaml", "glossary.yaml")
        return UnitSource(relative, form, document, tuple(lessons), tuple(questions), tuple(terms)) if form else None

    def glossary(self, relative: str) -> list[Term]:
        """The terms of a glossary.yaml, where there is one."""
        there = relative.rpartition("/")
        source = self.text(relative) if there[2] in self.folder.names(there[0], there[2]) else None
        terms, wrong = read_glossary(source) if source else ([], [])
        self.findings += wrong
        return terms

    def glossaries(self, terms: list[Term], units: list[UnitSource]) -> None:
        """What is wrong with the glossaries as a whole."""
        self.findings += twice(terms) + unused(terms, [lesson for unit in units for lesson in unit.lessons])
        for unit in units:
            self.findings += [each for each in twice([*terms, *unit.terms]) if each.span.path.startswith(self.folder.path(unit.folder))]
            self.findings += unused(unit.terms, unit.lessons)

    def quiz(self, relative: str) -> list[Question]:
        source = self.text(relative)
        questions, wrong = read_quiz(source) if source else ([], [])
        self.findings += wrong
        return [question._replace(images=self.images(relative.rpartition("/")[0], question.pictures)) for question in questions]

    def images(self, beside: str, images: Iterable[Image]) -> dict[str, str]:
        """The pictures read, by what they are called in a file of the folder `beside`."""
        read = {image.target: self.pictures.read(beside, image.target, image.span) for image in images}
        return {target: path for target, path in read.items() if path}

    def lesson(self, relative: str, name: str) -> Lesson | None:
        source = self.text(f"{relative}/{name}")
        lesson, wrong = read_lesson(source) if source else (None, [])
        self.findings += wrong
        if lesson is None:
            return None
        read = self.images(relative, lesson.markup.images)
        for block in lesson.markup.blocks:
            files = {target: self.media.read(relative, target, span) for target, span in named(block, FILES)}
            files |= {target: self.pictures.read(relative, target, span) for target, span in named(block, PICTURES)}
            read |= {target: path for target, path in files.items() if path}
        return lesson._replace(images=read)

    def unknown_units(self, units: list[UnitSource], homes: list[Qualification], usual: int) -> None:
        """What a unit.yaml names that no specification has, and rules that cannot be met. `usual`: questions drawn for a criterion."""
        known = {unit.ref: unit for home in homes for unit in home.units}
        for source in units:
            unit = known.get(source.form.unit)
            if unit is None and known:
                near = did_you_mean(source.form.unit, known)
                hint = f"did you mean {near}?" if near else f"the units are {', '.join(known)}"
                span = source.document.place(("unit",))
                self.findings.append(UNKNOWN_UNIT.at(span, f"no qualification of the course has a unit {source.form.unit}", hint=hint))
            elif unit:
                numbers = [outcome.number for outcome in unit.outcomes]
                for number in source.form.outcomes:
                    if number not in numbers:
                        span = source.document.key(("outcomes", number))
                        hint = f"its outcomes are {', '.join(numbers)}"
                        self.findings.append(UNKNOWN_OUTCOME.at(span, f"unit {unit.ref} has no outcome {number}", hint=hint))
                self.findings += testing_findings(source.form, source.document, unit, usual)
