"""The rules: one generator function each, from a `Course` to findings.

A new rule is a new function and one line in `CHECKS`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from builder.checks.alike import alike
from builder.checks.block_content import block_content
from builder.checks.blocks import blocks
from builder.checks.contrast import contrasts
from builder.checks.drawings import drawings
from builder.checks.gaps import drafts, gaps, without_drafts
from builder.checks.giveaways import giveaways
from builder.checks.identifiers import identifiers
from builder.checks.link_words import link_words
from builder.checks.links import links, texts
from builder.checks.media import media
from builder.checks.parts import parts
from builder.checks.pictures import pictures
from builder.checks.pools import pools
from builder.checks.readability import readability
from builder.checks.reviews import unreviewed, wordings
from builder.checks.sizes import sizes
from builder.checks.specification import review_date, sums
from builder.checks.tags import tags
from builder.checks.theme import logo, sheets, tokens
from builder.checks.verbs import verbs
from builder.diagnostics import Diagnostic
from builder.model import Course

CHECKS: tuple[Callable[[Course], Iterator[Diagnostic]], ...] = (
    tags,
    gaps,
    drafts,
    wordings,
    unreviewed,
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
    sums,
)
OF_WHAT_IS_WRITTEN: tuple[Callable[[Course], Iterator[Diagnostic]], ...] = (verbs, giveaways, alike, parts, link_words, readability)
"""Rules about how something is taught, which have nothing to say of a draft."""


def check(course: Course, today: date | None = None) -> list[Diagnostic]:
    """Every finding of every rule; `today` is for the rule that goes by the calendar, which is left out without it."""
    dated = review_date(course, today) if today else ()
    written = without_drafts(course)
    of_written = (finding for rule in OF_WHAT_IS_WRITTEN for finding in rule(written))
    return [*(finding for rule in CHECKS for finding in rule(course)), *of_written, *dated]
