"""Words of a specification made fit for where they are put: Markdown, file names, titles."""

import re

from builder.model import slug

_MARKS = re.compile(r"([\\`*_{}\[\]>#|~!])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SMALL = frozenset({"a", "an", "the", "of", "and", "or", "to", "in", "on", "for", "with", "by", "from", "at", "as", "is", "are", "be", "that", "its"})


def markdown(text: str) -> str:
    """`text` as Markdown that shows just these characters."""
    return _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", " ".join(text.split())).replace("<", "&lt;"))


def heading(text: str) -> str:
    """`text` as the words of a heading."""
    return markdown(re.sub(r"[{}]", "", text).strip(" :;.,") or text)


def shortened(text: str, most: int) -> str:
    """`text` cut after a word, with an ellipsis, where it is longer than `most` characters."""
    plain = " ".join(text.split()).rstrip(" :;")
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def file_stem(number: str, text: str) -> str:
    """`1-1-products-and-services`: a criterion's number and the first words that say what it is about."""
    words = slug(text).split("-")
    about = words[1:] if len(words) > 2 else words
    while about and about[0] in _SMALL:
        about = about[1:]
    about = about[:5]
    while len(about) > 1 and about[-1] in _SMALL:
        about = about[:-1]
    return "-".join([number.replace(".", "-"), *(about or words)])[:60].rstrip("-")
