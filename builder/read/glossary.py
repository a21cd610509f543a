"""Glossaries: the words that lessons explain, and where those words stand in a text.

`glossary.yaml` stands beside course.yaml for every unit, and may stand in a unit's folder for that unit alone.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from zlib import crc32

from builder.diagnostics import Diagnostic, Rule
from builder.memo import remembered
from builder.model import Lesson, Term, slug
from builder.questions.base import tags_of
from builder.read.forms import GlossaryForm, TermForm
from builder.read.qualification import TWICE
from builder.read.texts import texts
from builder.read.validate import validate
from builder.read.yaml import read_yaml
from builder.read.yaml_text import Loc, YamlText
from builder.source import Source

UNUSED = Rule("CW321", "term-not-used", "warning")


@remembered
def read_glossary(source: Source) -> tuple[list[Term], list[Diagnostic]]:
    """The terms that could be read, in the file's order, and what is wrong with the rest."""
    document = read_yaml(source)
    findings = list(document.findings)
    if document.data is None and findings:
        return [], findings
    form, wrong = validate(GlossaryForm, document)
    terms = []
    for place in range(len(form.terms)) if form else ():
        term, slips = _term(document, ("terms", place))
        terms += [term] if term else []
        wrong += slips
    return terms, findings + wrong


def _term(document: YamlText, at: Loc) -> tuple[Term | None, list[Diagnostic]]:
    form, findings = validate(TermForm, document, at)
    if form is None:
        return None, findings
    marks = texts(document, (*at, "means"))
    return Term(_id(form.term), form.term, tags_of(form.forms), form.means, marks, document.place((*at, "term"))), findings


def _id(term: str) -> str:
    """What names a term in links and in the page; letters that a name cannot hold still give each term its own."""
    return slug(term) if term.isascii() else f"{slug(term)}-{crc32(term.encode()):x}"


def twice(terms: Iterable[Term]) -> list[Diagnostic]:
    """A finding for each term, in any of its forms, that another one before it explains already."""
    first: dict[str, Term] = {}
    findings = []
    for term in terms:
        names = {term.id.replace("-", " "), *(name.casefold() for name in (term.term, *term.forms))}
        if name := next((name for name in sorted(names) if name in first), None):
            findings.append(TWICE.at(term.span, f"the glossary explains `{name}` twice", hint="keep one of the two, or take the form out of one"))
        first.update(dict.fromkeys(names, term))
    return findings


def unused(terms: Iterable[Term], lessons: Sequence[Lesson]) -> list[Diagnostic]:
    """A warning for each term that stands in none of the lessons, once there are any."""
    if not lessons:
        return []
    found = _used(tuple(terms), tuple(piece for lesson in lessons for piece in (lesson.opening, *(part.body for part in lesson.parts))))
    hint = "use it in a lesson, add the form that lessons use to its `forms`, or take it out"
    return [UNUSED.at(term.span, f"no lesson uses the term `{term.term}`", hint=hint) for term, used in found if not used]


@remembered
def _used(terms: tuple[Term, ...], pieces: tuple[str, ...]) -> list[tuple[Term, bool]]:
    """Each term, and whether it stands in one of the pieces."""
    return [(term, any(_uses(term, text) for text in pieces)) for term in terms]


@lru_cache(maxsize=1_000)
def _own(term: Term) -> re.Pattern[str]:
    return pattern((term.term, *term.forms), as_html=False)


@lru_cache(maxsize=20_000)
def _uses(term: Term, text: str) -> bool:
    return f"](term:{term.id})" in text or bool(_own(term).search(text))


def pattern(forms: Iterable[str], *, as_html: bool = True) -> re.Pattern[str]:
    """What finds these spellings in a text, longest first, each also with an `s`. `as_html`: the text is that of HTML, with its entities.

    A form with a capital letter, such as `UK GDPR`, is found as it is written; any other in either case.
    """
    longest = sorted(set(forms), key=lambda form: (-len(form), form))
    choices = "|".join(_spelt(escape(form, quote=False) if as_html else form) for form in longest)
    return re.compile(rf"(?<![\w-])({choices or '(?!)'})s?(?![\w-])")


def _spelt(form: str) -> str:
    words = r"\s+".join(re.escape(word) for word in form.split())
    return words if form != form.lower() else f"(?i:{words})"
