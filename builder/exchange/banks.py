"""Question banks: which format a file is in, and how to read and write each."""

import io
import re
import zipfile
from typing import Literal

from builder.diagnostics import Diagnostic
from builder.exchange.aiken import ANSWER, read_aiken
from builder.exchange.gift import read_gift
from builder.exchange.item import BROKEN, Bank
from builder.exchange.moodle import read_moodle
from builder.exchange.qti import read_qti
from builder.source import Source, Span

Format = Literal["moodle-xml", "gift", "aiken", "qti"]
FORMATS: tuple[Format, ...] = ("moodle-xml", "gift", "aiken", "qti")


def read_bank(data: bytes, path: str, form: Format | None = None) -> tuple[Bank, Source | None]:
    """The questions of a file, and its text where it is one. Without `form`, the content says which format it is."""
    form = form or guess(data)
    if form is None:
        hint = f"say which with --format: {', '.join(FORMATS)}"
        return Bank([], [BROKEN.at(Span(path), "nothing in this file tells which format it is in", hint=hint)]), None
    if form == "qti" and zipfile.is_zipfile(io.BytesIO(data)):
        return read_qti(data, path), None
    source, findings = _text(data, path)
    if form in ("moodle-xml", "qti"):
        return (read_moodle if form == "moodle-xml" else read_qti)(data, path), source
    if source is None:
        return Bank([], findings), None
    bank = (read_gift if form == "gift" else read_aiken)(source)
    if not bank.items and not bank.findings:
        return Bank([], [BROKEN.at(Span(path), "no question is in this file", hint="see whether --format names the right format")]), source
    return bank, source


def guess(data: bytes) -> Format | None:
    """The format that the content looks like."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        return "qti"
    start = data[:20_000].decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if start.startswith("<"):
        return (
            "moodle-xml"
            if re.search(r"<quiz[\s>]", start)
            else "qti"
            if re.search(r"<(?:\w+:)?(?:assessmentItem|questestinterop|assessmentTest)", start)
            else None
        )
    lines = start.splitlines()
    if any(ANSWER.match(line) for line in lines):
        return "aiken"
    return "gift" if re.search(r"(?<!\\)\{", start) and "}" in start else None


def _text(data: bytes, path: str) -> tuple[Source | None, list[Diagnostic]]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [BROKEN.at(Span(path, line), "the file is not UTF-8 from here on", hint="save it with the encoding UTF-8")]
    if "\0" in text:
        return None, [BROKEN.at(Span(path), "this is not a text file", hint="give a text file, or a zip of QTI items")]
    return Source(path, text), []
