"""libyaml's events to a `YamlText`: so that depth, aliases and duplicate keys are in our hands.

Plain loading turns `1.10` into `1.1` and lets nested aliases grow without bound.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from builder.diagnostics import Diagnostic
from builder.read.piece import Piece
from builder.read.yaml_syntax import explain
from builder.read.yaml_text import DUPLICATE_KEY, SYNTAX, TOO_DEEP, Loc, Marks, YamlText
from builder.source import Source, Span

MAX_DEPTH = 40
MAX_VALUES = 200_000
"""Values of a document with its aliases written out; a text counts once more for every hundred characters."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def document(source: Source, text: str, first_line: int) -> YamlText:
    """Read one document: `text`, a piece of `source` that starts at `first_line`."""
    piece = Piece(source, text, first_line)
    builder = _Builder(piece)
    try:
        return builder.run()
    except _RefusedError as refused:
        builder.findings.append(refused.finding)
    except yaml.YAMLError as error:
        builder.findings.append(explain(piece, error))
    return YamlText(None, piece, builder.places, builder.keys, tuple(builder.findings))


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
    first: dict[str, Marks] = field(default_factory=dict)


class _Builder:
    """Turns libyaml's events into values, one at a time, without recursion."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.places: dict[Loc, Marks] = {}
        self.keys: dict[Loc, Marks] = {}
        self.findings: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open: list[_Open] = []
        self.marks: list[tuple[str, int]] = []
        self.count = 0
        self.root: Any = None

    def run(self) -> YamlText:
        documents = 0
        for event in yaml.parse(self.piece.text, Loader=_Loader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(SYNTAX.at(self.span(event), "one file holds one document", hint="remove the line `---`"))
            elif isinstance(event, yaml.ScalarEvent):
                self.add(self.scalar(event), event, 1 + len(event.value) // 100)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.end()
        return YamlText(self.root, self.piece, self.places, self.keys, tuple(self.findings))

    def span(self, event: Any) -> Span:
        return self.piece.span(*_marks(event))

    def scalar(self, event: Any) -> str | None:
        plain_nothing = event.implicit[0] and event.value in ("", "~", "null")
        return None if plain_nothing else str(event.value).strip()

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            hint = f'put quotation marks around a text that starts with "*", like "*{event.anchor}"'
            raise _RefusedError(SYNTAX.at(self.span(event), f"nothing is named &{event.anchor} above this", hint=hint))
        value, size = self.anchors[event.anchor]
        self.add(value, event, size)

    def start(self, event: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            message = f"more than {MAX_DEPTH} levels stand inside one another"
            raise _RefusedError(TOO_DEEP.at(self.span(event), message, hint="write it with fewer brackets or less indentation"))
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
            self.anchors[event.anchor] = (value, size)
        if not self.open:
            self.root = value
            self.places[()] = _marks(event)
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
        self.places[loc] = _marks(event)
        return loc

    def key(self, into: _Open, value: Any, event: Any) -> None:
        marks = _marks(event)
        if not isinstance(value, str):
            raise _RefusedError(SYNTAX.at(self.span(event), "a key is a word, not a list or an empty value", hint="write a word before the colon"))
        if value in into.first:
            first = self.piece.span(*into.first[value])
            self.findings.append(
                DUPLICATE_KEY.at(self.span(event), f"`{value}` stands here twice", note=f"first in line {first.line}", hint="keep one of them")
            )
        into.first.setdefault(value, marks)
        self.keys[(*into.loc, value)] = marks
        into.key = value


def _marks(event: Any) -> Marks:
    return event.start_mark.index, event.end_mark.index
