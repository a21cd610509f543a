"""Question banks: which format a file is in, and how to read and write each."""

import re
from typing import Literal

from builder.diagnostics import Diagnostic
from builder.exchange.aiken import ANSWER, OPTION, read_aiken
from builder.exchange.gift import read_gift
from builder.exchange.item import BROKEN, Bank, Fields, unread
from builder.exchange.moodle import read_moodle
from builder.exchange.qti import is_zip, read_qti
from builder.source import Source, Span

Format = Literal["moodle-xml", "gift", "aiken", "qti"]
FORMATS: tuple[Format, ...] = ("moodle-xml", "gift", "aiken", "qti")


def read_bank(data: bytes, path: str, form: Format | None = None) -> tuple[Bank, Source | None]:
    """The questions of a file, and its text where it is one. Without `form`, the content says which format it is."""
    form = form or guess(data)
    if form is None:
        hint = f"say which with --format: {', '.join(FORMATS)}"
        return Bank([], [BROKEN.at(Span(path), "nothing in this file tells which format it is in", hint=hint)]), None
    bank, source = _read(data, path, form)
    return _answerable(bank), source


def _read(data: bytes, path: str, form: Format) -> tuple[Bank, Source | None]:
    if form == "qti" and is_zip(data):
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


def _answerable(bank: Bank) -> Bank:
    """The bank without questions that no answer to is right: what is right has to be looked up where they come from."""
    silent = {place: why for place, item in enumerate(bank.items) if (why := _silence(item.fields))}
    found = [unread(bank.items[place].span, bank.items[place].name, why) for place, why in silent.items()]
    return Bank([item for place, item in enumerate(bank.items) if place not in silent], [*bank.findings, *found])


def _silence(fields: Fields) -> str:
    """Why nobody could answer a question, "" where somebody can."""
    if fields["type"] in ("choice", "choices") and not any(each.get("correct") for each in fields.get("options", ())):
        return "none of its options is right"
    return "a gap in it has no right answer" if fields["type"] == "fill" and "[[]]" in fields["text"] else ""


def guess(data: bytes) -> Format | None:
    """The format that the content looks like."""
    if is_zip(data):
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
    lines, braces = start.splitlines(), bool(re.search(r"(?<!\\)\{", start) and "}" in start)
    if any(map(ANSWER.match, lines)) and (not braces or any(map(OPTION.match, lines))):
        return "aiken"
    return "gift" if braces else None


def _text(data: bytes, path: str) -> tuple[Source | None, list[Diagnostic]]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [BROKEN.at(Span(path, line), "the file is not UTF-8 from here on", hint="save it with the encoding UTF-8")]
    if "\0" in text:
        return None, [BROKEN.at(Span(path), "this is not a text file", hint="give a text file, or a zip of QTI items")]
    return Source(path, text), []
