"""What is kept from one run to the next: it saves work, and never changes a result."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import memo, resources
from builder.memo import keep, recall, remembered
from tests.desk import copy_base, untimed

ROOT = Path(__file__).parents[1]
HEAVY = ("lxml.etree", "markdown", "yaml")
RUN = f"""
import sys
from builder.cli import main
try:
    main(sys.argv[1:], prog_name="coursewright")
finally:
    print("loaded:", *(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_base(tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def run(folder: Path, *arguments: str, umask: int = -1) -> tuple[str, str, str]:
    """Standard output without its times, findings, and which of the heavy libraries were loaded, of a run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, umask=umask)
    said, _, loaded = done.stderr.rpartition("loaded:")
    assert "Traceback" not in said, said
    return untimed(done.stdout), said, loaded.strip()


def package(folder: Path) -> bytes:
    [made] = (folder / "dist").glob("*.zip")
    return made.read_bytes()


def a_lesson(course: Path) -> Path:
    return next(iter(sorted(course.glob("units/*/*.md"))))


def test_a_second_run_works_less_and_says_the_same(course: Path, tmp_path: Path) -> None:
    with a_lesson(course).open("a", encoding="utf-8") as lesson:
        lesson.write("\n[A broken link](#nowhere) and [here](https://example.org).\n")
    first, second = run(tmp_path, "check", "course"), run(tmp_path, "check", "course")
    assert first[:2] == second[:2]
    assert "CW307" in first[0]
    assert (first[2], second[2]) == ("lxml.etree yaml", "")


def test_a_second_build_makes_the_same_package(course: Path, tmp_path: Path) -> None:
    first, made = run(tmp_path, "build", "course"), package(tmp_path)
    shutil.rmtree(tmp_path / "dist")
    second = run(tmp_path, "build", "course")
    assert package(tmp_path) == made
    assert first[:2] == second[:2]
    assert (first[2], second[2]) == ("lxml.etree markdown yaml", "lxml.etree")


def test_what_changes_is_read_again(course: Path, tmp_path: Path) -> None:
    run(tmp_path, "build", "course")
    made = package(tmp_path)
    lesson = a_lesson(course)
    text = lesson.read_text("utf-8")
    lesson.write_text(text + "\n\nA line of **today**.\n", "utf-8")
    run(tmp_path, "build", "course")
    assert package(tmp_path) != made
    lesson.write_text(text, "utf-8")
    run(tmp_path, "build", "course")
    assert package(tmp_path) == made
    lesson.write_text("\n" + text, "utf-8")
    assert "CW012" in run(tmp_path, "check", "course")[0]


@pytest.mark.parametrize("harm", [lambda data: b"", lambda data: data[:-1], lambda data: data[:70] + b"!" + data[71:], lambda data: b"\n" * 9])
def test_a_damaged_cache_is_made_again(course: Path, tmp_path: Path, cache: Path, harm: Callable[[bytes], bytes]) -> None:
    before = run(tmp_path, "check", "course")
    [kept] = (cache / "coursewright" / "runs").iterdir()
    kept.write_bytes(harm(kept.read_bytes()))
    assert run(tmp_path, "check", "course") == before
    assert run(tmp_path, "check", "course")[2] == ""


def test_without_a_cache_all_works(course: Path, tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where a folder should be")
    assert run(tmp_path, "check", "course") == run(tmp_path, "check", "course")


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_a_cache_is_its_user_s_own_whatever_rights_new_files_get(course: Path, tmp_path: Path) -> None:
    run(tmp_path, "check", "course", umask=0o002)
    assert run(tmp_path, "check", "course", umask=0o002)[2] == ""


class Trap:
    """Pickled, it makes a folder when it is read."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.sprung),)


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_a_cache_that_others_can_write_to_is_not_read(course: Path, tmp_path: Path, cache: Path) -> None:
    run(tmp_path, "check", "course")
    own = cache / "coursewright"
    [kept] = (own / "runs").iterdir()
    resources.seal(kept, pickle.dumps(Trap(tmp_path / "sprung")))
    own.chmod(0o777)
    assert run(tmp_path, "check", "course")[2] == "lxml.etree yaml"
    assert not (tmp_path / "sprung").exists()
    own.chmod(0o700)


@pytest.fixture
def here(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The memory of this process, empty, with the cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    forget(monkeypatch)
    return cache / "coursewright" / "runs"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_memo", memo._Memo())  # a new process


made: list[str] = []


@remembered
def shout(text: str) -> str:
    made.append(text)
    return text.upper() + "!" * 1000


def asked(subject: Path, monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[str]:
    """Which of the texts a new process has to work on."""
    forget(monkeypatch)
    recall(subject)
    made.clear()
    assert [shout(text)[: len(text)] for text in texts] == [text.upper() for text in texts]
    keep()
    return made.copy()


def test_each_subject_has_its_own(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(tmp_path / "a", monkeypatch, "one", "two", "one") == ["one", "two"]
    assert asked(tmp_path / "a", monkeypatch, "two", "three") == ["three"]
    assert asked(tmp_path / "b", monkeypatch, "one") == ["one"]
    assert asked(tmp_path / "a", monkeypatch, "one", "two", "three") == []


def test_what_was_not_asked_for_longest_makes_room(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST_BYTES", 2_500)
    asked(tmp_path, monkeypatch, "one", "two")
    assert asked(tmp_path, monkeypatch, "three", "two") == ["three"]
    assert asked(tmp_path, monkeypatch, "three", "two") == []
    assert asked(tmp_path, monkeypatch, "one") == ["one"]
    assert sum(file.stat().st_size for file in here.iterdir()) < 3_000


def test_subjects_beyond_the_most_are_forgotten(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST_SUBJECTS", 2)
    for name in ("a", "b", "c"):
        asked(tmp_path / name, monkeypatch, "one")
        os.utime(max(here.iterdir(), key=lambda file: file.stat().st_mtime_ns), (ord(name), ord(name)))
    assert len(list(here.iterdir())) == 2
    assert asked(tmp_path / "c", monkeypatch, "one") == []


@pytest.mark.parametrize("name", ["read.py", "deep/er/words.mo"])
def test_another_program_reads_for_itself(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    file = tmp_path / "program" / name
    file.parent.mkdir(parents=True)
    file.write_text("1")
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "program")
    results = []
    for text in ("1", "2", "2"):
        if file.read_text() != text:
            file.write_text(text)
            os.utime(file, (1, 1))
        memo._maker.cache_clear()
        results.append(asked(tmp_path / "a", monkeypatch, "one"))
    memo._maker.cache_clear()
    assert results == [["one"], ["one"], []]


def test_what_fails_is_not_remembered(here: Path) -> None:
    tries: list[int] = []

    @remembered
    def fails() -> None:
        tries.append(1)
        raise ValueError("never")

    for _ in range(2):
        with pytest.raises(ValueError, match="never"):
            fails()
    assert shout("after")
    assert len(tries) == 2
