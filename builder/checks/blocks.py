"""CW301 to CW303 and CW309: blocks that are not closed, not known, or lack what they need."""

import re
from collections.abc import Iterator

from builder.checks.block_forms import BLOCKS, BlockForm
from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.markup import Block
from builder.model import Course, Lesson, UnitContent

UNCLOSED = Rule("CW301", "block-not-closed")
UNKNOWN = Rule("CW302", "unknown-block")
OPTION = Rule("CW303", "block-option")
QUESTION = Rule("CW309", "question-not-there")

_VALUES = {
    "id": (re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"), "an id cannot be `{}`", "write lower-case letters, digits and single hyphens, like ask-around"),
    "link": (re.compile(r"https?://[^\s/]+\.[^\s]+"), "`{}` is not a whole address", "copy it from a browser's address bar"),
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "`{}` is no language code", "write a code such as en-GB, cy or pl"),
    "silent": (re.compile("true|false"), "`silent` is true or false, not `{}`", "write `silent: true` for a video that has no sound"),
}
"""What the values of some options look like; what is said of others, and what to write instead."""


def blocks(course: Course) -> Iterator[Diagnostic]:
    """Every block of every lesson against what its kind takes. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    organisations = [organisation.id for organisation in course.organisations]
    for content in course.units:
        placed: set[str] = set()
        named: set[str] = set()
        for lesson in content.lessons:
            for span in lesson.markup.stray:
                yield UNCLOSED.at(span, "this ends a block, but none is open", hint="remove it, or check the number of slashes")
            for span in lesson.markup.indented:
                yield OPTION.at(span, "a block starts at the beginning of its line", hint="take out the spaces in front of the slashes")
            for kind, span in lesson.markup.unended:
                hint = "write `-->` where it ends" if kind == "comment" else "end it with a line of the same marks that it starts with"
                yield UNCLOSED.at(span, f"this {kind} does not end", hint=hint)
            for block in lesson.markup.blocks:
                yield from _block(block, organisations)
                if block.name == "question":
                    yield from _question(block, content, placed)
            yield from _ids(lesson, named)


def _block(block: Block, organisations: list[str]) -> Iterator[Diagnostic]:
    word, _, rest = block.name.replace(":", " ", 1).partition(" ")
    form = BLOCKS.get(word)
    if form is None:
        near = did_you_mean(word.lower(), BLOCKS)
        yield UNKNOWN.at(block.span, f"there is no block `{word}`", hint=f"did you mean `{near}`?" if near else f"the blocks are {', '.join(BLOCKS)}")
        return
    if not block.closed:
        yield UNCLOSED.at(block.span, f"the block `{word}` is not closed", hint="add a line `///` after its last line")
    if rest.strip() and form.title != "no":
        yield OPTION.at(block.span, f"the title of `{word}` stands behind a bar", hint=f"write `/// {word} | {rest.strip()}`")
    elif form.title == "must" and not block.title:
        yield OPTION.at(block.span, f"`{word}` needs a title", hint=f"write `/// {word} | Its title`")
    elif form.title == "no" and (block.title or rest.strip()):
        yield OPTION.at(block.span, f"`{word}` has no title", hint=f"write `/// {word}` alone")
    yield from _options(block._replace(name=word), form, organisations)


def _options(block: Block, form: BlockForm, organisations: list[str]) -> Iterator[Diagnostic]:
    for name in form.needs:
        if not block.options.get(name, ("", block.span))[0]:
            article = "an" if name[0] in "aeiou" else "a"
            yield OPTION.at(block.span, f"`{block.name}` needs {article} `{name}`", hint=f"write `{name}: …` in the line below it, after four spaces")
    allowed = (*form.needs, *form.may)
    for name, (value, span) in block.options.items():
        if name not in allowed:
            near = did_you_mean(name, allowed)
            hint = f"did you mean `{near}`?" if near else f"its options are {', '.join(allowed)}" if allowed else "remove it"
            yield OPTION.at(block.keys[name], f"`{block.name}` has no option `{name}`", hint=hint)
        elif not value and name not in form.needs:
            yield OPTION.at(block.keys[name], f"`{name}` has no value", hint="write one behind the colon, or remove the line")
        elif value and name in _VALUES and not _VALUES[name][0].fullmatch(value):
            _, message, hint = _VALUES[name]
            yield OPTION.at(span, message.format(value), hint=hint)
        elif name == "organisation" and value and value not in organisations:
            near = did_you_mean(value, organisations)
            yield OPTION.at(span, f"course.yaml has no organisation `{value}`", hint=f"did you mean `{near}`?" if near else "add it under `organisations:`")


def _question(block: Block, content: UnitContent, placed: set[str]) -> Iterator[Diagnostic]:
    if "id" not in block.options:
        return
    name, span = block.options["id"]
    question = next((each for each in content.questions if each.id == name), None)
    if question is None:
        near = did_you_mean(name, [each.id for each in content.questions])
        hint = f"did you mean `{near}`?" if near else f"write it in a quiz in the folder {content.folders[0]}"
        yield QUESTION.at(span, f"no quiz of this unit has a question `{name}`", hint=hint)
    elif question.purpose == "test":
        yield QUESTION.at(span, f"`{name}` is a test question, and cannot stand in a lesson", hint="give it `purpose: practice`, or take it out here")
    elif name in placed:
        yield QUESTION.at(span, f"`{name}` stands in a lesson already", hint="place each question once")
    placed.add(name)


def _ids(lesson: Lesson, seen: set[str]) -> Iterator[Diagnostic]:
    for block in lesson.markup.blocks:
        if block.name == "activity" and "id" in block.options:
            name, span = block.options["id"]
            if name in seen:
                yield OPTION.at(span, f"two activities of this unit have the id `{name}`", hint="give each its own")
            seen.add(name)
