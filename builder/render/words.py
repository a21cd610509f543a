"""The interface's phrases in a language, by their English: the compiled catalogues in `builder/locale/`.

A catalogue serves templates, Python and the learner's JavaScript; a page carries only what its script needs of it.
"""

import gettext
import json
import re
from functools import lru_cache
from io import BytesIO
from zlib import crc32

from builder import resources
from builder.model import Sector
from builder.render.tongues import MARK

DOMAIN = "coursewright"
ENGLISH = "en"

SPEAKERS = frozenset(("t", "tn"))
"""The functions of a script that say a phrase."""

_LITERAL = r'"(?:[^"\\]|\\.)*"'
_PHRASE = re.compile(rf"\bt\(({_LITERAL})|\btn\(\s*({_LITERAL}),\s*({_LITERAL})")
_RULE = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.*?)\s*;?\s*$")
_SAMPLES = range(200)
"""Numbers that the rule for plural forms is tried on: every language's rule has shown all its forms by then."""

Phrases = dict[str, str | list[str]]
"""`Phrases` of runtime/words.js."""


class Words:
    """The phrases of one language. `language` is that of the catalogue: English where there is none for what was asked for.

    `marked`: each phrase ends in MARK, for a page on which other languages stand too (see `tongues`). `made` tells catalogues apart.
    """

    def __init__(self, language: str, catalogue: gettext.NullTranslations, *, marked: bool = False, made: int = 0) -> None:
        self.language = language
        self.catalogue = catalogue
        self.mark = MARK if marked else ""
        self.made = made

    def __repr__(self) -> str:
        return f"Words({self.language!r}, {self.made}, {self.mark!r})"

    def gettext(self, phrase: str) -> str:
        """A phrase in this language."""
        return self.catalogue.gettext(phrase) + self.mark

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A phrase in the form that goes with `number`."""
        return self.catalogue.ngettext(one, many, number) + self.mark

    def sector(self, sector: Sector) -> str:
        """An organisation's sector, in the middle of a sentence."""
        if sector == "commercial":
            return self.gettext("commercial")
        return self.gettext("public sector") if sector == "public" else self.gettext("third sector")

    def of_script(self, script: bytes) -> Phrases:
        """What `script` says through `t` and `tn`, and the rule for numbers under ""; nothing in English."""
        if self.language == ENGLISH:
            return {}
        forms, rule = self._rule()
        phrases: Phrases = {"": rule}
        for phrase, one, many in _PHRASE.findall(script.decode()):
            if phrase:
                phrases[_text(phrase)] = self.catalogue.gettext(_text(phrase))
            else:
                phrases[_text(one)] = [self.catalogue.ngettext(_text(one), _text(many), sample) for sample in forms]
        return {english: said for english, said in phrases.items() if said != english}

    def _rule(self) -> tuple[list[int], str]:
        """A number for each plural form, and which form goes with 0, 1, 2, …: a digit each, the last for all others."""
        found = _RULE.search(self.catalogue.info()["plural-forms"])
        if found is None:
            raise ValueError(f"the catalogue for {self.language} has no rule for plural forms")
        plural = gettext.c2py(found[2])
        places = [plural(number) for number in _SAMPLES]
        digits = "".join(map(str, places))
        return [places.index(form) for form in range(int(found[1]))], digits.rstrip(digits[-1]) + digits[-1]


@lru_cache
def words(language: str, *, marked: bool = False) -> Words:
    """The phrases for a page in `language`, such as "cy-GB": of its catalogue, or that of the language without its region."""
    steps = language.replace("-", "_").split("_")
    for end in range(len(steps), 0, -1):
        name = "_".join(steps[:end])
        path = resources.locale() / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            data = path.read_bytes()
            return Words(name.replace("_", "-"), gettext.GNUTranslations(BytesIO(data)), marked=marked, made=crc32(data))
    return Words(ENGLISH, gettext.NullTranslations(), marked=marked)


def _text(literal: str) -> str:
    return str(json.loads(literal))
