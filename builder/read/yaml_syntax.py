"""What libyaml finds wrong, in an author's words: where, and what to write instead."""

import yaml

from builder.diagnostics import Diagnostic
from builder.read.piece import Piece
from builder.read.yaml_text import SYNTAX

_MARKS = "*&@`%!|>{}[],#?"

_PROBLEMS = {
    "mapping values are not allowed in this context": "a colon cannot stand here",
    "did not find expected key": "a key was expected here",
    "could not find expected ':'": "a key needs a colon after it",
    "found character that cannot start any token": "a text cannot start with this character",
    "did not find expected alphabetic or numeric character": "a text cannot start with this character",
    "did not find expected ',' or ']'": "a list in [ ] is not closed",
    "did not find expected ',' or '}'": "keys in { } are not closed",
    "found unexpected end of stream": "a quotation mark is never closed",
    "did not find expected '-' indicator": "an entry of a list starts with `- `",
    "found undefined tag handle": "a text cannot start with an exclamation mark",
    "did not find expected node content": "a value is missing, or starts with a character that needs quotation marks",
    "did not find expected <document start>": "nothing may follow here",
}
"""libyaml's words for what went wrong, and ours."""


def explain(piece: Piece, error: yaml.YAMLError) -> Diagnostic:
    """The finding for a document that cannot be read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.index if mark else _refused_letter(piece.text)
    line, column = piece.position(index)
    lines = piece.text.split("\n")
    indent = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]
    if "\t" in indent:
        return SYNTAX.at(piece.at(line, indent.index("\t") + 1), "a tab cannot indent YAML", hint="use two spaces for each level")
    if not mark:
        letter = f"U+{ord(piece.text[index]):04X}" if index < len(piece.text) else "of that kind"
        return SYNTAX.at(piece.at(line, column), f"YAML cannot hold the character {letter}", hint="delete it; it may not show on screen")
    problem = str(getattr(error, "problem", None) or str(error).split("\n")[0])
    line, column, hint = _hint(lines, line, column)
    return SYNTAX.at(piece.at(line, column), f"this is not YAML: {_PROBLEMS.get(problem, problem)}", hint=hint)


def _refused_letter(text: str) -> int:
    """The index of the first character that YAML does not allow (YAML 1.1, 5.1)."""
    return next((index for index, letter in enumerate(text) if not _allowed(ord(letter))), 0)


def _allowed(code: int) -> bool:
    if code < 0xA0:
        return code in (0x9, 0xA, 0xD, 0x85) or 0x20 <= code <= 0x7E
    return not 0xD800 <= code < 0xE000 and code not in (0xFFFE, 0xFFFF)


def _hint(lines: list[str], line: int, column: int) -> tuple[int, int, str]:
    """Line and column to point at, and what to do."""
    written = lines[line - 1]
    before = lines[line - 2] if line > 1 else ""
    value = written.partition(": ")[2].strip()
    if value and written[column - 1 : column + 1].rstrip() == ":" and ": " in written[: column - 1]:
        return line, column, f'put quotation marks around a text that holds ": ", like {_quoted(value.split(" #")[0])}'
    if value[:1] in _MARKS and value and (value.startswith("[[") or not value.startswith(("[", "{"))):
        return line, column, f'put quotation marks around a text that starts with "{value[0]}"'
    for place, each in ((line, written), (line - 1, before)):
        key, colon, text = each.strip().partition(":")
        if colon and text and not text.startswith(" ") and ": " not in each and not key.startswith(('"', "'", "-", "#", "[", "{")):
            return place, each.index(":") + 1, f"write a space after the colon: `{_short(f'{key}: {text}')}`"
    for place in range(line, 0, -1):
        if lines[place - 1].count('"') % 2:
            return place, lines[place - 1].rindex('"') + 1, "a quotation mark that opens a text has to close it again; within a text, write ' or “ ”"
    return line, column, "see whether this line and those above it are indented alike, and brackets and quotation marks closed"


def _quoted(text: str) -> str:
    mark = "'" if '"' in text and "'" not in text else '"'
    return f"{mark}{_short(text)}{mark}" if mark not in text else "prompt: >-, and the text in the next line, indented"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
