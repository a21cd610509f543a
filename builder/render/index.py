"""The index for finding words in a unit, made at build time: in which places each word stands.

The page's own text is not searched word by word: the index says where, and the page shows the words there. It is

    {"stop": "a about …", "places": ["l-bread", "p-kinds", …], "words": {"loaf": [0, 5]}}

A number is three times a place's number, plus 2 where the word is in its title or names its criterion, 1 in a heading
inside it, 0 in its text. Words are folded as `fold` does; runtime/find.js folds what a learner types in the same way.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

from builder.memo import remembered

_HEADING = re.compile(r"<h([3-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")
_WORD = re.compile(r"\d+\.\d+|[^\W_]+")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_BEYOND = re.compile(r"[^\x00-\x7f]")

TEXT, HEADING, TITLE = 0, 1, 2

STOP = (
    "a about after all also an and any are as at be because been before but by can could did do does don each for from get had has have he her his how if in "
    "into is it its may me might more most must my no nor not of on one or other our out over say says she should so some such than that the their them then "
    "there these they this those to too up us was we were what when where which while who whom why will with would you your"
)
"""English words that stand everywhere, and so find nothing."""


def fold(text: str) -> str:
    """`text` without accents and in lower case, as long as it was."""
    return _BEYOND.sub(lambda letter: unicodedata.normalize("NFD", letter[0])[0], text).lower()


def words(text: str) -> Iterator[str]:
    """The words of a text, folded; `customer’s` counts as `customer`."""
    yield from (word for word in _WORD.findall(_POSSESSIVE.sub("", fold(text))) if len(word) > 1 or word.isdigit())


@remembered
def _words_in(html: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(unescape(_TAG.sub(" ", html)))))


class Index:
    """The index as it is being made, in reading order."""

    def __init__(self, language: str) -> None:
        self.stop = STOP if language.partition("-")[0] == "en" else ""
        self.places: list[str] = []
        self.found: dict[str, dict[int, int]] = {}

    def add(self, place: str, title: str, html: str, criteria: tuple[str, ...] = ()) -> None:
        """A place by its id in the page, with its title and text as HTML and the criteria that it teaches."""
        number = len(self.places)
        self.places.append(place)
        headings = " ".join(found[2] for found in _HEADING.finditer(html))
        for weight, text in ((TEXT, html), (HEADING, headings), (TITLE, f"{title} {' '.join(criteria)}")):
            for word in _words_in(text):
                self.found.setdefault(word, {})[number] = weight

    def data(self) -> dict[str, Any]:
        """The index as plain data."""
        left = set(self.stop.split())
        listed = {word: [3 * place + weight for place, weight in sorted(self.found[word].items())] for word in sorted(self.found) if word not in left}
        return {"stop": self.stop, "places": self.places, "words": listed}
