"""The wheel holds all that a build needs: installed on its own, away from the repository, it builds a course."""

import importlib.util
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from .desk import copy_base

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, freshly built: with the backend at hand where it is installed, else with a fetched one."""
    out = tmp_path_factory.mktemp("wheel")
    at_hand = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), *at_hand, str(REPOSITORY)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    [path] = out.glob("*.whl")
    return path


def shipped(folder: str, *patterns: str) -> set[str]:
    """The repository's files in a folder, by path from the repository."""
    return {path.relative_to(REPOSITORY).as_posix() for pattern in patterns for path in (REPOSITORY / folder).rglob(pattern) if path.is_file()}


def test_the_wheel_holds_code_themes_schemas_and_javascript(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert shipped("builder", "*.py", "*.js", "*.css", "*.html", "*.json", "*.mo", "*.md", "py.typed") <= names
    assert {f"builder/{name}" for name in shipped("themes", "*") | shipped("schemas", "*.xsd")} <= names
    assert {name.replace("content/", "builder/") for name in shipped("content/qualifications", "*.yaml")} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "content/", "tools/"))]


def test_the_wheel_builds_a_course_on_its_own(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    installed = subprocess.run(pip, capture_output=True, text=True, timeout=300)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    copy_base(tmp_path)
    where = subprocess.run([python, "-c", "import builder; print(builder.__file__)"], cwd=tmp_path, env={}, capture_output=True, text=True, timeout=60)
    assert Path(where.stdout.strip()).is_relative_to(environment)
    command = [str(environment / "bin" / "coursewright"), "build", "--course", "course"]
    result = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    away = (tmp_path / "dist/bakery-A1000001.zip").read_bytes()
    here = subprocess.run(
        [sys.executable, "-m", "builder", "build", "--course", "course", "--out", "here"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        timeout=60,
    )
    assert here.returncode == 0
    assert (tmp_path / "here/bakery-A1000001.zip").read_bytes() == away
