"""`coursewright import questions`: each format's questions as YAML, and what cannot be carried over said with its place."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.exchange import qti
from builder.read.yaml import read_yaml
from builder.source import Source

from .desk import copy_base, findings, run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def imported(text: str | bytes, *options: str, code: int = 0) -> list[dict[str, Any]]:
    """The questions of a bank, without what an import adds to each."""
    Path("bank").write_bytes(text.encode() if isinstance(text, str) else text)
    result = run("import", "questions", "bank", *options)
    assert result.exit_code == code, result.stderr
    document = read_yaml(Source("out", result.stdout))
    assert not document.findings
    return [{key: each[key] for key in each if key not in ("id", "criteria", "purpose")} for each in document.data["questions"]]


def told(text: str | bytes, *options: str) -> str:
    """What an import of a bank says beside its result."""
    Path("bank").write_bytes(text.encode() if isinstance(text, str) else text)
    result = run("import", "questions", "bank", *options)
    return " ".join(result.stderr.split())


GIFT = r"""// what a bakery asks
$CATEGORY: $course$/bread

::Colour::What colour is a crust? {
  =brown # Sugar browns.
  ~blue # It never is.
  ~%0%green
}

Two of these rise. {~%50%loaf ~%50%roll ~%-100%biscuit}

A roll is bread.{T#It is.#Right\: it is.}

Who sells it?{=baker =the baker =%0%butcher#He sells meat.}

A loaf of {=bread =brown bread} keeps for three days.

Two plus {~one =two ~three} is four.

Match them. {=loaf -> slice =roll -> spread = -> drink}

How many rolls in a dozen?{#12:0.5#Twelve.}

Ten to twenty?{#10..20}

How warm?{#=26:1#Warm. =%0%40:5#Too hot. ~#Feel it.}

Why does dough rise?{####Yeast makes gas.}

[html]<p>A <b>roll</b> &amp; a <i>loaf</i></p>{=one ~two}

A_B *stars* \{braces\} 1 \= 1 \# \~ {TRUE}
"""


def test_gift() -> None:
    assert imported(GIFT) == [
        {
            "type": "choice",
            "prompt": "What colour is a crust?",
            "options": [
                {"text": "brown", "correct": "true", "feedback": "Sugar browns."},
                {"text": "blue", "feedback": "It never is."},
                {"text": "green"},
            ],
        },
        {
            "type": "choices",
            "prompt": "Two of these rise.",
            "options": [{"text": "loaf", "correct": "true"}, {"text": "roll", "correct": "true"}, {"text": "biscuit"}],
        },
        {"type": "true_false", "prompt": "A roll is bread.", "answer": "true", "feedback": {"true": "Right: it is.", "false": "It is."}},
        {
            "type": "fill",
            "prompt": "Who sells it?",
            "text": "[[baker|the baker]]",
            "gaps": [{"wrong": [{"answer": "butcher", "feedback": "He sells meat."}]}],
        },
        {"type": "fill", "prompt": "Fill the gap.", "text": "A loaf of [[bread|brown bread]] keeps for three days."},
        {
            "type": "choice",
            "prompt": r"Two plus \_\_\_\_\_ is four.",
            "options": [{"text": "one"}, {"text": "two", "correct": "true"}, {"text": "three"}],
        },
        {
            "type": "match",
            "prompt": "Match them.",
            "pairs": [{"text": "loaf", "match": "slice"}, {"text": "roll", "match": "spread"}],
            "extra": ["drink"],
        },
        {"type": "numeric", "prompt": "How many rolls in a dozen?", "answer": "12", "tolerance": "0.5", "feedback": "Twelve."},
        {"type": "numeric", "prompt": "Ten to twenty?", "answer": "15", "tolerance": "5"},
        {
            "type": "numeric",
            "prompt": "How warm?",
            "answer": "26",
            "tolerance": "1",
            "feedback": "Warm.",
            "otherwise": "Feel it.",
            "wrong": [{"low": "35", "high": "45", "feedback": "Too hot."}],
        },
        {"type": "reflect", "prompt": "Why does dough rise?", "model": "Yeast makes gas."},
        {"type": "choice", "prompt": "A **roll** & a *loaf*", "options": [{"text": "one", "correct": "true"}, {"text": "two"}]},
        {"type": "true_false", "prompt": r"A_B \*stars\* {braces} 1 = 1 # \~", "answer": "true"},
    ]


AIKEN = "What rises?\nA. Dough\nB) Sand\nANSWER: A\n\nWhat is *this*?\n\nA. A roll\nB. A brick\nANSWER: B\n"


def test_aiken() -> None:
    assert imported(AIKEN) == [
        {"type": "choice", "prompt": "What rises?", "options": [{"text": "Dough", "correct": "true"}, {"text": "Sand"}]},
        {"type": "choice", "prompt": r"What is \*this\*?", "options": [{"text": "A roll"}, {"text": "A brick", "correct": "true"}]},
    ]


def test_aiken_in_small_letters() -> None:
    small = "What rises?\na. Dough\nb) Sand\nanswer: a.\n\nx. is what?\na) A letter\nb) A loaf\nAnswer: B\n"
    assert imported(small) == [
        {"type": "choice", "prompt": "What rises?", "options": [{"text": "Dough", "correct": "true"}, {"text": "Sand"}]},
        {"type": "choice", "prompt": "x. is what?", "options": [{"text": "A letter"}, {"text": "A loaf", "correct": "true"}]},
    ]


def moodle(kind: str, inside: str, prompt: str = "<p>What is <b>it</b>?</p>") -> str:
    return (
        f'<?xml version="1.0"?>\n<quiz>\n<question type="category"><category><text>x</text></category></question>\n<question type="{kind}">\n'
        f"<name><text>Q</text></name><questiontext format='html'><text><![CDATA[{prompt}]]></text></questiontext>{inside}</question></quiz>"
    )


def answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    told = f"<feedback format='html'><text>{feedback}</text></feedback>" if feedback else ""
    return f"<answer fraction='{fraction}' format='html'><text>{text}</text>{told}{more}</answer>"


@pytest.mark.parametrize(
    ("bank", "expected"),
    [
        (
            moodle("multichoice", "<single>true</single>" + answer("100", "&lt;p&gt;one&lt;/p&gt;", "yes") + answer("0", "two")),
            {"type": "choice", "options": [{"text": "one", "correct": "true", "feedback": "yes"}, {"text": "two"}]},
        ),
        (
            moodle("multichoice", "<single>false</single>" + answer("50", "a") + answer("50", "b") + answer("-100", "c")),
            {"type": "choices", "options": [{"text": "a", "correct": "true"}, {"text": "b", "correct": "true"}, {"text": "c"}]},
        ),
        (
            moodle("truefalse", answer("0", "true", "no") + answer("100", "false") + "<generalfeedback><text>Well.</text></generalfeedback>"),
            {"type": "true_false", "answer": "false", "feedback": {"true": "no", "false": "Well."}},
        ),
        (
            moodle("shortanswer", "<usecase>1</usecase>" + answer("100", "Bun", "yes") + answer("0", "Bin", "no") + answer("0", "*", "hm")),
            {
                "type": "fill",
                "text": "[[Bun]]",
                "gaps": [{"feedback": "yes", "wrong": [{"answer": "Bin", "feedback": "no"}], "otherwise": "hm", "case": "exact"}],
            },
        ),
        (
            moodle(
                "matching",
                "".join(
                    f"<subquestion format='html'><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
                    for left, right in (("a", "1"), ("b", "2"), ("", "3"))
                ),
            ),
            {"type": "match", "pairs": [{"text": "a", "match": "1"}, {"text": "b", "match": "2"}], "extra": ["3"]},
        ),
        (
            moodle("ordering", answer("2", "second") + answer("1", "first") + answer("3", "third")),
            {"type": "order", "items": [{"text": "first"}, {"text": "second"}, {"text": "third"}]},
        ),
        (
            moodle(
                "numerical",
                answer("100", "5", "yes", "<tolerance>0.1</tolerance>") + answer("0", "*", "no") + "<units><unit><unit_name>kg</unit_name></unit></units>",
            ),
            {"type": "numeric", "answer": "5", "tolerance": "0.1", "unit": "kg", "feedback": "yes", "otherwise": "no"},
        ),
        (
            moodle("essay", "<minwordlimit>50</minwordlimit><graderinfo format='html'><text>Like this.</text></graderinfo>"),
            {"type": "reflect", "words": "50", "model": "Like this."},
        ),
    ],
)
def test_moodle_xml(bank: str, expected: dict[str, Any]) -> None:
    assert imported(bank) == [{"prompt": "What is **it**?", **expected}]


def test_cloze_and_words_to_drop() -> None:
    cloze = moodle("cloze", "", r"<p>Read.</p><p>A {1:SHORTANSWER:=roll#yes~%0%r\#ll#no~*#hm} is {1:MULTICHOICE:small~=good#ok}.</p>")
    assert imported(cloze) == [
        {
            "type": "fill",
            "draft": "true",
            "prompt": "Read.",
            "text": "A [[roll]] is [[good]].",
            "gaps": [
                {"feedback": "yes", "wrong": [{"answer": "r#ll", "feedback": "no"}], "otherwise": "hm"},
                {"feedback": "ok", "wrong": [{"answer": "small", "feedback": "To write: why this is wrong."}], "choose": "true"},
            ],
        }
    ]
    words = "".join(f"<selectoption><text>{word}</text><group>1</group></selectoption>" for word in ("cat", "dog"))
    [question] = imported(moodle("gapselect", words, "<p>A [[2]] barks.</p>"))
    assert question["text"] == "A [[dog]] barks."


NUMBER = '<p>How many? <textEntryInteraction responseIdentifier="R"/></p><equal toleranceMode="absolute" tolerance="{}"/>'


def item(body: str, *right: str, more: str = "", kind: str = "identifier") -> str:
    values = "".join(f"<value>{each}</value>" for each in right)
    return (
        '<?xml version="1.0"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q-1" title="Title">'
        f'<responseDeclaration identifier="R" baseType="{kind}"><correctResponse>{values}</correctResponse>{more}</responseDeclaration>'
        f"<itemBody><p>Look.</p>{body}</itemBody></assessmentItem>"
    )


def choices(*names: str, element: str = "simpleChoice") -> str:
    return "".join(f'<{element} identifier="{name}">{name} <b>x</b></{element}>' for name in names)


@pytest.mark.parametrize(
    ("bank", "expected"),
    [
        (
            item(f'<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Which?</prompt>{choices("A", "B")}</choiceInteraction>', "B"),
            {"type": "choice", "prompt": "Look.\n\nWhich?", "options": [{"text": "A **x**"}, {"text": "B **x**", "correct": "true"}]},
        ),
        (
            item(f'<choiceInteraction responseIdentifier="R" maxChoices="0">{choices("A", "B", "C")}</choiceInteraction>', "B", "C"),
            {
                "type": "choices",
                "prompt": "Look.",
                "options": [{"text": "A **x**"}, {"text": "B **x**", "correct": "true"}, {"text": "C **x**", "correct": "true"}],
            },
        ),
        (
            item(
                '<choiceInteraction responseIdentifier="R"><simpleChoice identifier="t">True</simpleChoice><simpleChoice identifier="f">False'
                '<feedbackInline identifier="f" outcomeIdentifier="F">It is.</feedbackInline></simpleChoice></choiceInteraction>',
                "t",
            ),
            {"type": "true_false", "prompt": "Look.", "answer": "true", "feedback": {"false": "It is."}},
        ),
        (
            item(
                '<matchInteraction responseIdentifier="R"><simpleMatchSet>'
                + choices("a", "b", element="simpleAssociableChoice")
                + "</simpleMatchSet><simpleMatchSet>"
                + choices("X", "Y", "Z", element="simpleAssociableChoice")
                + "</simpleMatchSet></matchInteraction>",
                "a X",
                "b Y",
                kind="directedPair",
            ),
            {
                "type": "match",
                "prompt": "Look.",
                "pairs": [{"text": "a **x**", "match": "X x"}, {"text": "b **x**", "match": "Y x"}],
                "extra": ["Z x"],
            },
        ),
        (
            item(f'<orderInteraction responseIdentifier="R">{choices("A", "B", "C")}</orderInteraction>', "C", "A", "B"),
            {"type": "order", "prompt": "Look.", "items": [{"text": "C **x**"}, {"text": "A **x**"}, {"text": "B **x**"}]},
        ),
        (
            item(
                '<p>A <textEntryInteraction responseIdentifier="R"/> is bread.</p>',
                "roll",
                more='<mapping defaultValue="0"><mapEntry mapKey="bun" mappedValue="1"/></mapping>',
                kind="string",
            ),
            {"type": "fill", "prompt": "Look.", "text": "A [[roll|bun]] is bread."},
        ),
        (
            item('<p>How many? <textEntryInteraction responseIdentifier="R"/></p>', "12", kind="integer"),
            {"type": "numeric", "prompt": "Look.\n\nHow many?", "answer": "12"},
        ),
        (item('<extendedTextInteraction responseIdentifier="R"/>', kind="string"), {"type": "reflect", "prompt": "Look."}),
    ],
)
def test_qti(bank: str, expected: dict[str, Any]) -> None:
    assert imported(bank) == [expected]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("imsmanifest.xml", "<manifest/>")
        packed.writestr("items/one.xml", bank)
    assert imported(archive.getvalue()) == [expected]


def test_gaps_filled_from_a_list_in_qti() -> None:
    body = '<gapMatchInteraction responseIdentifier="R"><gapText identifier="C">cat</gapText><gapText identifier="D">dog</gapText>'
    [question] = imported(item(f'{body}<p>A <gap identifier="G"/> barks.</p></gapMatchInteraction>', "D G", kind="directedPair"))
    assert question["text"] == "A [[dog]] barks."
    assert question["draft"] == "true"


def test_what_markdown_has_no_signs_for_is_kept() -> None:
    text = "<p>CO<sub>2</sub>, 10<sup>2</sup>, <strike>old</strike>, <code>a`b</code>, <code>`</code></p>"
    [question] = imported(moodle("essay", "", text))
    assert question["prompt"] == "CO<sub>2</sub>, 10<sup>2</sup>, <s>old</s>, ``a`b``, `` ` ``"


HTML = """<table><tr><th>Day</th><th>Loaves</th></tr><tr><td>Mon</td><td>4 | 5</td></tr></table>
<ul><li>one<ul><li>two</li></ul></li></ul><pre>a
  b</pre><p><a href="https://example.org/a b(c)">there</a></p>"""


def test_tables_lists_and_code_stay_what_they_are() -> None:
    [question] = imported(moodle("essay", "", HTML))
    assert question["prompt"] == (
        "| Day | Loaves |\n|---|---|\n| Mon | 4 \\| 5 |\n\n- one\n\n    - two\n\n~~~\na\n  b\n~~~\n\n[there](https://example.org/a%20b%28c%29)"
    )
    copy_base(Path())
    result = run("import", "questions", "bank", "--criteria", "1.1", "--out", "course/units/first/bank.quiz.yaml")
    assert result.exit_code == 0, result.stderr
    assert run("check", "course").exit_code == 0


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


def test_check_asks_for_the_tag(tmp_path: Path) -> None:
    copy_base(tmp_path)
    Path("bank.gift").write_text("// [id:rolls] [tag:1.1] [tag:practice] [tag:easy]\n::Rolls::Bread?{T#a#b}\n\n::Rolls 2::Rolls?{T#a#b}\n", "utf-8")
    result = run("import", "questions", "bank.gift", "--out", "course/units/first/bank.quiz.yaml")
    assert result.exit_code == 0
    said = " ".join(result.stderr.split())
    assert "note: tags that are no criterion were left out: easy." in said
    assert "Read 2 questions, 1 of them without a criterion: check asks for it. No findings." in said
    [found] = findings()
    assert found["code"] == "CW120"
    assert (found["line"], found["path"]) == (11, "course/units/first/bank.quiz.yaml")
    assert "an import overwrites nothing" in " ".join(run("import", "questions", "bank.gift", "--out", "course/course.yaml").stderr.split())


def test_criteria_and_purpose_for_all() -> None:
    Path("bank").write_text(AIKEN, "utf-8")
    [first, second] = read_yaml(
        Source("out", run("import", "questions", "bank", "--criteria", "1.1", "--criteria", "2.1", "--purpose", "practice").stdout)
    ).data["questions"]
    assert (first["id"], first["criteria"], first["purpose"]) == ("what-rises", ["1.1", "2.1"], "practice")
    assert second["id"] == "what-is-this"


@pytest.mark.parametrize(
    "arguments", [("nowhere.xml",), (".",), ("bank", "--format", "word"), ("bank", "--criteria", "1.1.1"), ("bank", "--criteria", "bread"), ()]
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    Path("bank").write_text(AIKEN, "utf-8")
    assert run("import", "questions", *arguments).exit_code == 2
