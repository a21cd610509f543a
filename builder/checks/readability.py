"""CW813: parts that are harder to read than the course means to be.

Only where course.yaml has `limits: {reading_grade: …}`. The module that counts syllables loads a dictionary of hyphenation,
so it is imported when there is a limit, and not before.
"""

from collections.abc import Iterator
from importlib import import_module

from builder.diagnostics import Diagnostic, Rule
from builder.model import Course, Lesson, Part

HARD = Rule("CW813", "hard-to-read", "warning")


def readability(course: Course) -> Iterator[Diagnostic]:
    """Every part against the course's limit. A mapped course is checked where it was written."""
    most = course.settings.reading_grade
    if most is None or course.qualification.maps_to is not None:
        return
    for content in course.units:
        for lesson in content.lessons:
            for part in lesson.parts:
                grade = _grade(lesson, part, course.language)
                if grade is not None and grade > most:
                    yield HARD.at(
                        part.span,
                        f"this part reads like grade {grade:g}, and {most} is the course's limit",
                        hint="make two sentences of each long one, and take the shorter word where there are two (Flesch-Kincaid counts both)",
                    )


def _grade(lesson: Lesson, part: Part, language: str) -> float | None:
    """The reading level of one part; None where it is too short to tell, or in a language that syllables cannot be counted in."""
    grade: float | None = import_module("builder.checks.depth").part_text(lesson, part, language).grade
    return grade
