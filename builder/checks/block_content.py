"""CW330 to CW332: what stands in a block, and where a block stands."""

import re
from collections.abc import Iterator

from builder.checks.block_forms import BLOCKS, BlockForm
from builder.diagnostics import Diagnostic, Rule
from builder.markup import DEEPEST, Block
from builder.model import Course
from builder.source import Span

EMPTY = Rule("CW330", "empty-block")
PLACE = Rule("CW331", "block-out-of-place")
CONTENT = Rule("CW332", "block-content")

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ORDERED = re.compile(r"\d+[.)][ \t]+\S")
_BULLET = re.compile(r"[-*+][ \t]+")
_EVENT = re.compile(r"[-*+][ \t]+[^\s|][^|]*\|[ \t]*\S")
_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*$")
_END = re.compile(r"/{3,}[ \t]*(?:[\w-].*)?$")
_PICTURE = re.compile(r"!\[")


def block_content(course: Course) -> Iterator[Diagnostic]:
    """Every block of every lesson. A mapped course is checked where it was written."""
    if course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            for block, around, within in nested(lesson.markup.blocks):
                form = BLOCKS.get(block.name)
                if form:
                    yield from _place(block, form, around)
                    if block.closed and block.depth < DEEPEST:
                        yield from _content(block, form, within)


def nested(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Block | None, list[Block]]]:
    """Each block with the one around it, if any, and those directly inside it."""
    found: list[tuple[Block, Block | None, list[Block]]] = []
    path: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        del path[block.depth :]
        around = path[-1] if path else None
        if around:
            around[1].append(block)
        path.append((block, []))
        found.append((block, around[0] if around else None, path[-1][1]))
    yield from found


def _place(block: Block, form: BlockForm, around: Block | None) -> Iterator[Diagnostic]:
    if form.inside and (around is None or around.name != form.inside):
        hint = f"write `//// {form.inside}` above it and `////` below it, with one slash more than `/// {block.name}`"
        yield PLACE.at(block.span, f"`{block.name}` belongs directly inside `{form.inside}`", hint=hint)
    if block.depth == DEEPEST:
        yield PLACE.at(block.span, f"this block has {DEEPEST} others around it", hint="take it out of some of them")
    group = BLOCKS.get(around.name) if around else None
    if around and group and group.holds and group.groups and block.name != group.holds[0]:
        hint = f"put it inside a `{group.holds[0]}`, or behind the `{around.name}`"
        yield PLACE.at(block.span, f"`{around.name}` holds `{group.holds[0]}` and nothing else", hint=hint)


def _content(block: Block, form: BlockForm, within: list[Block]) -> Iterator[Diagnostic]:
    body = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), block.body)
    lines = [(number, line) for number, line in enumerate(body.split("\n"), block.first) if line.strip()]
    if not lines:
        if form.text:
            yield EMPTY.at(block.span, f"`{block.name}` holds nothing", hint="write something between this line and the `///` that ends it, or take it out")
        return
    if form.holds:
        yield from _held(block, form.holds, within)
    if form.groups:
        yield from _loose(block, lines, within)
    check = _CHECKS.get(block.name)
    if check:
        yield from check(block, lines)


def _held(block: Block, holds: tuple[str, int, int], within: list[Block]) -> Iterator[Diagnostic]:
    name, least, most = holds
    count = sum(each.name == name for each in within)
    if count < least:
        exactly = f"{least}" if least == most else f"at least {least}"
        yield CONTENT.at(
            block.span, f"`{block.name}` needs {exactly} `{name}`, and has {count}", hint=f"write each as `/// {name}`, with text, and close it with `///`"
        )
    elif count > most:
        yield CONTENT.at(block.span, f"`{block.name}` takes {most} `{name}` at most, and has {count}", hint="take some out, or make two of it")


def _loose(block: Block, lines: list[tuple[int, str]], within: list[Block]) -> Iterator[Diagnostic]:
    """Text between the blocks of a group."""
    held = [range(each.span.line, each.first + each.body.count("\n") + 2) for each in within]
    for number, line in lines:
        if not any(number in each for each in held) and not _END.match(line):
            inner = BLOCKS[block.name].holds
            hint = f"put it inside a `/// {inner[0] if inner else ''}`, or above the block"
            yield CONTENT.at(_at(block, number, line), f"text in `{block.name}` stands in none of its blocks", hint=hint)
            return


def _steps(block: Block, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    number, line = lines[0]
    if not _ORDERED.match(line):
        yield CONTENT.at(
            _at(block, number, line), "`steps` holds a numbered list", hint="write each step as `1. Do this.`; what comes before belongs above the block"
        )


def _timeline(block: Block, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    if not _BULLET.match(lines[0][1]):
        yield CONTENT.at(_at(block, *lines[0]), "`timeline` holds a list", hint="write each entry as `- 1948 | What happened`")
        return
    for number, line in lines:
        if _BULLET.match(line) and not _EVENT.match(line):
            yield CONTENT.at(_at(block, number, line), "an entry of a timeline says when and what", hint="write it as `- 1948 | What happened`")


def _compare(block: Block, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    rules = sum(bool(_RULE.match(line.strip())) for _, line in lines)
    stray = next(((number, line) for number, line in lines if "|" not in line), None)
    if rules != 1 or len(lines) < 3:
        yield CONTENT.at(block.span, "`compare` holds one table", hint="write it as\n| | One | Other |\n|---|---|---|\n| What differs | … | … |")
    elif stray:
        yield CONTENT.at(_at(block, *stray), "`compare` holds a table and nothing else", hint="put this line above or below the block")


def _figure(block: Block, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    number, line = lines[0]
    if not _PICTURE.match(line.strip()):
        yield CONTENT.at(
            _at(block, number, line),
            "`figure` starts with its picture",
            hint="write ![what it shows](images/file.svg) first, then an empty line and the caption",
        )


_CHECKS = {"steps": _steps, "timeline": _timeline, "compare": _compare, "figure": _figure}


def _at(block: Block, number: int, line: str) -> Span:
    start = len(line) - len(line.lstrip())
    return Span(block.span.path, number, start + 1, max(1, len(line.strip())))
