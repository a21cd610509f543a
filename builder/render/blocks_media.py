"""Blocks that show or give files: figure, video, audio, file.

What a file becomes needs the course's files, so a block leaves `<div class="medium-of N">` and puts what its author
asked for into the shared list `media`; `builder.render.media` makes the element.
"""

from typing import Any, ClassVar
from xml.etree.ElementTree import SubElement

from pymdownx.blocks.block import type_string

from builder.render.block import LessonBlock, folded, move
from builder.render.media import Medium


class Figure(LessonBlock):
    """`/// figure`: a picture first, then its caption; a long description as `description` or as a block inside."""

    NAME = "figure"
    OPTIONS: ClassVar = {"description": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "figure")

    def on_end(self, block: Any) -> None:
        described = block.findall("details")
        if self.options["description"]:
            described.append(folded(block, "description", self.words.gettext("Description of this picture")))
            SubElement(described[-1], "p").text = self.options["description"]
        rest = [child for child in list(block)[1:] if child not in described]
        if rest:
            move(rest, block, SubElement(block, "figcaption"))
        move(described, block, block)


class Description(LessonBlock):
    """`/// description` inside a figure: all that the picture shows, in words."""

    NAME = "description"

    def on_create(self, parent: Any) -> Any:
        return folded(parent, "description", self.words.gettext("Description of this picture"))


class Audio(LessonBlock):
    """`/// audio | Title` with `file`; the text inside is its transcript."""

    NAME = "audio"
    ARGUMENT = None
    OPTIONS: ClassVar = {"file": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        figure = SubElement(parent, "figure", {"class": f"media {self.NAME}"})
        placed(self, figure)
        SubElement(figure, "figcaption").text = self.argument
        return figure

    def on_end(self, block: Any) -> None:
        words = list(block)[2:]
        silent = self.options.get("silent") == "true"
        if words:
            summary = self.words.gettext("What the video shows") if silent else self.words.gettext("Transcript")
            move(words, block, folded(block, "transcript", summary))


class Video(Audio):
    """`/// video | Title` with `file` and `captions`, or with `silent: true`; the text inside is its transcript."""

    NAME = "video"
    OPTIONS: ClassVar = {name: ["", type_string] for name in ("file", "captions", "poster", "language", "silent")}


class File(LessonBlock):
    """`/// file | What it is` with `file`: something to download; the text inside says what it is for."""

    NAME = "file"
    ARGUMENT = None
    OPTIONS: ClassVar = {"file": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        block = SubElement(parent, "div", {"class": "file"})
        placed(self, block)
        return block


def placed(block: LessonBlock, parent: Any) -> None:
    """Leave a place for a file, and note what goes there."""
    media: list[Medium] = block.config["media"]
    SubElement(parent, "div", {"class": f"medium-of {len(media)}"})
    media.append(Medium(block.NAME, block.argument, dict(block.options)))
