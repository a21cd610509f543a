"""Identifiers that an LMS keys attempts by: from the content, never from position or time.

SCORM 1.2 RTE 3.4.5: a CMIIdentifier is alphanumeric without white space, at most 255 characters. Ours keep to letters,
digits, `_` and `-`, start with a letter, and so are XML IDs as well.
"""

import re

from builder.render.site import Site

MOST = 255


def encode(text: str) -> str:
    """`text` in letters, digits, `_` and `-`, such that two texts never give the same.

    `.` becomes `_`; any character besides letters, digits, `.` and `-` becomes `_x`, its code point in hexadecimal, and `_`.
    So does an `x` behind a `.`, which could be taken for the start of one of these.
    """
    return re.sub(r"[^A-Za-z0-9.-]|(?<=\.)x", lambda found: f"_x{ord(found[0]):x}_", text).replace(".", "_")


def unit_identifier(ref: str) -> str:
    """F/506/2131 as F5062131: references have one form, so leaving the slashes out keeps them apart."""
    return encode(ref.replace("/", ""))


def criterion_identifier(ref: str, criterion: str) -> str:
    """Criterion 1.1 of H/503/0322 as H5030322_AC1_1."""
    return f"{unit_identifier(ref)}_AC{encode(criterion)}"


def criterion_identifiers(site: Site) -> dict[str, str]:
    """The identifier of every criterion of a site, by criterion."""
    return {each.id: criterion_identifier(site.unit.ref, each.id) for outcome in site.outcomes for each in outcome.criteria}
