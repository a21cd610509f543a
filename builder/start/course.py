"""A new course's files, out of one or more specifications."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from builder.exchange.spec import qualification_yaml
from builder.exchange.yaml_out import scalar
from builder.model import Qualification, Unit, slug
from builder.read.editors import schema_files, wired
from builder.read.yaml import read_yaml
from builder.source import Source
from builder.start.stubs import TEST_QUESTIONS, Names, lesson, quiz
from builder.start.text import file_stem, shortened

ORGANISATION = "shop"
SCHEMAS = ".schemas"


class Specification(NamedTuple):
    """A specification as read, and the text of its file."""

    qualification: Qualification
    source: Source


class NewCourse(NamedTuple):
    """The files of a course by path; `unmapped` are the qualifications whose `same_as` was left out, as what they name is not in the course."""

    files: Mapping[str, str]
    units: int
    criteria: int
    unmapped: tuple[str, ...]


def new_course(specifications: Sequence[Specification]) -> NewCourse:
    """The course. Content is for the units of the specifications that are not mapped to another of them."""
    names = [each.qualification.name for each in specifications]
    homes = [each for each in specifications if each.qualification.maps_to not in names]
    unmapped = tuple(each.qualification.name for each in homes if each.qualification.maps_to)
    files = {"course.yaml": _course_yaml([each.qualification for each in [*homes, *(each for each in specifications if each not in homes)]])}
    for each in specifications:
        name = each.qualification.name
        files[f"qualifications/{name}.yaml"] = _unmapped(each.source) if name in unmapped else each.source.text.rstrip("\n") + "\n"
    units = list({unit.ref: unit for home in homes for unit in home.qualification.units}.values())
    folders = set[str]()
    for unit in units:
        files |= _unit_files(unit, _folder(unit, folders))
    files = {path: wired(text, path, SCHEMAS) for path, text in files.items()}
    files |= {f"{SCHEMAS}/{name}": data.decode() for name, data in schema_files().items()}
    return NewCourse(files, len(units), sum(1 for unit in units for _ in unit.criteria()), unmapped)


def _course_yaml(qualifications: Sequence[Qualification]) -> str:
    return "\n".join(
        [
            f"title: {scalar(qualifications[0].title)}",
            "language: en-GB",
            f"qualifications: [{', '.join(each.name for each in qualifications)}]",
            f"test_questions: {TEST_QUESTIONS}     # needed for each criterion and each range item, and drawn into a test",
            "organisations:        # invented workplaces that the examples of your lessons return to: rename these, add more",
            f"  - id: {ORGANISATION}",
            "    name: A shop",
            "    sector: commercial",
            "    about: To write, what it sells, to whom, and how many people work there.",
            "  - id: council",
            "    name: A council",
            "    sector: public",
            "    about: To write, what it does, for whom, and how many people work there.",
            "  - id: charity",
            "    name: A charity",
            "    sector: third",
            "    about: To write, whom it helps, how, and how many people work or volunteer there.",
            "",
        ]
    )


def _unmapped(source: Source) -> str:
    """The specification without its mapping to another one, which this course does not have."""
    data = read_yaml(source).data
    return qualification_yaml(_without(data))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items() if key not in ("maps_to", "same_as", "because")}
    return [_without(each) for each in value] if isinstance(value, list) else value


def _folder(unit: Unit, used: set[str]) -> str:
    name = "-".join(slug(unit.title).split("-")[:8])[:60].rstrip("-")
    name = name if name not in used else slug(f"{name}-{unit.ref.replace('/', '')}")
    used.add(name)
    return f"units/{name}"


def _unit_files(unit: Unit, folder: str) -> dict[str, str]:
    names = Names()
    files = {f"{folder}/unit.yaml": _unit_yaml(unit)}
    for criterion in unit.criteria():
        stem = file_stem(criterion.id, criterion.text)
        files[f"{folder}/{stem}.md"] = lesson(criterion, names, ORGANISATION)
        files[f"{folder}/{stem}.quiz.yaml"] = quiz(criterion, names)
    return files


def _unit_yaml(unit: Unit) -> str:
    lines = [
        f"unit: {unit.ref}",
        "lede: To write, in one line, what this unit is about.",
        "about: >-",
        "  To write, for its start page, how the unit goes. Each lesson teaches one criterion and ends with a few practice",
        "  questions. Each outcome ends with a short test.",
        "outcomes:",
    ]
    for outcome in unit.outcomes:
        lines += [
            f'  "{outcome.number}":',
            f"    short: {scalar(shortened(outcome.text, 60))}     # a short name for menus",
            "    intro: To write, what learners will be able to do after this outcome.",
        ]
    return "\n".join(lines) + "\n"
