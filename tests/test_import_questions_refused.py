"""What an import of questions does not carry over and says so, and what it refuses: broken, huge and hostile files."""

import io
import zipfile
from pathlib import Path

import pytest

from builder.exchange import qti

from .banks import GIFT, answer, choices, imported, item, moodle, told


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


NUMBER = '<p>How many? <textEntryInteraction responseIdentifier="R"/></p><equal toleranceMode="absolute" tolerance="{}"/>'


@pytest.mark.parametrize(
    ("bank", "words"),
    [
        ("One{=a ~b}\n\n::Two::Is \\: it?{=a ~b}\n::Three:: {=c ~d}", "answers stand here, and those of “Two” have ended --> bank:4:11"),
        ("Q{~a ~b}", "“Q” was not read: none of its options is right"),
        (moodle("multichoice", answer("0", "a") + answer("90", "b")), "was not read: none of its options is right"),
        (moodle("multichoice", ""), "was not read: none of its options is right"),
        (moodle("shortanswer", answer("50", "a")), "was not read: a gap in it has no right answer"),
        (item(f'<choiceInteraction responseIdentifier="R">{choices("A")}</choiceInteraction>', "Z"), "was not read: none of its options is right"),
        (GIFT.replace("{T#", "{"), "“A roll is bread.” was not read: its answers start with neither = nor ~"),
        ("Only words here.\n\nQ{=a ~b}", "“Only words here.” was not read: it has no answers in braces"),
        ("One{=a ~b}\n\nTwo {=a\n\n~b}", "bank:3:5"),
        ("Q{=a ~%50%b}", "part marks for an option"),
        ("Q{=a#1 ~b#2 ####all}", "its general feedback"),
        ("Q{#many}", "its answer is no number"),
        ("What?\nA. a\n\nWhat else?\nA. b\nANSWER: A\n", "bank:4:1"),
        ("What?\nA. a\nANSWER: C\n", "there is no option C"),
        ("What?\nA. a\nA. b\nANSWER: A\n", "option A stands here twice"),
        ("ANSWER: A\n", "no question with options stands before this answer"),
        (moodle("calculated", ""), "questions of the type `calculated` have no like here"),
        (moodle("cloze", ""), "it has no gap that can be read"),
        (moodle("multichoice", answer("100", "a") + answer("50", "b") + answer("0", "c")), "part marks for an option"),
        (moodle("essay", "<hint><text>Try.</text></hint><defaultgrade>5</defaultgrade>"), "its hints; its 5 marks"),
        (moodle("essay", "", "<p><img src='x.png'/>Look.</p><table><tr><td colspan='2'>a</td></tr></table>"), "a picture; a table"),
        (moodle("shortanswer", answer("100", "colo*r")), "that the `*` in “colo*r” stands for anything"),
        (item('<hotspotInteraction responseIdentifier="R"/>'), "a `hotspotInteraction` has no like here"),
        (item(f'<choiceInteraction responseIdentifier="R">{choices("A")}</choiceInteraction>'), "it does not say which option is right"),
        (item(NUMBER.format("0.1 0.5"), "3.5", kind="float"), "that an answer may be further off on one side"),
        ("<questestinterop/>", "QTI 2.1 items start with <assessmentItem>, not <questestinterop>"),
        ("<quiz><question", "this XML is broken"),
        ("<other/>", "nothing in this file tells which format it is in"),
        ("", "nothing in this file tells which format it is in"),
        (b"\xff\xfe{}", "the file is not UTF-8"),
        (b"Q{=a ~b} \xe9", "the file is not UTF-8"),
        (b"Q{=a ~b} \0", "this is not a text file"),
    ],
)
def test_what_is_not_carried_over_is_said(bank: str | bytes, words: str) -> None:
    assert words in told(bank)


ENTITIES = '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa">{more}]>\n<quiz><question type="essay"><questiontext><text>&{last};</text></questiontext></question></quiz>'
BOMB = ENTITIES.format(more="".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(12)), last="b11")
XXE = '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<quiz><question type="essay"><questiontext><text>&a;</text></questiontext></question></quiz>'


@pytest.mark.parametrize("bank", [BOMB, XXE])
@pytest.mark.parametrize("form", ["moodle-xml", "qti"])
def test_entities_are_refused(bank: str, form: str) -> None:
    said = told(bank, "--format", form)
    assert "error[CW913]: the file declares entities" in said or "error[CW912]: this XML is broken" in said
    assert "root:" not in said


def test_a_document_type_from_elsewhere_is_not_fetched() -> None:
    bank = moodle("essay", "").replace("<quiz>", '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz>')
    assert len(imported(bank)) == 1


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("one.xml", "<a>" + " " * 21_000_000 + "</a>")
    assert "error[CW913]: what is in this zip is too much" in told(archive.getvalue())
    monkeypatch.setattr(qti, "MOST_FILES", 1)
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("one.xml", "<a/>")
        packed.writestr("two.xml", "<a/>")
    assert "error[CW913]: what is in this zip is too much" in told(archive.getvalue())
    assert "error[CW913]: the file has 20,000,013 bytes" in told("<quiz>" + " " * 20_000_000 + "</quiz>")


def test_a_zip_that_is_broken_or_holds_no_item() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../../up.xml", "<a/>")
    assert "no QTI item is in this zip" in told(archive.getvalue())
    assert not Path("../../up.xml").exists()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("one.xml", item("") * 3)
    broken = bytearray(archive.getvalue())
    broken[60:80] = b"\0" * 20
    assert "this zip cannot be unpacked" in told(bytes(broken))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("one.xml", item("") * 3)
    broken = bytearray(archive.getvalue())
    broken[37:60] = b"\xff" * 23
    assert "this zip cannot be unpacked: error -3 while decompressing" in told(bytes(broken))
    assert "this zip cannot be unpacked" in told(archive.getvalue()[:200])
