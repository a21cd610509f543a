"""What the pages of `explain` can only tell in words, such as a picture of 80 MB, made in a course: wrong, and right."""

from collections.abc import Iterable
from pathlib import Path

from builder.checks.keys import key_of

from .desk import run
from .explained import MP4, SPECIFICATION, UNIT, Maker, indented, part, replace_keys, steps, write


def file(path: str, content: str | bytes, size: int | None = None) -> Maker:
    """Makes a file of the unit; `size`: with nothing behind its content, up to so many bytes."""

    def make(course: Path) -> None:
        write(course / UNIT / path, content)
        if size:
            with (course / UNIT / path).open("r+b") as stream:
                stream.truncate(size)

    return make


def shown(path: str, content: str | bytes, size: int | None = None) -> Maker:
    """The same of a picture, or of a film, that a lesson shows."""

    def make(course: Path) -> None:
        block = f"/// video | The shop\n    file: {path}\n    captions: media/shop.vtt\n///\n" if path.startswith("media/") else f"![A loaf]({path})\n"
        part(course, block)
        file(path, content, size)(course)

    return make


def lesson(name: str) -> Maker:
    """Makes a lesson of that file name."""
    return file(name, f'---\ntitle: More\ncriteria: [2.1]\nminutes: 5\n---\n\n## More {{: #{name[:1]}-{len(name)} criteria="2.1" }}\n\nMore.\n')


def after(*makers: Maker) -> Maker:
    """One after the other."""

    def make(course: Path) -> None:
        for each in makers:
            each(course)

    return make


def swapped(path: str, old: str, new: str) -> Maker:
    """Writes one text for another in a file of the course."""

    def make(course: Path) -> None:
        text = (course / path).read_text("utf-8")
        assert old in text
        (course / path).write_text(text.replace(old, new, 1), "utf-8")

    return make


def reviewed(*arguments: str) -> Maker:
    """Runs `review`."""

    def make(course: Path) -> None:
        assert run("review", str(course), *arguments).exit_code == 0

    return make


def same(course: Path) -> None:
    """Leaves the course as it is."""


def link(course: Path) -> None:
    """Puts a link that leads out in a quiz's place."""
    write(Path("elsewhere.yaml"), (course / UNIT / "quiz.yaml").read_bytes())
    (course / UNIT / "more.quiz.yaml").symlink_to(Path("elsewhere.yaml").resolve())


def questions(made: Iterable[str]) -> Maker:
    """Makes a quiz of questions, each as the lines below its `id`."""

    def make(course: Path) -> None:
        listed = (f"- criteria: 2.1\n  purpose: practice\n{indented(each, 2)}" for each in made)
        write(course / UNIT / "page.quiz.yaml", "questions:\n" + "".join(listed))

    return make


def statement(name: str, answer: str = "true") -> str:
    return f'id: {name}\ntype: true_false\nprompt: "{name} {key_of(name)} {key_of(name[::-1])}"\nanswer: {answer}\nfeedback: {{"true": So., "false": So.}}'


def choice(number: int, place: int, length: int) -> str:
    options = [f"{{text: {'abc'[each] * (length if each == place else 9)}, feedback: So.{', correct: true' if each == place else ''}}}" for each in range(3)]
    return f"id: choice-{number}\ntype: choice\nprompt: {key_of(str(number))} {key_of(f'a{number}')}\noptions: [{', '.join(options)}]"


