"""The qualifications this project ships: complete, consistent, and worded as the awarding organisations word them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import pytest
import yaml

REPOSITORY = Path(__file__).parents[1]
QUALIFICATIONS = REPOSITORY / "content" / "qualifications"
SPECIFICATIONS = REPOSITORY.parent / "shared" / "specs"

IAO = "iao-601-3477-x"
BIIAB = "biiab-601-7253-8"

# unit -> how many criteria each of its outcomes has
COMMUNICATION = [6, 4, 7, 5, 5]
SHAPES = {
    IAO: {
        "H/503/0322": [5, 6, 5, 4, 5],
        "M/503/0324": [7, 6, 5, 5, 6],
        "K/503/0323": COMMUNICATION,
        "F/506/2131": [4, 5],
    },
    BIIAB: {
        "R/506/4854": [5, 6, 5, 4, 5],
        "Y/506/4855": [7, 6, 5, 5, 6],
        "K/503/0323": COMMUNICATION,
    },
}
SIZES = {IAO: (17, 90, "15", "132"), BIIAB: (15, 81, "15", "135")}  # outcomes, criteria, credit, guided learning hours
COUNTERPARTS = {"R/506/4854": "H/503/0322", "Y/506/4855": "M/503/0324", "K/503/0323": "K/503/0323"}  # BIIAB -> IAO

everywhere = pytest.mark.parametrize("stem", [IAO, BIIAB])


class Criterion(TypedDict):
    """One assessment criterion as typed; `because` says why content for `same_as` serves a different wording."""

    id: str
    text: str
    range: NotRequired[list[str]]
    same_as: NotRequired[str]
    because: NotRequired[str]


class Outcome(TypedDict):
    number: str
    text: str
    criteria: list[Criterion]


class Unit(TypedDict):
    ref: str
    title: str
    level: str
    credit: str
    guided_learning_hours: str
    aim: str
    outcomes: list[Outcome]


class Qualification(TypedDict):
    number: str
    title: str
    awarding_organisation: str
    level: str
    credit: str
    guided_learning_hours: str
    total_qualification_time: str
    review_date: str
    aim: str
    maps_to: NotRequired[str]
    units: list[Unit]


@everywhere
def test_every_unit_outcome_and_criterion_is_there(stem: str) -> None:
    units = read(stem)["units"]
    assert {unit["ref"]: [len(outcome["criteria"]) for outcome in unit["outcomes"]] for unit in units} == SHAPES[stem]
    outcomes = sum(len(unit["outcomes"]) for unit in units)
    assert (outcomes, len(criteria_by_reference(stem))) == SIZES[stem][:2]


@everywhere
def test_outcomes_and_criteria_are_numbered_without_gaps(stem: str) -> None:
    for unit in read(stem)["units"]:
        for position, outcome in enumerate(unit["outcomes"], start=1):
            assert outcome["number"] == str(position)
            expected = [f"{position}.{n}" for n in range(1, len(outcome["criteria"]) + 1)]
            assert [criterion["id"] for criterion in outcome["criteria"]] == expected


@everywhere
def test_credit_and_guided_learning_hours_are_the_sums_of_the_units(stem: str) -> None:
    qualification = read(stem)
    units = qualification["units"]
    assert (qualification["credit"], qualification["guided_learning_hours"]) == SIZES[stem][2:]
    assert sum(int(unit["credit"]) for unit in units) == int(qualification["credit"])
    assert sum(int(unit["guided_learning_hours"]) for unit in units) == int(qualification["guided_learning_hours"])


def test_every_biiab_criterion_maps_to_the_same_number_of_the_iao_counterpart() -> None:
    assert read(BIIAB).get("maps_to") == IAO
    existing = criteria_by_reference(IAO)
    for reference, criterion in criteria_by_reference(BIIAB).items():
        ref, identifier = reference.split()
        assert criterion.get("same_as") == f"{COUNTERPARTS[ref]} {identifier}"
        assert criterion.get("same_as") in existing


def test_iao_criteria_map_to_nothing() -> None:
    assert "maps_to" not in read(IAO)
    criteria = criteria_by_reference(IAO).values()
    assert not [criterion for criterion in criteria if {"same_as", "because"} & criterion.keys()]


def test_a_reason_is_given_exactly_where_the_wording_differs() -> None:
    iao = criteria_by_reference(IAO)
    biiab = criteria_by_reference(BIIAB)
    differing = {ref for ref, criterion in biiab.items() if wording(criterion) != wording(iao[criterion["same_as"]])}
    explained = {ref for ref, criterion in biiab.items() if criterion.get("because", "").strip()}
    assert explained == differing
    assert not [ref for ref in biiab.keys() - explained if "because" in biiab[ref]]


def read(stem: str) -> Qualification:
    """The file as typed: every scalar is a string (1.10 stays 1.10)."""
    source = (QUALIFICATIONS / f"{stem}.yaml").read_text(encoding="utf-8")
    return cast(Qualification, yaml.load(source, Loader=yaml.BaseLoader))


def criteria_by_reference(stem: str) -> dict[str, Criterion]:
    """'H/503/0322 1.1' -> its criterion, in the file's order."""
    return {f"{unit['ref']} {criterion['id']}": criterion for unit in read(stem)["units"] for outcome in unit["outcomes"] for criterion in outcome["criteria"]}


