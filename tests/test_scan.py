"""The scan of a lesson's Markdown: never lost for words, never outside the file, and at one with the renderer on what is there."""

import re
from html import unescape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.markup import Markup
from builder.read.scan import scan
from builder.render.markdown import Renderer
from builder.render.words import words
from builder.source import Source, Span

RENDERER = Renderer((), words("en"))
RENDERER.start({})

PIECES = st.sampled_from(
    [
        *("#", "## ", "### A", "/// example | A", "/// ", "///", "    id: a", "\n", "\n\n", "```", "~~~", "`", "``", "<!--", "-->"),
        *("![", "](", ")", "[", "]", "]: ", "{: ", " }", '#a criteria="1.1, 2.2"', ".decorative", "<script>", "<b", ">", "---", "==="),
        *("    ", "\t", "- ", "1. ", "| ", "\\", "javascript:", "a.svg", "é", "🍞", " ", "text"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=60).map("".join)


def of(text: str) -> Markup:
    return scan(Source("a.md", text), 1)


def spans(markup: Markup) -> list[Span]:
    return [
        *(heading.span for heading in markup.headings),
        *(span for heading in markup.headings for _, span in heading.tags),
        *(block.span for block in markup.blocks),
        *(span for block in markup.blocks for _, span in block.options.values()),
        *(span for block in markup.blocks for span in block.keys.values()),
        *(image.span for image in markup.images),
        *(link.span for link in markup.links),
        *(span for _, span in (*markup.html, *markup.attributes, *markup.unended)),
        *markup.stray,
        *markup.indented,
    ]


def inside(text: str) -> None:
    lines = text.split("\n")
    for span in spans(of(text)):
        assert 1 <= span.line <= len(lines)
        assert span.column >= 1
        assert span.length >= 1
        assert span.column + span.length - 1 <= max(len(lines[span.line - 1]) + 1, span.column)


@given(MARKDOWN)
def test_every_place_lies_in_the_file(text: str) -> None:
    inside(text)


@given(st.text(max_size=200))
def test_any_text_can_be_scanned(text: str) -> None:
    inside(text)


@given(MARKDOWN)
def test_tags_are_placed_at_their_text(text: str) -> None:
    lines = text.split("\n")
    for heading in of(text).headings:
        for tag, span in heading.tags:
            assert lines[span.line - 1][span.column - 1 : span.column - 1 + span.length] == tag


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("![a](b.svg)", "b.svg"),
        ("![a](<b c.svg>)", "b c.svg"),
        ("![a](b c.svg)", "b c.svg"),
        ("![a](b (1).svg)", "b (1).svg"),
        ('![a](b.svg "A (fine) title")', "b.svg"),
        ("![a](b.svg 'title')", "b.svg"),
        ("![a](b.svg){: .decorative }", "b.svg"),
        ("![a\nb](b.svg)", "b.svg"),
        ("![a [b] c](b.svg)", "b.svg"),
        ("[![a](b.svg)](https://example.org)", "b.svg"),
        ("![a][b]\n\n[b]: b.svg", "b.svg"),
        ("![b][]\n\n[B]: b.svg", "b.svg"),
        ("![b]\n\n[b]:\n  b.svg", "b.svg"),
        ("- a\n\n    ![a](b.svg)", "b.svg"),
        ("> ![a](b.svg)", "b.svg"),
        ("| a |\n|---|\n| ![a](b.svg) |", "b.svg"),
        ("/// figure\n![a](b.svg)\n///", "b.svg"),
    ],
)
def test_images(text: str, target: str) -> None:
    markup = of(text)
    assert [image.target for image in markup.images] == [target]
    assert [link.target for link in markup.links] == (["https://example.org"] if text.startswith("[!") else [])


@pytest.mark.parametrize(
    "text",
    ["`![a](b.svg)`", "``a ` ![a](b.svg)``", "    ![a](b.svg)", "```\n![a](b.svg)\n```", "~~~\n\n![a](b.svg)\n~~~", "<!-- ![a](b.svg) -->", "\\!\\[a](b.svg)"],
)
def test_no_image(text: str) -> None:
    assert not of(text).images


def test_a_block_keeps_its_options_and_their_places() -> None:
    [block] = of("text\n\n/// activity | Ask around\n    id: ask\n    criteria: 1.10\nText.\n///\n").blocks
    assert (block.name, block.title, block.closed, block.depth) == ("activity", "Ask around", True, 0)
    assert block.options == {"id": ("ask", Span("a.md", 4, 9, 3)), "criteria": ("1.10", Span("a.md", 5, 15, 4))}


def test_blocks_nest() -> None:
    outer, inner = of("//// example | A\n\n/// keypoints\n- a\n///\n\n////\n").blocks
    assert (outer.closed, outer.depth, inner.closed, inner.depth) == (True, 0, True, 1)


def test_a_rule_below_an_empty_line_is_no_heading() -> None:
    assert not of("text\n\n---\n\ntext\n\n| a | b |\n|---|---|\n").headings


SIMPLE = st.sampled_from(
    [
        *("\n", "\n\n", "![a](b.svg)", "![a][r]", "\n\n[r]: c.svg\n\n", "[x](javascript:y)", "<http://b.c>", "{: .decorative }"),
        *("`", "``", "    ", "- ", "1. ", "> ", "\\", "text ", "*", "(", ")", "!", "é", "\n| a | b |\n|---|---|\n| "),
    ]
)


@given(st.lists(SIMPLE, max_size=12).map("".join))
def test_what_the_renderer_makes_of_a_text_was_found_in_it(text: str) -> None:
    markup = of(text)
    assume(not markup.unended)  # a finding of its own, and code for the rest of the file until it is mended
    html = unescape(str(RENDERER.lesson(text)))
    assert set(re.findall(r'<img [^>]*src="([^"]*)"', html)) <= {image.target for image in markup.images}
    assert set(re.findall(r'<a [^>]*href="([^"]*)"', html)) <= {link.target for link in markup.links}