def long(words: int) -> Maker:
    """Makes a part that long."""
    return lambda course: part(course, "A roll is small. " * (words // 4))


def hard(sentence: str) -> Maker:
    """Makes a part of one sentence over and over, in a course with a limit."""
    return after(lambda course: replace_keys(course / "course.yaml", "limits: {reading_grade: 9}\n"), lambda course: part(course, f"{sentence} " * 20))


def conversation(length: int) -> Maker:
    """Makes a conversation of so many steps."""

    def step(number: int) -> str:
        onward = f"step-{number + 1}" if number + 1 < length else "end"
        choices = f"{{text: Yes, correct: true, next: {onward}, feedback: So.}}, {{text: No, next: end, feedback: So.}}"
        return f"- id: step-{number}\n  says: Hello {number}.\n  choices: [{choices}]"

    return lambda course: steps(course, "\n".join(map(step, range(length))))


def unlike(count: int) -> list[str]:
    """So many ids, no two with one key."""
    names: dict[str, str] = {}
    for number in range(2 * count):
        names.setdefault(key_of(f"q{number}"), f"q{number}")
    return list(names.values())[:count]


def pair() -> tuple[str, str]:
    """Two ids with one key."""
    first: dict[str, str] = {}
    return next((first[key], name) for number in range(100_000) if (name := f"q{number}") != first.setdefault(key := key_of(name), name))


CAKE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
EXPLODING = "".join(f"x{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(9))
LOCK = "qualifications/bakery.lock.yaml"
KEEPS = "A/100/0001:\n    '1.1':"
TOLD: dict[str, tuple[Maker, Maker]] = {
    "CW002": (file("more.quiz.yaml", ""), questions([statement("three-days-long")])),
    "CW003": (file("3-more.md", b"---\ntitle: Caf\xe9\n---\n"), lesson("3-more.md")),
    "CW009": (shown("images/shop.png", b"\x89PNG\r\n\x1a\n", 80_000_000), shown("images/cake.svg", CAKE)),
    "CW010": (file("more.quiz.yaml", EXPLODING), questions([statement("three-days-long")])),
    "CW011": (link, questions([statement("three-days-long")])),
    "CW014": (file("more-questions.yml", "questions: []\n"), questions([statement("three-days-long")])),
    "CW201": (swapped("units/first/quiz.yaml", "criteria: 2.1", "criteria: 1.1"), same),
    "CW230": (
        after(reviewed(), swapped(str(SPECIFICATION), "Describe how to give change", "Explain how to give change")),
        after(reviewed(), swapped(str(SPECIFICATION), "Describe how to give change", "Explain how to give change"), reviewed("A/100/0001", "2.1")),
    ),
    "CW231": (
        after(reviewed(), swapped(LOCK, KEEPS, KEEPS.replace("1.1", "1.11"))),
        after(reviewed(), swapped(LOCK, KEEPS, KEEPS.replace("1.1", "1.11")), reviewed("A/100/0001")),
    ),
    "CW232": (after(reviewed(), swapped(LOCK, "Describe how", "Explain how")), reviewed()),
    "CW233": (lambda course: write(course / LOCK, "units: {}\n"), after(lambda course: write(course / LOCK, "units: {}\n"), reviewed("A/100/0001"))),
    "CW312": (after(lesson("3-change.md"), lesson("3_change.md")), after(lesson("3-change.md"), lesson("4-more-change.md"))),
    "CW446": (conversation(13), conversation(3)),
    "CW504": (shown("images/cake.webp", b"RIFF\0\0\0\0WEBP"), shown("images/cake.jpg", b"\xff\xd8\xff\xe0")),
    "CW507": (file("images/loaf.svg", b"\x89PNG\r\n\x1a\n"), file("images/loaf.svg", CAKE)),
    "CW520": (
        lambda course: part(course, "/// file | Price list\n    file: media/prices.pdf\n///\n"),
        after(lambda course: part(course, "/// file | Price list\n    file: media/prices.pdf\n///\n"), file("media/prices.pdf", b"%PDF-1.7")),
    ),
    "CW525": (shown("media/shop.mp4", MP4, 180_000_000), shown("media/shop.mp4", MP4, 12_000_000)),
    "CW601": (questions(map(statement, unlike(800))), questions(map(statement, unlike(300)))),
    "CW603": (questions(map(statement, pair())), questions(map(statement, unlike(2)))),
    "CW802": (questions(choice(number, number % 3, 40) for number in range(8)), questions(choice(number, number % 3, 9) for number in range(8))),
    "CW803": (questions(choice(number, 0, 9) for number in range(8)), questions(choice(number, number % 3, 9) for number in range(8))),
    "CW806": (questions(map(statement, unlike(8))), questions([statement("q0x", "false"), *map(statement, unlike(8))])),
    "CW810": (long(1_400), long(650)),
    "CW813": (
        hard("Notwithstanding contractual stipulations, remuneration entitlements necessitate consultation."),
        hard("Whatever the contract says, ask about pay."),
    ),
}
"""For each page that no snippet can stand for: what it calls wrong, and what it calls right."""
