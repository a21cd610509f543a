"""Aiken: a question in a line, an option a line with its letter, and the letter of the right one.

https://docs.moodle.org/en/Aiken_format. Moodle takes capital letters alone; small ones, as people type them, are read where they
go from a in their order.
"""

import re

from builder.diagnostics import Diagnostic
from builder.exchange.item import BROKEN, Bank, Fields, Item
from builder.exchange.plain import escaped
from builder.source import Source

OPTION = re.compile(r"^\s*([A-Za-z])[.)]\s+(.*\S)\s*$")
ANSWER = re.compile(r"^\s*ANSWER\s*:\s*([A-Z])[.)]?\s*$", re.IGNORECASE)
_HINT = "write the question, then `A. …`, `B. …`, then `ANSWER: A`"


def read_aiken(source: Source) -> Bank:
    """The questions of an Aiken file."""
    reader = _Reader(source)
    for number, line in enumerate(source.lines, 1):
        reader.line(number, line)
    reader.ended(len(source.lines))
    return Bank(reader.items, reader.findings)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.items: list[Item] = []
        self.findings: list[Diagnostic] = []
        self.start = 0
        self.prompt: list[str] = []
        self.options: dict[str, str] = {}

    def line(self, number: int, line: str) -> None:
        option, answer = OPTION.match(line), ANSWER.match(line)
        if answer:
            self.answered(number, answer[1].upper())
        elif option and self.prompt and (option[1].isupper() or option[1] == chr(ord("a") + len(self.options))):
            letter = option[1].upper()
            if letter in self.options:
                self.broken(number, f"option {letter} stands here twice")
            self.options[letter] = option[2]
        elif line.strip() and self.options:
            self.broken(number, "no `ANSWER:` stands after the options above")
            self.fresh()
            self.line(number, line)
        elif line.strip():
            self.start = self.start or number
            self.prompt.append(line.strip())

    def answered(self, number: int, letter: str) -> None:
        if not self.prompt or not self.options:
            self.broken(number, "no question with options stands before this answer")
        elif letter not in self.options:
            self.broken(number, f"there is no option {letter}")
        else:
            options: list[Fields] = [{"text": escaped(text), **({"correct": True} if each == letter else {})} for each, text in self.options.items()]
            fields: Fields = {"type": "choice", "prompt": escaped("\n".join(self.prompt)), "options": options}
            self.items.append(Item(" ".join(self.prompt), fields, (), self.source.span(self.start, 1, len(self.source.lines[self.start - 1]))))
        self.fresh()

    def ended(self, number: int) -> None:
        if self.prompt:
            self.broken(self.start or number, "this question has no `ANSWER:`" if self.options else "this question has no options")

    def broken(self, number: int, message: str) -> None:
        line = self.source.lines[number - 1]
        self.findings.append(BROKEN.at(self.source.span(number, 1, len(line)), message, hint=_HINT))

    def fresh(self) -> None:
        self.start, self.prompt, self.options = 0, [], {}
