"""What is known of languages: their codes (BCP 47), and which way they are written."""

from typing import Literal

Direction = Literal["ltr", "rtl"]

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn
gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th
ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""The languages of two letters (ISO 639-1). Those of three letters are too many to list."""
_SHORTER = {"cym": "cy", "wel": "cy", "eng": "en", "gle": "ga", "gla": "gd", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it"}
_SHORTER |= {"pol": "pl", "por": "pt", "ara": "ar", "urd": "ur", "pan": "pa", "ben": "bn", "som": "so", "ron": "ro", "rum": "ro", "zho": "zh", "chi": "zh"}
"""Codes of three letters that people write where one of two letters is the right one."""
_PLACES = {"UK": "GB", "ENG": "GB", "EN": "GB", "WAL": "GB", "WLS": "GB"}
_NAMES = {"english": "en", "welsh": "cy", "cymraeg": "cy", "irish": "ga", "gaelic": "gd", "scots": "sco", "polish": "pl", "romanian": "ro", "arabic": "ar"}
_NAMES |= {"urdu": "ur", "punjabi": "pa", "bengali": "bn", "french": "fr", "german": "de", "spanish": "es", "portuguese": "pt", "ukrainian": "uk"}
_RIGHT_TO_LEFT = ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
_SCRIPTS_RIGHT_TO_LEFT = ("adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa")


def direction(language: str) -> Direction:
    """Which way a language is written; a script in its code (`az-Arab`, `ur-Latn`) says more than the language."""
    first, *rest = language.lower().split("-")
    script = next((each for each in rest if len(each) == 4 and each.isalpha()), None)
    right = script in _SCRIPTS_RIGHT_TO_LEFT if script else first in _RIGHT_TO_LEFT
    return "rtl" if right else "ltr"


def same(one: str, other: str) -> bool:
    """Whether two codes are of one language, whatever the region."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


def better(language: str) -> str | None:
    """The code to write instead of one that no language has: "" where nothing is near, None where `language` is fine."""
    first, *rest = language.split("-")
    code = _SHORTER.get(first.lower(), first.lower())
    if len(code) == 2 and code not in _CODES.split():
        return ""
    regions = [_PLACES.get(each.upper(), each) if len(each) in (2, 3) and each.isalpha() else each for each in rest]
    right = "-".join([code, *regions])
    return None if right == language else right


def code_of(name: str) -> str:
    """The code of a language that is called by its name, "" where that is none we know."""
    return _NAMES.get(name.lower(), "")
