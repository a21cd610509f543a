"""Reports for tests: the course that they are of, in words that nobody should use, and what reads each format."""

import io
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from .desk import copy_base, run
from .test_coverage import replace

HOSTILE = [
    "<script>alert(1)</script>",
    '=cmd|"/c calc"!A1',
    "+1+1",
    "-2 & <b>",
    "@SUM(A1)",
    "مرحبا بكم \u202e evil",
    "A" * 5000,
    "]]> --> </style> \\ \" '",
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of `_base`, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return copy_base(tmp_path)


def made(form: str, *arguments: str, exit_code: int = 0) -> bytes:
    """The report of the course in one format."""
    result = run("coverage", "course", *arguments, "--format", form)
    assert result.exit_code == exit_code, result.output
    return result.stdout_bytes


def page(*arguments: str, exit_code: int = 0) -> etree._Element:
    return parsed(made("html", *arguments, exit_code=exit_code).decode())


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text, etree.HTMLParser())


def every(found: etree._Element, path: str) -> list[etree._Element]:
    """The elements that an XPath leads to; `~name` stands for those of a class."""
    named = re.sub(r"~([\w-]+)", r"contains(concat(' ', @class, ' '), ' \1 ')", path)
    result = found.xpath(named)
    assert isinstance(result, list)
    return [each for each in result if isinstance(each, etree._Element)]


def words(element: etree._Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext()).split())


def sheet(data: bytes, name: str) -> Worksheet:
    found = load_workbook(io.BytesIO(data))[name]
    assert isinstance(found, Worksheet)
    return found


@pytest.fixture
def hostile(desk: Path) -> Path:
    """The course, its criteria, parts and titles worded as nobody should."""
    quoted = [json.dumps(text) for text in HOSTILE]
    file = desk / "qualifications/bakery.yaml"
    replace(file, "Name the kinds of bread that a bakery sells", quoted[0])
    replace(file, '"Explain how to serve customers who are:"', quoted[1])
    replace(file, "range: [Hungry, In a hurry]", f"range: [{{id: hungry, text: {quoted[2]}}}, {{id: in-a-hurry, text: {quoted[3]}}}]")
    replace(file, "State how long bread keeps", quoted[4])
    replace(file, "Describe how to give change", quoted[5])
    replace(file, "Describe what yeast does", quoted[6])
    replace(file, "title: Selling bread", f"title: {quoted[7]}")
    replace(file, "number: 100/0001/A", f"number: {json.dumps('1</style><b>')}")
    replace(desk / "units/first/2-money.md", "title: Giving change", "title: '=1+1 <img src=x onerror=alert(1)>'")
    return desk
