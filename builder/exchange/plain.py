"""Plain text and HTML to Markdown that says the same."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from lxml import etree

_MARKS = re.compile(r"([\\`*\[\]~|])|(?<![^\W_])(_)|(_)(?![^\W_])|(\{)(?=[:=])")
_LINE_STARTS = re.compile(r"(?m)^(\s*)([#+-]|///)(?=\s)")
_NUMBERED = re.compile(r"(?m)^(\s*\d+)([.)])(?=\s)")
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "body", "html", "table"})
_AROUND = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_KEPT = {"sub": "sub", "sup": "sup", "s": "s", "strike": "s", "del": "del", "ins": "ins", "u": "u", "mark": "mark", "kbd": "kbd"}
"""Elements that Markdown has no signs for, and that a text may carry: without them, 10<sup>2</sup> would be 102."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LOST = {
    "img": "a picture",
    "object": "an object",
    "video": "a film",
    "audio": "a sound",
    "table": "a table",
    "math": "a formula",
    "svg": "a picture",
    "iframe": "a frame",
}
_IN_TARGET = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": "%0A"})
_SILENT = frozenset({"script", "style", "head", "title", "meta", "link", "template"})

Special = Callable[[etree._Element], str | None]


def escaped(text: str) -> str:
    """Plain text as Markdown that shows just these characters."""
    marked = inline(text)
    return _NUMBERED.sub(r"\1\\\2", _LINE_STARTS.sub(r"\1\\\2", marked))


def inline(text: str) -> str:
    """Plain text as Markdown, within a line: signs that would mean something are escaped."""
    plain = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _MARKS.sub(lambda found: "\\" + found[0], plain)


def from_html(text: str) -> tuple[str, list[str]]:
    """HTML as Markdown, and what is lost on the way."""
    if not text.strip():
        return "", []
    if "<" not in text:
        return escaped(" ".join(unescape(text).split())), []
    try:
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(f"<div>{_CONTROL.sub('', text)}</div>", parser)
    except (etree.ParseError, ValueError):
        return escaped(text), ["HTML that cannot be read"]
    return from_element(root)


def from_element(root: etree._Element, special: Special = lambda element: None) -> tuple[str, list[str]]:
    """What stands in an element, as Markdown; `special` may say what stands for an element."""
    writer = _Writer(special)
    return "\n\n".join(writer.blocks(root)), writer.lost


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and instructions."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


class _Writer:
    def __init__(self, special: Special) -> None:
        self.special = special
        self.lost: list[str] = []

    def blocks(self, element: etree._Element) -> list[str]:
        """The paragraphs, lists and headings in an element."""
        found, line = list[str](), self.text(element.text)
        for child in element:
            if local(child) in _BLOCKS and self.special(child) is None:
                found.append(_paragraph(line))
                found += self.block(child)
                line = ""
            else:
                line += self.inline(child)
            line += self.text(child.tail)
        found.append(_paragraph(line))
        return [each for each in found if each.strip()]

    def block(self, element: etree._Element) -> list[str]:
        name = local(element)
        if name in ("ul", "ol"):
            return ["\n".join(self.listed(element, name == "ol"))]
        if name == "pre":
            return [_code_block("".join(str(each) for each in element.itertext()).strip("\n"))]
        if name == "table":
            return self.table(element)
        inner = self.blocks(element)
        if name == "blockquote":
            return ["\n>\n".join("\n".join(f"> {line}" for line in each.split("\n")) for each in inner)]
        if name[:1] == "h" and name[1:].isdigit():
            return [f"**{each}**" for each in inner]
        return inner

    def listed(self, element: etree._Element, numbered: bool) -> Iterator[str]:
        for place, entry in enumerate((each for each in element if local(each) == "li"), 1):
            mark = f"{place}. " if numbered else "- "
            yield mark + re.sub(r"\n(?=[^\n])", "\n    ", "\n\n".join(self.blocks(entry)))

    def table(self, element: etree._Element) -> list[str]:
        """A table; one that is no plain grid becomes a paragraph a row, and its form is lost."""
        rows = [[each for each in row if local(each) in ("td", "th")] for row in element.iter() if local(row) == "tr"]
        made = [[" ".join(self.blocks(cell)).replace("\n", " ") for cell in row] for row in rows]
        cells = [cell for row in rows for cell in row]
        if not rows or len({len(row) for row in rows}) > 1 or any(cell.get("colspan") or cell.get("rowspan") or _inside(cell, "table") for cell in cells):
            self.lost.append(_LOST["table"])
            return [text for row in made if (text := "; ".join(filter(None, row)))]
        lines = [f"| {' | '.join(row)} |" for row in made]
        return ["\n".join([lines[0], f"|{'---|' * len(made[0])}", *lines[1:]])]

    def inline(self, element: etree._Element) -> str:
        name = local(element)
        said = self.special(element)
        if said is not None or not name or name in _SILENT:
            return said or ""
        if name in _LOST:
            self.lost.append(_LOST[name])
        if name == "br":
            return "  \n"
        inner = self.text(element.text) + "".join(self.inline(child) + self.text(child.tail) for child in element)
        if name == "code":
            return _code("".join(str(each) for each in element.itertext()))
        if name == "a" and (target := element.get("href", "")).startswith(("http://", "https://", "mailto:")):
            return f"[{inner}]({target.translate(_IN_TARGET)})"
        if name in _KEPT and inner.strip():
            return f"<{_KEPT[name]}>{inner}</{_KEPT[name]}>"
        around = _AROUND.get(name, "")
        if not around or not inner.strip():
            return inner
        lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{lead}{around}{inner.strip()}{around}{trail}"

    def text(self, text: str | None) -> str:
        return inline(re.sub(r"\s+", " ", text)) if text else ""


def _inside(element: etree._Element, name: str) -> bool:
    return any(local(each) == name for each in element.iter())


def _code_block(text: str) -> str:
    fence = "~" * max(3, 1 + max((len(run) for run in re.findall("~+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _code(text: str) -> str:
    """Code between as many backticks as it does not hold."""
    words = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    room = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{room}{words}{room}{fence}" if words else ""


def _paragraph(line: str) -> str:
    """A paragraph without space at its lines' ends, with what would start a list or a heading only by chance escaped."""
    plain = "\n".join(each.strip() for each in line.strip().split("\n")).strip()
    return _NUMBERED.sub(r"\1\\\2", _LINE_STARTS.sub(r"\1\\\2", plain)).replace("\n", "  \n")
