"""YAML that keeps what the author typed: every scalar a string, every value with its place.

Built from libyaml's event stream, so that depth, aliases and duplicate keys are in our hands: plain loading
turns `1.10` into `1.1` and lets nested aliases grow without bound.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from builder.diagnostics import Diagnostic, Rule
from builder.source import Source, Span

SYNTAX = Rule("CW004", "yaml-syntax")
DUPLICATE_KEY = Rule("CW005", "duplicate-key")
TOO_DEEP = Rule("CW010", "too-deep")

MAX_DEPTH = 40
MAX_VALUES = 200_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlText:
    """A YAML document as plain dicts, lists, strings and None, with a place for every value and key."""

    data: Any
    places: dict[Loc, Span]
    keys: dict[Loc, Span]
    findings: tuple[Diagnostic, ...]

    def place(self, loc: Loc) -> Span:
        """Where the value at `loc` stands, or the nearest thing around it that has a place."""
        while loc not in self.places and loc:
            loc = loc[:-1]
        return self.places.get(loc, Span(""))


class _RefusedError(Exception):
    """The document cannot be read on; carries the finding that says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass
class _Open:
    """A collection being filled. `key` is the mapping key that waits for its value."""

    value: dict[str, Any] | list[Any]
    loc: Loc
    key: str | None = None
    first: dict[str, Span] = field(default_factory=dict)


def read_yaml(source: Source, text: str | None = None, first_line: int = 1) -> YamlText:
    """Read one document. `text` is a piece of `source` that starts at `first_line` (front matter)."""
    builder = _Builder(source, first_line)
    body = source.text if text is None else text
    try:
        return builder.run(body)
    except _RefusedError as refused:
        builder.findings.append(refused.finding)
    except yaml.YAMLError as error:
        builder.findings.append(_syntax(source, error, body, first_line))
    return YamlText(None, builder.places, builder.keys, tuple(builder.findings))


def _syntax(source: Source, error: yaml.YAMLError, body: str, first_line: int) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else 0
    span = source.span(line + first_line, (mark.column if mark else 0) + 1)
    lines = body.split("\n")
    written = lines[line] if line < len(lines) else ""
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return SYNTAX.at(source.span(line + first_line, indent.index("\t") + 1), "a tab cannot indent YAML", hint="use two spaces for each level")
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    return SYNTAX.at(span, f"this is not YAML: {problem}", hint=_syntax_hint(written))


def _syntax_hint(written: str) -> str | None:
    if written.count(": ") > 1:
        return 'a text that holds ": " needs quotation marks around it'
    if written.strip().startswith(("*", "&", "@", "`", "%", "!")):
        return f'put quotation marks around a text that starts with "{written.strip()[0]}"'
    return None


class _Builder:
    """Turns libyaml's events into values, one at a time, without recursion."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.offset = first_line
        self.places: dict[Loc, Span] = {}
        self.keys: dict[Loc, Span] = {}
        self.findings: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open: list[_Open] = []
        self.marks: list[tuple[str, int]] = []
        self.count = 0
        self.root: Any = None

    def run(self, text: str) -> YamlText:
        documents = 0
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(SYNTAX.at(self.span(event), "one file holds one document", hint='remove the line "---"'))
            elif isinstance(event, yaml.ScalarEvent):
                self.add(self.scalar(event), event)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.end()
        return YamlText(self.root, self.places, self.keys, tuple(self.findings))

    def span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return self.source.span(start.line + self.offset, start.column + 1, length)

    def scalar(self, event: Any) -> str | None:
        plain_nothing = event.implicit[0] and event.value in ("", "~", "null")
        return None if plain_nothing else str(event.value)

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            raise _RefusedError(SYNTAX.at(self.span(event), f"nothing is named &{event.anchor} above this"))
        value, size = self.anchors[event.anchor]
        self.add(value, event, size)

    def start(self, event: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise _RefusedError(TOO_DEEP.at(self.span(event), f"more than {MAX_DEPTH} levels inside one another"))
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        loc = self.add(value, event)
        self.open.append(_Open(value, loc))
        self.marks.append((event.anchor or "", self.count))

    def end(self) -> None:
        closed = self.open.pop()
        anchor, before = self.marks.pop()
        if anchor:
            self.anchors[anchor] = (closed.value, self.count - before + 1)

    def add(self, value: Any, event: Any, size: int = 1) -> Loc:
        self.count += size
        if self.count > MAX_VALUES:
            raise _RefusedError(TOO_DEEP.at(self.span(event), "aliases make this document grow beyond all measure", hint="write the values out"))
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            self.anchors[event.anchor] = (value, 1)
        if not self.open:
            self.root = value
            self.places[()] = self.span(event)
            return ()
        return self.put(self.open[-1], value, event)

    def put(self, into: _Open, value: Any, event: Any) -> Loc:
        if isinstance(into.value, list):
            loc = (*into.loc, len(into.value))
            into.value.append(value)
        elif into.key is None:
            self.key(into, value, event)
            return into.loc
        else:
            loc = (*into.loc, into.key)
            into.value[into.key] = value
            into.key = None
        self.places[loc] = self.span(event)
        return loc

    def key(self, into: _Open, value: Any, event: Any) -> None:
        span = self.span(event)
        if not isinstance(value, str):
            raise _RefusedError(SYNTAX.at(span, "a key is a word, not a list or an empty value"))
        if value in into.first:
            self.findings.append(
                DUPLICATE_KEY.at(span, f"`{value}` stands here twice", note=f"first in line {into.first[value].line}", hint="keep one of them")
            )
        into.first.setdefault(value, span)
        self.keys[(*into.loc, value)] = span
        into.key = value
