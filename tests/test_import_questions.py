"""`coursewright import questions`: each format's questions as YAML, and what cannot be carried over said with its place."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.read.yaml import read_yaml
from builder.source import Source

from .banks import AIKEN, GIFT, answer, choices, imported, item, moodle
from .desk import copy_base, findings, run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


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
