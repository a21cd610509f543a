"""Where things stand in a lesson's Markdown: headings, blocks, links, images, raw HTML.

Python-Markdown keeps no positions, so this small scan of the source stands beside it. It knows just enough of
the syntax to find things; what they turn into is Markdown's business.
"""

import re

from builder.markup import DEEPEST, Block, Heading, Markup
from builder.read.inline import Inline, attributes, tags_in
from builder.read.piece import Piece
from builder.source import Source, Span

_FENCE = re.compile(r"^ {0,3}(`{3,}(?!.*`)|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]*(?P<text>(?:[^ \t#]+|[ \t#]++(?=[^ \t#]))*+)[ \t#]*$")
_ATTRIBUTES = re.compile(r"\{:?(?P<list>[^{}]*)\}[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_BLOCK = re.compile(
    r"^(?P<indent>[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+|>)*)(?P<fence>/{3,})[ \t]*"
    r"(?P<name>[^\s|/](?:[^|]*[^\s|])?)[ \t]*(?:\|[ \t]*(?P<title>(?:[^ \t]+|[ \t]++(?=[^ \t]))*+)[ \t]*)?$"
)
_BLOCK_END = re.compile(r"^[ \t]*(?P<fence>/{3,})[ \t]*$")
_OPTION = re.compile(r"^ {4,}(?P<key>[\w-]+):[ \t]*(?P<value>(?:[^ \t]+|[ \t]++(?=[^ \t]))*+)[ \t]*$")
_LIST = re.compile(r"^ {0,3}(?:[-*+]|\d+[.)])[ \t]")
_COMMENT_OR_CODE = re.compile(r"\\[\\`]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?P<comment><!--)")


def scan(source: Source, first_line: int) -> Markup:
    """Scan `source` from `first_line` (counted from 1) to its end."""
    scanner = _Scanner(source)
    for number in range(first_line, len(source.lines) + 1):
        scanner.line(number, source.lines[number - 1])
    return scanner.result()


