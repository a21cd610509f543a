"""The examples on the pages of `explain`, put into a course where their fences say."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from builder.explain import page

from .desk import findings, run

_EXAMPLE = re.compile(r"^~~~\w+ (?P<place>\S+)\n(?P<source>.*?)^~~~$", re.DOTALL | re.MULTILINE)
UNIT = Path("units/first")
SPECIFICATION = Path("qualifications/bakery.yaml")
SPECS = Path(__file__).parent / "specs"
MP4 = b"\0\0\0\x18ftypmp42"
MEDIA = {"shop.mp4": MP4, "shop.avi": b"RIFF\0\0\0\0AVI ", "call.mp3": b"ID3\x04", "shop.vtt": b"WEBVTT\n\n00:01.000 --> 00:03.500\nGood morning.\n"}

Maker = Callable[[Path], None]


def examples(code: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The examples that a page calls wrong and those it calls right, each as place and source."""
    wrong, right = page(code).text.split("## Right")
    return _EXAMPLE.findall(wrong), _EXAMPLE.findall(right)


def putting(found: Iterable[tuple[str, str]]) -> Maker:
    """Puts examples into a course."""

    def make(course: Path) -> None:
        for place, source in found:
            put(course, place, source)

    return make


def heard(course: Path) -> set[str]:
    """The codes of what the command says that an example is for: an import where it left a file to import, else `check`."""
    commands = {"spec": ("import", "spec", "spec"), "bank": ("import", "questions", "bank"), "export": ("export", "questions", str(course), "--format", "gift")}
    for name, command in commands.items():
        if Path(name).exists():
            return set(re.findall(r"\[(CW\d{3})\]", run(*command).output))
    return {each["code"] for each in findings(str(course))}


def put(course: Path, place: str, source: str) -> None:
    """Write an example into a course, at the place that its fence names."""
    unit = course / UNIT
    wholes = {"lesson": unit / "3-more.md", "glossary.yaml": course / "glossary.yaml", "spec": Path("spec"), "bank": Path("bank")}
    over = {"course.yaml": course / "course.yaml", "unit.yaml": unit / "unit.yaml", "qualification": course / SPECIFICATION}
    if place in PLACES:
        PLACES[place](course, source)
    elif place in over:
        replace_keys(over[place], source)
    else:
        place = place if place in wholes or place.startswith("templates/") else str(UNIT / place)
        file = wholes.get(place, course / place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source.replace("<tab>", "\t"), "utf-8")


def part(course: Path, source: str) -> None:
    """Into the last part of a lesson; the media that pages name are there."""
    lesson = course / UNIT / "2-money.md"
    lesson.write_text(f"{lesson.read_text('utf-8')}\n{source}", "utf-8")
    for name in MEDIA:
        if f"media/{name}" in source:
            write(course / UNIT / "media" / name, MEDIA[name])


def front(course: Path, source: str) -> None:
    """A lesson's front matter."""
    write(course / UNIT / "3-more.md", f'---\n{source}---\n\n## More {{: criteria="2.1" }}\n\nMore.\n')


def question(course: Path, source: str) -> None:
    """One question, with the keys that the example leaves out."""
    given = {"id": "of-the-page", "criteria": "2.1", "purpose": "practice", "prompt": "What do you say to a baker?"}
    head = "\n".join(f"{key}: {value}" for key, value in given.items() if not re.search(rf"^{key}:", source, re.MULTILINE))
    write(course / UNIT / "page.quiz.yaml", "questions:\n  -\n" + indented(f"{head}\n{source}", 4))


def quiz(course: Path, source: str) -> None:
    """All questions of the unit."""
    write(course / UNIT / "quiz.yaml", "questions:\n" + indented(source, 2))


def steps(course: Path, source: str) -> None:
    """The steps of a conversation."""
    question(course, f"type: scenario\nscene: A customer waits.\ncustomer: Mrs Ode\nsteps:\n{indented(source, 2)}")


def second(course: Path, source: str) -> None:
    """The steps behind the first one, whose right choice leads to `second`."""
    choices = ["{text: Yes, correct: true, next: second, feedback: Look again.}", "{text: No, next: end, feedback: Look again.}"]
    steps(course, f"- id: first\n  says: “Hello.”\n  choices: [{', '.join(choices)}]\n{source}")


def captions(course: Path, source: str) -> None:
    """The captions of a film."""
    part(course, "/// video | The shop at nine\n    file: media/shop.mp4\n    captions: media/shop.vtt\n///\n")
    write(course / UNIT / "media/shop.vtt", source)


