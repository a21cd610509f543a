"""A Markdown file to a `Lesson`: front matter, and the parts under its `##` headings."""

import re
from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Rule
from builder.markup import Heading, Markup
from builder.model import Lesson, Part, Tag, slug
from builder.read.forms import LessonForm
from builder.read.scan import scan
from builder.read.validate import validate
from builder.read.yaml_text import YamlText, read_yaml
from builder.source import Source, Span

FRONT_MATTER = Rule("CW012", "no-front-matter")
HEADING = Rule("CW304", "heading-level")

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def read_lesson(source: Source) -> tuple[Lesson | None, list[Diagnostic]]:
    """The lesson that `source` holds, without its pictures; None when its front matter cannot be read."""
    end = _front_matter_end(source)
    if end is None:
        return None, [_no_front_matter(source)]
    document = read_yaml(source, "\n".join(source.lines[1 : end - 1]) + "\n", first_line=2)
    findings = list(document.findings)
    if findings and document.data is None:
        return None, findings
    form, wrong = validate(LessonForm, document)
    if form is None:
        return None, findings + wrong
    markup = scan(source, end + 1)
    return _lesson(source, form, document, markup, end), findings + list(_heading_findings(markup))


def _front_matter_end(source: Source) -> int | None:
    """The line number of the second `---`, None when the file does not start with front matter."""
    if source.lines[0].strip() != "---":
        return None
    closing = (number for number, line in enumerate(source.lines[1:], 2) if line.strip() in ("---", "..."))
    return next(closing, None)


def _no_front_matter(source: Source) -> Diagnostic:
    example = "start the file with:\n---\ntitle: What organisations offer\ncriteria: [1.1]\nminutes: 20\n---"
    if source.lines[0].strip() == "---":
        return FRONT_MATTER.at(source.span(1, 1, 3), "the front matter does not end", hint="add a line `---` after its last key")
    return FRONT_MATTER.at(source.span(1), "the lesson has no front matter", hint=example)


def _lesson(source: Source, form: LessonForm, document: YamlText, markup: Markup, end: int) -> Lesson:
    headings = [heading for heading in markup.headings if heading.level == 2 and not heading.underlined and not heading.depth]
    starts = [heading.span.line for heading in headings] + [len(source.lines) + 1]
    return Lesson(
        id=slug(PurePosixPath(source.path).stem),
        path=source.path,
        title=form.title,
        goal=form.goal or "",
        minutes=form.minutes,
        tags=tuple(Tag.parse(text, _tag_span(document, place)) for place, text in enumerate(form.criteria)),
        opening=_text(source, end + 1, starts[0]),
        parts=tuple(_part(source, heading, after) for heading, after in zip(headings, starts[1:], strict=True)),
        definitions="\n".join(markup.definitions),
        images={},
        markup=markup,
        span=document.place(()) if document.places else Span(source.path),
    )


def _tag_span(document: YamlText, place: int) -> Span:
    return document.places.get(("criteria", place)) or document.place(("criteria",))


def _part(source: Source, heading: Heading, after: int) -> Part:
    body = _text(source, heading.span.line + 1, after)
    return Part(
        id=heading.id or slug(heading.text),
        title=heading.text,
        tags=tuple(Tag.parse(text, span) for text, span in heading.tags),
        body=body,
        words=len(_WORD.findall(body)),
        span=heading.span,
    )


def _text(source: Source, first: int, after: int) -> str:
    return "\n".join(source.lines[first - 1 : after - 1]).strip("\n")


def _heading_findings(markup: Markup) -> list[Diagnostic]:
    findings = []
    for heading in markup.headings:
        if heading.underlined:
            findings.append(HEADING.at(heading.span, "a heading is marked with # signs here, not underlined", hint=f"write `## {heading.text}`"))
        elif heading.level == 1:
            findings.append(HEADING.at(heading.span, "a lesson's title stands in its front matter", hint=f"make this `## {heading.text}`, or take it out"))
        elif heading.level == 2 and heading.depth:
            findings.append(
                HEADING.at(heading.span, "a part cannot start inside a block", hint=f"close the block with `///` first, or write `### {heading.text}`")
            )
    return findings
