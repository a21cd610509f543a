"""Blocks made of a list or a table: steps, timeline, comparison."""

import re
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
