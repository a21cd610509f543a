"""CW811: links whose words do not say where they lead, or that have none.

Screen readers list a page's links without the text around them (WCAG 2.2, 2.4.4 and 2.4.9): ten times "here" is no list.
"""

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.markup import Markup
from builder.model import Course

VAGUE = Rule("CW811", "vague-link", "warning")

_VAGUE = frozenset(
    {
        *("here", "click", "click here", "go here", "see here", "this", "that", "it", "link", "this link", "the link", "this page", "this site"),
        *("this website", "website", "page", "more", "read more", "see more", "learn more", "find out more", "know more", "more details", "more info"),
        *("more information", "further information", "details", "info", "read", "read on", "continue", "go", "download", "download here", "follow this link"),
        *("yma", "cliciwch yma", "ewch yma", "y ddolen", "y ddolen hon", "mwy", "rhagor", "darllen mwy", "darllenwch fwy", "rhagor o wybodaeth", "dysgu mwy"),
    }
)
"""Words, without signs and capitals, that say nothing by themselves; in English and Welsh."""


def link_words(course: Course) -> Iterator[Diagnostic]:
    """Every link's words, in lessons and in the texts of YAML. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            yield from _vague(lesson.markup)
        for text in (*content.texts, *(text for term in content.terms for text in term.texts), *(text for each in content.questions for text in each.texts)):
            yield from _vague(text)


def _vague(markup: Markup) -> Iterator[Diagnostic]:
    there = {(link.text.casefold(), link.target) for link in markup.named}
    for link in (*(each for each in markup.links if (each.text.casefold(), each.target) not in there), *markup.named):
        plain = " ".join(re.findall(r"\w+", link.text.casefold()))
        if (plain in _VAGUE or not plain) and not link.target.startswith(("term:", "[")):
            words = link.text.strip("*_` ")
            hint = "link the words that name what is there, such as its title: ask for [the price list](#prices), not for what is [here](#prices)"
            message = f'the words "{words}" do not say where this link leads' if words else "this link has no words that say where it leads"
            yield VAGUE.at(link.span, message, hint=hint)
