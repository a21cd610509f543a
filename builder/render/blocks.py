"""The blocks of lessons as pymdown-extensions' generic blocks: one class a block.

Each makes the structure that the theme styles; places where a sign or a question goes are left as empty
elements (`<span class="sign-of …">`, `<div class="question-of …">`) and filled in when the text is finished.
"""

from typing import Any, ClassVar
from xml.etree.ElementTree import SubElement

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from builder.render.words import Words


class LessonBlock(Block):  # type: ignore[misc]  # pymdown-extensions has no types
    """What the blocks share: a band with a header. Not a landmark: a lesson would have too many of them."""

    def band(self, parent: Any, kind: str) -> tuple[Any, Any]:
        section = SubElement(parent, "section", {"class": f"band {kind}"})
        return section, SubElement(section, "header")

    def sign(self, header: Any, name: str) -> None:
        SubElement(header, "span", {"class": f"sign-of {name}"})

    def heading(self, header: Any, kind: str) -> None:
        inner = SubElement(header, "div")
        SubElement(inner, "p", {"class": "kind"}).text = kind
        SubElement(inner, "h3").text = self.argument

    @property
    def words(self) -> Words:
        """The interface's phrases."""
        words: Words = self.config["words"]
        return words


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
    """`/// activity | Title` with `id` and `criteria`: something to do in the learner's own organisation."""

    NAME = "activity"
    ARGUMENT = None
    OPTIONS: ClassVar = {"id": ["", type_string], "criteria": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        section, header = self.band(parent, "activity")
        self.sign(header, "pencil")
        criteria = self.options["criteria"].strip("[] ")
        kind = self.words.gettext("For your portfolio")
        tagged = self.words.ngettext("criterion %(list)s", "criteria %(list)s", 1 + criteria.count(",")) % {"list": criteria}
        self.heading(header, f"{kind} · {tagged}" if criteria else kind)
        return section


class Figure(LessonBlock):
    """`/// figure`: a picture first, then its caption."""

    NAME = "figure"

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "figure")

    def on_end(self, block: Any) -> None:
        children = list(block)
        if len(children) > 1:
            caption = SubElement(block, "figcaption")
            for child in children[1:]:
                block.remove(child)
                caption.append(child)


class Question(LessonBlock):
    """`/// question` with `id`: a practice question in this place."""

    NAME = "question"
    OPTIONS: ClassVar = {"id": ["", type_string]}

    def on_create(self, parent: Any) -> Any:
        return SubElement(parent, "div", {"class": f"question-of {self.options['id']}"})


class LessonBlocks(BlocksExtension):  # type: ignore[misc]  # pymdown-extensions has no types
    """Registers the blocks. `shared` reaches every block as `self.config`."""

    def __init__(self, shared: dict[str, Any]) -> None:
        super().__init__()
        self.shared = shared

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:
        for block in (Example, Mistake, KeyPoints, Activity, Figure, Question):
            block_mgr.register(block, self.shared)
