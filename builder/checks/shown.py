"""What learners read of a lesson's Markdown, as plain text, and how many words that are.

Headings, titles and tables are read; code, comments, pictures and what blocks are told (`id: …`) are not.
"""

import re
from collections.abc import Iterator
from html import unescape

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(`{3,}(?!.*`)|~{3,})")
_BLOCK = re.compile(r"^[ \t]*/{3,}[ \t]*(?:[^\s|/][^|]*)?(?:\|(?P<title>.*))?$")
_OPTION = re.compile(r"^ {4,}[\w-]+:(?:[ \t]|$)")
_HEADING = re.compile(r"^#{1,6}[ \t]*(?P<title>(?:[^ \t#]+|[ \t#]++(?=[^ \t#]))*+)[ \t#]*$")
_ITEM = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+]|\d+[.)])[ \t]+|^[ \t]*>[ \t]?")
_TABLE = re.compile(r"^[ \t]*\|")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")
_PICTURE = re.compile(r"!\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]]*\])")
_MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>|[*`]+|(?<!\w)_+|_+(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:(?:['’-]|[.,](?=\d))[^\W_]+)*")
"""Letters and figures that stand together; `well-known`, `can’t` and `1,000.50` are one."""


def words(text: str) -> list[str]:
    """The words of a plain text."""
    return _WORD.findall(text)


def word_count(markdown: str) -> int:
    """How many words there are to read in `markdown`."""
    return sum(len(words(chunk)) for chunk, _ in chunks(markdown))


def chunks(markdown: str) -> Iterator[tuple[str, bool]]:
    """The paragraphs, items, headings and rows of tables as plain text, each with whether it is made of sentences."""
    paragraph = list[str]()
    for kind, text in (*_lines(_COMMENT.sub(" ", markdown)), ("end", "")):
        if kind != "more" and paragraph:
            yield plain(" ".join(paragraph)), True
            paragraph = []
        if kind in ("more", "item"):
            paragraph.append(text)
        elif text:
            yield plain(text), False


def _lines(markdown: str) -> Iterator[tuple[str, str]]:
    """What each line is, and its text: it goes on ("more"), begins ("item"), stands alone ("title"), or says nothing ("end")."""
    fence, options = "", False
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if fence or opened:
            closes = bool(fence and opened and opened[1].startswith(fence) and not line.strip(" `~"))
            fence = "" if closes else fence or (opened[1] if opened else "")
            yield "end", ""
        elif block := _BLOCK.match(line):
            options = True
            yield "title", (block["title"] or "").strip()
            continue
        elif options and _OPTION.match(line):
            continue
        elif heading := _HEADING.match(line):
            yield "title", heading["title"]
        elif _TABLE.match(line):
            yield "title", line
        elif not line.strip() or _DEFINITION.match(line):
            yield "end", ""
        elif item := _ITEM.match(line):
            yield "item", line[item.end() :]
        else:
            yield "more", line
        options = False


def plain(text: str) -> str:
    """One paragraph of Markdown without its marks: the words that are shown."""
    return unescape(_MARKUP.sub("", _ATTRIBUTES.sub(" ", _LINK.sub(r"\1", _PICTURE.sub(" ", text))))).strip()
