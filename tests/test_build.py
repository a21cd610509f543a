"""`build`: the same bytes anywhere, whole packages or none, and a word about each unit that is not simply built."""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import Result
from lxml import etree
from xmlschema import XMLSchema

from .desk import CASES, copy_base, overlay, run

REPOSITORY = Path(__file__).parents[1]
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
NAME = "bakery-A1000001"
ZIP = f"{NAME}.zip"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def build(*arguments: str, exit_code: int = 0) -> Result:
    result = run("build", "--course", "course", *arguments)
    assert result.exit_code == exit_code, result.output
    return result


def package(out: str = "dist", name: str = ZIP) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((Path(out) / name).read_bytes()))


def manifest(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("imsmanifest.xml"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def unassess(course: Path) -> None:
    """Leave 2.1 without a test question."""
    replace(course / "units/first/quiz.yaml", "criteria: 2.1\n    purpose: test", "criteria: 2.1\n    purpose: practice")


def shell(cwd: Path, *arguments: str, umask: int = -1, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "builder", "build", "--course", "course", *arguments],
        cwd=cwd,
        env={"PATH": "", "PYTHONPATH": str(REPOSITORY), **environment},
        umask=umask,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.usefixtures("desk")
def test_a_package_is_written_and_said_to_be() -> None:
    assert f"dist/{ZIP}  new" in build().stdout
    assert f"dist/{ZIP}  unchanged, byte for byte" in build().stdout
    assert [path.name for path in Path("dist").iterdir()] == [ZIP]


def test_the_same_bytes_in_another_place_process_and_zone(tmp_path: Path) -> None:
    built = []
    for number, (seed, zone, umask) in enumerate((("0", "UTC", 0o022), ("1", "Asia/Tokyo", 0o077), ("4242", "America/St_Johns", 0o000))):
        place = tmp_path / ("deeper/" * number) / "place"
        place.mkdir(parents=True)
        copy_base(place)
        result = shell(place, umask=umask, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C")
        assert result.returncode == 0, result.stderr
        built.append((place / "dist" / ZIP).read_bytes())
    assert built[0] == built[1] == built[2]


@pytest.mark.usefixtures("desk")
def test_the_manifest_comes_first_and_lists_every_file() -> None:
    build()
    archive = package()
    assert archive.testzip() is None
    assert archive.namelist()[0] == "imsmanifest.xml"
    assert archive.namelist()[1:] == sorted(archive.namelist()[1:])
    listed = [unquote(str(element.get("href"))) for element in manifest(archive).iter(f"{CP}file")]
    control = {name for name in archive.namelist() if name.endswith(".xsd")}
    assert sorted(listed) == sorted(set(archive.namelist()) - control - {"imsmanifest.xml"})
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.usefixtures("desk")
def test_the_manifest_is_valid() -> None:
    build()
    schema = XMLSchema(REPOSITORY / "schemas/scorm12/imscp_rootv1p1p2.xsd")
    assert not list(schema.iter_errors(io.BytesIO(package().read("imsmanifest.xml"))))


@pytest.mark.usefixtures("desk")
def test_no_machine_path_gets_into_a_package(tmp_path: Path) -> None:
    build()
    archive = package()
    for name in archive.namelist():
        data = archive.read(name)
        assert str(tmp_path).encode() not in data
        assert str(REPOSITORY).encode() not in data


def test_a_unit_that_is_partly_covered_is_refused_and_its_package_left(desk: Path) -> None:
    build()
    path = Path("dist") / ZIP
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    unassess(desk)
    replace(desk / "units/first/1-bread.md", '"1.2/hungry"', '"1.2"')
    result = build(exit_code=1)
    assert "error: A/100/0001 of 100/0001/A is not built. 2 of its 4 criteria are not covered" in result.stderr
    assert '1.2   partly     "Hungry": no part teaches it' in result.stderr
    assert "2.1   partly     0 of 1 test questions" in result.stderr
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, when)


def test_a_unit_with_an_error_is_refused_and_its_package_left(desk: Path) -> None:
    build()
    before = (Path("dist") / ZIP).read_bytes()
    replace(desk / "units/first/2-money.md", "minutes: 5", "minutes: soon")
    result = build(exit_code=1)
    assert "error[CW008]: `minutes` should be a whole number" in result.stderr
    assert "A/100/0001 of 100/0001/A is not built: 1 error above" in result.stderr
    assert (Path("dist") / ZIP).read_bytes() == before


def test_an_error_in_another_unit_is_no_obstacle(desk: Path) -> None:
    (desk / "units/second").mkdir()
    (desk / "units/second/unit.yaml").write_text("unit: B/100/0002\nled: How.\n", "utf-8")
    result = build(exit_code=1)
    assert "B/100/0002 of 100/0001/A is not built" in result.stderr
    assert f"dist/{ZIP}  new" in result.stdout


@pytest.mark.usefixtures("desk")
def test_a_unit_that_nobody_began_is_a_note() -> None:
    result = build()
    assert "note: B/100/0002 of 100/0001/A has no content yet, so there is nothing to build.\n" in result.stdout
    build("--strict", exit_code=1)
    build("--strict", "A/100/0001")


def test_strict_fails_for_any_finding(desk: Path) -> None:
    (desk / "units/first/more.yml").write_text("questions: []\n", "utf-8")
    build("A/100/0001")
    build("A/100/0001", "--strict", exit_code=1)


def test_a_draft_says_so_everywhere(desk: Path) -> None:
    unassess(desk)
    result = build("--draft")
    assert "note: A/100/0001 of 100/0001/A is built as a draft. 1 criterion is not covered: 2.1." in result.stdout
    archive = package(name=f"{NAME}-draft.zip")
    assert [str(title.text) for title in manifest(archive).iter(f"{CP}title")] == ["A/100/0001 Selling bread (draft)"] * 2
    assert "draft" in archive.read("index.html").decode().lower()
    assert not (Path("dist") / ZIP).exists()


@pytest.mark.usefixtures("desk")
def test_a_whole_unit_is_no_draft() -> None:
    build("--draft", "A/100/0001")
    assert [path.name for path in Path("dist").iterdir()] == [ZIP]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("unit", ["A/100/0001", "a/100/0001", "A1000001", "first", "units/first/", "course/units/first"])
def test_a_unit_has_several_names(unit: str) -> None:
    result = build(unit)
    assert f"dist/{ZIP}  new" in result.stdout
    assert "B/100/0002" not in result.output


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("unit", "words"), [("A/100/0010", "Did you mean 'A/100/0001'?"), ("fisrt", "Did you mean 'first'?"), ("bread", "The units are")])
def test_an_unknown_unit_is_wrong_usage(unit: str, words: str) -> None:
    assert words in " ".join(build(unit, exit_code=2).output.split())
    assert not Path("dist").exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("out", ["course/course.yaml/dist", "course/course.yaml", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_is_a_message(out: str) -> None:
    result = run("build", "--course", "course", "--out", out)
    assert result.exit_code in (1, 2)
    assert out in result.output


def test_a_qualification_of_two(desk: Path) -> None:
    overlay(CASES / "link-to-a-part-that-a-mapped-unit-lacks", desk)
    replace(desk / "units/first/2-money.md", "See [the kinds](#kinds).", "Count twice.")
    build("-q", "other")
    assert [path.name for path in Path("dist").iterdir()] == ["other-Z1000009.zip"]
    assert "Z1000009_AC1_1" in package(name="other-Z1000009.zip").read("index.html").decode()


def identifiers(archive: zipfile.ZipFile) -> set[str]:
    return {str(element.get("identifier")) for element in manifest(archive).iter() if isinstance(element.tag, str) and element.get("identifier")}


def test_identifiers_stay_when_content_around_them_changes(desk: Path) -> None:
    build()
    before = identifiers(package())
    (desk / "units/first/0-welcome.md").write_text(
        '---\ntitle: Welcome\ncriteria: 1.1\nminutes: 5\n---\n\n## Come in {: criteria="1.1" }\n\nThis is a bakery.\n', "utf-8"
    )
    (desk / "units/first/1-bread.md").rename(desk / "units/first/9-bread.md")
    quiz = desk / "units/first/quiz.yaml"
    head, *questions = quiz.read_text("utf-8").split("  - id: ")
    quiz.write_text(head + "".join(f"  - id: {question.rstrip()}\n" for question in reversed(questions)), "utf-8")
    assert f"dist/{ZIP}  changed" in build().stdout
    assert identifiers(package()) == before == {f"{letter}_{NAME}" for letter in "MOIR"}


KILLER = """
import os, pathlib, signal
point = os.environ["KILL_AT"]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
real_open, real_replace = pathlib.Path.open, pathlib.Path.replace
class Half:
    def __init__(self, stream): self.stream = stream
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def write(self, data):
        self.stream.write(data[: len(data) // 2]); self.stream.flush(); die()
def opened(self, mode="r", *rest, **more):
    stream = real_open(self, mode, *rest, **more)
    if mode == "wb" and point == "open": die()
    return Half(stream) if mode == "wb" and point == "write" else stream
def replaced(self, target):
    if point == "replace": die()
    found = real_replace(self, target)
    if point == "after": die()
    return found
pathlib.Path.open, pathlib.Path.replace = opened, replaced
if point == "fsync": os.fsync = die
"""


@pytest.mark.parametrize("point", ["open", "write", "fsync", "replace", "after"])
def test_a_build_that_is_killed_leaves_a_whole_package(desk: Path, tmp_path: Path, point: str) -> None:
    build()
    path = tmp_path / "dist" / ZIP
    before = path.read_bytes()
    replace(desk / "units/first/2-money.md", "Count up", "Count slowly up")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook/sitecustomize.py").write_text(KILLER, "utf-8")
    result = shell(tmp_path, PYTHONPATH=os.pathsep.join((str(tmp_path / "hook"), str(REPOSITORY))), KILL_AT=point)
    assert result.returncode == -signal.SIGKILL, result.stderr
    assert (path.read_bytes() == before) == (point != "after")
    assert package().testzip() is None
    build()
    assert [each.name for each in path.parent.iterdir()] == [ZIP]
    assert b"Count slowly up" in package().read("index.html")


def test_what_killed_builds_left_behind_is_swept(desk: Path) -> None:
    build()
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, timeout=60)
    gone = Path("dist") / f".{ZIP}.{ended.stdout.strip()}.partial"
    at_work = Path("dist") / f".{ZIP}.{os.getppid()}.partial"
    gone.write_bytes(b"half")
    at_work.write_bytes(b"half")
    replace(desk / "units/first/unit.yaml", "How to sell", "How to bake")
    build()
    assert not gone.exists()
    assert at_work.exists(), "another build may still be writing it"


def test_builds_at_the_same_time_do_not_disturb_each_other(tmp_path: Path, desk: Path) -> None:
    command = [sys.executable, "-m", "builder", "build", "--course", "course"]
    runs = [subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [each.wait(timeout=60) for each in runs] == [0, 0, 0, 0]
    assert package().testzip() is None
    assert not list(Path("dist").glob(".*.partial"))


@pytest.mark.usefixtures("desk")
def test_sentences_of_a_page_do_not_run_together() -> None:
    """A template's line end between two sentences is a space."""
    build()
    page = etree.HTML(package().read("index.html").decode())
    texts = ["".join(each.itertext()) for each in page.iter("p", "li", "dt", "dd", "td", "h1", "h2", "h3", "label", "legend")]
    assert len(texts) > 100
    assert not [text for text in texts if re.search(r"[a-z]{2}[.!?][A-Z][a-z]", text)]
