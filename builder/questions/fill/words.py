"""Words as they are compared, and the gaps of a text. `plainWords` of fill.js does the same as `plain_words`."""

import re
import unicodedata

from markupsafe import Markup as Html

_QUOTES = {**dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'"), **dict.fromkeys(map(ord, "“”„‟″«»"), '"'), **dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")}
_ACCENTS = re.compile("[\u0300-\u036f]")
_ENDS = re.compile(r"""^[\s.,;:!?'"()¿¡。、]+|[\s.,;:!?'"()¿¡。、]+$""")
_GAP = re.compile(r"\[\[(?P<words>.*?)\]\]", re.DOTALL)
_BAR = re.compile(r"(?<!\\)\|")

_HOLE = "\ue000"
"""Stands for a gap while Markdown is rendered."""


def plain_words(text: str, exact: str) -> str:
    """`text` as it is compared; `exact` holds the letters of what counts after all: c(ase), a(ccents), s(paces)."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if unicodedata.category(letter) != "Cf").translate(_QUOTES)
    if "a" not in exact:
        plain = _ACCENTS.sub("", plain)
    if "c" not in exact:
        plain = plain.upper().lower().replace("ς", "σ")
    if "s" not in exact:
        plain = re.sub(r"\s+", " ", plain)
    return unicodedata.normalize("NFC", _ENDS.sub("", plain) or plain.strip())


def gaps_in(text: str) -> list[tuple[str, ...]]:
    """What may stand in each `[[gap|or this]]` of a text, the answer to show first."""
    return [tuple(word.replace("\\|", "|").strip() for word in _BAR.split(found["words"]) if word.strip()) for found in _GAP.finditer(text)]


def with_holes(text: str) -> str:
    """The text with one character for each gap, for `pieces`."""
    return _GAP.sub(_HOLE, text.replace(_HOLE, ""))


def pieces(html: Html) -> list[Html]:
    """What stands before, between and after the gaps."""
    return html.split(_HOLE)


def left_over(text: str) -> bool:
    """Whether brackets are left that open or close no gap."""
    rest = _GAP.sub("", text)
    return "[[" in rest or "]]" in rest


def columns(text: str) -> int:
    """How wide a text is, in digits."""
    return sum(2 if unicodedata.east_asian_width(letter) in "FW" else 1 for letter in text)
