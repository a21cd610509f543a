"""The rules that know teaching, by `check`: what they leave alone, what they cost, the date, and what an author allows."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.checks.alike import alike
from builder.checks.course import check_course

from .desk import copy_base, findings, places, run, untimed


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def write_quiz(desk: Path, questions: Sequence[str]) -> None:
    desk.joinpath("units/first/z.quiz.yaml").write_text("questions:\n" + "\n".join(questions), "utf-8")


def choice(number: int, prompt: str, right: int, lengths: Sequence[int], own: str = "") -> str:
    """A question with options of so many letters, and words of their `own`, of which one is right."""
    options = [
        f"      - {{text: {chr(97 + place) * length}{own}, feedback: So.{', correct: true' if place == right else ''}}}" for place, length in enumerate(lengths)
    ]
    head = f"  - id: made-{number}\n    type: choice\n    criteria: [2.1]\n    purpose: practice\n    prompt: {prompt}\n    options:\n"
    return head + "\n".join(options)


def codes() -> list[str]:
    """The codes of the findings in the course here."""
    return [each["code"] for each in findings()]


PROMPTS = [f"{'abcdefghij'[number] * 5} {'klmnopqrst'[number] * 5}?" for number in range(10)]


@pytest.mark.parametrize(
    ("longest", "of", "found"),
    [(8, 8, ["CW802"]), (6, 8, ["CW802"]), (5, 8, []), (7, 7, []), (7, 10, []), (8, 10, ["CW802"])],
)
def test_the_longest_is_a_habit_from_three_quarters_of_eight_questions(desk: Path, longest: int, of: int, found: list[str]) -> None:
    write_quiz(desk, [choice(at, PROMPTS[at], at % 3, [44 if (place == at % 3) == (at < longest) else 40 for place in range(3)]) for at in range(of)])
    assert codes() == found


def test_a_little_longer_is_not_seen(desk: Path) -> None:
    write_quiz(desk, [choice(at, PROMPTS[at], at % 3, [43 if place == at % 3 else 40 for place in range(3)]) for at in range(8)])
    assert codes() == []


def test_two_options_say_nothing_of_habits(desk: Path) -> None:
    write_quiz(desk, [choice(at, PROMPTS[at], 0, [60, 20]) for at in range(8)])
    assert codes() == []


def test_a_right_option_that_is_always_last_is_only_noted(desk: Path) -> None:
    write_quiz(desk, [choice(at, PROMPTS[at], 2 + at % 2, [20] * (3 + at % 2)) for at in range(8)])
    [found] = findings()
    assert (found["code"], found["severity"]) == ("CW803", "note")
    assert "written last in all 8" in found["message"]
    assert run("check", "course").exit_code == 0
    assert run("build", "course", "first", "--strict", "--out", "out").exit_code == 0
    assert run("check", "course", "--format", "github").stdout.startswith("::notice file=course/units/first/z.quiz.yaml,")
    assert '"level": "note"' in run("check", "course", "--format", "sarif").stdout


@pytest.mark.parametrize("option", ["All of them want rolls", "None of the loaves", "A and B are both bakers", "Above the oven", "Nothing"])
def test_options_that_only_sound_like_all_of_the_above(desk: Path, option: str) -> None:
    write_quiz(desk, [choice(1, PROMPTS[0], 0, [9, 9]).replace("b" * 9, option)])
    assert codes() == []


@pytest.mark.parametrize(
    "option", ["None of the above", "ALL OF THESE", "Both of these", "neither of the options", "A and C", "Pob un o’r uchod", "*Any of the above.*"]
)
def test_options_that_stand_for_others(desk: Path, option: str) -> None:
    write_quiz(desk, [choice(1, PROMPTS[0], 0, [9, 9]).replace("b" * 9, f'"{option}"')])
    assert codes() == ["CW804"]


def test_same_words_in_other_questions_are_not_alike(desk: Path) -> None:
    write_quiz(desk, [choice(1, "Which of these comes first?", 0, [20, 30]), choice(2, "Which of these comes first?", 1, [21, 31])])
    assert codes() == []


def test_four_hundred_questions_are_compared(desk: Path) -> None:
    words = [f"{a}{b}" for a in ("roll", "loaf", "rye", "till", "van") for b in ("s", "er", "ing", "y", "ful", "less", "ish", "ed")]
    prompts = [" ".join(["Which", "of", "these", "is", "a", words[at % 40], words[at * 7 % 37], words[at * 3 % 31], words[at // 40]]) for at in range(400)]
    write_quiz(desk, [choice(at, f"{prompt}?", at % 3, [20, 21, 22]) for at, prompt in enumerate(prompts)])
    [course] = check_course(desk, "course").courses
    assert len(course.units[0].questions) == 404
    assert all(finding.code == "CW805" for finding in alike(course))


@pytest.mark.parametrize(("own", "count"), [("", 399), (" w{0} x{0} y{0}", 0)])
def test_four_hundred_questions_with_one_prompt(desk: Path, own: str, count: int) -> None:
    write_quiz(desk, [choice(at, "Which of these is right here?", 0, [20, 21, 22], own.format(at)) for at in range(400)])
    [course] = check_course(desk, "course").courses
    assert len(list(alike(course))) == count


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Describe change", True),
        ("Clearly explain change", True),
        ("List and fully describe coins", True),
        ("Be able to compare coins", True),
        ("Detail the use of coins", True),
        ("State the purpose and detail of change", False),
        ("Outline how staff discuss change", False),
        ("Give details of change", False),
    ],
)
def test_a_verb_is_where_a_criterion_asks_for_something(desk: Path, wording: str, found: bool) -> None:
    quiz, specification = desk / "units/first/quiz.yaml", desk / "qualifications/bakery.yaml"
    before, _, _ = quiz.read_text("utf-8").partition("  - id: change")
    true_false = "type: true_false, criteria: 2.1, purpose: test, prompt: A loaf is £2., answer: true"
    quiz.write_text(f'{before}  - {{id: change, {true_false}, feedback: {{"true": It is., "false": Look.}}}}\n', "utf-8")
    specification.write_text(specification.read_text("utf-8").replace("Describe how to give change", wording), "utf-8")
    assert codes() == (["CW801"] if found else [])


def test_a_link_without_words_leads_nowhere_for_who_hears_it(desk: Path) -> None:
    lesson = desk / "units/first/2-money.md"
    links = "[](https://example.org) [→](https://example.org) [![A round loaf](images/loaf.svg)](https://example.org) <https://example.org>"
    lesson.write_text(f"{lesson.read_text('utf-8')}\n{links}\n", "utf-8")
    said = ["this link has no words that say where it leads", 'the words "→" do not say where this link leads']
    assert [each["message"] for each in findings()] == said


def test_a_part_is_as_long_as_what_is_read_of_it(desk: Path) -> None:
    unread = "\n~~~\ncode {}\n~~~\n\n![{}](images/loaf.svg)\n\n[roll](https://example.org/{})\n\n<!-- {} -->\n"
    lesson = desk / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8") + unread.format(*["a " * 300, "alt " * 300, "a-" * 300, "note " * 300]), "utf-8")
    assert codes() == []
    lesson.write_text(lesson.read_text("utf-8") + "\nFish &amp; chips cost&nbsp;£1,000.50 today. " * 150, "utf-8")
    [found] = findings()
    depth = json.loads(run("coverage", "course", "A/100/0001", "2.1", "--format", "json").stdout)["depth"]
    assert found["message"] == "this part has 763 words, and 700 is the most"
    assert depth["words"] == 763, "both count alike"


def test_true_or_false_beside_another_type_is_enough(desk: Path) -> None:
    write_quiz(desk, ['  - {id: so, type: true_false, criteria: [2.1], purpose: test, prompt: Count up., answer: true, feedback: {"true": Do., "false": Do.}}'])
    assert codes() == []


@pytest.mark.parametrize(("today", "found"), [("2030-01-30", []), ("2030-01-31", []), ("2030-02-01", ["CW820"])])
def test_a_review_date_has_passed_on_the_day_after(desk: Path, monkeypatch: pytest.MonkeyPatch, today: str, found: list[str]) -> None:
    monkeypatch.setenv("COURSEWRIGHT_TODAY", today)
    assert codes() == found
    result = run("build", "course", "first", "--strict", "--out", "out")
    assert result.exit_code == 0, "reported, not refused"
    assert ("CW820" in result.stderr) == bool(found)
    assert run("check", "course", "--quiet").output == run("build", "course", "first", "--quiet", "--out", "out").output == ""


def test_the_date_of_the_other_qualification_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWRIGHT_TODAY", "2026-12-01")
    content = str(Path(__file__).parents[1] / "content")
    assert "601/3477/X was to be reviewed by 2026-05-31" in run("check", content).stdout
    assert "was to be reviewed" not in run("check", content, "-q", "biiab-601-7253-8").stdout
    monkeypatch.setenv("COURSEWRIGHT_TODAY", "2028-01-01")
    assert "601/7253/8 was to be reviewed by 2027-09-30" in run("check", content, "-q", "biiab-601-7253-8").stdout


def test_the_shipped_course_and_the_guide_are_clean() -> None:
    for course in ("content", "content/guide"):
        result = run("check", str(Path(__file__).parents[1] / course))
        assert result.exit_code == 0
        assert "error" not in result.stdout
        assert "warning" not in result.stdout


@pytest.mark.usefixtures("desk")
def test_a_day_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWRIGHT_TODAY", "tomorrow")
    result = run("check", "course")
    assert result.exit_code == 2
    assert "COURSEWRIGHT_TODAY is a date like 2026-05-31, not 'tomorrow'." in result.output


def allow(desk: Path, *entries: str) -> None:
    course = desk / "course.yaml"
    course.write_text(course.read_text("utf-8") + "allow:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries), "utf-8")


def slip(desk: Path) -> None:
    """A vague link in the second lesson."""
    lesson = desk / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8") + "\nFor more, [click here](https://www.gov.uk).\n", "utf-8")


@pytest.mark.parametrize("path", ["", "path: units/first/2-money.md, ", "path: units/*, ", "path: '*/2-*.md', ", "path: course/units/first/2-money.md, "])
def test_what_is_allowed_is_counted_and_not_said(desk: Path, path: str) -> None:
    slip(desk)
    allow(desk, f"code: CW811, {path}reason: The page has that very name.")
    result = run("check", "course")
    assert result.exit_code == 0
    assert untimed(result.stdout) == "Checked 1 unit, 2 lessons, 4 questions in 0.00 s: no findings, 1 allowed.\n"
    assert run("check", "course", "--format", "json").stdout == "[]\n"
    assert "allowed[CW811]: " in (told := run("check", "course", "--verbose").stdout)
    assert "= reason: The page has that very name." in told
    assert run("build", "course", "first", "--strict", "--out", "out").exit_code == 0


def test_another_file_is_not_meant(desk: Path) -> None:
    slip(desk)
    allow(desk, "code: CW811, path: units/first/1-*, reason: They are named so.")
    assert places(findings()) == [("course.yaml", 11, "CW017"), ("units/first/2-money.md", 11, "CW811")]


def test_an_error_that_leaves_a_package_whole_can_be_allowed(desk: Path) -> None:
    lesson = desk / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8") + "\n![](../first/images/loaf.svg)\n", "utf-8")
    assert codes() == ["CW501"]
    allow(desk, "code: CW501, reason: It is drawn again in words above.")
    assert codes() == []
    assert run("build", "course", "--out", "out").exit_code == 0


def test_an_error_in_a_package_cannot(desk: Path) -> None:
    lesson = desk / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8").replace('criteria="2.1"', 'criteria="2.1, 2.9"'), "utf-8")
    allow(desk, "code: CW101, reason: The new specification has it.")
    assert codes() == ["CW018", "CW101"]
    assert run("build", "course", "--out", "out").exit_code == 1


def test_allowances_cannot_allow_themselves(desk: Path) -> None:
    allow(desk, "code: CW804, reason: There may be one later.", "code: CW017, reason: Leave us alone.")
    assert codes() == ["CW017", "CW018"]


def test_nothing_is_called_idle_where_not_all_was_read(desk: Path) -> None:
    allow(desk, "code: CW804, reason: There may be one later.")
    assert codes() == ["CW017"]
    (desk / "units/first/3-odd.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    assert codes() == ["CW003"]
