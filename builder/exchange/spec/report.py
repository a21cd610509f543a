"""What an import says beside its result."""

from builder.diagnostics import Diagnostic, Rule
from builder.source import Source, Span

LAYOUT = Rule("CW901", "unknown-layout")
NOT_SAID = Rule("CW902", "not-in-the-text")
UNSURE = Rule("CW903", "unsure", "warning")


class Report:
    """Gathers findings about the lines of a specification's text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Diagnostic] = []

    def unsure(self, line: int, message: str, hint: str = "compare it with the specification") -> None:
        """Something was read in one of several ways."""
        self.findings.append(UNSURE.at(self._span(line), message, hint=hint))

    def missing(self, line: int, message: str, hint: str = "look for it in the specification and write it into the file") -> None:
        """Something that a qualification needs was not found."""
        self.findings.append(NOT_SAID.at(self._span(line), message, hint=hint))

    def _span(self, line: int) -> Span:
        text = self.source.lines[line - 1] if line <= len(self.source.lines) else ""
        start = len(text) - len(text.lstrip())
        return self.source.span(line, start + 1, min(len(text.strip()), 60))
