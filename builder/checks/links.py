"""CW305 to CW307: raw HTML and links that a learner's page must not carry; CW320: words that the glossary does not have;
CW508: pictures where only words can stand.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import nh3

from builder.checks.pictures import TYPES
from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.markup import Link, Markup
from builder.model import Course, slug
from builder.source import Span

HTML = Rule("CW305", "html-removed")
UNSAFE = Rule("CW306", "unsafe-link")
BROKEN = Rule("CW307", "broken-link")
UNKNOWN_TERM = Rule("CW320", "unknown-term")
PICTURE = Rule("CW508", "picture-in-a-text")

SCHEMES = {"http", "https", "mailto", "tel"}
TAGS = {
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "dl",
    "dt",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "p",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
"""Elements that an author may write as HTML; everything else is Markdown's or a block's to make."""
ATTRIBUTES = {"*": {"lang", "dir"}, "abbr": {"title"}, "dfn": {"title"}}
INSTEAD = {
    "a": "write [words](https://…)",
    "img": "write ![what it shows](images/file.svg)",
    "iframe": "link to the page: [words](https://…)",
    "video": "link to it: [words](https://…)",
    "font": "write **bold** or *italic*",
    **{f"h{level}": "write ## for a part and ### below it" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "li"), "start each entry with `- ` or `1. `"),
    **dict.fromkeys(("table", "tr", "td", "th"), "write a row as | one | two |"),
}
"""What Markdown has for elements that authors are likely to try."""
ATTRIBUTE_NAMES = {"class", "id", "lang", "dir", "title"}
"""What an attribute list in braces may set."""

_TAG = re.compile(r"<[a-zA-Z][^\s/>]*(.*?)/?>?\Z", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")


def links(course: Course) -> Iterator[Diagnostic]:
    """Every link, raw tag and attribute list of every lesson."""
    for content in course.units:
        where = f"unit {content.unit.ref} of {course.qualification.number}"
        known = [part.id for each in content.lessons for part in each.parts] + [each.id for each in content.lessons]
        terms = [term.id for term in content.terms]
        for lesson in content.lessons:
            yield from _texts(lesson.markup)
            for link in lesson.markup.links:
                yield from _term(link, terms) if link.target.startswith("term:") else _link(link, known, where)


def texts(course: Course) -> Iterator[Diagnostic]:
    """The Markdown in YAML: of questions, glossaries, and of unit.yaml's texts. Pictures and links within the unit are for lessons."""
    for content in course.units:
        for text in (*content.texts, *(text for term in content.terms for text in term.texts)):
            yield from _yaml_text(text, "take the link out")
        for question in content.questions:
            for text in question.texts:
                yield from _yaml_text(text, "a question leads back to the part that it names with `part: …`")


def _yaml_text(text: Markup, hint: str) -> Iterator[Diagnostic]:
    yield from _texts(text)
    for image in text.images:
        yield PICTURE.at(image.span, "a picture cannot stand in this text", hint="show it in a lesson, and say here what it shows")
    for link in text.links:
        if link.target.startswith(("#", "term:")):
            yield BROKEN.at(link.span, f"the link to `{link.target}` works in lessons only", hint=hint)
        else:
            yield from _link(link, [], "")


def _texts(markup: Markup) -> Iterator[Diagnostic]:
    for written, span in markup.html:
        yield from _html(written, span)
    for name, span in markup.attributes:
        if name not in ATTRIBUTE_NAMES:
            yield HTML.at(span, f"the page will not carry `{name}`", note="removed", hint="leave it out")


def _html(written: str, span: Span) -> Iterator[Diagnostic]:
    name = re.split(r"[\s/]", written.strip("</>").strip() or "?")[0].lower()
    if name not in TAGS:
        if not written.startswith("</"):
            hint = INSTEAD.get(name, "use Markdown or a block instead")
            yield HTML.at(span, f"the page will not carry `<{name}>`", note="removed", hint=hint)
        return
    kept = nh3.clean(written, tags=TAGS, attributes=ATTRIBUTES)
    for attribute in _lost(written, kept):
        yield HTML.at(span, f"the page will not carry `{attribute}` on `<{name}>`", note="removed", hint="leave it out")


def _lost(written: str, kept: str) -> list[str]:
    """The attribute names of one tag that the sanitiser took away."""
    left = _attributes(kept)
    return [name for name in _attributes(written) if name not in left]


def _attributes(tag: str) -> list[str]:
    inside = _TAG.match(tag.partition("></")[0])
    return [found[1].lower() for found in _ATTRIBUTE.finditer(inside[1])] if inside else []


def _link(link: Link, known: list[str], where: str) -> Iterator[Diagnostic]:
    target = link.target
    scheme = _scheme(target)
    if scheme and scheme not in SCHEMES:
        yield UNSAFE.at(link.span, f"a link to `{scheme}:` is not safe in a learner's page", note="removed", hint="link to http, https, mailto or tel")
    elif target.startswith("["):
        yield BROKEN.at(link.span, f"nothing is defined as `{target}`", hint=f"add a line like {target}: https://www.gov.uk")
    elif target.startswith("#"):
        yield from _inside(link, target[1:], known, where)
    elif not target:
        yield BROKEN.at(link.span, "this link leads nowhere", hint="write its address in the brackets")
    elif target.startswith(("//", "www.")) or scheme is None:
        hint = f"write https://{target.lstrip('/')}" if scheme is not None else "copy it from a browser's address bar"
        yield BROKEN.at(link.span, f"`{target}` is not a whole address", hint=hint)
    elif not scheme:
        yield BROKEN.at(link.span, f"`{target}` leads to nothing in the package", hint=_place(target, known))


def _term(link: Link, known: list[str]) -> Iterator[Diagnostic]:
    name = link.target.removeprefix("term:")
    if name not in known:
        near = did_you_mean(name, known)
        others = f"its terms are {', '.join(sorted(known))}" if known else "write it in glossary.yaml, beside course.yaml"
        yield UNKNOWN_TERM.at(link.span, f"the glossary has no term `{name}`", hint=f"did you mean term:{near}?" if near else others)


def _place(target: str, known: list[str]) -> str:
    """What to write instead of the name of a file."""
    path = PurePosixPath(target)
    if path.suffix.lower() in TYPES:
        return f"show a picture with an exclamation mark: ![what it shows]({target})"
    if path.suffix == ".md" and slug(path.stem) in known:
        return f"write #{slug(path.stem)}"
    return "link to a part or lesson of the unit by its id, like [the signs](#signs)"


def _scheme(target: str) -> str | None:
    """The scheme as a browser reads it: entities resolved, white space and control characters passed over. None for no address at all."""
    plain = re.sub(r"[\x00-\x20]", "", unescape(target))
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return None


def _inside(link: Link, name: str, known: list[str], where: str) -> Iterator[Diagnostic]:
    if name not in known:
        near = did_you_mean(name, known)
        hint = f"did you mean #{near}?" if near else "a lesson's id is its file's name, a part's id stands in its heading: {: #an-id }"
        yield BROKEN.at(link.span, f"no part or lesson of {where} has the id `{name}`", hint=hint)
