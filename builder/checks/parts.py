"""CW810 and CW812: parts that are too long to read in one go, and headings that skip a level.

A part is what learners read before they do something; headings are what a screen reader's user goes by (WCAG 2.2, 1.3.1 and 2.4.6).
"""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.memo import remembered
from builder.model import Course, Lesson, Part

LONG = Rule("CW810", "long-part", "warning")
SKIPPED = Rule("CW812", "heading-skipped", "warning")

_BLOCK_TITLE = 3
"""The level of the heading that many blocks make of their title."""

LEAST_LETTERS = 2
"""Of a word, the space behind it included: a part with fewer need not be counted."""


def part_words(part: Part) -> int:
    """How many words there are to read in a part, its heading included."""
    return _words(f"## {part.title}\n\n{part.body}")


@remembered
def _words(markdown: str) -> int:
    from builder.checks.shown import word_count

    return word_count(markdown)


def parts(course: Course) -> Iterator[Diagnostic]:
    """Every part and heading of every lesson. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            yield from _long(lesson, course.settings.part_words)
            yield from _skipped(lesson)


def _long(lesson: Lesson, most: int) -> Iterator[Diagnostic]:
    for part in lesson.parts:
        if len(part.body) > LEAST_LETTERS * most and (words := part_words(part)) > most:
            yield LONG.at(
                part.span,
                f"this part has {words:,} words, and {most:,} is the most",
                hint="make two parts of it, each with a heading and its tag; `limits: {part_words: …}` in course.yaml sets another limit",
            )


def _skipped(lesson: Lesson) -> Iterator[Diagnostic]:
    before = 1
    for heading in lesson.markup.headings:
        if heading.underlined or heading.level == 1 or not heading.text:
            continue
        above = max(before, _BLOCK_TITLE) if heading.depth else before
        if heading.level > above + 1:
            right = "#" * (above + 1)
            over = "the lesson's title" if above == 1 else f"a heading of level {above}"
            yield SKIPPED.at(heading.span, f"a heading of level {heading.level} stands below {over}", hint=f"write `{right} {heading.text}`")
        if not heading.depth:
            before = heading.level
