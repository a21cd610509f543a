"""CW015: codes of languages that no language has, wherever an author names one."""

import re

from builder.diagnostics import Diagnostic, Rule
from builder.languages import better, code_of
from builder.source import Span

LANGUAGE = Rule("CW015", "unknown-language")

_WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def language_findings(language: str, span: Span) -> list[Diagnostic]:
    """What is wrong with a language's code, if anything; "" where none is named."""
    near = better(language) if _WELL_FORMED.fullmatch(language) else code_of(language)
    if near is None or not language:
        return []
    hint = f"write `{near}`" if near else "a language is written like en-GB or cy, with the codes of ISO 639"
    return [LANGUAGE.at(span, f"no language has the code `{language}`", hint=hint)]
