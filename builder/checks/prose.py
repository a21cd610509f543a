"""How hard a lesson's Markdown is to read.

Sentences are what stands in paragraphs and lists. Headings, titles and tables are read too, so their words count, but they
are not sentences. (What is read at all, `builder.checks.shown` says.)

The grade is Flesch and Kincaid's: 0.39 × words a sentence + 11.8 × syllables a word - 15.59 (Kincaid, Fishburne, Rogers and
Chissom 1975, *Derivation of new readability formulas for Navy enlisted personnel*, Research Branch Report 8-75). It is the
number of school years in the United States that a reader needs; a year more gives the British school year. It is for English.
"""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pyphen

from builder.checks.shown import chunks, words

LEAST = 100
"""Words in sentences that a grade needs: the formula was made for passages, and swings on less."""
WORDS_A_MINUTE = 200
"""How fast a learner reads. Adults read English non-fiction at 238 words a minute on average (Brysbaert 2019, *Journal of
Memory and Language* 109); who studies for level 2 reads with more care."""

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+\s++(?=[\"“‘'(\[]*(?:[A-ZÀ-Þ]|\d))")
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"['’]")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöûü]+")
_SILENT = re.compile(r"(?<=[^aeiouy])(?:(?<![^aeiouyr]l)e|(?<![td])ed|(?<![cgszx])(?<![cs]h)(?<![^aeiouyr]l)es)$")


class Text(NamedTuple):
    """How much there is to read. `words`: all of them; `running`, with their `syllables`: those in sentences, without numbers.

    `running` is 0 in a language that syllables cannot be counted in.
    """

    words: int = 0
    running: int = 0
    sentences: int = 0
    syllables: int = 0

    def plus(self, other: "Text") -> "Text":
        """Both together."""
        return Text(*(mine + others for mine, others in zip(self, other, strict=True)))

    @property
    def minutes(self) -> float:
        """How long it takes to read."""
        return self.words / WORDS_A_MINUTE

    @property
    def grade(self) -> float | None:
        """Flesch and Kincaid's grade to one decimal, never below 0; None where there is too little text, or it is not English."""
        if self.running < LEAST:
            return None
        return max(0.0, round(0.39 * self.running / self.sentences + 11.8 * self.syllables / self.running - 15.59, 1))


def text_of(markdown: str, language: str) -> Text:
    """How much there is to read in `markdown`; `language` as in `lang`, such as "en-GB"."""
    english = language.lower().partition("-")[0] == "en"
    total = Text()
    for chunk, running in chunks(markdown):
        total = total.plus(Text(len(words(chunk))))
        for sentence in _SENTENCE_END.split(chunk) if running and english else ():
            found = [word for word in words(sentence) if _LETTERS.search(word)]
            if found:
                total = total.plus(Text(0, len(found), 1, sum(map(syllables, found))))
    return total


@cache
def syllables(word: str) -> int:
    """How many syllables an English word has, at least 1.

    The en_GB hyphenation says where it may break. Typography leaves many breaks out ("any", "open"), so each piece counts
    the groups of vowels in it, without a silent e at its end; the breaks part vowels that only look like one group ("cre-ate").
    """
    return max(1, sum(_syllables(part) for part in _LETTERS.findall(_APOSTROPHE.sub("", word.lower()))))


def _syllables(part: str) -> int:
    breaks = [0, *_hyphenation().positions(part), len(part)]
    return sum(_groups(part[start:end]) for start, end in pairwise(breaks))


def _groups(piece: str) -> int:
    """The groups of vowels in a piece; an e at its end counts only where there is no other ("the", but "some-body")."""
    heard = _SILENT.sub("", piece) if len(piece) > 2 else piece
    return len(_VOWELS.findall(heard)) or len(_VOWELS.findall(piece))


@cache
def _hyphenation() -> pyphen.Pyphen:
    """The patterns, read when the first word asks: that takes a tenth of a second."""
    return pyphen.Pyphen(lang="en_GB", left=1, right=1)
