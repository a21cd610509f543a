"""`coursewright explain`: every rule has a page, every page a rule, and what a page calls wrong is found where it is written."""

import re
from pathlib import Path

import pytest

from builder.explain import DESPITE, FAMILIES, can_be_allowed, codes, page

from .desk import CASES, copy_base, run
from .explained import Maker, examples, heard, putting
from .told import TOLD

BUILDER = Path(__file__).parents[1] / "builder"
_RULE = re.compile(r"""\bRule\(\s*"(?P<code>CW\d{3})",\s*"(?P<name>[a-z0-9-]+)"(?:,\s*"(?P<severity>\w+)")?""")
_CODE = re.compile(r"\bCW\d{3}\b")


UNREADABLE = {"CW004", "CW005", "CW006", "CW007", "CW008"}
"""What says that a file cannot be read as it was meant."""


def declared() -> dict[str, tuple[str, str]]:
    """Name and severity of every rule in the source, by code."""
    found = [each for path in BUILDER.rglob("*.py") for each in _RULE.finditer(path.read_text("utf-8"))]
    return {each["code"]: (each["name"], each["severity"] or "error") for each in found}


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {code: (page(code).name, page(code).severity) for code in codes()} == declared()


def test_no_code_in_source_or_cases_is_without_a_page() -> None:
    texts = [*BUILDER.rglob("*.py"), *(path for path in CASES.rglob("*") if path.is_file() and not path.is_relative_to(CASES / "findings-allowed"))]
    used = {code for path in texts for code in _CODE.findall(path.read_bytes().decode("utf-8", "replace"))}
    assert used <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_page_is_whole(code: str) -> None:
    text = page(code).text
    assert code[:3] in FAMILIES
    assert [line for line in text.split("\n") if line.startswith("#") and line in ("## Wrong", "## Right")] == ["## Wrong", "## Right"]
    assert len(page(code).title) <= 80, "fits a line of the list"
    assert text.split("## Wrong")[0].strip(), "it says why"
    shown = run("explain", code)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"{page(code).severity}[{code}] {page(code).name}: ")
    for heading in ("\nWrong\n", "\nRight\n", "\nTo allow it\n"):
        assert heading in shown.stdout
    assert max(len(line) for line in shown.stdout.splitlines() if not line.startswith(("    ", page(code).severity))) <= 100


def makers(code: str) -> tuple[Maker, Maker]:
    """What makes a course as a page calls wrong, and what makes it right."""
    wrong, right = examples(code)
    assert code in TOLD or (wrong and right), "its examples say where they stand, or tests/told.py makes what they tell"
    return TOLD.get(code) or (putting(wrong), putting(right))


@pytest.mark.parametrize("code", codes())
def test_what_a_page_calls_wrong_is_found_and_what_it_calls_right_is_not(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for number, make in enumerate(makers(code)):
        (tmp_path / str(number)).mkdir()
        monkeypatch.chdir(tmp_path / str(number))
        make(copy_base(Path()))
        found.append(heard(Path("course")))
    print("FOUND", code, found, page(code).severity)
    assert code in found[0]
    assert code not in found[1]
    assert not found[1] & UNREADABLE, "what is right can be copied"


def test_the_list_has_every_rule_with_its_severity_and_title() -> None:
    result = run("explain")
    assert result.exit_code == 0
    for code in codes():
        each = page(code)
        assert re.search(rf"^  {code}  {each.severity} +{each.name} +{re.escape(each.title)}$", result.stdout, re.MULTILINE)
    assert f"{len(codes())} rules." in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 130


@pytest.mark.parametrize("name", ["CW303", "cw303", "303", "block-option", " CW303 "])
def test_a_rule_by_any_of_its_names(name: str) -> None:
    assert run("explain", name).stdout == run("explain", "CW303").stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CW330x", "there is no rule 'CW330x'. Did you mean 'CW330'?"),
        ("cw033", "Did you mean 'CW"),
        ("block-opton", "Did you mean 'block-option'?"),
        ("E501", "there is no rule 'E501'. coursewright explain lists the rules."),
        ("", "there is no rule ''"),
        ("../../etc/passwd", "there is no rule"),
    ],
)
def test_a_rule_that_there_is_not(name: str, words: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_pages_say_how_to_allow_or_that_it_cannot_be() -> None:
    assert "- {code: CW805, path: units/my-unit/*, reason: " in run("explain", "CW805").stdout
    assert "- {code: CW820, path: qualifications/*, reason: " in run("explain", "CW820").stdout
    assert "It cannot be allowed" in run("explain", "CW101").stdout
    assert "- {code: CW501, " in run("explain", "CW501").stdout
    assert {code for code in DESPITE if page(code).severity == "error" and can_be_allowed(code, "error")} == DESPITE