def wording(criterion: Criterion) -> list[str]:
    """The criterion's text, then its range items."""
    return [criterion["text"], *criterion.get("range", [])]


# The awarding organisations' specifications are not ours to publish. Where a copy lies beside the repository
# (SPECIFICATIONS), every wording is compared with it; elsewhere these tests do not exist.

AVAILABLE = [stem for stem in (IAO, BIIAB) if (SPECIFICATIONS / f"{stem}.txt").is_file()]

# A unit's table, from its column headings to what follows it.
TABLE = re.compile(
    r"The learner can:?(.+?)(?:Additional information about this unit|\n[^\n]+\n+Unit Reference|Recognition of Prior)",
    re.DOTALL,
)
MARKUP = re.compile(r"<[^<>]+>")
CELL_END = re.compile(r"[\t\n•>]|\b(\d\.\d)\b")  # the group keeps criterion numbers as cells of their own

if AVAILABLE:

    @pytest.mark.parametrize("stem", AVAILABLE)
    def test_every_wording_occurs_in_the_specification(stem: str) -> None:
        printed = collapsed(re.sub(r"[•>]", " ", MARKUP.sub(" ", specification(stem))))
        assert [typed for typed in wordings(read(stem)) if collapsed(typed) not in printed] == []

    @pytest.mark.parametrize("stem", AVAILABLE)
    def test_the_specification_says_nothing_else_and_in_the_same_order(stem: str) -> None:
        tables = TABLE.findall(specification(stem))
        units = read(stem)["units"]
        assert len(tables) == len(units)
        for table, unit in zip(tables, units, strict=True):
            criteria = [criterion for outcome in unit["outcomes"] for criterion in outcome["criteria"]]
            outcomes, identifiers, texts = sorted_cells(table)
            assert outcomes == [(outcome["number"], outcome["text"]) for outcome in unit["outcomes"]]
            assert identifiers == [criterion["id"] for criterion in criteria]
            assert texts == [text for criterion in criteria for text in wording(criterion)]


def specification(stem: str) -> str:
    return (SPECIFICATIONS / f"{stem}.txt").read_text(encoding="utf-8")


def wordings(qualification: Qualification) -> Iterator[str]:
    """Everything the awarding organisation worded, in reading order."""
    yield from (qualification["number"], qualification["title"], *qualification["aim"].splitlines())
    for unit in qualification["units"]:
        yield from (unit["ref"], unit["title"], unit["aim"])
        for outcome in unit["outcomes"]:
            yield outcome["text"]
            for criterion in outcome["criteria"]:
                yield from wording(criterion)


def sorted_cells(table: str) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """A unit's table as (outcomes with their numbers, criterion numbers, criterion texts and range items).

    The texts are conversions of tables in which a number can stand apart from its wording, so each column keeps
    its own order and the three are compared one by one.
    """
    outcomes: list[tuple[str, str]] = []
    identifiers: list[str] = []
    texts: list[str] = []
    for cell in filter(None, map(collapsed, filter(None, CELL_END.split(MARKUP.sub("\n", table))))):
        if re.fullmatch(r"\d\.\d", cell):
            identifiers.append(cell)
        elif outcome := re.fullmatch(r"(\d)\.? (.+)", cell):
            outcomes.append((outcome[1], outcome[2]))
        else:
            texts.append(cell)
    return outcomes, identifiers, texts


def collapsed(text: str) -> str:
    return " ".join(text.split())
