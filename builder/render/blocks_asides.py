"""Blocks that stand beside the text: notes, warnings, what is folded away, other people's words."""

from typing import Any, ClassVar
from xml.etree.ElementTree import SubElement

from pymdownx.blocks.block import type_string

from builder.render.block import LessonBlock, folded, move


class Note(LessonBlock):
    """`/// note` or `/// note | Title`: good to know, and not needed to follow the text."""

    NAME = "note"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        section, header = self.band(parent, f"plain aside {self.NAME}")
        self.sign(header, self.NAME)
        self.heading(header, self.kind())
        return section

    def kind(self) -> str:
        """The word above it."""
        return self.words.gettext("Note")


class Warn(Note):
    """`/// warning` or `/// warning | Title`: what does harm when it is overlooked."""

    NAME = "warning"

    def kind(self) -> str:
        return self.words.gettext("Take care")


class Details(LessonBlock):
    """`/// details | Title`: more for those who want it, behind its title."""

    NAME = "details"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        return folded(parent, "more-of", self.argument)


class Quotation(LessonBlock):
    """`/// quotation` with `source` and perhaps `link`: other people's words."""

    NAME = "quotation"
    OPTIONS: ClassVar = {"source": ["", type_string], "link": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        figure = SubElement(parent, "figure", {"class": "band plain quotation"})
        self.sign(figure, "quote")
        return figure

    def on_end(self, block: Any) -> None:
        quoted = [child for child in block if child.tag != "span"]
        only = quoted[0] if len(quoted) == 1 and quoted[0].tag == "blockquote" else None
        move(quoted, block, block if only is not None else SubElement(block, "blockquote"))
        source = SubElement(SubElement(block, "figcaption"), "cite")
        if self.options["link"]:
            source = SubElement(source, "a", {"href": self.options["link"]})
        source.text = self.options["source"]
