"""Questions out and in again: what a format can hold stays the same, whatever stands in the questions."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.exchange.banks import Format, read_bank
from builder.exchange.gift_out import write_gift
from builder.exchange.item import Fields, Item
from builder.exchange.moodle_out import write_moodle
from builder.exchange.quiz import item_of, to_quiz
from builder.questions.fill.words import plain_words
from builder.read.quiz import read_quiz
from builder.source import Source, Span

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff")
WORDS = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
"""Anything that a person could type in a line."""
PROSE = st.lists(WORDS, min_size=1, max_size=3).map("\n\n".join)
"""Paragraphs."""
PLAIN = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=12)
ANSWERS = WORDS.filter(lambda text: not set(text) & set("[]|\\") and bool(plain_words(text, "")) and text != "*")
"""What may belong in a gap."""
AROUND = WORDS.filter(lambda text: not set(text) & set("[]"))
NUMBERS = st.integers(-9999, 9999).map(lambda number: number / 100)
CRITERIA = st.sampled_from(["1.1", "1.10", "4.4/angry", "2.3"])


def maybe(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries({}, optional=values)


def question(kind: str, optional: dict[str, st.SearchStrategy[Any]] | None = None, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries({"type": st.just(kind), "prompt": PROSE, **values}, optional=optional or {})


def option(correct: bool) -> st.SearchStrategy[Fields]:
    right = {"correct": st.just(True)} if correct else {}
    return st.fixed_dictionaries({"text": WORDS, **right}, optional={"feedback": PROSE})


def options(most: int) -> st.SearchStrategy[list[Fields]]:
    right = st.lists(option(True), min_size=1 if most == 1 else 2, max_size=most)
    both = st.tuples(right, st.lists(option(False), min_size=1, max_size=4))
    return both.flatmap(lambda lists: st.permutations([*lists[0], *lists[1]]))


@st.composite
def gaps(draw: st.DrawFn, most: int) -> Fields:
    """A text with gaps, and what is said of each."""
    count = draw(st.integers(1, most))
    names = draw(st.lists(ANSWERS, min_size=count * 3, max_size=count * 3, unique_by=lambda text: plain_words(text, "")))
    text, listed = draw(AROUND), list[Fields]()
    for place in range(count):
        first, second, wrong = names[place * 3 : place * 3 + 3]
        foreseen = [{"answer": wrong, "feedback": draw(WORDS)}]
        if most > 1 and draw(st.booleans()):
            text += f" [[{first}]] {draw(AROUND)}"
            listed.append({**draw(maybe(feedback=WORDS)), "wrong": foreseen, "choose": True})
        else:
            text += f" [[{first}|{second}]] {draw(AROUND)}"
            exact = {"case": st.just("exact")} if most > 1 else {}
            listed.append(draw(maybe(feedback=WORDS, wrong=st.just(foreseen), otherwise=WORDS, **exact)))
    return {"text": text, **({"gaps": listed} if any(listed) else {})}


def fills(most: int) -> st.SearchStrategy[Fields]:
    alone = st.tuples(question("fill"), ANSWERS, maybe(feedback=WORDS, otherwise=WORDS)).map(
        lambda made: {**made[0], "text": f"[[{made[1]}]]", **({"gaps": [made[2]]} if made[2] else {})}
    )
    return alone | st.tuples(question("fill"), gaps(most)).map(lambda made: {**made[0], **made[1]})


PAIRS = st.lists(st.fixed_dictionaries({"text": WORDS, "match": PLAIN}), min_size=2, max_size=5)
COMMON = [
    question("choice", options=options(1)),
    question("choices", options=options(3)),
    question("true_false", {"feedback": st.fixed_dictionaries({"true": PROSE, "false": PROSE})}, answer=st.booleans()),
    question("match", {"extra": st.lists(PLAIN, min_size=1, max_size=2)}, pairs=PAIRS).filter(
        lambda fields: not any("->" in pair["text"] for pair in fields["pairs"])
    ),
    question(
        "numeric",
        {
            "tolerance": st.sampled_from(["0.01", "0.5", "2"]),
            "feedback": PROSE,
            "otherwise": PROSE,
            "wrong": st.lists(st.fixed_dictionaries({"answer": NUMBERS, "feedback": PROSE}), min_size=1, max_size=2),
        },
        answer=NUMBERS,
    ),
    question("reflect", {"model": PROSE}),
]
MOODLE = [*COMMON, fills(3), question("order", items=st.lists(st.fixed_dictionaries({"text": WORDS}), min_size=3, max_size=5))]
GIFT = [*COMMON, fills(1)]


def items(kinds: list[st.SearchStrategy[Fields]]) -> st.SearchStrategy[list[Item]]:
    tags = st.tuples(CRITERIA, st.sampled_from(["practice", "test"]))
    one = st.tuples(st.one_of(kinds), tags)
    return st.lists(one, min_size=1, max_size=3).map(
        lambda made: [Item(f"question-{place}", fields, said, Span("quiz.yaml")) for place, (fields, said) in enumerate(made)]
    )


def come_back(form: Format, text: str, before: list[Item]) -> None:
    bank, _ = read_bank(text.encode(), "bank", form)
    assert not bank.findings
    assert [(item.name, item.tags) for item in bank.items] == [(item.name, item.tags) for item in before]
    assert [item.fields for item in bank.items] == [item.fields for item in before]
    through_yaml(bank.items)


def through_yaml(before: list[Item]) -> None:
    """The quiz file that is written says what the questions say."""
    questions, findings = read_quiz(Source("quiz.yaml", to_quiz(before).yaml))
    assert [item_of(question).fields for question in questions] == [item.fields for item in before], findings


LIKE_SIGNS = ["%50% off", "[html]x", "//x", "::y::", "a\n\nb", "$CATEGORY: x", "`{1} = ~`", "&amp; <b>", "#"]
"""What a format could take for one of its own signs."""


@pytest.mark.parametrize("text", LIKE_SIGNS)
@pytest.mark.parametrize(("form", "write"), [("gift", write_gift), ("moodle-xml", write_moodle)])
def test_what_looks_like_a_sign_stays_a_text(form: Format, write: Callable[[list[Item]], tuple[str, object]], text: str) -> None:
    options = [{"text": text, "correct": True, "feedback": text}, {"text": f"{text} b"}]
    pairs = [{"text": text, "match": "a"}, {"text": "c", "match": "d"}]
    made: list[Fields] = [
        {"type": "choice", "prompt": text, "options": options},
        {"type": "choices", "prompt": text, "options": [*options, {"text": "c", "correct": True}]},
        {"type": "true_false", "prompt": text, "answer": True, "feedback": {"true": text, "false": text}},
        {"type": "match", "prompt": text, "pairs": pairs},
        {"type": "reflect", "prompt": text, "model": text},
    ]
    before = [Item(f"question-{place}", fields, ("1.1", "test"), Span("quiz.yaml")) for place, fields in enumerate(made)]
    come_back(form, write(before)[0], before)


@pytest.mark.parametrize("answer", ["%50% x", "10%", "=x"])
def test_an_answer_to_a_gap_that_begins_like_a_share(answer: str) -> None:
    fields: Fields = {"type": "fill", "prompt": "P", "text": f"A [[{answer}|b]] c", "gaps": [{"wrong": [{"answer": f"{answer} d", "feedback": "No."}]}]}
    before = [Item("question", fields, ("1.1", "test"), Span("quiz.yaml"))]
    come_back("gift", write_gift(before)[0], before)
    come_back("moodle-xml", write_moodle(before)[0], before)
    before[0].fields["gaps"][0]["choose"] = True
    before[0].fields["text"] = f"A [[{answer}]] c"
    come_back("moodle-xml", write_moodle(before)[0], before)


def test_a_text_that_looks_like_a_gap_of_moodle_is_none() -> None:
    fields: Fields = {"type": "fill", "prompt": "P", "text": "See {1:SA:=q} and [[b|c]]."}
    [back] = read_bank(write_moodle([Item("question", fields, (), Span("quiz.yaml"))])[0].encode(), "bank", "moodle-xml")[0].items
    assert back.fields["text"] == "See &#123;1:SA:=q} and [[b|c]]."


@given(items(MOODLE))
@settings(max_examples=150)
def test_moodle_xml_gives_questions_back(before: list[Item]) -> None:
    text, lost = write_moodle(before)
    assert not lost
    come_back("moodle-xml", text, before)


@given(items(GIFT))
@settings(max_examples=150)
def test_gift_gives_questions_back(before: list[Item]) -> None:
    text, lost = write_gift(before)
    assert not lost
    come_back("gift", text, before)
