"""CW305 to CW307: raw HTML and links that a learner's page must not carry."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import nh3

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.markup import Link
from builder.model import Course, Lesson, UnitContent
from builder.source import Span

HTML = Rule("CW305", "html-removed")
UNSAFE = Rule("CW306", "unsafe-link")
BROKEN = Rule("CW307", "broken-link")

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


def links(course: Course) -> Iterator[Diagnostic]:
    """Every link and raw tag of every lesson."""
    for content in course.units:
        for lesson in content.lessons:
            for written, span in lesson.markup.html:
                yield from _html(written, span)
            for link in lesson.markup.links:
                yield from _link(link, content, lesson)


def _html(written: str, span: Span) -> Iterator[Diagnostic]:
    if written.startswith("<!--"):
        return
    name = written.strip("</>").split()[0].lower() if written.strip("</> ") else ""
    if name not in TAGS:
        if not written.startswith("</"):
            yield HTML.at(span, f"the page will not carry `<{name}>`", note="removed", hint="use Markdown or a block instead")
        return
    kept = nh3.clean(written, tags=TAGS, attributes=ATTRIBUTES)
    for attribute in nh3_lost(written, kept):
        yield HTML.at(span, f"the page will not carry `{attribute}` on `<{name}>`", note="removed", hint="leave it out")


def nh3_lost(written: str, kept: str) -> list[str]:
    """The attribute names of one tag that the sanitiser took away."""
    names = [piece.split("=")[0].strip("/>").lower() for piece in written.split()[1:] if "=" in piece]
    return [name for name in names if f"{name}=" not in kept]


def _link(link: Link, content: UnitContent, lesson: Lesson) -> Iterator[Diagnostic]:
    target = link.target
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        scheme = "?"
    if scheme and scheme not in SCHEMES:
        yield UNSAFE.at(link.span, f"a link to `{scheme}:` is not safe in a learner's page", note="removed", hint="link to http, https, mailto or tel")
    elif target.startswith("#"):
        yield from _inside(link, target[1:], content)
    elif not scheme and not target.startswith("//"):
        hint = "link to a part with its id, like [the signs](#signs)"
        yield BROKEN.at(link.span, f"`{target}` leads to nothing in the package" if target else "this link leads nowhere", hint=hint)
    elif target.startswith("//"):
        yield BROKEN.at(link.span, f"`{target}` has no scheme", hint=f"write https:{target}")


def _inside(link: Link, name: str, content: UnitContent) -> Iterator[Diagnostic]:
    known = [part.id for each in content.lessons for part in each.parts] + [each.id for each in content.lessons]
    if name not in known:
        near = did_you_mean(name, known)
        yield BROKEN.at(link.span, f"no part or lesson of this unit has the id `{name}`", hint=f"did you mean #{near}?" if near else None)
