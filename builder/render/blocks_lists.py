"""Blocks made of a list or a table: steps, timeline, comparison."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from builder.render.block import LessonBlock

_WHEN = re.compile(r"\s*\|\s*")


class Steps(LessonBlock):
    """`/// steps` or `/// steps | Title`: a numbered list, set as steps to follow."""

    NAME = "steps"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        block = SubElement(parent, "div", {"class": "procedure"})
        if self.argument:
            SubElement(block, "h3").text = self.argument
        return block


class Timeline(LessonBlock):
    """`/// timeline` or `/// timeline | Title`: a list of `when | what`, in order."""

    NAME = "timeline"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        block = SubElement(parent, "div", {"class": "timeline"})
        if self.argument:
            SubElement(block, "h3").text = self.argument
        return block

    def on_end(self, block: Any) -> None:
        for events in block.findall("ul"):
            events.tag = "ol"
            for event in events.findall("li"):
                _split(event)


def _split(event: Any) -> None:
    """`when | what` as two elements; the text is not marked up yet, so the bar is where the author typed it."""
    holder = event.find("p") if event.find("p") is not None and not (event.text or "").strip() else event
    when, what = [*_WHEN.split(holder.text or "", maxsplit=1), ""][:2]
    holder.text = ""
    moment = Element("strong", {"class": "when"})
    moment.text = when.strip()
    holder.insert(0, moment)
    moment.tail = f" {what}"


class Compare(LessonBlock):
    """`/// compare | Caption`: a table with heads for rows and columns, read row by row on a phone."""

    NAME = "compare"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "div", {"class": "compare"})

    def on_end(self, block: Any) -> None:
        for table in block.findall("table"):
            caption = Element("caption")
            caption.text = self.argument
            table.insert(0, caption)
            table.set("class", "compared")


COMPARED = re.compile(r'<table class="compared">.*?</table>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t([hd])([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def compared(found: re.Match[str]) -> str:
    """A comparison's table with its roles said outright: set as blocks on a phone, it would lose them in some browsers."""
    heads: list[str] = []
    table = _ROW.sub(lambda row: f'<tr role="row">{"".join(_cells(row[1], heads))}</tr>', found[0])
    for name in ("thead", "tbody"):
        table = table.replace(f"<{name}>", f'<{name} role="rowgroup">')
    return table.replace('<table class="compared">', '<table role="table">')


def _cells(row: str, heads: list[str]) -> Iterator[str]:
    """A row's cells: those of the first row name the columns, the first of each other row names the row."""
    first = not heads
    for place, (kind, rest, text) in enumerate(_CELL.findall(row)):
        if first:
            heads.append(" ".join(_TAG.sub("", text).split()))
            yield f'<th scope="col" role="columnheader"{rest}>{text}</th>' if heads[-1] else f'<td role="cell"{rest}></td>'
        elif place == 0:
            yield f'<th scope="row" role="rowheader"{rest}>{text}</th>'
        else:
            name = heads[place] if place < len(heads) else ""
            yield f'<t{kind} role="cell" data-head="{name.replace(chr(34), "&quot;")}"{rest}>{text}</t{kind}>'
