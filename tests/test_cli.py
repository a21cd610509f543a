"""The command line: exit codes, which course is meant, help, the formats, and what each command has to load."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .desk import copy_base, findings, run, untimed

REPOSITORY = Path(__file__).parents[1]
COMMANDS = ("build", "check", "coverage", "crosswalk", "explain", "export", "import", "new", "preview", "review")
SERVING = {"starlette", "uvicorn", "watchfiles", "builder.preview"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def slip(course: Path) -> None:
    """One unknown criterion in the second lesson."""
    lesson = course / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8").replace('criteria="2.1"', 'criteria="2.1, 2.9"'), "utf-8")


def test_a_clean_course_exits_with_0(desk: Path) -> None:
    result = run("check", desk.name)
    assert result.exit_code == 0
    assert untimed(result.stdout) == "Checked 1 unit, 2 lessons, 4 questions in 0.00 s: no findings.\n"


def test_findings_exit_with_1(desk: Path) -> None:
    slip(desk)
    result = run("check", desk.name)
    assert result.exit_code == 1
    assert result.stdout.startswith("error[CW101]: unit A/100/0001 has no criterion 2.9\n")
    assert untimed(result.stdout).endswith("in 0.00 s: 1 error.\nFor more on a rule: coursewright explain CW101\n")


def test_a_warning_alone_exits_with_1(desk: Path) -> None:
    (desk / "units/first/more.yml").write_text("questions: []\n", "utf-8")
    result = run("check", desk.name)
    assert result.exit_code == 1
    assert untimed(result.stdout).endswith(": 1 warning.\nFor more on a rule: coursewright explain CW014\n")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chekc",), "there is no command 'chekc'. Did you mean 'check'?"),
        (("publish",), "there is no command 'publish'."),
        (("check", "nowhere"), "there is no folder 'nowhere'."),
        (("check",), "there is no course here"),
        (("check", "course", "--format", "xml"), "'xml' is not one of 'text', 'json', 'github'"),
        (("check", "course", "--frmat", "json"), "No such option '--frmat'. Did you mean '--format'?"),
        (("check", "course", "-q", "bakeri"), "the course has no qualification 'bakeri'. Did you mean 'bakery'?"),
        (("check", "course", "-q", "plumbing"), "the course has no qualification 'plumbing'. It has bakery."),
        (("coverage", "course", "-q", "bakery", "-q", "bakeri"), "Did you mean 'bakery'?"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_the_course_is_the_current_folder_or_its_content(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    slip(desk)
    assert json.loads(run("check", "--format", "json").stdout)[0]["path"] == "units/first/2-money.md"
    monkeypatch.chdir(desk.rename(desk.parent / "content").parent)
    assert json.loads(run("check", "--format", "json").stdout)[0]["path"] == "content/units/first/2-money.md"


@pytest.mark.parametrize("path", ["course/", "course/course.yaml", "./course", "{tmp}/course"])
def test_the_course_named_in_other_ways(desk: Path, path: str) -> None:
    slip(desk)
    [found] = json.loads(run("check", path.format(tmp=desk.parent), "--format", "json").stdout)
    assert (desk.parent / found["path"]).resolve() == desk / "units/first/2-money.md"


def test_a_qualification_named_twice_counts_once(desk: Path) -> None:
    once = run("coverage", desk.name, "-q", "bakery")
    assert once.exit_code == 0
    assert run("coverage", desk.name, "-q", "bakery", "--qualification", "bakery").stdout == once.stdout


def test_help_shows_an_example() -> None:
    for arguments in ((), *((name,) for name in COMMANDS)):
        result = run(*arguments, "--help")
        assert result.exit_code == 0
        assert f"Example: coursewright {' '.join(arguments)}".rstrip() in result.stdout
        assert run(*arguments, "-h").stdout == result.stdout


@pytest.mark.parametrize("arguments", [("import", "spec"), ("import", "questions"), ("export", "questions")])
def test_help_of_a_command_in_a_group_shows_an_example(arguments: tuple[str, str]) -> None:
    assert f"Example: coursewright {' '.join(arguments)} " in run(*arguments, "--help").stdout


def test_no_command_shows_the_help() -> None:
    assert "Commands:" in run().output


def test_version() -> None:
    assert run("--version").stdout.startswith("coursewright, version ")


def test_json_has_every_field(desk: Path) -> None:
    slip(desk)
    assert findings() == [
        {
            "code": "CW101",
            "name": "unknown-criterion",
            "severity": "error",
            "message": "unit A/100/0001 has no criterion 2.9",
            "note": "outcome 2 ends at 2.1",
            "hint": 'did you mean 2.1, "Describe how to give change"?',
            "path": "course/units/first/2-money.md",
            "line": 7,
            "column": 34,
            "length": 3,
        }
    ]


def test_github_escapes_what_would_end_a_value(desk: Path) -> None:
    odd = desk / "units/first/3: 100%, more.md"
    odd.write_text("A roll is small.\n", "utf-8")
    lines = run("check", desk.name, "--format", "github").stdout.splitlines()
    assert lines[0] == (
        "::error file=course/units/first/3%3A 100%25%2C more.md,line=1,col=1,title=CW012 no-front-matter::the lesson has no front matter; "
        "start the file with:%0A---%0Atitle: What organisations offer%0Acriteria: [1.1]%0Aminutes: 20%0A---"
    )
    assert all(line.startswith("::error ") for line in lines)


def test_a_terminal_is_not_told_what_to_do(desk: Path) -> None:
    lesson = desk / "units/first/2-money.md"
    lesson.write_text(lesson.read_text("utf-8").replace("2.1", "\x1b[31m2.1") + "\n#### Rolls \x07 and \x08 loaves\n", "utf-8")
    output = run("check", desk.name).stdout
    assert "write `### Rolls � and � loaves`" in output
    assert not set("\x1b\x07\x08") & set(output)
    assert "�[31m2.1" in output


def shell(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = "from builder.cli import main; main()"
    variables = {"PYTHONPATH": str(REPOSITORY), "PATH": "", **environment}
    return subprocess.run([sys.executable, "-c", program, *arguments], cwd=cwd, env=variables, capture_output=True, timeout=60)


@pytest.mark.parametrize("arguments", [("check", "course"), ("check", "course", "--format", "json"), ("coverage", "course", "--format", "json")])
def test_an_output_that_holds_few_characters(desk: Path, arguments: tuple[str, ...]) -> None:
    (desk / "units/first/3-крендель.md").write_text("---\ntitle: Café £ 🍞\n---\n", "utf-8")
    result = shell(*arguments, cwd=desk.parent, PYTHONIOENCODING="cp1252")
    assert b"Traceback" not in result.stderr
    assert result.returncode in (0, 1)
    assert result.stdout.decode("cp1252")
    if "json" in arguments:
        assert json.loads(result.stdout)


def test_coverage_in_ascii(desk: Path) -> None:
    assert b"# 4 covered   = 0 partly   . 2 uncovered" in shell("coverage", "course", cwd=desk.parent, PYTHONIOENCODING="ascii").stdout
    assert "■ 4 covered   ◧ 0 partly   □ 2 uncovered" in shell("coverage", "course", cwd=desk.parent, PYTHONIOENCODING="utf-8").stdout.decode()


LOADED = "import sys\nfrom builder.cli import main\ntry:\n    main()\nfinally:\n    print(*sorted(sys.modules), file=sys.stderr)\n"


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--help",), {"msgspec", "yaml", "jinja2", "markdown", "lxml", "nh3", "rich", "json"}),
        (("--version",), {"msgspec", "yaml", "jinja2", "markdown", "lxml"}),
        (("import", "--help"), {"msgspec", "yaml", "jinja2", "markdown", "lxml"}),
        (("check", "course"), {"jinja2", "markdown", "pymdownx", "xmlschema", "builder.render", "builder.targets"}),
        (("coverage", "course"), {"jinja2", "markdown", "pymdownx", "xmlschema", "builder.render", "builder.targets"}),
        (("build", "--course", "course"), set[str]()),
        (("explain", "CW805"), {"msgspec", "yaml", "jinja2", "markdown", "lxml", "nh3", "rich", "builder.checks"}),
    ],
    ids=["help", "version", "import", "check", "coverage", "build", "explain"],
)
def test_nothing_is_loaded_that_is_not_needed(desk: Path, arguments: tuple[str, ...], unwanted: set[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], cwd=desk.parent, env={"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 0
    assert not (unwanted | SERVING) & set(result.stderr.split())
