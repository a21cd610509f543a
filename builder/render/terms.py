"""Words of the glossary in a lesson's text: each becomes a button that opens its meaning at the foot of the screen."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from builder.memo import remembered
from builder.model import Term
from builder.read.glossary import pattern

_PIECE = re.compile(r"<(/?)(\w+)(?:[^<>\"]|\"[^\"]*\")*>|[^<]+")
_LINK = re.compile(r'<a href="term:([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_APART = frozenset({"a", "abbr", "b", "button", "caption", "cite", "code", "dfn", "h3", "h4", "h5", "h6", "header", "kbd", "pre", "strong", "summary", "thead"})
"""Elements whose words are left alone: headings, links, code, and what is bold, where an author is explaining it already."""


class Word(NamedTuple):
    """A term as it is looked for. `forms` are all its spellings."""

    id: str
    forms: tuple[str, ...]


class Terms:
    """The glossary of one unit. `used` grows with the ids of the terms that a text has, and the lessons in which they stand."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.words = tuple(Word(term.id, (term.term, *term.forms)) for term in terms)
        self.used: dict[str, dict[str, None]] = {}

    def mark(self, html: str, lesson: str, *, freely: bool = True) -> str:
        """`html` of a part with its links to terms, and, where `freely`, each term's first occurrence, made into buttons."""
        if not self.words:
            return html
        html, used = _marked(html, self.words, freely)
        for term in used:
            self.used.setdefault(term, {})[lesson] = None
        return html


@remembered
def _marked(html: str, words: tuple[Word, ...], freely: bool) -> tuple[str, tuple[str, ...]]:
    """The part with its buttons, and the ids of all terms that it has."""
    part = _Part(words)
    return part.mark(html, freely), tuple(part.used)


class _Patterns:
    """What finds any of the words, and each of them."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.any = pattern([form for word in words for form in word.forms])
        self.each = [(word.id, pattern(word.forms)) for word in words]


_patterns = lru_cache(maxsize=8)(_Patterns)


class _Part:
    """One part being marked. `told` are the terms that have their button, `used` all that stand in it."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.ids = {word.id for word in words}
        self.patterns = _patterns(words)
        self.told: set[str] = set()
        self.used: dict[str, None] = {}

    def mark(self, html: str, freely: bool) -> str:
        html = _LINK.sub(self.linked, html)
        apart = 0
        pieces = []
        for piece in _PIECE.finditer(html):
            text = piece[0]
            if piece[2] is None:
                text = self.patterns.any.sub(partial(self.found, free=freely and not apart), text)
            elif piece[2] in _APART:
                apart += -1 if piece[1] else 1
            pieces.append(text)
        return "".join(pieces)

    def linked(self, found: re.Match[str]) -> str:
        """A link to a term, as the author wrote it; its words alone where there is no such term."""
        return self.button(found[1], found[2]) if found[1] in self.ids else found[2]

    def found(self, found: re.Match[str], *, free: bool) -> str:
        """An occurrence of a term: a button where it is the part's first that may be one."""
        words = found[0]
        term = next((name for name, own in self.patterns.each if own.fullmatch(words)), None)
        if term is None:
            return words
        if free and term not in self.told:
            return self.button(term, words)
        self.used[term] = None
        return words

    def button(self, term: str, words: str) -> str:
        """The words as what opens the meaning."""
        self.told.add(term)
        self.used[term] = None
        return f'<button class="term" type="button" popovertarget="n-{term}" aria-describedby="n-{term}-m">{words}</button>'
