"""CW506 and CW507: SVG pictures that carry what a page must not, and files that only claim to be SVG."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.memo import remembered
from builder.model import Course
from builder.source import Span

REMOVED = Rule("CW506", "picture-content-removed")
NOT_SVG = Rule("CW507", "not-an-svg")


def drawings(course: Course) -> Iterator[Diagnostic]:
    """What is taken out of each SVG that a lesson or question shows, and files that only claim to be SVG."""
    seen: set[str] = set()
    for content in course.units:
        for image, path in content.pictures():
            if path and path.lower().endswith(".svg") and path not in seen:
                seen.add(path)
                yield from drawing(course.files[path], image.target, image.span)
    for organisation in course.organisations:
        path = organisation.sign
        if path and path in course.files and path not in seen:
            yield from drawing(course.files[path], path, organisation.span)


def drawing(data: bytes, name: str, span: Span) -> Iterator[Diagnostic]:
    """What is taken out of one SVG, which findings call `name`."""
    removed = _removed(data)
    if removed is None:
        yield NOT_SVG.at(span, f"`{name}` is not an SVG that can be read", hint="open it in a drawing program and save it as plain SVG")
    elif removed:
        yield REMOVED.at(
            span,
            f"`{name}` carries {', '.join(removed)}, which a page must not",
            note="removed",
            hint="save it as plain SVG, without scripts, styles and links",
        )


@remembered
def _removed(data: bytes) -> tuple[str, ...] | None:
    """What is taken out of an SVG; None when it is none."""
    from builder.checks.svg import read_svg

    picture = read_svg(data)
    return picture.removed if picture else None
