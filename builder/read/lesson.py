"""Reading a lesson: one text, once."""

from builder.diagnostics import Diagnostic
from builder.memo import remembered
from builder.model import Lesson
from builder.source import Source


@remembered
def read_lesson(source: Source) -> tuple[Lesson | None, list[Diagnostic]]:
    """The lesson that `source` holds, without its pictures, and what is wrong with it; None when its front matter does not end."""
    from builder.read.lesson_text import lesson

    return lesson(source)
