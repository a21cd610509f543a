"""A course folder to `Sources`: everything read, before any of it is put together."""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from posixpath import normpath

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import Lesson, Qualification, Question
from builder.read.folder import NOT_FOUND, Folder
from builder.read.forms import CourseForm, UnitContentForm
from builder.read.lesson import read_lesson
from builder.read.qualification import read_qualification, same_as_findings
from builder.read.quiz import read_quiz
from builder.read.validate import validate
from builder.read.yaml_text import YamlText, read_yaml
from builder.source import Source, Span

OUTSIDE = Rule("CW503", "image-outside-the-course")
MISSING_IMAGE = Rule("CW502", "image-not-found")
WEB_IMAGE = Rule("CW505", "image-on-the-web")
UNKNOWN_UNIT = Rule("CW108", "unknown-unit")


@dataclass(frozen=True, slots=True)
class UnitSource:
    """One folder of `units/`. `form` is its unit.yaml; `document` gives places in it."""

    folder: str
    form: UnitContentForm
    document: YamlText
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that a course folder holds; `files` are pictures by path from the course folder.

    `texts` are the text files read, for showing findings in their lines.
    """

    shown: str
    course: CourseForm | None
    qualifications: tuple[Qualification, ...]
    units: tuple[UnitSource, ...]
    files: dict[str, bytes]
    texts: dict[str, Source]
    findings: tuple[Diagnostic, ...]


def read_sources(root: Path, shown: str) -> Sources:
    """Read the course folder `root`; `shown` is its name in findings."""
    return _Reader(Folder(root, shown)).run()


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.findings: list[Diagnostic] = []
        self.files: dict[str, bytes] = {}
        self.texts: dict[str, Source] = {}

    def run(self) -> Sources:
        document, course = self.course()
        qualifications = self.qualifications(document, course)
        units = [unit for name in self.folder.folders("units") if (unit := self.unit(f"units/{name}"))]
        self.unknown_units(units, [each for each in qualifications if each.maps_to is None])
        for place, organisation in enumerate(course.organisations if course else []):
            if organisation.sign and document:
                self.picture(organisation.sign, organisation.sign, document.place(("organisations", place, "sign")))
        findings = tuple(self.findings + self.folder.findings)
        return Sources(self.folder.shown, course, tuple(qualifications), tuple(units), self.files, self.texts, findings)

    def unknown_units(self, units: list[UnitSource], homes: list[Qualification]) -> None:
        refs = [unit.ref for home in homes for unit in home.units]
        for unit in units:
            if refs and unit.form.unit not in refs:
                near = did_you_mean(unit.form.unit, refs)
                hint = f"did you mean {near}?" if near else f"the units are {', '.join(refs)}"
                self.findings.append(UNKNOWN_UNIT.at(unit.document.place(("unit",)), f"no qualification of the course has a unit {unit.form.unit}", hint=hint))

    def text(self, relative: str, asked: Span | None = None) -> Source | None:
        source = self.folder.text(relative, asked)
        if source:
            self.texts[source.path] = source
        return source

    def course(self) -> tuple[YamlText | None, CourseForm | None]:
        source = self.text("course.yaml")
        if source is None:
            return None, None
        document = read_yaml(source)
        self.findings += document.findings
        if document.data is None:
            return document, None
        form, wrong = validate(CourseForm, document)
        self.findings += wrong
        return document, form

    def qualifications(self, document: YamlText | None, course: CourseForm | None) -> list[Qualification]:
        if document is None or course is None:
            return []
        found: list[Qualification] = []
        stems = [name.removesuffix(".yaml") for name in self.folder.names("qualifications", ".yaml")]
        for place, name in enumerate(course.qualifications):
            asked = document.place(("qualifications", place))
            if name not in stems:
                near = did_you_mean(name, stems)
                self.findings.append(NOT_FOUND.at(asked, f"there is no file qualifications/{name}.yaml", hint=f"did you mean `{near}`?" if near else None))
                continue
            source = self.text(f"qualifications/{name}.yaml", asked)
            if source is None:
                continue
            qualification, wrong = read_qualification(source)
            self.findings += wrong
            if qualification:
                found.append(qualification)
        for qualification in found:
            home = next((each for each in found if each.name == qualification.maps_to), None)
            self.findings += same_as_findings(qualification, home)
        return found

    def unit(self, relative: str) -> UnitSource | None:
        source = self.text(f"{relative}/unit.yaml")
        if source is None:
            return None
        document = read_yaml(source)
        self.findings += document.findings
        form, wrong = validate(UnitContentForm, document) if document.data is not None else (None, [])
        self.findings += wrong
        lessons = [lesson for name in self.folder.names(relative, ".md") if (lesson := self.lesson(f"{relative}/{name}"))]
        questions: list[Question] = []
        for name in self.folder.names(relative, "quiz.yaml"):
            quiz = self.text(f"{relative}/{name}")
            if quiz:
                read, wrong = read_quiz(quiz)
                questions += read
                self.findings += wrong
        return UnitSource(relative, form, document, tuple(lessons), tuple(questions)) if form else None

    def lesson(self, relative: str) -> Lesson | None:
        source = self.text(relative)
        if source is None:
            return None
        lesson, wrong = read_lesson(source)
        self.findings += wrong
        if lesson is None:
            return None
        images: dict[str, str] = {}
        for image in lesson.markup.images:
            path = normpath(str(PurePosixPath(relative).parent / image.target))
            if self.picture(path, image.target, image.span):
                images[image.target] = path
        return replace(lesson, images=images)

    def picture(self, path: str, target: str, span: Span) -> bool:
        """Read a picture into `files`; False with a finding where that cannot be."""
        if path in self.files:
            return True
        if "://" in target or target.startswith(("//", "data:")):
            self.findings.append(WEB_IMAGE.at(span, "a picture has to be a file of the course", hint="copy it into the lesson's folder and name it from there"))
            return False
        if path.startswith(("../", "/")) or path == "..":
            self.findings.append(OUTSIDE.at(span, f"`{target}` lies outside the course folder", hint="copy the picture into the lesson's folder"))
            return False
        before = len(self.folder.findings)
        data = self.folder.data(path, asked=span)
        for place, finding in enumerate(self.folder.findings[before:], before):
            if finding.code == NOT_FOUND.code:
                self.folder.findings[place] = MISSING_IMAGE.at(span, f"there is no picture `{target}`", hint=finding.hint)
        if data is None:
            return False
        self.files[path] = data
        return True
