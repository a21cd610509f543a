"""Who says what: the interface's words and the content's may be in different languages on one page.

Screen readers have to know which is which (WCAG 3.1.2). On such a page every phrase of the interface ends in `MARK`;
when the page is finished, the elements that hold one get the interface's language, and the marks go.
"""

import re

from markupsafe import Markup as Html

from builder.languages import direction

MARK = "\ue000"
"""A character for private use: authors' texts have it nowhere where it could matter."""

_PIECE = re.compile(r"(<(?:script|style|title|textarea)\b.*?</(?:script|style|title|textarea)>|<!--.*?-->|<(?:\"[^\"]*\"|[^\">])*>)", re.DOTALL)
_START = re.compile(r"<([a-zA-Z][\w:-]*)")
_LANGUAGE = re.compile(r"\slang=\"([^\"]*)\"")
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def language_attributes(language: str, around: str) -> Html:
    """The attributes of an element in `language` inside one in the language `around`: none where it is the same."""
    if not language or language == around:
        return Html("")
    turned = Html(' dir="{}"').format(direction(language)) if direction(language) != direction(around) else Html("")
    return Html(' lang="{}"').format(language) + turned


def told_apart(html: str, interface: str) -> str:
    """`html` with the interface's words in elements of its language, wherever those around them are in another."""
    pieces = _PIECE.split(html)
    inside: list[tuple[str, str]] = [("", "")]
    for place, piece in enumerate(pieces):
        if place % 2:
            _follow(piece, inside)
        elif MARK in piece and inside[-1][1] != interface:
            attributes = language_attributes(interface, inside[-1][1])
            if _alone(pieces, place):
                pieces[place - 1] = _with(pieces[place - 1], attributes)
            else:
                pieces[place] = f"<span{attributes}>{piece}</span>"
    return "".join(pieces).replace(MARK, "")


def _follow(tag: str, inside: list[tuple[str, str]]) -> None:
    """Keep the elements that are open, each with its language."""
    if start := _START.match(tag):
        name = start[1].lower()
        if name not in (*_VOID, "script", "style", "title", "textarea") and not tag.endswith("/>"):
            language = _LANGUAGE.search(tag)
            inside.append((name, language[1] if language else inside[-1][1]))
    elif tag.startswith("</"):
        name = tag[2:-1].strip().lower()
        while len(inside) > 1 and inside.pop()[0] != name:
            pass


def _alone(pieces: list[str], place: int) -> bool:
    """Whether a text is all that its element holds; then the element itself can say its language."""
    before, after = pieces[place - 1], pieces[place + 1]
    start = _START.match(before)
    return bool(start and after.lower() == f"</{start[1].lower()}>" and not _LANGUAGE.search(before))


def _with(tag: str, attributes: Html) -> str:
    return f"{tag[:-1]}{attributes}>"
