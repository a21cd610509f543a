"""What the blocks of lessons share."""

from typing import Any
from xml.etree.ElementTree import SubElement

from pymdownx.blocks.block import Block

from builder.render.words import Words


class LessonBlock(Block):  # type: ignore[misc]  # pymdown-extensions has no types
    """What the blocks share: a band with a header. Not a landmark: a lesson would have too many of them."""

    def band(self, parent: Any, kind: str) -> tuple[Any, Any]:
        section = SubElement(parent, "section", {"class": f"band {kind}"})
        return section, SubElement(section, "header")

    def sign(self, header: Any, name: str) -> None:
        SubElement(header, "span", {"class": f"sign-of {name}"})

    def heading(self, header: Any, kind: str, title: str = "") -> None:
        """What kind of block it is, and its title where it has one: the author's, if no other is given."""
        inner = SubElement(header, "div")
        SubElement(inner, "p", {"class": "kind"}).text = kind
        if title or self.argument:
            SubElement(inner, "h3").text = title or self.argument

    @property
    def words(self) -> Words:
        """The interface's phrases."""
        words: Words = self.config["words"]
        return words


def move(children: list[Any], old: Any, new: Any) -> None:
    """Put elements that stand in `old` at the end of `new`."""
    for child in children:
        old.remove(child)
        new.append(child)


def folded(parent: Any, kind: str, summary: str) -> Any:
    """What is opened by its summary."""
    details = SubElement(parent, "details", {"class": kind})
    SubElement(details, "summary").text = summary
    return details
