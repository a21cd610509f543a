"""`choices`: choose several options; right when exactly the right ones are chosen."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.questions.base import MOST_OPTIONS, Locate, OptionsForm

ALL_RIGHT = Rule("CW408", "every-option-right")


class Form(OptionsForm, frozen=True):
    """The YAML of a `choices` question."""

    def longest_answer(self) -> int:
        return min(len(self.options), MOST_OPTIONS)

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from self.option_findings(locate)
        if self.options and all(option.correct for option in self.options):
            yield ALL_RIGHT.at(locate("options"), f"every option of `{self.id}` is right, so there is nothing to decide", hint="add a wrong one")
