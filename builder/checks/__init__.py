"""The rules: one generator function each, from a `Course` to findings.

A new rule is a new function and one line in `CHECKS`.
"""

from collections.abc import Callable, Iterator

from builder.checks.block_content import block_content
from builder.checks.blocks import blocks
from builder.checks.contrast import contrasts
from builder.checks.gaps import drafts, gaps
from builder.checks.identifiers import identifiers
from builder.checks.links import links, texts
from builder.checks.media import media
from builder.checks.pictures import pictures
from builder.checks.pools import pools
from builder.checks.sizes import sizes
from builder.checks.svg import drawings
from builder.checks.tags import tags
from builder.checks.theme import logo, sheets, tokens
from builder.diagnostics import Diagnostic
from builder.model import Course

CHECKS: tuple[Callable[[Course], Iterator[Diagnostic]], ...] = (
    tags,
    gaps,
    drafts,
    blocks,
    block_content,
    identifiers,
    links,
    texts,
    pictures,
    drawings,
    media,
    pools,
    sizes,
    *(tokens, contrasts, logo, sheets),
)


def check(course: Course) -> list[Diagnostic]:
    """Every finding of every rule."""
    return [finding for rule in CHECKS for finding in rule(course)]
