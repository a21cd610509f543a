"""CW702 to CW707: what a theme says that a page cannot use: colours, sizes, fonts, a logo, style sheets that fetch."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.checks.drawings import drawing
from builder.checks.pictures import SIGNATURES
from builder.colours import colour
from builder.diagnostics import Diagnostic, Rule
from builder.look import Logo, Token
from builder.model import Course
from builder.source import Source

COLOUR = Rule("CW702", "not-a-colour")
SIZE = Rule("CW703", "not-a-size")
FONT = Rule("CW704", "not-a-font-stack")
LOGO = Rule("CW705", "logo-unfit")
FETCHES = Rule("CW707", "style-sheet-fetches")

MOST_LOGO = {".svg": 60_000, ".png": 200_000}
"""Bytes of a logo: an SVG goes into the page, a PNG is fetched with it."""
SEE_THROUGH = ("shade", "line")
"""The colour roles that no text is read on or in."""

_LENGTH = re.compile(r"0|\d*\.?\d+(rem|em|px|ch|%)")
_FORMULA = re.compile(r"(clamp|min|max|calc)\([-+*/,.()\s\w%]+\)")
_STACK = re.compile(r"""([-\w][-\w ]*|"[^"'<>;{}\\]+"|'[^"'<>;{}\\]+')(\s*,\s*([-\w][-\w ]*|"[^"'<>;{}\\]+"|'[^"'<>;{}\\]+'))*""")
_GENERIC = ("serif", "sans-serif", "monospace", "cursive", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded")
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_FETCH = re.compile(r"""@import\b|\burl\((?!\s*["']?(?:data:|#))|\bimage-set\(""", re.IGNORECASE)


def tokens(course: Course) -> Iterator[Diagnostic]:
    """Every colour, size and font of the course's theme."""
    look = course.look
    for role, pair in look.colours.items():
        for token in pair:
            yield from _colour(role, token)
    for role, token in look.sizes.items():
        if not _LENGTH.fullmatch(token.text) and not (_FORMULA.fullmatch(token.text) and _closed(token.text)):
            yield SIZE.at(token.span, f"`{role}` cannot be `{token.text}`", hint="write a length like 1.125rem, or clamp(1rem, 0.9rem + 0.5vw, 1.25rem)")
    for role, token in look.fonts.items():
        names = [name.strip() for name in token.text.split(",")]
        if not _STACK.fullmatch(token.text):
            yield FONT.at(token.span, f"`{role}` cannot be `{token.text}`", hint="""write names with commas between them: 'Georgia, "Noto Serif", serif'""")
        elif names[-1] not in _GENERIC:
            kind = "serif" if role == "serif" else "monospace" if role == "mono" else "sans-serif"
            yield FONT.at(token.span, f"`{role}` does not say what to use where `{names[-1]}` is missing", hint=f"end it with `, {kind}`")


def logo(course: Course) -> Iterator[Diagnostic]:
    """The logo: an SVG or a PNG, and small."""
    mark = course.look.logo
    if mark:
        yield from _logo(mark, course.files[mark.path])


def sheets(course: Course) -> Iterator[Diagnostic]:
    """The course's own style sheets: a package holds nothing that they could fetch, and the network may be gone."""
    for layer in course.look.layers:
        for sheet in layer.sheets.values():
            yield from _fetches(sheet)


def _colour(role: str, token: Token) -> Iterator[Diagnostic]:
    found = colour(token.text)
    if found is None:
        yield COLOUR.at(token.span, f"`{role}` cannot be `{token.text}`", hint='write it as "#0d5468", rgb(13 84 104) or hsl(193 78% 23%)')
    elif found.alpha < 1 and role not in SEE_THROUGH:
        yield COLOUR.at(token.span, f"`{role}` is see-through, and how well it is read cannot be told", hint=f'write it solid, like "{found.hex}"')


def _closed(text: str) -> bool:
    """Whether every bracket is closed."""
    depth = 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _logo(mark: Logo, data: bytes) -> Iterator[Diagnostic]:
    name = PurePosixPath(mark.path).name
    kind = PurePosixPath(name).suffix.lower()
    if kind not in MOST_LOGO:
        yield LOGO.at(mark.span, f"the logo `{name}` is neither an SVG nor a PNG", hint="export it as SVG, or as PNG")
    elif len(data) > MOST_LOGO[kind]:
        yield LOGO.at(mark.span, f"the logo `{name}` has {len(data):,} bytes, and {MOST_LOGO[kind]:,} is the most", hint="export it smaller, or simpler")
    elif kind == ".png" and not data.startswith(SIGNATURES[kind]):
        yield LOGO.at(mark.span, f"`{name}` is no PNG picture inside", hint="export it again from the program that made it")
    elif kind == ".svg":
        yield from drawing(data, name, mark.span)


def _fetches(sheet: Source) -> Iterator[Diagnostic]:
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sheet.text)
    for found in _FETCH.finditer(bare):
        line = bare.count("\n", 0, found.start()) + 1
        column = found.start() - (bare.rfind("\n", 0, found.start()) + 1) + 1
        span = sheet.span(line, column, len(found[0]))
        yield FETCHES.at(span, f"`{found[0].strip()}` would fetch a file that the package does not have", hint="take it out; fonts are those of the device")
