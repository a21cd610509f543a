"""Themes: those that ship can be read by everybody; a course brings its own, and templates of its own."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from builder.colours import colour, contrast
from builder.read.theme import COLOURS, shipped_themes

from .desk import copy_base, findings, run

START = '{% extends "default/start.html" %}\n{% block heading %}{{ super() }}<p>Welcome to the bakery.</p>{% endblock %}\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def use(course: Path, name: str, theme: str = "") -> Path:
    """Let the course use a theme, and write its theme.yaml where it is the course's own; gives the theme's folder."""
    text = (course / "course.yaml").read_text("utf-8")
    (course / "course.yaml").write_text(f"{text}theme: {name}\n", "utf-8")
    folder = course / "themes" / name
    if theme:
        folder.mkdir(parents=True)
        (folder / "theme.yaml").write_text(theme, "utf-8")
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def built() -> dict[str, str]:
    """The package's texts by name."""
    result = run("build", "--course", "course")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile("dist/bakery-A1000001.zip") as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21.0), ("#777", "#fff", 4.48), ("rgb(118 118 118)", "#fff", 4.54), ("#0000ff", "#fff", 8.59), ("hsl(240, 100%, 50%)", "#fff", 8.59)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = colour(one), colour(other)
    assert first
    assert second
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


@pytest.mark.parametrize("text", ["#12", "#12345", "red", "rgb(1 2)", "rgb(1 2 3 4 5)", "hsl(1 2 3)", "rgb(a b c)", "#ggg", "", "rgb(1 2 3", "#fff; x: y"])
def test_what_is_no_colour(text: str) -> None:
    assert colour(text) is None


@pytest.mark.parametrize("name", shipped_themes())
def test_every_theme_that_ships_can_be_read_by_everybody(name: str, desk: Path) -> None:
    use(desk, name)
    assert findings() == []
    style = built()["style.css"]
    assert all(f"--{role}:light-dark(" in style for role in COLOURS)


def test_a_second_theme_changes_neither_script_nor_page(desk: Path) -> None:
    first = built()
    use(desk, "signal")
    second = built()
    assert [name for name in first if first[name] != second[name]] == ["style.css"]


def test_a_course_overrides_one_template_and_builds_on_the_theme_s(desk: Path) -> None:
    write(desk / "templates/start.html", START)
    page = built()["index.html"]
    assert "<p>Welcome to the bakery.</p>" in page
    assert 'id="far-text"' in page


def test_a_theme_of_the_course_inherits_what_it_does_not_say(desk: Path) -> None:
    mine = use(desk, "mine", 'based_on: signal\ncolours:\n  accent: {light: "#7a2e1d", dark: hsl(12 80% 75%)}\nsizes: {radius: 1px}\n')
    write(mine / "css/theme.css", "@layer theme { .kind { color: var(--good); } }")
    write(mine / "templates/start.html", START.replace("default/", "signal/"))
    files = built()
    style = files["style.css"]
    assert "--accent:light-dark(#7a2e1d,hsl(12 80% 75%))" in style
    assert "--paper:light-dark(#ffffff,#1b1730)" in style
    assert "--radius:1px" in style
    assert style.index("99em") < style.index(".kind{color:var(--good)}")
    assert "Welcome to the bakery" in files["index.html"]


def test_a_course_s_template_lies_over_its_theme_s(desk: Path) -> None:
    mine = use(desk, "mine", "name: Mine\n")
    write(mine / "templates/start.html", START.replace("Welcome", "Good morning"))
    write(desk / "templates/start.html", START.replace("default/", "mine/").replace("Welcome", "Welcome again"))
    page = built()["index.html"]
    assert "Welcome again" in page
    assert "Good morning" in page
    write(desk / "templates/start.html", START)
    page = built()["index.html"]
    assert "Welcome to the bakery" in page
    assert "Good morning" not in page


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_logo_stands_on_the_start_page_and_the_record(name: str, desk: Path) -> None:
    mine = use(desk, "mine", f"logo: {{file: {name}, alt: Crumb & Daughter}}\n")
    (mine / name).write_bytes(png(60, 20) if name.endswith("png") else (desk / "signs/loaf.svg").read_bytes())
    files = built()
    page = files["index.html"]
    assert page.count('class="logo"') == 2
    assert page.count('"Crumb &amp; Daughter"') == 2
    assert ("media/themes/mine/logo.png" in files) is name.endswith("png")
    assert ('width="60" height="20"' in page) is name.endswith("png")


def test_a_logo_that_is_too_large(desk: Path) -> None:
    mine = use(desk, "mine", "logo: {file: logo.svg, alt: Crumb}\n")
    (mine / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><!--' + "x" * 60_000 + "--></svg>", "utf-8")
    assert [(each["code"], each["line"]) for each in findings()] == [("CW705", 1)]


def test_a_broken_template_keeps_build_from_writing_and_shows_no_traceback(desk: Path) -> None:
    write(desk / "templates/lesson.html", "{% for each in lesson %}\n{{ each.nothing.more }}\n{% endfor %}\n")
    result = run("build", "--course", "course")
    assert result.exit_code == 1
    assert "course/templates/lesson.html:2:1" in result.stderr
    assert not Path("dist").exists()
