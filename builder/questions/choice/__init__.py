"""`choice`: choose one of several options; exactly one is right."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic
from builder.questions.base import TOO_MANY_RIGHT, Locate, OptionsForm


class Form(OptionsForm, frozen=True):
    """The YAML of a `choice` question."""

    def longest_answer(self) -> int:
        return 1

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from self.option_findings(locate)
        right = [place for place, option in enumerate(self.options) if option.correct]
        if len(right) > 1:
            yield TOO_MANY_RIGHT.at(
                locate("options", right[1]),
                f"question `{self.id}` has {len(right)} right options, and a choice has one",
                hint="mark one only, or write `type: choices`",
            )