def theme(course: Path, source: str) -> None:
    """A theme of the course's own; the logos that pages name are there."""
    write(course / "themes/mine/theme.yaml", source)
    write(course / "themes/mine/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    write(course / "themes/mine/logo.tiff", b"II*\0")
    replace_keys(course / "course.yaml", "theme: mine\n")


def style(course: Path, source: str) -> None:
    """The style sheet of a theme of the course's own."""
    theme(course, "name: Mine\n")
    write(course / "themes/mine/css/theme.css", source)


def criteria(course: Path, source: str) -> None:
    """The criteria of the first outcome."""
    specification = loaded(course / SPECIFICATION)
    specification["units"][0]["outcomes"][0]["criteria"] = yaml.load(source, yaml.BaseLoader)
    dump(course / SPECIFICATION, specification)


def outcomes(course: Path, source: str) -> None:
    """The outcomes of the second unit."""
    specification = loaded(course / SPECIFICATION)
    specification["units"][1]["outcomes"] = yaml.load(source, yaml.BaseLoader)
    dump(course / SPECIFICATION, specification)


def mapped(course: Path, source: str) -> None:
    """The criteria of a specification that is mapped to the first."""
    specification = {**loaded(course / SPECIFICATION), "number": "200/0002/B", "maps_to": "bakery"}
    specification["units"] = specification["units"][:1]
    specification["units"][0]["outcomes"] = [{"number": "1", "text": "Know bread", "criteria": yaml.load(source, yaml.BaseLoader)}]
    dump(course / "qualifications/other.yaml", specification)
    replace_keys(course / "course.yaml", "qualifications: [bakery, other]\n")


def spec_hours(course: Path, source: str) -> None:
    """The row of a specification's text that says its hours."""
    text = (SPECS / "referenced.txt").read_text("utf-8").replace("Guided Learning (GL)\t12 hours\n", source.replace("<tab>", "\t"))
    write(Path("spec"), text)


def spec_row(course: Path, source: str) -> None:
    """The row of a specification's text that follows criterion 4.4."""
    head = "OLB Level 1 Award\t701/0001/X\nLevel\t1\nCredit Value\t1\nGuided Learning (GL)\t9\nTotal Qualification Time (TQT)\t9\nReview Date\t1 May 2030\n"
    about = "Old Boards Limited is regulated to deliver this qualification.\n\nAim\n\nThis is for all.\n\nThe law\n"
    unit = "Unit Reference\tT/701/0001\nLevel\t1\nCredit Value\t1\nGuided Learning (GL)\t9\nUnit Summary\tOn law.\nLearning Outcomes\tAssessment Criteria\n"
    rows = "".join(f"{n}. Know law {n}\t{n}.1\tState law {n}\n" for n in range(1, 5)) + "".join(f"\t4.{n}\tState law 4{n}\n" for n in range(2, 5))
    write(Path("spec"), head + about + unit + rows + source.replace("<tab>", "\t"))


def export(course: Path, source: str) -> None:
    """A question to be written for another tool."""
    question(course, source)
    write(Path("export"), "")


PLACES: dict[str, Callable[[Path, str], None]] = {
    "part": part,
    "front": front,
    "question": question,
    "quiz": quiz,
    "steps": steps,
    "second": second,
    "media/shop.vtt": captions,
    "theme.yaml": theme,
    "css/theme.css": style,
    "criteria": criteria,
    "outcomes": outcomes,
    "mapped": mapped,
    "spec-hours": spec_hours,
    "spec-row": spec_row,
    "export": export,
}


def write(file: Path, content: str | bytes) -> None:
    """Write a file, and its folder where there is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def loaded(file: Path) -> Any:
    """A YAML file's data, all of it texts."""
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def dump(file: Path, data: Any) -> None:
    """Write data as a YAML file."""
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def indented(text: str, spaces: int) -> str:
    """`text` with each line that many spaces further in."""
    return "".join(f"{' ' * spaces}{line}\n" for line in text.rstrip("\n").split("\n"))


def replace_keys(file: Path, source: str) -> None:
    """Put the keys of `source` in the place of those that a file has."""
    kept = {key: value for key, value in loaded(file).items() if key not in yaml.load(source, yaml.BaseLoader)}
    file.write_text(yaml.safe_dump(kept, allow_unicode=True) + source if kept else source, "utf-8")
