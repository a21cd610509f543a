"""Markdown to sanitised HTML."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import markdown
import nh3
from markupsafe import Markup as Html

from builder.model import Organisation
from builder.render.blocks import LessonBlocks
from builder.render.blocks_lists import COMPARED, compared
from builder.render.blocks_media import Medium
from builder.render.words import Words

_SPECIAL = re.compile(r"[*_`\[\]<>&\\!{}|~#\n]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|://")
_OPTION = re.compile(r"^( {4,}[\w-]+:)[ \t]*(?!$|\"|')((?:[^ \t]+|[ \t]++(?=[^ \t]))*+)[ \t]*$")
_BLOCK = re.compile(r"^/{3,}[ \t]*[\w-]")
_FENCE = re.compile(r"^(`{3,}(?!.*`)|~{3,})")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p\b).)*)</p>", re.DOTALL)
_EXTERNAL = re.compile(r'<a href="(?=https?:)')
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)

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


MOST_KNOWN = 5_000
"""Texts of which a renderer keeps what became of them."""


class Renderer:
    """Turns an author's Markdown into HTML; one for a whole build, because setting Markdown up is slow.

    One that is used for several builds, as in a preview, converts only what is new.
    """

    def __init__(self, organisations: tuple[Organisation, ...], words: Words) -> None:
        self.words = words
        self.media: list[Medium] = []
        self.shared: dict[str, Any] = {
            "organisations": {each.id: each for each in organisations},
            "words": words,
            "media": self.media,
            "activities": {},
        }
        self.blocks = markdown.Markdown(extensions=["fenced_code", "tables", "attr_list", "sane_lists", LessonBlocks(self.shared)], output_format="html")
        self.tables: Counter[str] = Counter()
        self.known: dict[tuple[object, ...], tuple[str, tuple[Medium, ...]]] = {}
        self.short = markdown.Markdown(extensions=["attr_list"], output_format="html")

    def start(self, activities: Mapping[str, Sequence[str]]) -> None:
        """Begin a lesson: names of tables are its own. `activities` gives the criteria of each by its id."""
        self.tables.clear()
        self.shared["activities"] = activities

    def lesson(self, text: str, definitions: str = "") -> Html:
        """A lesson's text with its blocks; `definitions` are link definitions from elsewhere in the file."""
        activities = tuple((name, *criteria) for name, criteria in self.shared["activities"].items())
        html, self.media[:] = self.converted((text, definitions, activities), self.blocks, f"{_quote_options(text)}\n\n{definitions}")
        return Html(COMPARED.sub(compared, _TABLE.sub(self.table, html)))

    def converted(self, key: tuple[object, ...], converter: markdown.Markdown, text: str) -> tuple[str, tuple[Medium, ...]]:
        """What a converter makes of a text, and the media that it asks for; kept under `key`, which holds all that it depends on."""
        if key not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            self.media.clear()
            converter.reset()
            self.known[key] = _clean(converter.convert(text)), tuple(self.media)
        return self.known[key]

    def table(self, found: re.Match[str]) -> str:
        """One table of the lesson at hand."""
        return _table(found, self.tables, self.words.gettext("Table: %(heads)s"))

    def inline(self, text: str) -> Html:
        """A sentence or two: without a paragraph around it where there is only one."""
        if not _SPECIAL.search(text):
            return Html(escape(text, quote=False))
        html = self.text(text).strip()
        only = _PARAGRAPH.fullmatch(html)
        return Html(only[1] if only else html)

    def text(self, text: str) -> Html:
        """Paragraphs without blocks."""
        return Html(self.converted((text,), self.short, text)[0])


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


def _table(found: re.Match[str], names: Counter[str], naming: str) -> str:
    """A table in a box that scrolls on its own, reachable by keyboard; first column as row heads. Named by its column heads."""
    table = re.sub(r"(<tr>\s*)<td([^>]*)>((?:(?!</td>).)*)</td>", r'\1<th scope="row"\2>\3</th>', found[0], flags=re.DOTALL)
    head, body, rest = table.partition("<tbody>")
    head = re.sub(r"<th(?=[ >])", '<th scope="col"', head)
    head = re.sub(r'<th scope="col"([^>]*)>\s*</th>', r"<td\1></td>", head)
    words = [" ".join(_TAG.sub("", cell).split()) for cell in _CELL.findall(head)]
    name = naming % {"heads": ", ".join(word for word in words if word)}
    names[name] += 1
    label = (name if names[name] == 1 else f"{name} ({names[name]})").replace('"', "&quot;")
    return f'<div class="table" tabindex="0" role="region" aria-label="{label}">{head}{body}{rest}</div>'
