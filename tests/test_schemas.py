"""The JSON Schemas that editors use: what Coursewright takes they take, and what they cannot take it does not either."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from builder.read.editors import kind_of
from tests.desk import copy_base, run
from tools.schemas import KINDS, OUT, schemas

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class Loader(yaml.SafeLoader):
    """YAML 1.2's core schema, as the YAML language server reads it: `yes` and dates are texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft7Validator]:
    return {name: Draft7Validator(json.loads((OUT / f"{name}.schema.json").read_text("utf-8"))) for name in KINDS}


def as_json(value: Any) -> Any:
    """Keys of JSON are texts."""
    if isinstance(value, dict):
        return {str(key).lower() if isinstance(key, bool) else str(key): as_json(each) for key, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, list) else value


def loaded(path: Path, kind: str) -> Any:
    text = path.read_text("utf-8-sig")
    return as_json(yaml.load(text.split("---")[1] if kind == "lesson" else text, Loader))


def files(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.rglob("*")):
        inside = [each for each in path.relative_to(root).parents if each.name and (root / each / "course.yaml").is_file()]
        kind = None if inside or not path.is_file() else kind_of(path.relative_to(root).as_posix())
        if kind:
            yield path, kind


def test_the_shipped_schemas_are_made_from_the_forms() -> None:
    assert {path.name: path.read_text("utf-8") for path in OUT.glob("*.schema.json")} == schemas(), "run `make schemas`"


@pytest.mark.parametrize("name", KINDS)
def test_every_key_is_described(name: str) -> None:
    def described(schema: Any) -> Iterator[str]:
        for key, each in schema.get("properties", {}).items():
            yield key if len(each.get("description", "")) < 6 else ""
        for each in schema.get("definitions", {}).values():
            yield from described(each)

    whole = json.loads((OUT / f"{name}.schema.json").read_text("utf-8"))
    Draft7Validator.check_schema(whole)
    assert not [key for key in described(whole) if key]


@pytest.mark.parametrize("course", ["content", "content/guide"])
def test_the_shipped_courses_fit_and_name_their_schemas(course: str, validators: dict[str, Draft7Validator]) -> None:
    found = list(files(ROOT / course))
    assert {kind for _, kind in found} >= {"course", "qualification", "unit", "quiz", "lesson"}
    for path, kind in found:
        assert not [error.message for error in validators[kind].iter_errors(loaded(path, kind))], path
        text = path.read_text("utf-8").removeprefix("---\n")
        named = MODELINE.match(text)
        assert named, f"{path} has no modeline: run `coursewright schemas {course} --to schemas`"
        assert (path.parent / named[1]).resolve() == OUT / f"{kind}.schema.json"


def test_what_a_form_takes_its_schema_takes(validators: dict[str, Draft7Validator]) -> None:
    """Every file of the cases without a finding about its form."""
    clean = [case for case in sorted(CASES.iterdir()) if case.is_dir() and not case.name.startswith("yaml-") and "CW00" not in "".join(_texts(case))]
    checked = 0
    for case in clean:
        for path, kind in files(case):
            try:
                data = loaded(path, kind)
            except (yaml.YAMLError, UnicodeDecodeError, IndexError):
                continue  # a case about YAML itself
            if data is not None:
                assert not [f"{path}: {error.message}"[:300] for error in validators[kind].iter_errors(data)]
                checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("course", "title: A\nqualifications: [a]\ncolour: red"),
        ("course", "qualifications: [a]"),
        ("course", "title: A\nqualifications: []"),
        ("course", "title: A\nqualifications: [a]\ntest_questions: 99"),
        ("qualification", "number: 1"),
        ("unit", "unit: F5062131"),
        ("lock", "units: {F/506/2131: {1.1: {text: A}}}"),
        ("lock", "units: {F/506/2131: {1.1: {text: A, fingerprint: b, by: C}}}"),
        ("quiz", "questions: [{id: a, type: chioce, criteria: 1.1, purpose: test, prompt: B}]"),
        ("quiz", "questions: [{id: a, type: choice, criteria: 1.1, purpose: test, prompt: B, options: [{txt: C}]}]"),
        ("lesson", "title: A\ncriteria: 1.1\nminutes: many"),
        ("glossary", "terms: [{term: A}]"),
        ("theme", "colours: {paper: white}"),
    ],
)
def test_what_does_not_fit_is_underlined(kind: str, text: str, validators: dict[str, Draft7Validator]) -> None:
    assert list(validators[kind].iter_errors(as_json(yaml.load(text, Loader))))


