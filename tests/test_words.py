"""The interface's catalogues: whole, up to date, and heard in the pages that are built."""

import gettext
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from builder.render.words import _PHRASE, words
from tools.words import LOCALE, ROOT, TEMPLATE, as_mo, as_po, languages, places, strings, template, updated

from .desk import copy_base, run

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
_NUMBER = {"{count}", "%(num)s"}
CY = words("cy")


def catalogue(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes()), locale=path.parents[1].name)


def tongue(path: Path) -> str:
    return path.parents[1].name


def english(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_the_template_is_up_to_date() -> None:
    assert TEMPLATE.read_bytes() == as_po(template()), "run `make words`"


@pytest.mark.parametrize("path", languages(), ids=tongue)
def test_catalogues_are_up_to_date(path: Path) -> None:
    assert path.read_bytes() == as_po(updated(path, template())), "run `make words`"


@pytest.mark.parametrize("path", languages(), ids=tongue)
def test_compiled_catalogues_are_up_to_date(path: Path) -> None:
    shipped, made = (gettext.GNUTranslations(BytesIO(data)) for data in (path.with_suffix(".mo").read_bytes(), as_mo(catalogue(path))))
    for message in catalogue(path):
        if message.id:
            one, many = english(message)[0], english(message)[-1]
            assert shipped.gettext(one) == made.gettext(one), "run `make words`"
            assert [shipped.ngettext(one, many, n) for n in range(30)] == [made.ngettext(one, many, n) for n in range(30)], "run `make words`"


@pytest.mark.parametrize("path", languages(), ids=tongue)
def test_nothing_is_untranslated_or_doubtful(path: Path) -> None:
    assert not [message.id for message in catalogue(path) if message.id and (message.fuzzy or not all(strings(message)))]


@pytest.mark.parametrize("path", languages(), ids=tongue)
def test_every_phrase_keeps_its_placeholders_and_breaks_no_markup(path: Path) -> None:
    for message in catalogue(path):
        if message.id:
            wanted = set(_PLACEHOLDER.findall(english(message)[-1]))
            for said in strings(message):
                found = set(_PLACEHOLDER.findall(said))
                assert found == wanted or (message.pluralizable and wanted - found <= _NUMBER and found <= wanted), (message.id, said)
                assert not re.search(r'[<>&"]', said), "a phrase may stand in an attribute"
                assert (said[:1].isspace(), said[-1:].isspace()) == (english(message)[0][:1].isspace(), english(message)[0][-1:].isspace())
                assert "%" not in _PLACEHOLDER.sub("", said).replace("%%" if message.python_format else "", ""), "Python would take the rest for a placeholder"


@pytest.mark.parametrize("path", [path for path, method, _ in places() if method == "javascript"], ids=lambda path: path.name)
def test_what_a_script_says_is_found_in_its_source_and_in_what_is_built(path: Path) -> None:
    """The catalogue is collected by Babel, the page's share of it by a pattern: both have to find the same."""
    name = path.relative_to(ROOT).as_posix()
    known = {(english(message)[0], message.pluralizable) for message in template() if message.id and name in [place for place, _ in message.locations]}
    found = {(json.loads(phrase or one), bool(one)) for phrase, one, _ in _PHRASE.findall(path.read_text("utf-8"))}
    assert found == known


def test_forms_follow_the_rule_of_the_language() -> None:
    phrases = CY.of_script(b'tn("{count} question","{count} questions",n);t("Start the test");t("{sentence}.")')
    rule = str(phrases.pop(""))
    assert rule == "01230040"
    assert phrases == {
        "{count} question": ["{count} cwestiwn", "{count} cwestiwn", "{count} gwestiwn", "{count} chwestiwn", "{count} chwestiwn"],
        "Start the test": "Dechrau’r prawf",
    }
    assert words("en-GB").of_script(b't("Start the test")') == {}


def test_a_region_falls_back_to_its_language_and_a_language_without_a_catalogue_to_english() -> None:
    assert (words("cy-GB").language, words("pl").language) == ("cy", "en")
    assert words("pl").gettext("Contents") == "Contents"


def page(course: Path, folder: Path) -> tuple[str, str]:
    """The document and the manifest of the first package that the course builds."""
    result = run("build", "--course", str(course), "--out", str(folder))
    assert result.exit_code == 0, result.output
    archive = zipfile.ZipFile(next(folder.glob("*.zip")))
    return archive.read("index.html").decode(), archive.read("imsmanifest.xml").decode()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_welsh_course_speaks_welsh(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    change(course / "course.yaml", "title:", "language: cy\ntitle:")
    html, manifest = page(course, tmp_path / "out")
    assert '<html lang="cy">' in html
    assert "Sector masnachol" not in html
    assert "Enghraifft · sector masnachol" in html
    assert ">Dechrau’r prawf</button>" in html
    assert "Start the test</button>" not in html
    assert set(re.findall(r'lang="([\w-]+)"', manifest)) == {"cy", "x-none"}
    data = json.loads(re.findall(r'id="course">(.*?)</script>', html)[0])
    assert data["phrases"]["Check my answer"] == "Gwirio fy ateb"
    assert "language" not in data


def test_an_english_course_carries_no_phrases(tmp_path: Path) -> None:
    html, manifest = page(copy_base(tmp_path), tmp_path / "out")
    assert '<html lang="en-GB">' in html
    assert "phrases" not in json.loads(re.findall(r'id="course">(.*?)</script>', html)[0])
    assert set(re.findall(r'lang="([\w-]+)"', manifest)) == {"en-GB", "x-none"}
    assert len(re.findall(r' lang="', html)) == 1


def test_a_language_without_a_catalogue_has_an_english_interface_marked_as_such(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    change(course / "course.yaml", "title:", "language: pl\ntitle:")
    html, _ = page(course, tmp_path / "out")
    assert '<html lang="pl">' in html
    assert re.search(r'<button class="button begin"[^>]* lang="en">Start the test<', html)
    assert re.search(r"<title>A/100/0001 Selling bread</title>", html)
    assert "\ue000" not in html
    assert re.search(r'<p class="kind" lang="en">Worked example · commercial</p>', html)
    assert re.search(r"<h1>Bread and who buys it</h1>", html)


def test_a_part_has_its_own_language_and_what_the_interface_says_in_it_does_not(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    lesson = course / "units/first/1-bread.md"
    change(lesson, '{: #kinds criteria="1.1, 1.10" }', '{: #kinds criteria="1.1, 1.10" lang="ar" }')
    html, _ = page(course, tmp_path / "out")
    assert re.search(r'<section class="part" id="p-kinds" aria-labelledby="p-kinds-h" lang="ar" dir="rtl">', html)
    assert re.search(r'<p class="kind" lang="en-GB" dir="ltr">Worked example · commercial</p>', html)
    assert re.search(r'<form class="question" id="q-three-days"[^>]* lang="ar" dir="rtl">', html), "a question is in its part's language"
    assert re.search(r'<button class="button begin" type="button">Start the test', html), "around it all is English"
    assert "\ue000" not in html


def test_a_lesson_has_its_own_language(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    change(course / "units/first/2-money.md", "minutes: 5", "minutes: 5\nlanguage: cy")
    html, _ = page(course, tmp_path / "out")
    assert '<h1 lang="cy">Giving change</h1>' in html
    assert '<span lang="cy">Giving change</span>' in html
    assert re.search(r'<section class="part" id="p-counting-up"[^>]* lang="cy">', html)
    assert re.search(r'<span class="sr" lang="en-GB">Criterion </span>', html)


def test_an_interface_of_its_own(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    change(course / "course.yaml", "title:", "interface: cy\ntitle:")
    html, _ = page(course, tmp_path / "out")
    assert '<html lang="en-GB">' in html
    assert re.search(r'<button class="button begin"[^>]* lang="cy">Dechrau’r prawf<', html)


def test_right_to_left(tmp_path: Path) -> None:
    course = copy_base(tmp_path)
    change(course / "course.yaml", "title:", "language: ar\ntitle:")
    html, _ = page(course, tmp_path / "out")
    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r'<button class="button begin"[^>]* lang="en" dir="ltr">Start the test<', html)


def test_catalogues_are_named_as_gettext_names_them() -> None:
    assert all(re.fullmatch(r"[a-z]{2,3}(_[A-Z]\w+)?", tongue(path)) for path in languages())
    assert LOCALE.is_dir()
