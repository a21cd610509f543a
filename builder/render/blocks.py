"""The blocks of lessons as pymdown-extensions' generic blocks: one class a block.

Each makes the structure that the theme styles; places where a sign or a question goes are left as empty
elements (`<span class="sign-of …">`, `<div class="question-of …">`) and filled in when the text is finished.
Those here belong to teaching and assessing; those that set out a text, groups and media are in `blocks_*` beside this.
"""

from typing import Any, ClassVar
from xml.etree.ElementTree import SubElement

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import type_string

from builder.render.block import LessonBlock
from builder.render.blocks_asides import Details, Note, Quotation, Warn
from builder.render.blocks_groups import Side, Sides, Tab, Tabs
from builder.render.blocks_lists import Compare, Steps, Timeline
from builder.render.blocks_media import Audio, Description, Figure, File, Video


class Example(LessonBlock):
    """`/// example | Title` with `organisation: id`: a worked example in a workplace."""

    NAME = "example"
    ARGUMENT = None
    OPTIONS: ClassVar = {"organisation": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        section, header = self.band(parent, "example")
        organisation = self.config["organisations"].get(self.options["organisation"])
        if organisation:
            self.sign(header, organisation.id)
        kind = self.words.gettext("Worked example")
        self.heading(header, f"{kind} · {self.words.sector(organisation.sector)}" if organisation else kind)
        return section


class Mistake(LessonBlock):
    """`/// mistake | The thought as people say it`, then why it fails and what to do."""

    NAME = "mistake"
    ARGUMENT = None

    def on_create(self, parent: Any) -> Any:
        section, header = self.band(parent, "plain mistake")
        self.sign(header, "quote")
        SubElement(header, "h3", {"class": "kind"}).text = self.words.gettext("A mistake people make")
        quote = SubElement(section, "blockquote")
        SubElement(quote, "p").text = self.argument
        return section


class KeyPoints(LessonBlock):
    """`/// keypoints`: a list of what to keep."""

    NAME = "keypoints"

    def on_create(self, parent: Any) -> Any:
        section, header = self.band(parent, "plain keep")
        self.sign(header, "ribbon")
        SubElement(header, "h3").text = self.words.gettext("Keep hold of this")
        return section


class Activity(LessonBlock):
    """`/// activity | Title` with `id` and `criteria`: something to do in the learner's own organisation, and room to write about it."""

    NAME = "activity"
    ARGUMENT = None
    OPTIONS: ClassVar = {"id": ["", type_string], "criteria": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        section, header = self.band(parent, "activity")
        self.sign(header, "pencil")
        name = self.options["id"]
        section.set("id", f"a-{name}")
        criteria = self.config["activities"].get(name, ())
        kind = self.words.gettext("For your portfolio")
        tagged = self.words.ngettext("criterion %(list)s", "criteria %(list)s", len(criteria)) % {"list": ", ".join(criteria)}
        self.heading(header, f"{kind} · {tagged}" if criteria else kind)
        SubElement(section, "div", {"class": "task", "id": f"a-{name}-t"})
        SubElement(section, "div", {"class": f"writing-of {name}"})
        return section

    def on_add(self, block: Any) -> Any:
        return block[1]


class Question(LessonBlock):
    """`/// question` with `id`: a practice question in this place."""

    NAME = "question"
    OPTIONS: ClassVar = {"id": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "div", {"class": f"question-of {self.options['id']}"})


BLOCKS = (
    *(Example, Mistake, KeyPoints, Activity, Question),
    *(Note, Warn, Details, Quotation),
    *(Steps, Timeline, Compare),
    *(Tabs, Tab, Sides, Side),
    *(Figure, Description, Video, Audio, File),
)
"""Every block; what each takes is in `builder.checks.block_forms`."""


class LessonBlocks(BlocksExtension):  # type: ignore[misc]  # pymdown-extensions has no types
    """Registers the blocks. `shared` reaches every block as `self.config`."""

    def __init__(self, shared: dict[str, Any]) -> None:
        super().__init__()
        self.shared = shared

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:
        for block in BLOCKS:
            block_mgr.register(block, self.shared)
