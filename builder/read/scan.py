"""Where things stand in a lesson's Markdown: headings, blocks, links, images, raw HTML.

Python-Markdown keeps no positions, so this small scan of the source stands beside it. It knows just enough of
the syntax to find things; what they turn into is Markdown's business.
"""

import re
from collections.abc import Iterator

from builder.markup import Block, Heading, Image, Link, Markup
from builder.source import Source, Span

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]*(?P<text>.*?)[ \t#]*$")
_ATTRIBUTES = re.compile(r"\{:?(?P<list>[^{}]*)\}[ \t]*$")
_ATTRIBUTE = re.compile(r"""#(?P<id>[^\s#.=}]+)|\.(?P<class>[^\s#.=}]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}]*))""")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_BLOCK = re.compile(r"^(?P<fence>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<title>.*?)[ \t]*)?$")
_BLOCK_END = re.compile(r"^(?P<fence>/{3,})[ \t]*$")
_OPTION = re.compile(r"^ {4,}(?P<key>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_IMAGE = re.compile(r"""!\[(?P<alt>[^\]]*)\]\(\s*(?P<open><?)(?P<target>[^)\s>]*)>?(?:\s+["'(].*?["')])?\s*\)(?P<attributes>\{:?[^}]*\})?""")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\(\s*<?(?P<target>[^)\s>]*)")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<text>[^\]]+)\]:\s*<?(?P<target>[^\s>]+)")
_AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][\w+.-]*:[^\s<>]*)>")
_HTML = re.compile(r"<(?:/?[a-zA-Z][^<>]*>|!--|\?|!\[CDATA\[)|<(?:/?[a-zA-Z][\w-]*(?=[\s/]|$))")


def scan(source: Source, first_line: int) -> Markup:
    """Scan `source` from `first_line` (counted from 1) to its end."""
    scanner = _Scanner(source)
    for number in range(first_line, len(source.lines) + 1):
        scanner.line(number, source.lines[number - 1])
    return scanner.result()


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


class _Scanner:
    """Walks the lines once, keeping what is open: a code fence, blocks, a paragraph's last line."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fence = ""
        self.before = ""
        self.open: list[tuple[str, int]] = []
        self.filling: int | None = None
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.links: list[Link] = []
        self.html: list[tuple[str, Span]] = []
        self.definitions: list[str] = []
        self.stray: list[Span] = []

    def line(self, number: int, text: str) -> None:
        if self.in_fence(text):
            self.before = ""
            return
        if self.option(number, text) or self.block(number, text):
            self.before = ""
            return
        if text.startswith("    ") and not self.before.strip():
            return
        masked = _CODE.sub(lambda code: " " * len(code[0]), text)
        self.heading(number, text)
        self.inline(number, masked)
        self.before = text

    def in_fence(self, text: str) -> bool:
        found = _FENCE.match(text)
        if self.fence:
            if found and found[1].startswith(self.fence) and not text.strip(" `~"):
                self.fence = ""
            return True
        self.fence = found[1] if found else ""
        return bool(found)

    def block(self, number: int, text: str) -> bool:
        if end := _BLOCK_END.match(text):
            self.close(number, end["fence"])
            return True
        found = _BLOCK.match(text)
        if not found:
            return False
        span = self.source.span(number, 1, len(text))
        self.blocks.append(Block(found["name"], found["title"] or "", {}, len(self.open), False, span))
        self.filling = len(self.blocks) - 1
        self.open.append((found["fence"], self.filling))
        return True

    def close(self, number: int, fence: str) -> None:
        places = [place for place, (opened, _) in enumerate(self.open) if opened == fence]
        if not places:
            self.stray.append(self.source.span(number, 1, len(fence)))
            return
        _, index = self.open[places[-1]]
        opened = self.blocks[index]
        self.blocks[index] = Block(opened.name, opened.title, opened.options, opened.depth, True, opened.span)
        del self.open[places[-1] :]

    def option(self, number: int, text: str) -> bool:
        if self.filling is None:
            return False
        found = _OPTION.match(text)
        if not found:
            self.filling = None
            return False
        value = found["value"].strip("\"'")
        self.blocks[self.filling].options[found["key"]] = (value, self.source.span(number, found.start("value") + 1, len(found["value"])))
        return True

    def heading(self, number: int, text: str) -> None:
        found = _HEADING.match(text)
        if found:
            self.headings.append(self.heading_of(number, len(found[1]), found["text"], found.start("text")))
        elif _UNDERLINE.match(text) and self.before.strip() and not self.before.lstrip().startswith(("|", "-", "*", ">", "#", "/")):
            level = 1 if "=" in text else 2
            self.headings.append(Heading(level, self.before.strip(), None, (), True, len(self.open), self.source.span(number - 1, 1, len(self.before))))

    def heading_of(self, number: int, level: int, text: str, offset: int) -> Heading:
        listed = _ATTRIBUTES.search(text)
        identifier, tags = None, list[tuple[str, Span]]()
        if listed:
            identifier, _, keys = attributes(listed["list"])
            tags = list(self.tags(number, keys.get("criteria", "")))
            text = text[: listed.start()].rstrip()
        return Heading(level, text.rstrip("#").rstrip(), identifier, tuple(tags), False, len(self.open), self.source.span(number, offset + 1, len(text)))

    def tags(self, number: int, value: str) -> Iterator[tuple[str, Span]]:
        line = self.source.lines[number - 1]
        start = line.find(value, line.find("criteria="))
        for found in re.finditer(r"[^,\s]+", value):
            yield found[0], self.source.span(number, start + found.start() + 1, len(found[0]))

    def inline(self, number: int, text: str) -> None:
        for found in _IMAGE.finditer(text):
            classes = attributes((found["attributes"] or "").strip("{:}"))[1]
            self.images.append(Image(found["alt"].strip(), found["target"], "decorative" in classes, self.at(number, found)))
        for found in _LINK.finditer(text):
            self.links.append(Link(found["text"], found["target"], self.at(number, found)))
        for found in _AUTOLINK.finditer(text):
            self.links.append(Link(found["target"], found["target"], self.at(number, found)))
        if found_definition := _DEFINITION.match(text):
            self.definitions.append(self.source.lines[number - 1])
            self.links.append(Link(found_definition["text"], found_definition["target"], self.at(number, found_definition)))
        for found in _HTML.finditer(_AUTOLINK.sub(lambda link: " " * len(link[0]), text)):
            self.html.append((found[0], self.at(number, found)))

    def at(self, number: int, found: re.Match[str]) -> Span:
        return self.source.span(number, found.start() + 1, found.end() - found.start())

    def result(self) -> Markup:
        return Markup(
            tuple(self.headings),
            tuple(self.blocks),
            tuple(self.images),
            tuple(self.links),
            tuple(self.html),
            tuple(self.definitions),
            tuple(self.stray),
        )
