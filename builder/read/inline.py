"""What stands within a paragraph of Markdown: images, links, raw HTML, attribute lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.markup import MARKS, Image, Link, Markup
from builder.read.piece import Piece
from builder.source import Source, Span

_MASKED = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]|(`+).+?(?<!`)\1(?!`)", re.DOTALL)
_WORDS = r"(?:[^\[\]]|\[[^\[\]]*\](?:\([^()\n]*\))?)*"
_TARGET = r"""\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:[^()\n]|\([^()\n]*\))*?))(?:\s+(?P<quote>["']).*?(?P=quote))?\s*\)"""
_IMAGE = re.compile(rf"!\[(?P<text>{_WORDS})\]{_TARGET}(?P<attributes>\{{:?[^{{}}\n]*\}})?")
_IMAGE_REFERENCE = re.compile(rf"!\[(?P<text>{_WORDS})\](?:\s?\[(?P<name>[^\[\]]*)\]|(?!\())")
_LINK = re.compile(rf"(?<!!)\[(?P<text>{_WORDS})\]{_TARGET}")
_LINK_REFERENCE = re.compile(rf"(?<!!)\[(?P<text>{_WORDS})\]\s?\[(?P<name>[^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]]+)\]:[ \t]*\n?[ \t]*<?(?P<target>[^\s<>]+)>?.*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][\w+.-]*:[^\s<>]*)>")
_MAIL = re.compile(r"<[^\s<>@/]+@[^\s<>@/]+>")
_ANGLE = re.compile(r"\]\(\s*<[^<>\n]*>")
_ATTRIBUTES = re.compile(r"(?:\{:|(?<=[)*_`])\{)(?P<list>[^{}\n]*)\}")
_ATTRIBUTE = re.compile(r"""#(?P<id>[^\s#.=}]+)|\.(?P<class>[^\s#.=}]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}]*))""")
_HTML = re.compile(r"<(?:/?[a-zA-Z][^<>]*>|\?|!\[CDATA\[|![a-zA-Z])|<(?:/?[a-zA-Z][\w-]*(?=[\s/]|$))")


def attributes(text: str) -> tuple[str | None, list[str], dict[str, str]]:
    """An attribute list's id, classes and keys, from the text between the braces."""
    identifier, classes, keys = None, [], {}
    for found in _ATTRIBUTE.finditer(text):
        if found["id"]:
            identifier = found["id"]
        elif found["class"]:
            classes.append(found["class"])
        else:
            keys[found["key"]] = found["quoted"] or found["single"] or found["bare"] or ""
    return identifier, classes, keys


@dataclass
class Inline:
    """Everything found within paragraphs, in order; `references` are links by name, to be resolved at the end."""

    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    named: list[Link] = field(default_factory=list)
    html: list[tuple[str, Span]] = field(default_factory=list)
    attributes: list[tuple[str, Span]] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    targets: dict[str, tuple[str, Span]] = field(default_factory=dict)
    references: list[tuple[bool, str, str, Span]] = field(default_factory=list)

    def paragraph(self, piece: Piece) -> None:
        """Look through one paragraph."""
        if MARKS.isdisjoint(piece.text):
            return
        text = _masked(piece.text)
        for found in _DEFINITION.finditer(text):
            self.definitions.append(piece.text[found.start() : found.end()])
            self.targets.setdefault(_name(found["name"]), (found["target"], _span(piece, found)))
        text = _DEFINITION.sub(_blank, text)
        self._images(piece, text)
        self._links(piece, text)
        for found in _ATTRIBUTES.finditer(text):
            self.attributes += [(key, piece.span(found.start(), found.end())) for key in attributes(found["list"])[2]]
        for pattern in (_ANGLE, _AUTOLINK, _MAIL):
            text = pattern.sub(_blank, text)
        for found in _HTML.finditer(text):
            self.html.append((found[0], _span(piece, found)))

    def _images(self, piece: Piece, text: str) -> None:
        for found in _IMAGE.finditer(text):
            classes = attributes((found["attributes"] or "").strip("{:}"))[1]
            self.images.append(Image(_written(piece, found), _target(found), "decorative" in classes, _span(piece, found)))
        for found in _IMAGE_REFERENCE.finditer(_IMAGE.sub(_blank, text)):
            self.references.append((True, found["name"] or found["text"], _written(piece, found), _span(piece, found)))

    def _links(self, piece: Piece, text: str) -> None:
        for found in _LINK.finditer(text):
            self.links.append(Link(_written(piece, found), _target(found), _span(piece, found)))
        for found in _LINK_REFERENCE.finditer(_LINK.sub(_blank, _IMAGE.sub(_blank, text))):
            self.references.append((False, found["name"] or found["text"], _written(piece, found), _span(piece, found)))
        for found in _AUTOLINK.finditer(_ANGLE.sub(_blank, text)):
            self.links.append(Link(found["target"], found["target"], _span(piece, found)))

    def resolve(self) -> None:
        """Images and links that name a definition; each other definition is a link where it stands."""
        pictures = set()
        for picture, name, written, span in self.references:
            target, _ = self.targets.get(_name(name), (None, None))
            if picture and target is not None:
                pictures.add(_name(name))
                self.images.append(Image(written, target, False, span))
            elif not picture and target is None:
                self.links.append(Link(written, f"[{name}]", span))
            elif not picture and target is not None:
                self.named.append(Link(written, target, span))
        linked = {_name(name) for picture, name, _, _ in self.references if not picture}
        for name, (target, span) in self.targets.items():
            if name in linked or name not in pictures:
                self.links.append(Link(name, target, span))
        self.images.sort(key=lambda image: image.span)
        self.links.sort(key=lambda link: link.span)

    def markup(self) -> Markup:
        """All of it, frozen."""
        return Markup(tuple(self.images), tuple(self.links), tuple(self.html), tuple(self.attributes), tuple(self.definitions), named=tuple(self.named))


def _masked(text: str) -> str:
    """`text` with code and escaped characters blanked out, every other character where it was."""
    return _MASKED.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in found[0])


def _name(text: str) -> str:
    return " ".join(text.split()).lower()


def _written(piece: Piece, found: re.Match[str]) -> str:
    return piece.text[found.start("text") : found.end("text")].strip()


def _target(found: re.Match[str]) -> str:
    return str(found["angle"] if found["angle"] is not None else found["bare"]).strip()


def _span(piece: Piece, found: re.Match[str]) -> Span:
    """Where a match stands; of one over several lines, what stands in the first."""
    end = found[0].find("\n")
    return piece.span(found.start(), found.end() if end < 0 else found.start() + end)


def tags_in(piece_span: Span, value: str) -> Iterator[tuple[str, Span]]:
    """The tags in an attribute's value, each with its place; `piece_span` is that of the value."""
    for found in re.finditer(r"[^,\s]+", value):
        yield found[0], Span(piece_span.path, piece_span.line, piece_span.column + found.start(), len(found[0]))


def in_value(text: str, span: Span) -> Markup:
    """What stands in a YAML value: folded and quoted as it may be, its characters have no places of their own."""
    inline = Inline()
    inline.paragraph(_Value(text, span))
    inline.resolve()
    return inline.markup()


class _Value(Piece):
    def __init__(self, text: str, span: Span) -> None:
        super().__init__(Source(span.path, text), text)
        self.value_span = span

    def at(self, line: int, column: int, length: int = 1) -> Span:
        return self.value_span
