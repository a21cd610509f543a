"""The pages of the rules: one Markdown file a code in `builder/pages/`, each a rule's one place in prose.

    # CW303 block-option
    error: A block lacks an option, or has one that nothing reads

    What the rule asks, and why.

    ## Wrong
    ## Right

A test holds code, name and severity against the rule's own line in the source.
"""

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from builder.resources import PACKAGE

_HEAD = re.compile(r"# (?P<code>CW\d{3}) (?P<name>[a-z0-9-]+)\n(?P<severity>error|warning|note): (?P<title>.+)\n\n")

FAMILIES = {
    "CW0": "Files, YAML and course.yaml",
    "CW1": "Tags and specifications",
    "CW2": "Coverage",
    "CW3": "Lessons",
    "CW4": "Quizzes",
    "CW5": "Pictures and media",
    "CW6": "Limits",
    "CW7": "Themes and templates",
    "CW8": "Teaching",
    "CW9": "Imports and exports",
}
"""What the codes of each family are about."""


DESPITE = frozenset({"CW104", "CW305", "CW306", "CW501", "CW506", "CW522", "CW523", "CW701"})
"""Errors that can be allowed as warnings can: a package is whole all the same, and what is left out or missing may be meant."""
OF_ALLOWANCES = frozenset({"CW017", "CW018"})
_ALIKE = str.maketrans("OIL", "011")
"""Letters that look like digits."""


class Page(NamedTuple):
    """What there is to know about a rule. `title` is one line, `text` the Markdown below it."""

    code: str
    name: str
    severity: str
    title: str
    text: str


def can_be_allowed(code: str, severity: str) -> bool:
    """Whether a finding of that rule may stand, with a reason in course.yaml."""
    return code not in OF_ALLOWANCES and (severity != "error" or code in DESPITE)


def refusal(code: str) -> str:
    """Why a rule's findings cannot be allowed, where they cannot."""
    return "it is about what is allowed" if code in OF_ALLOWANCES else "what it finds would be missing from the package, or wrong in it"


def _folder() -> Path:
    return PACKAGE / "pages"


@cache
def codes() -> tuple[str, ...]:
    """The codes of all rules, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("CW*.md")))


def near(code: str) -> str | None:
    """The code meant by one that there is not: a letter stands for a digit, or one is wrong, missing or too many. None where more is."""
    digits = f"CW{code.upper().removeprefix('CW').translate(_ALIKE)}"
    if digits in codes():
        return digits
    found = get_close_matches(code.upper(), codes(), n=1, cutoff=0.75)
    return found[0] if found else None


def page(code: str) -> Page:
    """The page of the rule `code`, one of `codes()`."""
    text = (_folder() / f"{code}.md").read_text("utf-8")
    head = _HEAD.match(text)
    if head is None or head["code"] != code:
        raise ValueError(f"{code}.md does not begin as pages do")
    return Page(code, head["name"], head["severity"], head["title"], text[head.end() :].strip())
