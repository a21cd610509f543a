"""Whatever is in a file, an import says what is wrong with it and never falls over; what it writes can be read."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.exchange.banks import FORMATS, Format, read_bank
from builder.exchange.quiz import to_quiz
from builder.exchange.spec import read_spec
from builder.exchange.yaml_out import to_yaml
from builder.read.quiz import read_quiz
from builder.read.yaml import read_yaml
from builder.source import Source

SPECS = Path(__file__).parent / "specs"
PIECES = [
    *"{}=~#:%\\\n\t\"'[]|<>&*-.0159",
    *("\n\n", "::", "->", "####", "=%50%", "{#", "T", "[[", "]]", "[html]", "$CATEGORY", "//", "A. ", "ANSWER: A\n", "é", "۳", "\u2028", "\0"),
    *("<quiz>", "</quiz>", "<question type='cloze'>", "<question type='numerical'>", "<question type='essay'>", "</question>", "<text>", "</text>"),
    *("<questiontext>", "</questiontext>", "<answer fraction='x'>", "</answer>", "{1:SA:=a~b}", "{1:MC:", "<![CDATA[", "]]>", "<p>", "</p>", "<ul>", "<li>"),
]
MIXED = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
YAML_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)


@given(MIXED, st.sampled_from(FORMATS))
@settings(max_examples=400)
def test_any_text_is_a_bank_or_a_finding(text: str, form: Format) -> None:
    bank, _ = read_bank(text.encode("utf-8", "replace"), "bank", form)
    assert bank.items or bank.findings
    if bank.items:
        questions, findings = read_quiz(Source("quiz.yaml", to_quiz(bank.items).yaml))
        assert len(questions) == len(bank.items) or findings


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.data_too_large])
def test_any_specification_is_read_or_refused(data: st.DataObject) -> None:
    lines = (SPECS / f"{data.draw(st.sampled_from(['titled', 'referenced']))}.txt").read_text("utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place : place + data.draw(st.integers(0, 3))] = data.draw(st.lists(st.sampled_from(lines) | MIXED, max_size=2))
    spec = read_spec(Source("spec", "\n".join(lines)))
    assert spec.yaml is not None or spec.findings
    if spec.yaml is not None:
        assert not read_yaml(Source("made", spec.yaml)).findings


LARGE = {
    "questions of one name": ("gift", "::Q:: Which? {=a ~b}\n\n" * 5_000),
    "gaps without an end": ("moodle-xml", f"<quiz><question type='cloze'><questiontext><text>{'{1:SA:=a' * 50_000}</text></questiontext></question></quiz>"),
    "answers without a sign": ("gift", f"Q {{{'a ' * 100_000}}}"),
    "brackets": ("gift", f"Q {{={'[' * 100_000} ~b}}"),
    "tags": ("gift", f"[html]{'<b>' * 20_000} {{T}}"),
    "options": ("aiken", "Which?\n" + "A. a\n" * 20_000),
}


@pytest.mark.parametrize(("form", "text"), LARGE.values(), ids=LARGE.keys())
def test_a_large_bank_of_one_thing_over_and_over(form: Format, text: str) -> None:
    started = time.perf_counter()
    bank, _ = read_bank(text.encode(), "bank", form)
    assert len(to_quiz(bank.items).yaml.split("- id: ")) == len(bank.items) + 1
    assert time.perf_counter() - started < 20


KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=12)
FLAT = st.dictionaries(KEYS, YAML_TEXT, max_size=3)
VALUES = YAML_TEXT | FLAT | st.lists(YAML_TEXT | FLAT | st.dictionaries(KEYS, YAML_TEXT | st.lists(YAML_TEXT, max_size=3), max_size=3), max_size=4)


@given(st.dictionaries(st.sampled_from("abcdef"), VALUES))
@settings(max_examples=400)
def test_yaml_gives_back_what_was_written(data: dict[str, object]) -> None:
    read = read_yaml(Source("out", to_yaml(data, folded=frozenset("ab"))))
    assert not [each for each in read.findings if each.code != "CW005"]
    assert read.data == (tidy(data) or None) or not data


def tidy(value: object) -> object:
    """What YAML that keeps no space around a text gives back."""
    if isinstance(value, dict):
        return {str(key).strip(): tidy(each) for key, each in value.items()}
    return [tidy(each) for each in value] if isinstance(value, list) else re.sub(r"\A\s+|\s+\Z", "", str(value))
