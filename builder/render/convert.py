"""Markdown to sanitised HTML."""

import re
from functools import lru_cache
from typing import Any

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from builder.model import Organisation
from builder.render.blocks import LessonBlocks
from builder.render.media import Medium
from builder.render.words import Words

_OPTION = re.compile(r"^( {4,}[\w-]+:)[ \t]*(?!$|\"|')((?:[^ \t]+|[ \t]++(?=[^ \t]))*+)[ \t]*$")
_BLOCK = re.compile(r"^/{3,}[ \t]*[\w-]")
_FENCE = re.compile(r"^(`{3,}(?!.*`)|~{3,})")
_EXTERNAL = re.compile(r'<a href="(?=https?:)')

_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
}
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "dfn": {"title"},
    "img": {"alt", "src", "title"},
    "ol": {"start"},
    "td": {"style"},
    "th": {"style"},
}


def _extensions() -> list[Extension]:
    """Named by their classes: to look up a name, Markdown reads the metadata of everything that is installed."""
    return [FencedCodeExtension(), TableExtension(), AttrListExtension(), SaneListExtension()]


class _Lessons:
    """Converts the texts of lessons; one for all of a course, because setting Markdown up is slow."""

    def __init__(self, organisations: tuple[Organisation, ...], words: Words) -> None:
        self.media: list[Medium] = []
        self.shared: dict[str, Any] = {
            "organisations": {each.id: each for each in organisations},
            "words": words,
            "media": self.media,
            "activities": {},
        }
        self.blocks = markdown.Markdown(extensions=[*_extensions(), LessonBlocks(self.shared)], output_format="html")

    def convert(self, text: str, activities: dict[str, tuple[str, ...]]) -> tuple[str, tuple[Medium, ...]]:
        self.media.clear()
        self.shared["activities"] = activities
        self.blocks.reset()
        return _clean(self.blocks.convert(_quote_options(text))), tuple(self.media)


_lessons = lru_cache(maxsize=4)(_Lessons)


def lesson(text: str, activities: dict[str, tuple[str, ...]], organisations: tuple[Organisation, ...], words: Words) -> tuple[str, tuple[Medium, ...]]:
    """A lesson's text with its blocks, and the media that these ask for."""
    return _lessons(organisations, words).convert(text, activities)


@lru_cache(maxsize=1)
def _short() -> markdown.Markdown:
    return markdown.Markdown(extensions=[AttrListExtension()], output_format="html")


def paragraphs(text: str) -> str:
    """Paragraphs without blocks."""
    return _clean(_short().reset().convert(text))


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel", "term"}, link_rel=None, filter_style_properties={"text-align"}
    )
    return _EXTERNAL.sub('<a target="_blank" rel="noopener" href="', cleaned)


def _quote_options(text: str) -> str:
    """Block options as the author typed them: the block reader would take `1.10` for a number. Code stays as it is."""
    lines, after_block, fence = [], False, ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        found = _OPTION.match(line) if after_block else None
        lines.append(f"{found[1]} '{found[2].replace(chr(39), chr(39) * 2)}'" if found else line)
        after_block = not fence and (bool(_BLOCK.match(line)) or bool(found))
    return "\n".join(lines)
