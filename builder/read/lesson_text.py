"""The text of a lesson to a `Lesson`: front matter, and the parts under its `##` headings."""

from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Rule
from builder.markup import Block, Heading, Markup
from builder.model import Activity, Lesson, Part, Tag, slug
from builder.questions.base import tags_of
from builder.read.forms import LessonForm
from builder.read.language import language_findings
from builder.read.scan import scan
from builder.read.validate import validate
from builder.read.yaml import read_yaml
from builder.read.yaml_text import YamlText
from builder.source import Source, Span

FRONT_MATTER = Rule("CW012", "no-front-matter")
HEADING = Rule("CW304", "heading-level")

_EXAMPLE = "start the file with:\n---\ntitle: What organisations offer\ncriteria: [1.1]\nminutes: 20\n---"

_NO_CRITERIA = ("?",)


def lesson(source: Source) -> tuple[Lesson | None, list[Diagnostic]]:
    """The lesson that `source` holds, without its pictures; None when its front matter does not end.

    Where front matter is wrong or missing, stand-ins let the rest be read, so that one run finds everything.
    """
    start = next(number for number, line in enumerate(source.lines, 1) if line.strip())
    opened = source.lines[start - 1].strip() == "---"
    end = _front_matter_end(source, start) if opened else start - 1
    if end is None:
        return None, [FRONT_MATTER.at(source.span(start, 1, 3), "the front matter does not end", hint="add a line `---` after its last key")]
    markup = scan(source, end + 1)
    front = "\n".join(source.lines[start : end - 1]) + "\n" if opened else ""
    document = read_yaml(source, front, first_line=start + 1)
    findings = list(document.findings)
    form, wrong = validate(LessonForm, document, stand_ins=_stand_ins(source))
    if not opened:
        findings.append(FRONT_MATTER.at(source.span(start), "the lesson has no front matter", hint=_EXAMPLE))
    elif start > 1:
        findings.append(FRONT_MATTER.at(source.span(1), "the front matter does not start in line 1", hint="take out the empty lines above it"))
    if opened and (document.data is not None or not document.findings):
        findings += wrong
    findings += _heading_findings(markup)
    findings += language_findings(form.language if form else "", document.place(("language",)))
    return (_lesson(source, form, document, markup, end) if form else None), findings


def _front_matter_end(source: Source, start: int) -> int | None:
    """The line number of the second `---`, None when there is none."""
    closing = (number for number, line in enumerate(source.lines[start:], start + 1) if line.strip() in ("---", "..."))
    return next(closing, None)


def _stand_ins(source: Source) -> dict[str, object]:
    """Values for front matter that cannot be read: nothing that they could be wrong about is checked against them."""
    return {"title": PurePosixPath(source.path).stem, "minutes": 1, "criteria": _NO_CRITERIA}


def _lesson(source: Source, form: LessonForm, document: YamlText, markup: Markup, end: int) -> Lesson:
    headings = [heading for heading in markup.headings if heading.level == 2 and not heading.underlined and not heading.depth]
    starts = [heading.span.line for heading in headings] + [len(source.lines) + 1]
    tags = tuple(Tag.parse(text, _tag_span(document, place)) for place, text in enumerate(tags_of(form.criteria)) if form.criteria != _NO_CRITERIA)
    parts = tuple(_part(source, heading, after) for heading, after in zip(headings, starts[1:], strict=True))
    return Lesson(
        id=slug(PurePosixPath(source.path).stem),
        path=source.path,
        title=form.title,
        language=form.language,
        goal=form.goal or "",
        minutes=form.minutes,
        tags=tags,
        opening=_text(source, end + 1, starts[0]),
        parts=parts,
        activities=tuple(_activity(block, parts, tags) for block in markup.blocks if block.name == "activity" and "id" in block.options),
        definitions="\n".join(markup.definitions),
        images={},
        glossary=form.glossary,
        markup=markup,
        span=document.place(()),
        draft=form.draft,
    )


def _tag_span(document: YamlText, place: int) -> Span:
    return document.place(("criteria", place))


def _part(source: Source, heading: Heading, after: int) -> Part:
    body = _text(source, heading.span.line + 1, after)
    return Part(
        id=heading.id or slug(heading.text),
        title=heading.text,
        language=heading.language[0] if heading.language else "",
        tags=tuple(Tag.parse(text, span) for text, span in heading.tags),
        body=body,
        span=heading.span,
    )


def _activity(block: Block, parts: tuple[Part, ...], tags: tuple[Tag, ...]) -> Activity:
    around = next((part for part in reversed(parts) if part.span.line < block.span.line), None)
    value, span = block.options.get("criteria", ("", block.span))
    own = tuple(Tag.parse(text, span) for text in value.strip("[]").split(",") if text.strip())
    return Activity(block.options["id"][0], block.title, own or (around.tags if around else ()) or tags, around.id if around else None, block.span)


def _text(source: Source, first: int, after: int) -> str:
    return "\n".join(source.lines[first - 1 : after - 1]).strip("\n")


def _heading_findings(markup: Markup) -> list[Diagnostic]:
    findings = list[Diagnostic]()
    for heading in markup.headings:
        if heading.level == 2 and heading.language:
            findings += language_findings(*heading.language)
        if heading.underlined:
            hint = f"write `## {heading.text}`; for a dividing line, leave the line above it empty"
            findings.append(HEADING.at(heading.span, "a heading is marked with # signs here, not underlined", hint=hint))
        elif not heading.text:
            findings.append(HEADING.at(heading.span, "this heading has no words", hint=f"write them behind the {'#' * heading.level}"))
        elif heading.level == 1:
            findings.append(HEADING.at(heading.span, "a lesson's title stands in its front matter", hint=f"make this `## {heading.text}`, or take it out"))
        elif heading.level == 2 and heading.depth:
            findings.append(
                HEADING.at(heading.span, "a part cannot start inside a block", hint=f"close the block with `///` first, or write `### {heading.text}`")
            )
    return findings
