"""YAML keeps what the author typed, and knows where it stands."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.read.yaml import read_yaml
from builder.read.yaml_events import MAX_DEPTH
from builder.read.yaml_text import YamlText
from builder.source import Source, Span

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.text(LETTERS, max_size=40)
PLAIN = st.from_regex(r"[A-Za-z0-9._+-]*[A-Za-z0-9]", fullmatch=True)
KEYS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
TREES = st.recursive(TEXTS.map(str.strip), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20)


def read(text: str) -> YamlText:
    return read_yaml(Source("a.yaml", text))


@given(TEXTS)
def test_a_quoted_text_comes_back_without_the_space_around_it(text: str) -> None:
    document = read(yaml.safe_dump({"key": text}, default_style='"', allow_unicode=True))
    assert document.data == {"key": text.strip()}
    assert not document.findings


@given(
    st.one_of(
        PLAIN,
        st.from_regex(r"[0-9]{1,4}\.[0-9]{1,4}", fullmatch=True),
        st.sampled_from(["Yes", "no", "on", "1e3", "0x10", "012", "1_000", "2026-05-31", "true", "=", "Null"]),
    )
)
def test_a_plain_text_comes_back_as_it_was(text: str) -> None:
    if text not in ("null", "~"):
        assert read(f"key: {text}\n").data == {"key": text}
        assert read(f"[{text}, {text}]\n").data == [text, text]


def test_one_ten_and_one_stay_apart() -> None:
    assert read("criteria: [1.1, 1.10, 2.20, 012]").data == {"criteria": ["1.1", "1.10", "2.20", "012"]}


def test_what_stands_for_nothing() -> None:
    assert read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n").data == {"a": None, "b": None, "c": None, "d": "", "e": "null"}


@given(TREES, st.booleans())
def test_a_tree_comes_back_as_it_was(tree: object, flow: bool) -> None:
    document = read(yaml.safe_dump(tree, default_style='"', default_flow_style=flow, allow_unicode=True, width=30))
    assert document.data == tree
    assert not document.findings


@given(st.dictionaries(KEYS, st.lists(PLAIN.filter(lambda text: text not in ("null", "~")), min_size=1, max_size=4), min_size=1, max_size=4), TEXTS)
def test_places_point_at_the_text(tree: dict[str, list[str]], before: str) -> None:
    text = f"# {before}\n" + "".join(f"{key}: [{', '.join(values)}]\n" for key, values in tree.items())
    document = read(text)
    lines = text.split("\n")
    for key, values in tree.items():
        assert at(lines, document.key((key,))) == key
        for place, value in enumerate(values):
            assert at(lines, document.place((key, place))) == value


def at(lines: list[str], span: Span) -> str:
    return lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]


@given(TEXTS, PLAIN)
def test_places_stay_right_after_any_letters(before: str, value: str) -> None:
    quoted = yaml.safe_dump(before, default_style='"', allow_unicode=True, width=10_000).rstrip("\n")
    text = f"first: {quoted}\nsecond: {value}\n"
    document = read(text)
    assert at(text.split("\n"), document.key(("second",))) == "second"


def test_front_matter_is_placed_in_its_file() -> None:
    source = Source("a.md", "---\ntitle: A roll\n---\nText\n")
    document = read_yaml(source, "title: A roll\n", first_line=2)
    assert document.place(("title",)) == Span("a.md", 2, 8, 6)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    document = read(text)
    lines = text.split("\n")
    for span in (*map(document.place, document.marks), *map(document.key, document.key_marks), *(finding.span for finding in document.findings)):
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    if document.findings and document.data is None:
        assert all(finding.hint for finding in document.findings)


@given(st.text("ab:-[]{}&*!|>'\"%@`#,? \n\t~\u2028\x85é🍞", max_size=60))
def test_no_yaml_is_too_odd(text: str) -> None:
    test_no_text_is_too_odd.hypothesis.inner_test(text)  # type: ignore[attr-defined]


def test_depth_ends() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).findings == ()
    [finding] = read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).findings
    assert (finding.code, finding.span.column) == ("CW010", MAX_DEPTH + 1)


def test_an_alias_is_the_value_it_names() -> None:
    assert read("a: &x [1, 2]\nb: *x\nc: &y word\nd: *y\n").data == {"a": ["1", "2"], "b": ["1", "2"], "c": "word", "d": "word"}
