"""Findings as people and machines read them: text with the line underlined, JSON, GitHub's annotations."""

import json
import re
import sys
import textwrap
from collections.abc import Mapping, Sequence
from urllib.parse import quote

import click

from builder.diagnostics import Diagnostic
from builder.explain import Page, page
from builder.source import Source

WIDTH = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What a terminal would obey instead of showing."""
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(finding: Diagnostic, texts: Mapping[str, Source]) -> str:
    """One finding with its source line: what, where, the source, what to do. Styled; `click.echo` takes colour out where there is no terminal."""
    colour = _COLOURS[finding.severity]
    head = click.style(f"{finding.severity}[{finding.code}]", fg=colour, bold=True)
    span = finding.span
    gutter = " " * len(str(span.line))
    lines = [
        _wrapped(f"{finding.severity}[{finding.code}]: {finding.message}").replace(f"{finding.severity}[{finding.code}]", head, 1),
        f"{gutter}{click.style('-->', fg='blue')} {safe(span.path)}:{span.line}:{span.column}",
    ]
    source = texts.get(span.path)
    bar = click.style("|", fg="blue")
    if source and span.line <= len(source.lines) and source.lines[span.line - 1].strip():
        lines += _underlined(finding, source, gutter, bar, colour)
    if finding.hint:
        lines.append(f"{gutter} {click.style('=', fg='blue')} {click.style('help', fg='green')}: " + _hint(finding.hint, gutter))
    return "\n".join(lines)


def as_allowed(finding: Diagnostic, reason: str) -> str:
    """One finding that stands, with the reason that an author gave."""
    span = finding.span
    head = f"allowed[{finding.code}]"
    place = f" {click.style('-->', fg='blue')} {safe(span.path)}:{span.line}:{span.column}"
    return "\n".join([_wrapped(f"{head}: {finding.message}").replace(head, click.style(head, bold=True), 1), place, _wrapped(f"  = reason: {reason}")])


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(_CONTROL.sub("�", text), WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False))


def _hint(hint: str, gutter: str) -> str:
    indent = f"{gutter}         "
    lines = [
        line
        for paragraph in hint.split("\n")
        for line in (textwrap.wrap(safe(paragraph), WIDTH - len(indent), break_long_words=False, break_on_hyphens=False) or [""])
    ]
    return f"\n{indent}".join(lines)


def _underlined(finding: Diagnostic, source: Source, gutter: str, bar: str, colour: str) -> list[str]:
    """The source line and a row of `^`. A long line is shown around the place meant, tabs as one space."""
    span = finding.span
    line = source.lines[span.line - 1]
    column = span.column
    room = WIDTH - len(gutter) - 3
    if len(line) > room:
        start = max(0, min(column - 1 - room // 3, len(line) - room))
        line = ("…" if start else "") + line[start + bool(start) : start + room - 1] + ("…" if start + room < len(line) else "")
        column -= start
    line = safe(line.replace("\t", " "))
    marks = "^" * max(1, min(span.length, len(line) - column + 1))
    note = f" {safe(finding.note)}" if finding.note else ""
    number = click.style(str(span.line), fg="blue")
    return [f"{gutter} {bar}", f"{number} {bar} {line}", f"{gutter} {bar} {' ' * (column - 1)}{click.style(marks + note, fg=colour)}", f"{gutter} {bar}"]


def as_json(findings: Sequence[Diagnostic]) -> str:
    """All findings as one JSON list."""
    return to_json([finding.as_json() for finding in findings])


def as_sarif(findings: Sequence[Diagnostic], version: str) -> str:
    """All findings as one SARIF 2.1.0 log, which code scanning services read (OASIS SARIF v2.1.0, sections 3.13, 3.27 and 3.49)."""
    places = {code: place for place, code in enumerate(sorted({finding.code for finding in findings}))}
    driver = {
        "name": "Coursewright",
        "version": version,
        "rules": [_sarif_rule(page(code)) for code in places],
    }
    return to_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_sarif(each, places[each.code]) for each in findings]}],
        }
    )


def _sarif_rule(each: Page) -> dict[str, object]:
    """A rule with its page, which GitHub shows beside a finding."""
    return {
        "id": each.code,
        "name": each.name,
        "shortDescription": {"text": each.title},
        "help": {"text": each.text, "markdown": each.text},
        "defaultConfiguration": {"level": each.severity},
    }


def _sarif(finding: Diagnostic, place: int) -> dict[str, object]:
    span = finding.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + max(1, span.length)}
    text = finding.message + (f"\n{finding.hint}" if finding.hint else "")
    return {
        "ruleId": finding.code,
        "ruleIndex": place,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(span.path)}, "region": region}}],
    }


def to_json(data: object) -> str:
    """JSON for standard output: in ASCII where that cannot hold every character."""
    return json.dumps(data, ensure_ascii=not holds_unicode(), indent=2)


def safe(text: str) -> str:
    """`text` without what a terminal would obey."""
    return _CONTROL.sub("�", text)


def holds_unicode() -> bool:
    """Whether standard output holds every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def as_github(finding: Diagnostic) -> str:
    """One finding as a workflow command, which GitHub shows beside the line."""
    span = finding.span
    message = finding.message + (f"; {finding.hint}" if finding.hint else "")
    place = f"file={_property(span.path)},line={span.line},col={span.column},title={_property(f'{finding.code} {finding.name}')}"
    return f"::{_GITHUB[finding.severity]} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(count: int, one: str, many: str = "") -> str:
    """`1 unit`, `2 units`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def totals(findings: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or `no findings`."""
    counts = [(sum(finding.severity == severity for finding in findings), severity) for severity in ("error", "warning", "note")]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count) or "no findings"
