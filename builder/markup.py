"""What stands where in a lesson's Markdown: found by `builder.read.scan`, looked at by checks."""

from typing import NamedTuple

from builder.source import Span

MARKS = frozenset("[<{")
"""Without any of these there are no links, pictures or tags in a paragraph."""
DEEPEST = 8
"""How many blocks may stand around a block."""


class Heading(NamedTuple):
    """A heading. `tags` are the texts of its `criteria` attribute with their places; `id` its `#id`.

    `language` is its `lang` with its place; `others` names its other attributes; `depth` counts the blocks around it.
    """

    level: int
    text: str
    id: str | None
    tags: tuple[tuple[str, Span], ...]
    language: tuple[str, Span] | None
    others: tuple[str, ...]
    underlined: bool
    depth: int
    span: Span


class Block(NamedTuple):
    """A `/// name | title` block with its options, each with the place of its value; `keys` has those of their names.

    `name` is all that stands before the bar. `body` is what stands between its options and its end, blocks inside it
    included, from line `first` of the file; empty where the block is not closed, or has too many others around it.
    """

    name: str
    title: str
    options: dict[str, tuple[str, Span]]
    keys: dict[str, Span]
    depth: int
    closed: bool
    span: Span
    body: str = ""
    first: int = 1


class Image(NamedTuple):
    """An image and what it says instead of itself."""

    alt: str
    target: str
    decorative: bool
    span: Span


class Link(NamedTuple):
    """A link's words and where it leads: `[name]` where nothing is defined by the name that it gives."""

    text: str
    target: str
    span: Span


class Markup(NamedTuple):
    """All that was found, in order.

    `html` holds each raw tag as written, `attributes` the names in attribute lists; `stray` are ends of blocks that none
    opened, `indented` blocks that do not start at the beginning of their line; `unended` says what goes on to the end of
    the file ("comment", "code block") and where it begins; `named` are links through a definition, where their words stand
    (`links` has the definition).
    """

    images: tuple[Image, ...]
    links: tuple[Link, ...]
    html: tuple[tuple[str, Span], ...]
    attributes: tuple[tuple[str, Span], ...]
    definitions: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    stray: tuple[Span, ...] = ()
    indented: tuple[Span, ...] = ()
    unended: tuple[tuple[str, Span], ...] = ()
    named: tuple[Link, ...] = ()
