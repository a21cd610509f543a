"""`coursewright import spec`: specifications in both layouts that are known, and what is unsure in them."""

from pathlib import Path
from typing import Any

import pytest

from builder.read.yaml import read_yaml
from builder.source import Source

from .desk import run

REPOSITORY = Path(__file__).parents[1]
SPECS = Path(__file__).parent / "specs"
SHARED = next((above / "shared/specs" for above in REPOSITORY.parents if (above / "shared/specs").is_dir()), REPOSITORY / "nowhere")
BY_JUDGEMENT = ("maps_to", "same_as", "because")
"""What a person adds, and no specification says."""


@pytest.mark.parametrize("name", ["titled", "referenced"])
def test_a_layout_becomes_a_qualification(name: str, tmp_path: Path) -> None:
    result = run("import", "spec", str(SPECS / f"{name}.txt"), "--out", str(tmp_path / "made.yaml"))
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "made.yaml").read_text("utf-8") == (SPECS / f"{name}.yaml").read_text("utf-8")


def test_it_goes_to_standard_output() -> None:
    result = run("import", "spec", str(SPECS / "titled.txt"))
    assert result.stdout == (SPECS / "titled.yaml").read_text("utf-8")
    assert "Read 2 units and 9 criteria: 1 place to look at, above." in result.stderr


def test_what_is_unsure_is_said_with_its_line() -> None:
    said = run("import", "spec", str(SPECS / "referenced.txt")).stderr
    lines = (SPECS / "referenced.txt").read_text("utf-8").splitlines()
    for words, line in (
        ("this paragraph is about assessment or funding", "Funding may change"),
        ("1.4 stands beside outcome 2 and was given to outcome 1", "2. Know oil"),
        ("“by hand” and what follows stands beside 1.3 and was read as range items of 1.2", "\t1.3"),
        ("the table's head goes up to 2.5, and 2.4 is the last", "Learning Outcomes"),
    ):
        number = next(place for place, text in enumerate(lines, 1) if text.startswith(line))
        assert words in " ".join(said.split())
        assert f"referenced.txt:{number}:" in said


def changed(tmp_path: Path, name: str, old: str, new: str) -> str:
    text = (SPECS / f"{name}.txt").read_text("utf-8")
    assert old in text
    place = tmp_path / "changed.txt"
    place.write_text(text.replace(old, new), "utf-8")
    return str(place)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("titled", "1 <sup>st</sup> March, 2031", "31 February 2031", "the text says no review date"),
        ("titled", "<b>RQF level</b>\t3", "", ""),
        ("titled", "<b>Level:</b>\t<b>3</b>", "", "unit A/700/0001 says no level"),
        ("titled", "<b>GLH:</b>\t<b>20</b>", "<b>GLH:</b>\t<b>30</b>", "the units have 70 guided learning hours and the qualification 60"),
        ("titled", "Know your hive\t3", "Know the hive\t3", "unit A/700/0001 is called “Know the hive” here"),
        ("titled", "1.2 Uncap it", "1.4 Uncap it", ""),
        ("titled", "is an Ofqual regulated awarding organisation", "sells honey", "the text does not say which awarding organisation"),
        ("referenced", "\t2.3\t<p>", "\t2.9\t<p>", "2.9 follows 2.2"),
        ("referenced", "\t2.1 2.2\t", "\t2.1 2.2 2.3\t", "no text was found for 2.3"),
    ],
)
def test_slips_are_found(tmp_path: Path, name: str, old: str, new: str, words: str) -> None:
    result = run("import", "spec", changed(tmp_path, name, old, new))
    assert words in " ".join(result.stderr.split())
    assert result.exit_code == (1 if "error[CW902]" in result.stderr else 0)


def test_an_unknown_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "novel.txt").write_text("Call me Ishmael.\n", "utf-8")
    result = run("import", "spec", str(tmp_path / "novel.txt"), "--out", str(tmp_path / "out.yaml"))
    assert result.exit_code == 1
    assert "error[CW901]: this text is in no layout that is known" in result.stderr
    assert not (tmp_path / "out.yaml").exists()


PAGES = ("", "Page 3 of 9", "\f", "4", "- 5 -", "Page | 6", "7 | Page")


@pytest.mark.parametrize("name", ["titled", "referenced"])
@pytest.mark.parametrize("every", [2, 3, 5])
def test_page_numbers_between_its_lines_change_nothing(tmp_path: Path, name: str, every: int) -> None:
    lines = (SPECS / f"{name}.txt").read_text("utf-8").split("\n")
    paged = [text for place, line in enumerate(lines) for text in (line, *(PAGES if place % every == 0 else ()))]
    (tmp_path / "paged.txt").write_text("\n".join(paged), "utf-8")
    assert run("import", "spec", str(tmp_path / "paged.txt")).stdout == (SPECS / f"{name}.yaml").read_text("utf-8")


