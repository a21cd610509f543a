"""Rules about the lists that authors write in a question: how many entries, none twice, each with feedback."""

from collections.abc import Iterable, Iterator

from builder.diagnostics import Diagnostic
from builder.questions.base import MOST_OPTIONS, NO_FEEDBACK, OPTION_COUNT, SAME_OPTION
from builder.source import Span


def plainly(text: str) -> str:
    """`text` without what nobody sees or hears: how letters are cased, and how much space is between words."""
    return " ".join(text.split()).casefold()


def counted(question: str, entry: str, count: int, span: Span, least: int = 2, most: int = MOST_OPTIONS) -> Iterator[Diagnostic]:
    """A finding where a list has too few entries or too many."""
    if not least <= count <= most:
        yield OPTION_COUNT.at(span, f"question `{question}` has {count} {entry}{'' if count == 1 else 's'}", hint=f"give it {least} to {most}")


def told_apart(question: str, entry: str, texts: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """A finding for each text that says the same as one before it."""
    first: dict[str, int] = {}
    for place, (text, span) in enumerate(texts):
        same = first.setdefault(plainly(text), place)
        if same != place:
            yield SAME_OPTION.at(span, f"{entry}s {same + 1} and {place + 1} of `{question}` say the same", hint="reword one of them or take it out")


def explained(question: str, entry: str, feedback: Iterable[tuple[str | None, Span]]) -> Iterator[Diagnostic]:
    """A finding for each entry without feedback."""
    for place, (text, span) in enumerate(feedback):
        if text is None:
            yield NO_FEEDBACK.at(span, f"{entry} {place + 1} of `{question}` has no feedback", hint="add `feedback: …` that says why")
