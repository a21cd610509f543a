"""What a command answers to a word that is not quite right: commands, options, values, units, names of files and folders."""

import shlex
from pathlib import Path

import pytest

from tests.desk import copy_base, run


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    return root


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chek", "there is no command 'chek'. Did you mean 'check'?"),
        ("cross a b", "there is no command 'cross'. Did you mean 'crosswalk'?"),
        ("import qestions bank.xml", "there is no command 'qestions'. Did you mean 'questions'?"),
        ("export question course", "there is no command 'question'. Did you mean 'questions'?"),
        ("check course --fromat json", "Did you mean '--format'?"),
        ("build course --drfat", "Did you mean '--draft'?"),
        ("check course --format jsn", "'jsn' is not one of 'text', 'json', 'github', 'sarif'. Did you mean 'json'?"),
        ("coverage course --format HTM", "Did you mean 'html'?"),
        ("crosswalk bakery bakery --format jason", "Did you mean 'json'?"),
        ("import questions bank.xml --format moodle", "Did you mean 'moodle-xml'?"),
        ("import questions bank.xml --purpose tests", "Did you mean 'test'?"),
        ("export questions course --format gfit", "Did you mean 'gift'?"),
        ("completion bahs", "Did you mean 'bash'?"),
        ("check course -q bakry", "the course has no qualification 'bakry'. Did you mean 'bakery'?"),
        ("crosswalk bake bakery --course course", "Did you mean 'bakery'?"),
        ("build course A/100/001", "there is no unit 'A/100/001'. Did you mean 'A/100/0001'?"),
        ("build course frist", "there is no unit 'frist'. Did you mean 'first'?"),
        ("review course A/100/001", "Did you mean 'A/100/0001'?"),
        ("review course A/100/0001 1.01", "Did you mean '1.1"),
        ("preview course frist", "there is no unit 'frist'. Did you mean 'first'?"),
        ("coverage course A/100/001", "Did you mean 'A/100/0001'?"),
        ("coverage course A/100/0001 1.11", 'Did you mean 1.1, "Name the kinds'),
        ("export questions course --format gift --unit frist", "there is no unit 'frist'. Did you mean 'first'?"),
        ("new other --from iao-601-3477", "Did you mean 'iao-601-3477-x'?"),
        ("check coures", "there is no folder 'coures'. Did you mean 'course'?"),
        ("build coures", "there is no course here: no course.yaml in this folder or in content/. Give the course's folder as PATH, such as 'course'."),
        ("review cousre --course course", "there is no unit 'cousre'. Did you mean the folder 'course'?"),
        ("schemas ./coures/", "Did you mean 'course'?"),
        ("explain CW3O3", "there is no rule 'CW3O3'. Did you mean 'CW303'?"),
        ("explain unknown-criterio", "Did you mean 'unknown-criterion'?"),
    ],
)
def test_what_is_mistyped_is_answered_with_what_was_meant(course: Path, typed: str, meant: str) -> None:
    (course.parent / "bank.xml").write_text("<quiz></quiz>", "utf-8")
    done = run(*shlex.split(typed))
    assert (done.exit_code, done.stdout) == (2, "")
    assert meant in " ".join(done.stderr.split())


@pytest.mark.parametrize("name", ["a" * 5000, "a" * 5000 + "/b", "a\0b", "*/?", "nowhere/at/all"])
@pytest.mark.parametrize(
    "command", ["check", "build", "coverage", "review", "schemas", "preview", "export questions --format gift", "import spec", "import questions"]
)
def test_names_that_cannot_be_are_wrong_usage(course: Path, command: str, name: str) -> None:
    done = run(*command.split(), name)
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("command", [("build",), ("coverage",), ("review",), ("export", "questions", "--format", "gift", "--unit")])
def test_a_specification_that_cannot_be_read_is_not_blamed_on_the_unit(course: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    (course / "qualifications" / "bakery.yaml").write_text("number: [", "utf-8")
    monkeypatch.chdir(course)
    done = run(*command, "A/100/0001")
    assert "there is no unit" not in done.stderr
    assert done.exit_code == (0 if "export" in command else 1)


def test_a_unit_to_export_may_be_called_by_any_of_its_names(course: Path) -> None:
    wanted = run("export", "questions", "course", "--format", "gift", "--unit", "A/100/0001").stdout
    for name in ("a1000001", "first", "units/first/"):
        assert run("export", "questions", "course", "--format", "gift", "--unit", name).stdout == wanted != ""
