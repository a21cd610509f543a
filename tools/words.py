"""The interface's catalogues in `builder/locale/`: collect the phrases, bring every language up to date, compile.

`python -m tools.words` (or `make words`) does all three; `python -m tools.words cy` also begins a language.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "builder" / "locale"
TEMPLATE = LOCALE / "coursewright.pot"
WIDTH = 120
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When every catalogue says it was made: a date that changes would be the only difference of most updates."""

HEADER = """\
# The words that learners see in the interface of Coursewright's pages.
# Placeholders, like {count} and %(num)s, stay as they are; a form for one number alone may leave the number out.
#"""

Keywords = dict[str, tuple[int, ...] | None]
PHRASES: Keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
IN_SCRIPTS: Keywords = {"t": None, "tn": (1, 2)}
PLACES: tuple[tuple[str, str, Keywords], ...] = (
    ("themes/*/templates/**/*.html", "jinja2", PHRASES),
    ("builder/questions/**/*.html", "jinja2", PHRASES),
    ("builder/render/**/*.py", "python", PHRASES),
    ("builder/runtime/**/*.js", "javascript", IN_SCRIPTS),
    ("builder/questions/*/*.js", "javascript", IN_SCRIPTS),
    ("builder/targets/*/*.js", "javascript", IN_SCRIPTS),
)
"""Where phrases stand, who can read them there, and what they are arguments of. Lines above that start with
"Translators:" go with them."""


def template() -> Catalog:
    """Every phrase of the interface, with the files it stands in."""
    catalogue = empty(None)
    for path, method, keywords in places():
        name = path.relative_to(ROOT).as_posix()
        for line, message, comments, context in extract_from_file(method, path, keywords, ("Translators:",), strip_comment_tags=True):
            catalogue.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return catalogue


def empty(language: str | None) -> Catalog:
    """A catalogue without phrases."""
    return Catalog(
        locale=language,
        header_comment=HEADER,
        project="Coursewright",
        version="1",
        last_translator="Coursewright",
        language_team="Coursewright",
        msgid_bugs_address="-",
        charset="utf-8",
        creation_date=NEVER,
        revision_date=NEVER,
        fuzzy=False,
    )


def places() -> Iterator[tuple[Path, str, Keywords]]:
    """The files to look through, always in the same order."""
    for pattern, method, keywords in PLACES:
        for path in sorted(ROOT.glob(pattern)):
            yield path, method, keywords


def languages() -> list[Path]:
    """Each language's catalogue."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/coursewright.po"))


def updated(path: Path, phrases: Catalog) -> Catalog:
    """The catalogue in `path` with exactly the phrases there are now; what was said for those that stay is kept."""
    catalogue = read_po(BytesIO(path.read_bytes()), locale=path.parents[1].name)
    catalogue.update(phrases, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def begun(language: str, phrases: Catalog) -> Catalog:
    """A catalogue for a language that has none, with Babel's rule for its plural forms."""
    plural = get_plural(language)
    catalogue = empty(language)
    print(f"{language}: {plural.num_plurals} plural forms, by the rule {plural.plural_expr}")
    catalogue.update(phrases, no_fuzzy_matching=True)
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """A catalogue as text: files are named without lines, so that it changes only when the phrases do."""
    out = BytesIO()
    write_po(out, catalogue, width=WIDTH, include_lineno=False, sort_output=True)
    return re.sub(rb'"Generated-By:.*\n', b"", out.getvalue())


def as_mo(catalogue: Catalog) -> bytes:
    """A catalogue compiled; what is missing or doubtful is left out."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main(new: list[str]) -> None:
    """Bring everything in `builder/locale/` up to date, and begin the languages named."""
    phrases = template()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_po(phrases))
    for language in new:
        path = LOCALE / language / "LC_MESSAGES" / "coursewright.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(as_po(begun(language, phrases)))
    for path in languages():
        catalogue = updated(path, phrases)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        missing = [message.id for message in catalogue if message.id and (message.fuzzy or not all(strings(message)))]
        print(f"{path.parents[1].name}: {len(catalogue)} phrases, {len(missing)} to translate")


def strings(message: Message) -> list[str]:
    """What a message is in the catalogue's language: one text, or one for each plural form."""
    return [message.string or ""] if message.string is None or isinstance(message.string, str) else list(message.string)


if __name__ == "__main__":
    main(sys.argv[1:])
