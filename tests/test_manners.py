"""How commands behave beside their work: what they say, completion, and the files that CI and pre-commit take from us."""

import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

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


def test_every_command_with_something_to_say_can_be_told_how_much() -> None:
    """All but those that print one thing at once: there is no stage to tell of, and nothing beside the result to leave out."""
    options = {name: {each for option in command.params for each in option.opts} for name, command in EVERY.items()}
    assert {name for name, found in options.items() if not {"--quiet", "--verbose"} <= found} == {"explain", "completion"}


FOUND = {"import spec": 1, "export questions": 2}
"""How many findings the examples have."""
SPEAKING = [name for name in EVERY if name not in ("explain", "completion")]
PRINTS = ("coverage", "crosswalk", "import spec", "import questions", "export questions")
"""Commands whose result goes to standard output."""


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped course, and the files that examples take."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for source, name in GIVEN.values():
        shutil.copyfile(ROOT / source, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", SPEAKING)
def test_quiet_and_verbose_together_are_wrong_usage(name: str, shipped: Path) -> None:
    done = run(*shlex.split(example_of(EVERY[name])), "--quiet", "--verbose")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--quiet and --verbose are opposites" in done.stderr


@pytest.mark.parametrize("name", [name for name in SPEAKING if name not in SERVES])
def test_quiet_leaves_out_what_is_beside_the_result(name: str, shipped: Path) -> None:
    done = run(*shlex.split(example_of(EVERY[name])), "--quiet")
    assert done.exit_code == ENDS.get(name, 0)
    assert bool(done.stdout) is (name in PRINTS and "--out" not in example_of(EVERY[name]))
    said = [part for part in done.stderr.split("\n\n") if part]
    assert all(part.startswith("warning[") for part in said), "findings stay, and nothing else"
    assert len(said) == FOUND.get(name, 0)


@pytest.mark.parametrize("name", PRINTS)
def test_quiet_leaves_the_result_as_it_is(name: str, shipped: Path) -> None:
    words = shlex.split(example_of(EVERY[name]).partition(" --out")[0])
    quiet = run(*words, "--quiet")
    assert quiet.stdout
    assert quiet.stdout == run(*words).stdout == run(*words, "--verbose").stdout


def test_quiet_leaves_out_the_tip_below_a_report(course: Path) -> None:
    loud, quiet = run("coverage", "course").stdout, run("coverage", "course", "--quiet").stdout
    assert loud == f"{quiet}Full report: coursewright coverage --format html -o coverage.html\n"


def test_quiet_still_says_what_is_wrong(course: Path) -> None:
    (course / "units" / "first" / "9-money.md").write_text(FINDING, "utf-8")
    done = run("check", "course", "--quiet")
    assert done.exit_code == 1
    assert "9-money.md:7" in done.stdout
    assert "Checked" not in done.output
    assert "9-money.md:7" in run("build", "course", "--quiet", "--out", "out").stderr
    assert run("coverage", "course", "--quiet").stderr.startswith("warning: the course has 2 errors")


def test_quiet_still_says_which_changed_wordings_a_review_accepts(course: Path) -> None:
    assert run("review", "course", "--quiet").output == ""
    specification = course / "qualifications" / "bakery.yaml"
    specification.write_text(specification.read_text("utf-8").replace("Name the kinds", "List the kinds"), "utf-8")
    done = run("review", "course", "--quiet")
    assert (done.stdout, done.stderr) == (
        "~ A/100/0001 1.1   was  [Name] the kinds of bread that a bakery sells\n                   now  [List] the kinds of bread that a bakery sells\n",
        "",
    )


@pytest.mark.parametrize("name", [name for name in SPEAKING if name not in SERVES])
def test_verbose_tells_how_long_each_stage_took(name: str, shipped: Path) -> None:
    said = run(*shlex.split(example_of(EVERY[name])), "--verbose").stderr
    assert re.match(r"(Reading [a-z ]+|Writing the schemas): \d+ ms\n", said)


def test_verbose_tells_of_each_unit(course: Path) -> None:
    said = run("build", "course", "--verbose", "--out", "out").stderr
    assert re.fullmatch(r"Reading and checking: \d+ ms\nBuilding \S+, 1 of 1: \d+ ms\n", said)


def previewed(course: Path, option: str) -> tuple[str, str, str]:
    """What a preview prints at first, then at a save that breaks the course (with --verbose), then at its end."""
    command = [sys.executable, "-m", "builder", "preview", "--course", str(course), "--no-open", option]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline()
        urlopen(address.split()[-4], timeout=10).close()  # noqa: S310 our own page; it answers, so it watches too
        saved = ""
        if option == "--verbose":
            (course / "units" / "first" / "9-money.md").write_text(FINDING, "utf-8")
            saved = next(line for line in process.stderr if "changed" in line)
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=20)[1]
    assert process.returncode == 0
    return address, saved, rest


