"""Identifiers that LMSs key attempts by: unique, of few characters, and the same for ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.targets.scorm12.identifiers import criterion_identifier, encode, unit_identifier

TEXTS = st.text(max_size=30) | st.text("._-xX5fF2e/ é", max_size=12)
REFERENCES = st.from_regex(r"[A-Z]/[0-9]{3}/[0-9A-Z]{4}", fullmatch=True)
CRITERIA = st.from_regex(r"[1-9][0-9]{0,2}\.[1-9][0-9]{0,2}", fullmatch=True)
CMI_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,254}")


@given(TEXTS)
def test_few_characters(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]*", encode(text))


@given(TEXTS, TEXTS)
def test_two_texts_never_give_the_same(one: str, other: str) -> None:
    assert (encode(one) == encode(other)) == (one == other)


@given(TEXTS)
def test_the_text_can_be_had_back(text: str) -> None:
    letters = re.sub(r"_x([0-9a-f]+)_|_", lambda found: chr(int(found[1], 16)) if found[1] else ".", encode(text))
    assert letters == text


@given(REFERENCES, CRITERIA)
def test_identifiers_are_strict_cmi_identifiers_and_xml_names(ref: str, criterion: str) -> None:
    assert CMI_IDENTIFIER.fullmatch(unit_identifier(ref))
    assert CMI_IDENTIFIER.fullmatch(criterion_identifier(ref, criterion))


@given(REFERENCES, CRITERIA, REFERENCES, CRITERIA)
def test_two_criteria_never_have_the_same(ref: str, criterion: str, other_ref: str, other: str) -> None:
    same = criterion_identifier(ref, criterion) == criterion_identifier(other_ref, other)
    assert same == ((ref, criterion) == (other_ref, other))


@pytest.mark.parametrize(
    ("ref", "criterion", "identifier"),
    [
        ("H/503/0322", "1.1", "H5030322_AC1_1"),
        ("H/503/0322", "1.10", "H5030322_AC1_10"),
        ("F/506/2131", "2.4", "F5062131_AC2_4"),
    ],
)
def test_an_identifier_once_published_stays(ref: str, criterion: str, identifier: str) -> None:
    assert criterion_identifier(ref, criterion) == identifier


def test_odd_characters() -> None:
    assert encode("a b_c.x.y") == "a_x20_b_x5f_c__x78__y"
