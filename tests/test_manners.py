"""How commands behave beside their work: what they say, completion, and the files that CI and pre-commit take from us."""

import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from builder.cli import COMMANDS, main
from tests.desk import copy_base, run

ROOT = Path(__file__).parents[1]
FINDING = '---\ntitle: Money\ncriteria: [1.1]\nminutes: 5\n---\n\n## Coins {: criteria="9.9" }\n\nText.\n'


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    return root


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command of the program, those of groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


EVERY = {" ".join(path): command for path, command in commands(main)}
SERVES = {"preview"}
"""Commands that go on until they are stopped: their own tests run them."""


GIVEN = {"import spec": ("tests/specs/titled.txt", "specification.txt"), "import questions": ("tests/examples/bank.xml", "bank.xml")}
"""A file that an example takes: where it is in the repository, and what the example calls it."""
ENDS = {"export questions": 1}
"""Exit codes of examples, where they are not 0: Moodle has no like of two of the shipped questions."""


def example_of(command: click.Command) -> str:
    found = re.search(r"Example: coursewright (.+)", command.help or "")
    return found[1].strip() if found else ""


def test_every_command_has_a_line_in_the_overview() -> None:
    assert {name.split()[0] for name in EVERY} == set(COMMANDS)
    assert all(line.endswith(".") for line in COMMANDS.values())


@pytest.mark.parametrize("name", EVERY)
def test_the_example_of_a_command_works(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = shlex.split(example_of(EVERY[name]))
    assert example[: len(name.split())] == name.split()
    if name not in SERVES:
        shutil.copytree(ROOT / "content", tmp_path / "content")
        monkeypatch.chdir(tmp_path)
        if name in GIVEN:
            shutil.copyfile(ROOT / GIVEN[name][0], tmp_path / GIVEN[name][1])
        assert run(*example).exit_code == ENDS.get(name, 0)


@pytest.mark.parametrize("arguments", [("check", "course"), ("build", "course", "--out", "out")])
def test_quiet_says_nothing_where_nothing_is_wrong(course: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).output
    done = run(*arguments, "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_quiet_still_says_what_is_wrong(course: Path) -> None:
    (course / "units" / "first" / "9-money.md").write_text(FINDING, "utf-8")
    done = run("check", "course", "--quiet")
    assert done.exit_code == 1
    assert "9-money.md:7" in done.stdout
    assert "Checked" not in done.output
    assert "9-money.md:7" in run("build", "course", "--quiet", "--out", "out").stderr


def test_verbose_tells_how_long_each_stage_took(course: Path) -> None:
    said = run("build", "course", "--verbose", "--out", "out").stderr
    assert re.fullmatch(r"Reading and checking: \d+ ms\nBuilding \S+, 1 of 1: \d+ ms\n", said)


def slow(*arguments: str, wait: float) -> str:
    """What a command shows on a terminal where reading takes `wait` seconds."""
    code = (
        "import sys, time; from builder.cli import course, main; import builder.cli.check as check; real = course.checked_course;\n"
        f"check.checked_course = lambda *all: (time.sleep({wait}), real(*all))[1]; main(sys.argv[1:], prog_name='coursewright')"
    )
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, stderr=follower, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    os.close(follower)
    shown = b""
    try:
        while piece := os.read(leader, 1024):
            shown += piece
    except OSError:
        pass  # the other end is closed
    process.wait()
    os.close(leader)
    return shown.decode()


def test_work_over_a_second_is_shown_on_a_terminal_and_taken_away(course: Path) -> None:
    assert slow("check", "course", wait=1.4) == "Reading and checking …\r\x1b[K"
    assert slow("check", "course", wait=0) == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = run("completion", shell)
    assert done.exit_code == 0
    assert "_COURSEWRIGHT_COMPLETE" in done.output


def completed(course: Path, *words: str) -> list[str]:
    """What the shell is offered for the last of these words."""
    environment = {**os.environ, "_COURSEWRIGHT_COMPLETE": "bash_complete", "COMP_WORDS": shlex.join(["coursewright", *words]), "COMP_CWORD": str(len(words))}
    code = "from builder.cli import main; main(prog_name='coursewright')"
    done = subprocess.run([sys.executable, "-c", code], cwd=course, env={**environment, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_units_qualifications_and_commands_are_completed(course: Path) -> None:
    assert completed(course, "bu") == ["build"]
    assert completed(course, "build", "fi") == ["first"]
    [reference] = re.findall(r"unit: (\S+)", (course / "units" / "first" / "unit.yaml").read_text("utf-8"))
    assert completed(course, "build", reference[:3]) == [reference]
    assert completed(course, "check", "-q", "b") == ["bakery"]
    assert completed(course, "explain", "cw43")[0] == "CW430"


def test_sarif_names_rule_place_and_mend(course: Path) -> None:
    (course / "units" / "first" / "9 money.md").write_text(FINDING, "utf-8")
    found = json.loads(run("check", "course", "--format", "json").stdout)
    log = json.loads(run("check", "course", "--format", "sarif").stdout)
    [flow] = log["runs"]
    rules = [rule["id"] for rule in flow["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    assert all(rule["shortDescription"]["text"] and "## Right" in rule["help"]["markdown"] for rule in flow["tool"]["driver"]["rules"])
    assert [rules[each["ruleIndex"]] for each in flow["results"]] == [each["code"] for each in found]
    [unknown] = [each for each in flow["results"] if each["ruleId"] == next(each["code"] for each in found if each["line"] == 7)]
    place = unknown["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "course/units/first/9%20money.md"
    assert place["region"]["startLine"] == 7
    assert unknown["level"] == "error"


def test_sarif_of_a_clean_course_has_no_results(course: Path) -> None:
    assert json.loads(run("check", "course", "--format", "sarif").stdout)["runs"][0]["results"] == []


def test_the_pre_commit_hook_runs_a_command_that_there_is(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert (program, hook["language"], hook["pass_filenames"]) == ("coursewright", "python", False)
    monkeypatch.chdir(course)
    assert run(*arguments).exit_code == 0
    for path, meant in (("content/units/a/1.md", True), ("content/course.yaml", True), ("content/templates/start.html", True), ("README.rst", False)):
        assert bool(re.search(hook["files"], path)) is meant


def test_the_workflow_s_commands_work(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = yaml.safe_load((ROOT / "examples" / "github-workflow.yml").read_text("utf-8"))["jobs"]["packages"]["steps"]
    ours = [shlex.split(step["run"]) for step in steps if step.get("run", "").startswith("coursewright ")]
    assert [words[1] for words in ours] == ["check", "build"]
    monkeypatch.chdir(course)
    assert [run(*words[1:]).exit_code for words in ours] == [0, 0]
    [upload] = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    assert [*course.glob(upload)]