def test_a_preview_tells_each_rebuild_when_asked(course: Path) -> None:
    address, saved, rest = previewed(course, "--verbose")
    assert address.startswith("Preview of ")
    assert re.fullmatch(r"units/first/9-money\.md changed: not built in \d+ ms, 2 errors\n", saved)
    assert rest.endswith("The preview has ended.\n")


def test_a_quiet_preview_says_its_address_alone(course: Path) -> None:
    address, _, rest = previewed(course, "--quiet")
    assert "http://127.0.0.1:" in address
    assert rest == ""


def shown(code: str, *arguments: str, **environment: str) -> str:
    """What a command shows on a terminal that is its standard output and its standard error."""
    given = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")} | {"PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    leader, follower = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=follower, stderr=follower, env=given)
    os.close(follower)
    read = b""
    try:
        while piece := os.read(leader, 1024):
            read += piece
    except OSError:
        pass  # the other end is closed
    process.wait()
    os.close(leader)
    return read.decode().replace("\r\n", "\n")


RUN = "import sys; from builder.cli import main; main(sys.argv[1:], prog_name='coursewright')"


@pytest.mark.parametrize(
    "typed",
    [
        "check",
        "build --verbose",
        "coverage",
        "coverage F/506/2131 1.4",
        "crosswalk iao-601-3477-x biiab-601-7253-8",
        "explain CW303",
        "export questions --format gift",
        "import spec specification.txt",
    ],
)
def test_colour_is_for_terminals_that_are_to_show_it(typed: str, shipped: Path) -> None:
    words = shlex.split(typed)
    assert "\x1b[" in shown(RUN, *words)
    assert "\x1b" not in shown(RUN, *words, NO_COLOR="1") + shown(RUN, *words, TERM="dumb")


def slow(*arguments: str, wait: float, patience: float = 1.0, **environment: str) -> str:
    """What a command shows on a terminal beside its result, where each stage takes `wait` seconds longer."""
    code = (
        "import os, sys, time; from builder.cli import main, manners; real = manners.Voice.stage\n"
        "sys.stdout = open(os.devnull, 'w')\n"
        f"manners.PATIENCE = {patience}\n"
        f"manners.Voice.stage = lambda self, what: (real(self, what), time.sleep({wait} if what else 0))\n"
        "main(sys.argv[1:], prog_name='coursewright')"
    )
    return shown(code, *arguments, **environment)


def test_work_over_a_second_is_shown_on_a_terminal_and_taken_away(course: Path) -> None:
    assert slow("check", "course", wait=1.4) == "Reading and checking …\r\x1b[K"
    assert slow("check", "course", wait=0) == ""
    assert slow("check", "course", "--quiet", wait=0.4, patience=0.1) == ""
    assert slow("check", "course", wait=0.4, patience=0.1, NO_COLOR="1") == "", "it could not be taken away"


@pytest.mark.parametrize("name", [name for name in SPEAKING if name not in SERVES])
def test_every_command_shows_what_takes_it_long(name: str, shipped: Path) -> None:
    said = slow(*shlex.split(example_of(EVERY[name])), wait=0.3, patience=0.1)
    assert re.match(r"(Reading [a-z ]+|Writing the schemas) …\r\x1b\[K", said)
    assert not [line for line in said.split("\n") if "…" in line and not re.search(r"…\r\x1b\[K[^…]*$", line)], "each is taken away"


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
