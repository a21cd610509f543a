"""Blocks that hold blocks: tabs, and two organisations side by side."""

from typing import Any, ClassVar
from xml.etree.ElementTree import SubElement

from pymdownx.blocks.block import type_string

from builder.render.block import LessonBlock


class Tabs(LessonBlock):
    """`//// tabs` around `/// tab`: one at a time where the page's script runs, else one below another."""

    NAME = "tabs"

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "div", {"class": "tabs"})


class Tab(LessonBlock):
    """`/// tab | Title` inside `tabs`."""

    NAME = "tab"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        panel = SubElement(parent, "section", {"class": "tab"})
        SubElement(panel, "h3").text = self.argument
        return panel


class Sides(LessonBlock):
    """`//// sides` around two `/// side`: the same matter in two organisations."""

    NAME = "sides"

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "div", {"class": "sides"})


class Side(LessonBlock):
    """`/// side` with `organisation`, and a title where its name is not enough."""

    NAME = "side"
    ARGUMENT = None
    OPTIONS: ClassVar = {"organisation": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        section = SubElement(parent, "section", {"class": "side"})
        header = SubElement(section, "header")
        organisation = self.config["organisations"].get(self.options["organisation"])
        if organisation:
            self.sign(header, organisation.id)
            sector = self.words.sector(organisation.sector)
            kind = organisation.name if self.argument else f"{sector[0].upper()}{sector[1:]}"
            self.heading(header, kind, self.argument or organisation.name)
        return section
