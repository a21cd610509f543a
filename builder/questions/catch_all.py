"""CW804: options that stand for other options.

Whoever knows that two options are right has found "all of the above", whoever knows that one is wrong has ruled it out;
and learners see the options in mixed order, where nothing is "above". (Haladyna, Downing and Rodriguez, *A review of
multiple-choice item-writing guidelines for classroom assessment*, 2002.)
"""

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.source import Span

CATCH_ALL = Rule("CW804", "catch-all-option", "warning")

_OTHERS = r"(?:above|below|others?|options?|answers?|choices?|statements?)"
_CATCH_ALL = re.compile(
    rf"(?:all|none|any|both|neither|either)(?: of)? (?:the |these |those )?{_OTHERS}(?: {_OTHERS})?(?: are (?:right|correct|true))?"
    r"|(?:all|none|both|neither) of (?:these|those|them)"
    r"|(?:both |neither )?(?:option |answer )?[a-f] (?:and|or|nor) (?:option |answer )?[a-f](?: only)?"
    r"|(?:pob un|yr un|dim un|y cwbl) o[’'](?:r uchod|r rhain)",
    re.IGNORECASE,
)


def catch_all(text: str, place: int, question: str, span: Span) -> Iterator[Diagnostic]:
    """A finding where the option at `place` of `question` says no more than that others are right, or wrong."""
    plain = " ".join(re.sub(r"[*_.!]", "", text).split())
    if _CATCH_ALL.fullmatch(plain):
        hint = "write an option of its own; where several are right, make it `type: choices`"
        yield CATCH_ALL.at(span, f'option {place + 1} of `{question}` stands for others: "{plain}"', hint=hint)
