"""The blocks in a built package: what stands in the page, and which files come with it."""

import json
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from builder.checks.block_forms import BLOCKS
from builder.read.folder import Folder
from builder.render.blocks import BLOCKS as CLASSES

from .desk import CASES, copy_base, findings, overlay, places, run

ROLLS = "units/first/3-rolls.md"
FILM = b"\x1aE\xdf\xa3" + bytes(range(256)) * 40
HEAD = '---\ntitle: Rolls\ncriteria: [1.1]\nminutes: 5\n---\n\n## Rolls {: #rolls criteria="1.1" }\n\n'
MEDIA = """
/// video | A film
    file: media/film.webm
    captions: media/film.vtt
    poster: images/film.png
    language: cy
What it shows, *twice*.
///

/// audio | A bell
    file: media/bell.wav
A bell rings.
///

/// file | The <list>
    file: media/The List.txt
Keep it.
///

/// file | The list again
    file: media/the-list.txt
///
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


@pytest.fixture
def media(desk: Path) -> Path:
    """The course with a lesson of media."""
    folder = desk / "units/first"
    (folder / "media").mkdir()
    (folder / "3-rolls.md").write_text(HEAD + MEDIA, "utf-8")
    (folder / "media/film.webm").write_bytes(FILM)
    (folder / "media/film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nBara.\n", "utf-8")
    (folder / "media/bell.wav").write_bytes(b"RIFF\0\0\0\0WAVE")
    (folder / "media/The List.txt").write_text("Flour\n" * 300, "utf-8")
    (folder / "media/the-list.txt").write_text("Salt\n", "utf-8")
    (folder / "images/film.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x40\0\0\0\xb4\x08\0\0\0\0")
    return desk


def built() -> ZipFile:
    result = run("build", "course")
    assert result.exit_code == 0, result.output
    return ZipFile("dist/bakery-A1000001.zip")


def page(archive: ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("index.html"), etree.HTMLParser(encoding="utf-8"))


def words(element: etree._Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext()).split())


def test_every_block_has_a_form_and_a_class() -> None:
    assert [each.NAME for each in CLASSES if each.NAME not in BLOCKS] == []
    assert {each.NAME for each in CLASSES} == set(BLOCKS)
    for each in CLASSES:
        form = BLOCKS[each.NAME]
        assert set(each.OPTIONS) == {*form.needs, *form.may}, each.NAME
        assert {None: "must may", False: "no"}[each.ARGUMENT].find(form.title) >= 0, each.NAME


@pytest.fixture
def every(desk: Path) -> etree._Element:
    overlay(CASES / "blocks-of-every-kind", desk)
    return page(built())


def test_asides(every: etree._Element) -> None:
    [note] = every.cssselect(".part > .note")
    assert words(note) == "Note A roll is small."
    [warning] = every.cssselect(".warning")
    assert [words(each) for each in warning.cssselect(".kind, h3")] == ["Take care", "Hot"]
    [details] = every.cssselect("details.more-of")
    assert words(details) == "More Of the same."
    [source] = every.cssselect(".quotation figcaption cite a")
    assert (source.get("href"), source.get("rel"), words(source)) == ("https://example.org/bread", "noopener", "A baker")
    assert words(every.cssselect(".quotation blockquote")[0]) == "Bread is bread."


def test_lists(every: etree._Element) -> None:
    assert [words(each) for each in every.cssselect(".procedure > ol > li")] == ["Weigh. Twice.", "Bake."]
    events = every.cssselect(".timeline > ol > li")
    assert [words(each) for each in events] == ["4:00 Ana lights the oven.", "6:00 The shop opens. And smells of bread."]
    assert [words(each) for each in every.cssselect(".timeline .when")] == ["4:00", "6:00"]
    assert words(events[0].cssselect("em")[0]) == "Ana"


def test_a_comparison_names_its_rows_and_columns(every: etree._Element) -> None:
    [table] = every.cssselect(".compare > table")
    assert words(table.cssselect("caption")[0]) == "Roll and loaf"
    assert [(each.get("scope"), words(each)) for each in table.cssselect("th")] == [("col", "Roll"), ("col", "Loaf"), ("row", "Keeps")]
    assert [(each.get("data-head"), words(each)) for each in table.cssselect("tbody td")] == [("Roll", "One day"), ("Loaf", "Three days")]
    assert {each.get("role") for each in table.cssselect("tr")} == {"row"}


def test_groups(every: etree._Element) -> None:
    assert [words(each) for each in every.cssselect(".tabs > .tab > h3")] == ["Rolls", "Loaves"]
    assert words(every.cssselect(".tab .note p:last-child")[-1]) == "Small."
    assert [words(each) for each in every.cssselect(".sides > .side > header")] == ["Commercial Crumb & Daughter", "Crumb & Daughter There"]
    assert len(every.cssselect(".side svg.sign")) == 2


def test_a_long_description_belongs_to_its_picture(every: etree._Element) -> None:
    figures = [each for each in every.cssselect("figure") if each.cssselect("details")]
    assert len(figures) == 2
    for figure in figures:
        [details] = figure.cssselect("details.description")
        [drawing] = figure.cssselect("svg")
        assert drawing.get("aria-details") == details.get("id")
        assert words(details) == "Description of this picture A circle with a cross in it."
    assert len({each.get("id") for each in every.cssselect("details.description")}) == 2
    assert words(figures[0].cssselect("figcaption")[0]) == "A loaf."


@pytest.mark.usefixtures("media")
def test_media_go_into_the_package_and_the_manifest() -> None:
    assert findings() == []
    archive = built()
    names = [f"media/first/media/{name}" for name in ("bell.wav", "film.vtt", "film.webm", "the-list.txt", "the-list-2.txt")]
    assert set(names) <= set(archive.namelist())
    assert archive.read("media/first/media/film.webm") == FILM
    assert archive.getinfo("media/first/media/film.webm").compress_type == ZIP_STORED
    manifest = archive.read("imsmanifest.xml").decode()
    assert all(f'href="{name}"' in manifest for name in names)
    before = Path("dist/bakery-A1000001.zip").read_bytes()
    built()
    assert Path("dist/bakery-A1000001.zip").read_bytes() == before


@pytest.mark.usefixtures("media")
def test_media_in_the_page() -> None:
    root = page(built())
    [video] = root.cssselect("video")
    [track] = video.cssselect("track")
    assert (video.get("src"), video.get("data-poster")) == ("media/first/media/film.webm", "media/first/images/film.png")
    assert (video.get("width"), video.get("height"), video.get("preload"), video.get("aria-label")) == ("320", "180", "none", "A film")
    assert dict(track.attrib) == {"kind": "captions", "src": "media/first/media/film.vtt", "srclang": "cy", "label": "Captions", "default": ""}
    assert [words(each) for each in root.cssselect("details.transcript")] == ["Transcript What it shows, twice.", "Transcript A bell rings."]
    assert root.cssselect("audio")[0].get("src") == "media/first/media/bell.wav"
    links = root.cssselect(".file > a")
    assert [(each.get("download"), words(each)) for each in links] == [
        ("the-list.txt", "The <list> (TXT, 2 KB)"),
        ("the-list-2.txt", "The list again (TXT, 1 KB)"),
    ]


def test_each_file_is_read_once(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (media / "units/first/4-again.md").write_text(HEAD.replace("rolls", "again") + MEDIA, "utf-8")
    asked: list[str] = []
    read = Folder.data

    def data(self: Folder, relative: str, *arguments: object, **keywords: object) -> bytes | None:
        asked.append(relative)
        return read(self, relative, *arguments, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(Folder, "data", data)
    built()
    assert len(asked) == len(set(asked))


def test_a_large_video_is_warned_of(media: Path) -> None:
    with (media / "units/first/media/film.webm").open("r+b") as film:
        film.truncate(50_000_001)
    found = findings()
    assert places(found) == [(ROLLS, 11, "CW525")]
    assert found[0]["severity"] == "warning"


@pytest.mark.usefixtures("media")
def test_media_that_are_no_longer_named_are_left_out(media: Path) -> None:
    (media / ROLLS).write_text(HEAD + "Text.\n", "utf-8")
    assert not [name for name in built().namelist() if name.startswith("media/first/media")]


def test_code_is_shown_as_it_was_typed(desk: Path) -> None:
    code = "/// example | A\n    organisation: crumb\n\n# **Text** <b>\n\n    deep\n///"
    (desk / ROLLS).write_text(f"{HEAD}~~~markdown\n{code}\n~~~\n", "utf-8")
    assert findings() == []
    [shown] = page(built()).cssselect("pre > code")
    assert (shown.text or "").rstrip("\n") == code


def test_build_takes_a_course_folder(desk: Path) -> None:
    assert run("build", "course", "A/100/0001").exit_code == 0
    assert json.loads(run("coverage", "course", "--format", "json").stdout)["totals"]["units"] == 2
    twice = run("build", "course", "--course", "course")
    assert (twice.exit_code, "two courses are given" in twice.stderr) == (2, True)


def test_a_course_that_is_called_like_a_unit(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    copy_base(desk / "units" / "first")
    (desk / "units/first/course").rename(desk / "first")
    both = run("build", "first")
    assert both.exit_code == 2
    assert "write ./first" in both.stderr
    assert run("build", "./first", "--out", "a").exit_code == 0
    assert run("build", "--course", ".", "first", "--out", "b").exit_code == 0