def test_the_command_writes_schemas_and_names_them_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    marked = root / "units" / "first" / "marked.quiz.yaml"
    marked.write_bytes(b"\xef\xbb\xbf# ours\r\nquestions: []\r\n")
    before = {path: plain(path) for path, _ in files(root)}
    done = run("schemas", "course")
    assert (done.exit_code, done.output) == (0, f"Wrote {len(KINDS)} schemas to course/.schemas/; {len(before)} files of course now name theirs.\n")
    for path, kind in files(root):
        named = MODELINE.match(plain(path))
        assert named
        assert (path.parent / named[1]).resolve() == root.resolve() / ".schemas" / f"{kind}.schema.json"
        assert plain(path)[named.end() :] == before[path]
    assert marked.read_bytes() == b"\xef\xbb\xbf# yaml-language-server: $schema=../../.schemas/quiz.schema.json\r\n# ours\r\nquestions: []\r\n"
    assert "; 0 files" in run("schemas", "course").output
    assert f"; {len(before)} files" in run("schemas", "course", "--to", "elsewhere").output, "a modeline that is there is mended"
    assert run("schemas", "course", "--to", "third", "--no-wire").output.startswith(f"Wrote {len(KINDS)} schemas to third/; 0 files")


def test_a_review_names_the_schema_of_its_record_beside_the_specification_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    lock = root / "qualifications" / "bakery.lock.yaml"
    run("review", "course")
    assert lock.read_text("utf-8").startswith("# The wording"), "no schemas here yet"
    run("schemas", "course", "--to", "course/.schemas")
    assert lock.read_text("utf-8").startswith("# yaml-language-server: $schema=../.schemas/lock.schema.json\n# The wording")
    for change in ("Name", "List", "Recall"):
        text = (root / "qualifications" / "bakery.yaml").read_text("utf-8")
        (root / "qualifications" / "bakery.yaml").write_text(re.sub(r"\w+ the kinds", f"{change} the kinds", text), "utf-8")
        assert run("review", "course").exit_code == 0
        assert MODELINE.findall(lock.read_text("utf-8")) == ["../.schemas/lock.schema.json"]
        lock.unlink()


def test_nothing_is_written_through_links_or_into_hidden_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    for place in (tmp_path / "mine.yaml", root / ".git" / "course.yaml"):
        place.parent.mkdir(exist_ok=True)
        place.write_text("title: Mine\n", "utf-8")
    (root / "units" / "first" / "linked.quiz.yaml").symlink_to(tmp_path / "mine.yaml")
    assert run("schemas", "course").exit_code == 0
    assert (tmp_path / "mine.yaml").read_text("utf-8") == (root / ".git" / "course.yaml").read_text("utf-8") == "title: Mine\n"


def test_a_file_that_is_no_text_stops_the_wiring_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    (root / "glossary.yaml").write_bytes(b"terms: \xe9")
    done = run("schemas", "course")
    assert done.exit_code == 1
    assert "course/glossary.yaml is not UTF-8" in done.output


def plain(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").removeprefix("---\n")


def _texts(case: Path) -> Iterator[str]:
    for path in case.rglob("*"):
        if path.is_file() and (path.suffix in (".yaml", ".md") or path.name == "findings"):
            yield path.read_bytes().decode("utf-8", "replace")