def test_the_head_and_foot_of_pages_within_a_table_are_left_out_and_said(tmp_path: Path) -> None:
    foot = "KBA Level 3 Award, version 2\n12\n\fKeeping Boards Association\n"
    place = changed(tmp_path, "titled", "\t2.3 Explain how a swarm starts", f"{foot}\t2.3 Explain how a swarm starts")
    result = run("import", "spec", place)
    assert result.stdout == (SPECS / "titled.yaml").read_text("utf-8")
    said = " ".join(result.stderr.split())
    for words in ("“KBA Level 3 Award, version 2” stands between criteria and was left out", "“Keeping Boards Association” stands between criteria"):
        assert words in said


def test_a_table_that_is_interrupted_for_long_is_said_to_go_on(tmp_path: Path) -> None:
    place = changed(tmp_path, "titled", "\t2.3 Explain how a swarm starts", "A word of the author.\n" * 5 + "\t2.3 Explain how a swarm starts")
    result = run("import", "spec", place)
    assert result.exit_code == 1
    assert "the table of criteria ended above with 2.2, and here it seems to go on" in " ".join(result.stderr.split())


def test_a_tenth_criterion_is_not_the_first(tmp_path: Path) -> None:
    more = "".join(f" 1.{number} Do the {number}th thing" for number in range(3, 12))
    result = run("import", "spec", changed(tmp_path, "titled", "1.2 Uncap it", f"1.2 Uncap it{more}"))
    criteria = read_yaml(Source("made", result.stdout)).data["units"][1]["outcomes"][0]["criteria"]
    assert [each["id"] for each in criteria] == [f"1.{number}" for number in range(1, 12)]
    assert "Read 2 units and 18 criteria" in result.stderr


@pytest.mark.parametrize(("data", "words"), [(b"%PDF-1.7\n%\xe2", "this is a PDF and no text"), (b"PK\x03\x04a", "this is a Word file or another zip")])
def test_another_kind_of_document_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "specification.txt").write_bytes(data)
    result = run("import", "spec", str(tmp_path / "specification.txt"))
    assert result.exit_code == 1
    assert words in result.stderr
    assert "convert it to text first" in result.stderr


@pytest.mark.parametrize(("data", "code"), [(b"", "CW002"), (b"\xff\xfea", "CW003"), (b"a\0b", "CW003"), (b"x" * 2_000_001, "CW009")])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    result = run("import", "spec", str(tmp_path / "odd.txt"))
    assert result.exit_code == 1
    assert f"error[{code}]" in result.stderr


def test_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_text("mine\n", "utf-8")
    spec = str(SPECS / "titled.txt")
    assert "there is no such file" in run("import", "spec", str(tmp_path / "nowhere.txt")).stderr
    assert "an import overwrites nothing" in " ".join(run("import", "spec", spec, "--out", str(tmp_path / "there.yaml")).stderr.split())
    assert run("import", "spec", spec, "--out", str(tmp_path / "there.yaml" / "below.yaml")).exit_code == 1
    assert (tmp_path / "there.yaml").read_text("utf-8") == "mine\n"


def without_judgement(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_judgement(each) for key, each in value.items() if key not in BY_JUDGEMENT}
    return [without_judgement(each) for each in value] if isinstance(value, list) else value


def lines_of_the_text(text: str) -> list[str]:
    """The file's lines without those that a person added."""
    lines, inside = list[str](), False
    for line in text.splitlines():
        inside = line.strip().startswith("because:") or (inside and line.startswith(" " * 14))
        if not inside and not line.strip().startswith(("maps_to:", "same_as:", "#")):
            lines.append(line)
    return lines


@pytest.mark.skipif(not SHARED.is_dir(), reason="the specifications' texts belong to their awarding organisations and are not in the repository")
@pytest.mark.parametrize("name", ["iao-601-3477-x", "biiab-601-7253-8"])
def test_both_shipped_specifications_come_out_as_they_ship(name: str) -> None:
    result = run("import", "spec", str(SHARED / f"{name}.txt"))
    assert result.exit_code == 0, result.stderr
    ours = (REPOSITORY / f"content/qualifications/{name}.yaml").read_text("utf-8")
    assert read_yaml(Source("made", result.stdout)).data == without_judgement(read_yaml(Source("ours", ours)).data)
    assert result.stdout.splitlines() == lines_of_the_text(ours)
