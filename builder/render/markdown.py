"""What an author's Markdown becomes in a page."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from markupsafe import Markup as Html

from builder.memo import remembered
from builder.model import Organisation
from builder.render.media import Medium
from builder.render.tables import COMPARED, TABLE, compared, named
from builder.render.words import Words

_SPECIAL = re.compile(r"[*_`\[\]<>&\\!{}|~#\n]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|://")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p\b).)*)</p>", re.DOTALL)

Activities = tuple[tuple[str, tuple[str, ...]], ...]
"""The criteria of each activity of a lesson, by its id."""


class Renderer:
    """Turns the Markdown of a course into HTML. `media` are those that the text of a lesson asked for last."""

    def __init__(self, organisations: tuple[Organisation, ...], words: Words) -> None:
        self.organisations = organisations
        self.words = words
        self.media: tuple[Medium, ...] = ()
        self.activities: Activities = ()
        self.tables: Counter[str] = Counter()

    def start(self, activities: Mapping[str, Sequence[str]]) -> None:
        """Begin a lesson: names of tables are its own. `activities` gives the criteria of each by its id."""
        self.tables.clear()
        self.activities = tuple((name, tuple(criteria)) for name, criteria in activities.items())

    def lesson(self, text: str, definitions: str = "") -> Html:
        """A lesson's text with its blocks; `definitions` are link definitions from elsewhere in the file."""
        html, self.media = _lesson(f"{text}\n\n{definitions}", self.activities, self.organisations, self.words)
        return Html(COMPARED.sub(compared, TABLE.sub(self.table, html)))

    def table(self, found: re.Match[str]) -> str:
        """One table of the lesson at hand."""
        return named(found, self.tables, self.words.gettext("Table: %(heads)s"))

    def inline(self, text: str) -> Html:
        """A sentence or two: without a paragraph around it where there is only one."""
        if not _SPECIAL.search(text):
            return Html(escape(text, quote=False))
        html = self.text(text).strip()
        only = _PARAGRAPH.fullmatch(html)
        return Html(only[1] if only else html)

    def text(self, text: str) -> Html:
        """Paragraphs without blocks."""
        return Html(_paragraphs(text))


@remembered
def _lesson(text: str, activities: Activities, organisations: tuple[Organisation, ...], words: Words) -> tuple[str, tuple[Medium, ...]]:
    from builder.render.convert import lesson

    return lesson(text, dict(activities), organisations, words)


@remembered
def _paragraphs(text: str) -> str:
    from builder.render.convert import paragraphs

    return paragraphs(text)
