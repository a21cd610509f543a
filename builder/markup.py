"""What stands where in a lesson's Markdown: found by `builder.read.scan`, looked at by checks."""

from dataclasses import dataclass

from builder.source import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `tags` are the texts of its `criteria` attribute with their places; `id` its `#id`.

    `depth` counts the blocks around it.
    """

    level: int
    text: str
    id: str | None
    tags: tuple[tuple[str, Span], ...]
    underlined: bool
    depth: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A `/// name | title` block with its options, each with the place of its value."""

    name: str
    title: str
    options: dict[str, tuple[str, Span]]
    depth: int
    closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Image:
    """An image and what it says instead of itself."""

    alt: str
    target: str
    decorative: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link's words and where it leads."""

    text: str
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Markup:
    """All that was found, in order. `html` holds each raw tag as written; `stray` ends of blocks that none opened."""

    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    images: tuple[Image, ...]
    links: tuple[Link, ...]
    html: tuple[tuple[str, Span], ...]
    definitions: tuple[str, ...]
    stray: tuple[Span, ...]