class _Scanner:
    """Walks the lines once, keeping what is open: a code fence, a comment, blocks, a list, a paragraph."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fence: tuple[str, Span] | None = None
        self.comment: Span | None = None
        self.in_list = False
        self.paragraph: list[str] = []
        self.first = 0
        self.open: list[tuple[str, int]] = []
        self.filling: int | None = None
        self.inline = Inline()
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.stray: list[Span] = []
        self.indented: list[Span] = []

    def line(self, number: int, text: str) -> None:
        if self.in_fence(number, text):
            self.end_paragraph()
            return
        text = self.without_comments(number, text)
        if self.option(number, text) or self.block(number, text) or self.is_code(text) or not text.strip():
            self.end_paragraph()
        else:
            self.text(number, text)

    def text(self, number: int, text: str) -> None:
        """A line of a paragraph, a list, a table or a heading."""
        starts_list = bool(_LIST.match(text))
        self.in_list = starts_list or (self.in_list and (text.startswith((" ", "\t")) or bool(self.paragraph)))
        if heading := _HEADING.match(text):
            self.end_paragraph()
            self.headings.append(self.heading(number, len(heading[1]), heading["text"], heading.start("text")))
            if len(heading[1]) == 2:
                text = _ATTRIBUTES.sub(lambda found: " " * len(found[0]), text)
        elif self.underlines(text):
            before = self.paragraph[-1]
            level = 1 if "=" in text else 2
            self.headings.append(Heading(level, before.strip(), None, (), None, (), True, len(self.open), self.source.span(number - 1, 1, len(before))))
        if not self.paragraph:
            self.first = number
        self.paragraph.append(text)
        if heading:
            self.end_paragraph()

    def underlines(self, text: str) -> bool:
        return bool(self.paragraph and _UNDERLINE.match(text) and not self.paragraph[-1].lstrip().startswith(("|", "-", "*", ">", "#", "/")))

    def end_paragraph(self) -> None:
        if self.paragraph:
            self.inline.paragraph(Piece(self.source, "\n".join(self.paragraph), self.first))
        self.paragraph = []

    def in_fence(self, number: int, text: str) -> bool:
        found = None if self.comment else _FENCE.match(text)
        if self.fence:
            if found and found[1].startswith(self.fence[0]) and not text.strip(" `~"):
                self.fence = None
            return True
        self.fence = (found[1], self.source.span(number, 1, len(text))) if found else None
        return bool(found)

    def without_comments(self, number: int, text: str) -> str:
        """The line with comments blanked out; `self.comment` is where one began that goes on."""
        if not self.comment and "<!--" not in text:
            return text
        kept, at = list[str](), 0
        while True:
            if self.comment:
                end = text.find("-->", at)
                if end < 0:
                    return "".join(kept)
                self.comment = None
                kept.append(" " * (end + 3 - at))
                at = end + 3
            begin = next((found.start() for found in _COMMENT_OR_CODE.finditer(text, at) if found["comment"]), -1)
            if begin < 0:
                return "".join([*kept, text[at:]])
            self.comment = self.source.span(number, begin + 1, len(text) - begin)
            kept.append(text[at:begin])
            at = begin

    def is_code(self, text: str) -> bool:
        return text.startswith(("    ", "\t")) and not self.paragraph and not self.in_list

    def block(self, number: int, text: str) -> bool:
        if end := _BLOCK_END.match(text):
            self.close(number, end["fence"], indented=text.startswith(("    ", "\t")))
            return True
        found = _BLOCK.match(text)
        if not found or self.is_code(text):
            return False
        span = self.source.span(number, len(found["indent"]) + 1, len(text.rstrip()) - len(found["indent"]))
        if found["indent"]:
            self.indented.append(span)
            return True
        self.blocks.append(Block(found["name"], found["title"] or "", {}, {}, len(self.open), False, span))
        self.filling = len(self.blocks) - 1
        self.open.append((found["fence"], self.filling))
        self.in_list = False
        return True

    def close(self, number: int, fence: str, *, indented: bool) -> None:
        place = next((place for place in range(len(self.open) - 1, -1, -1) if self.open[place][0] == fence), None)
        if place is None:
            if not indented and not self.indented:
                self.stray.append(self.source.span(number, 1, len(fence)))
            return
        _, index = self.open[place]
        block = self.blocks[index]._replace(closed=True)
        first = block.span.line + 1
        while first < number and _OPTION.match(self.source.lines[first - 1]):
            first += 1
        lines = self.source.lines[first - 1 : number - 1] if block.depth < DEEPEST else []
        self.blocks[index] = block._replace(body="\n".join(lines), first=first)
        del self.open[place:]

    def option(self, number: int, text: str) -> bool:
        if self.filling is None:
            return False
        found = _OPTION.match(text)
        if not found:
            self.filling = None
            return False
        value, block = found["value"].strip("\"'"), self.blocks[self.filling]
        block.options[found["key"]] = (value, self.source.span(number, found.start("value") + 1, len(found["value"])))
        block.keys[found["key"]] = self.source.span(number, found.start("key") + 1, len(found["key"]))
        return True

    def heading(self, number: int, level: int, text: str, offset: int) -> Heading:
        listed = _ATTRIBUTES.search(text)
        identifier, keys = None, dict[str, str]()
        if listed:
            identifier, _, keys = attributes(listed["list"])
            text = text[: listed.start()].rstrip()
        span = self.source.span(number, offset + 1, len(text))
        tags = tuple(tags_in(self.value_span(number, "criteria", keys["criteria"]), keys["criteria"])) if "criteria" in keys else ()
        language = (keys["lang"], self.value_span(number, "lang", keys["lang"])) if "lang" in keys else None
        others = tuple(key for key in keys if key not in ("criteria", "lang"))
        return Heading(level, text.rstrip("#").rstrip(), identifier, tags, language, others, False, len(self.open), span)

    def value_span(self, number: int, key: str, value: str) -> Span:
        line = self.source.lines[number - 1]
        start = line.find(f"{key}=")
        return self.source.span(number, line.find(value, start) + 1, len(value))

    def result(self) -> Markup:
        self.end_paragraph()
        self.inline.resolve()
        unended = [("code block", self.fence[1])] if self.fence else [("comment", self.comment)] if self.comment else []
        return self.inline.markup()._replace(
            headings=tuple(self.headings),
            blocks=tuple(self.blocks),
            stray=tuple(self.stray),
            indented=tuple(self.indented),
            unended=tuple(unended),
        )
