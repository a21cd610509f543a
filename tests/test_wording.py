"""What counts of a wording: properties of the fingerprint, of differences, and of the record of reviews as a file."""

import unicodedata
from pathlib import PurePosixPath

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from builder.model import Qualification
from builder.read.lock import Record, read_lock
from builder.read.lock_text import lock_text
from builder.source import Source, Span
from builder.wording import MOST_COMPARED, Wording, difference, fingerprint, in_words, plain

SPACES = st.text(st.sampled_from(" \t\n\r\u00a0\u2003\u2028\u3000"), min_size=1, max_size=4)
WORD = st.text(st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc")), min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=12)


@given(WORDS, st.data())
def test_space_does_not_matter(words: list[str], data: st.DataObject) -> None:
    other = "".join(data.draw(SPACES) + word for word in words) + data.draw(SPACES)
    assert fingerprint(other) == fingerprint(" ".join(words))


@given(st.text())
@example("cafe\u0301")
@example("\u212b")
@example("a\u00a0\u0301b")
def test_how_letters_are_composed_does_not_matter(text: str) -> None:
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(text) == fingerprint(unicodedata.normalize("NFC", text))
    assert fingerprint(plain(text)) == fingerprint(text)


@given(st.text(), st.text())
@example("Angry", "angry")
@example("are", "are:")
@example("colleague's", "colleague’s")
@example("½", "1/2")
@example("ﬁne", "fine")
@example("one two", "onetwo")
@example("one\u200btwo", "onetwo")
def test_every_other_change_does(one: str, other: str) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (plain(one) == plain(other))
    words = [unicodedata.normalize("NFC", each).split() for each in (one, other)]
    assert (fingerprint(one) == fingerprint(other)) == (words[0] == words[1])


@given(WORDS, st.integers(min_value=0), WORD)
def test_a_changed_word_is_noticed(words: list[str], place: int, word: str) -> None:
    place %= len(words)
    changed = [*words[:place], word, *words[place + 1 :]]
    assume(plain(" ".join(changed)) != plain(" ".join(words)))
    assert fingerprint(" ".join(changed)) != fingerprint(" ".join(words))


def test_a_fingerprint_is_the_sha_256_of_the_wording() -> None:
    assert fingerprint("Describe how to give change") == "01250d18435c9f6e755f7da26c3f9899809088466a1dff64bf52fd75803842df"


@given(WORDS, WORDS)
def test_a_difference_holds_both_wordings(one: list[str], other: list[str]) -> None:
    runs = difference(" ".join(one), " ".join(other))
    for side, text in (("gone", one), ("new", other)):
        assert " ".join(run.text for run in runs if run.kind in ("same", side)) == plain(" ".join(text))
    assert (plain(" ".join(one)) == plain(" ".join(other))) == all(run.kind == "same" for run in runs)
    assert all(run.text for run in runs)


def test_words_are_compared_one_by_one() -> None:
    assert [tuple(run) for run in difference("Describe the rights under the Act", "Detail rights under the Act (1974)")] == [
        ("gone", "Describe the"),
        ("new", "Detail"),
        ("same", "rights under the Act"),
        ("new", "(1974)"),
    ]


def test_very_long_texts_are_not_compared_for_hours() -> None:
    count = int(MOST_COMPARED**0.5) + 1
    one, other = (" ".join(f"{letter}{number}" for number in range(count)) for letter in "ab")
    assert [run.kind for run in difference(f"start {one} end", f"start {other} end")] == ["same", "gone", "new", "same"]


def test_what_changed_is_said_in_a_line() -> None:
    before = Wording("Describe the duties", {"angry": "Angry", "upset": "Upset", "old": "Old"})
    after = Wording("Detail the duties (1974)", {"angry": "angry", "upset": "Upset", "new": "Violent"})
    assert in_words(before, after) == (
        '"Describe" is now "Detail"; "(1974)" is new; range item "Angry" is now "angry"; range item "Old" is gone; range item "Violent" is new'
    )
    assert in_words(before, before) == ""


ITEMS = st.dictionaries(st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True), st.text(min_size=1).filter(plain), max_size=3)
CRITERIA = st.dictionaries(
    st.from_regex(r"[1-9]\.[1-9][0-9]?", fullmatch=True), st.builds(Wording, st.text(min_size=1).filter(plain), ITEMS), min_size=1, max_size=4
)
RECORDS = st.dictionaries(st.sampled_from(["A/100/0001", "B/100/0002", "E/100/0003"]), CRITERIA, max_size=3)
NOWHERE = Qualification("q", "1", "Q", "O", 2, 1, 1, 1, "2030-01-31", {}, None, Span("q.yaml"), (), Span("q.yaml"))


@settings(max_examples=40)
@given(RECORDS)
@example({"A/100/0001": {"1.10": Wording("null", {"no": "~"}), "1.1": Wording("on\u2028e: {two} # three", {"y": "1.10"})}})
@example({"A/100/0001": {"1.1": Wording("\ufeffA\x07\x1b\U0001f35e ﷐", {})}})
def test_a_record_is_read_back_as_it_was_written(record: Record) -> None:
    lock, found = read_lock(Source("q.lock.yaml", lock_text(record)), NOWHERE)
    assert lock is not None
    assert {each.code for each in found} <= {"CW231"}, "the specification has no units"
    expected = {
        ref: {name: Wording(plain(each.text), {item: plain(text) for item, text in each.range.items()}) for name, each in criteria.items()}
        for ref, criteria in record.items()
    }
    assert lock.record == expected
    assert [list(criteria) for criteria in lock.record.values()] == [list(criteria) for criteria in record.values()]
    assert lock_text(lock.record) == lock_text(record)
    assert PurePosixPath(lock.source.path).name == "q.lock.yaml"
