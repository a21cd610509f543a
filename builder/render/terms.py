"""Words of the glossary in a lesson's text: each becomes a button that opens its meaning at the foot of the screen."""

import re
from functools import partial

from builder.model import Term
from builder.read.glossary import pattern

_PIECE = re.compile(r"<(/?)(\w+)(?:[^<>\"]|\"[^\"]*\")*>|[^<]+")
_LINK = re.compile(r'<a href="term:([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_APART = frozenset({"a", "abbr", "b", "button", "caption", "cite", "code", "dfn", "h3", "h4", "h5", "h6", "header", "kbd", "pre", "strong", "summary", "thead"})
"""Elements whose words are left alone: headings, links, code, and what is bold, where an author is explaining it already."""


class Terms:
    """The glossary of one unit. `used` grows with the ids of the terms that a text has, and the lessons in which they stand."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = {term.id: term for term in terms}
        self.patterns = [(term, pattern([term])) for term in terms]
        self.any = pattern(terms)
        self.used: dict[str, dict[str, None]] = {}

    def mark(self, html: str, lesson: str, *, freely: bool = True) -> str:
        """`html` of a part with its links to terms, and, where `freely`, each term's first occurrence, made into buttons."""
        if not self.terms:
            return html
        told: set[str] = set()
        html = _LINK.sub(lambda found: self.linked(found, lesson, told), html)
        apart = 0
        pieces = []
        for piece in _PIECE.finditer(html):
            text = piece[0]
            if piece[2] is None:
                text = self.any.sub(partial(self.found, lesson=lesson, told=told, free=freely and not apart), text)
            elif piece[2] in _APART:
                apart += -1 if piece[1] else 1
            pieces.append(text)
        return "".join(pieces)

    def linked(self, found: re.Match[str], lesson: str, told: set[str]) -> str:
        """A link to a term, as the author wrote it; its words alone where there is no such term."""
        if found[1] not in self.terms:
            return found[2]
        return self.button(self.terms[found[1]], found[2], lesson, told)

    def found(self, found: re.Match[str], *, lesson: str, told: set[str], free: bool) -> str:
        """An occurrence of a term: a button where it is the part's first that may be one."""
        words = found[0]
        term = next((term for term, own in self.patterns if own.fullmatch(words)), None)
        if term is None:
            return words
        if free and term.id not in told:
            return self.button(term, words, lesson, told)
        self.used.setdefault(term.id, {})[lesson] = None
        return words

    def button(self, term: Term, words: str, lesson: str, told: set[str]) -> str:
        """The words as what opens the meaning."""
        told.add(term.id)
        self.used.setdefault(term.id, {})[lesson] = None
        return f'<button class="term" type="button" popovertarget="n-{term.id}" aria-describedby="n-{term.id}-m">{words}</button>'
