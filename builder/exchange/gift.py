"""GIFT, as Moodle reads and writes it: a question a paragraph, its answers in braces.

https://docs.moodle.org/en/GIFT_format. Blank lines part the questions; `\\` before ~ = # { } : means the sign itself.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.diagnostics import Diagnostic
from builder.exchange.fill import HOLE, Answer, Hole, fill
from builder.exchange.item import BROKEN, TO_WRITE, Bank, Fields, Item, general_feedback, lost, unread, without_nothing
from builder.exchange.plain import escaped, from_html
from builder.source import Source, Span

_ESCAPED = {r"\\": "\ue010", r"\~": "\ue011", r"\=": "\ue012", r"\#": "\ue013", r"\{": "\ue014", r"\}": "\ue015", r"\:": "\ue016"}
_SIGNS = {mark: sign[1] for sign, mark in _ESCAPED.items()} | {"\ue017": "\n"}
_FORMAT = re.compile(r"^\s*\[(html|markdown|plain|moodle)\]")
_TITLE = re.compile(r"^\s*::(.*?)::", re.DOTALL)
_ANSWER = re.compile(r"([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?([^=~]*)")
_TAGS = re.compile(r"\[tag:([^\]\x00-\x1f]+)\]")
_ID = re.compile(r"\[id:([^\]\x00-\x1f]+)\]")
_TRUE = re.compile(r"^(T|TRUE|F|FALSE)\s*(#.*)?$", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"^\s*(-?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*(?::\s*(\d*\.?\d+(?:[eE][-+]?\d+)?)|\.\.\s*(-?\d*\.?\d+))?\s*$")


class _Entry(NamedTuple):
    """One answer in braces: its sign, its worth (1 where none is said after =), its text and what is said of it.

    `pair` is the text with what could be a share: pairs have none.
    """

    sign: str
    worth: float
    text: str
    feedback: str
    pair: str


class _Block(NamedTuple):
    """The lines of one question and the comments above them."""

    line: int
    text: str
    comments: str


def read_gift(source: Source) -> Bank:
    """The questions of a GIFT file."""
    items, findings = list[Item](), list[Diagnostic]()
    for block in _blocks(source):
        if block.text.lstrip().startswith("$CATEGORY"):
            continue  # where a question bank files its questions; here the folder says it
        item, found = _question(source, block)
        items += [item] if item else []
        findings += found
    return Bank(items, findings)


def _blocks(source: Source) -> Iterator[_Block]:
    lines, comments, start = list[str](), list[str](), 0
    for number, line in enumerate([*source.lines, ""], 1):
        if line.lstrip().startswith("//") and not lines:
            comments.append(line)
        elif line.lstrip().startswith("//"):
            lines.append("")
        elif line.strip() and not (lines and lines[0].startswith("$CATEGORY")):
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _Block(start, "\n".join(lines), "\n".join(comments))
            comments = []
            lines = [line] if line.strip() else []
            start = number
    if lines:
        yield _Block(start, "\n".join(lines), "\n".join(comments))


def _question(source: Source, block: _Block) -> tuple[Item | None, list[Diagnostic]]:
    text = _protected(block.text)
    span = source.span(block.line, 1, len(source.lines[block.line - 1]))
    title = _TITLE.match(text)
    body = text[title.end() :] if title else text
    found_id = _ID.search(block.comments)
    open_at, close_at = body.find("{"), body.find("}")
    name = found_id[1] if found_id else _plain(title[1]) if title else _plain(body[: open_at if open_at >= 0 else 60])
    start = len(text) - len(body)
    if open_at >= 0 and close_at < open_at:
        hint = "end them with `}`, without a blank line before it"
        return None, [BROKEN.at(_place(source, block, text[: start + open_at]), f"the answers of “{name}” are not closed", hint=hint)]
    again = body.find("{", close_at + 1)
    if open_at >= 0 and again >= 0:
        hint = "leave a blank line between two questions, and write a brace that is no answer's as \\{"
        return None, [BROKEN.at(_place(source, block, text[: start + again]), f"answers stand here, and those of “{name}” have ended", hint=hint)]
    if open_at < 0:
        return None, [unread(span, name, "it has no answers in braces, so it is a description and no question")]
    reader = _Reader(span, name)
    fields = reader.read(body[:open_at], body[open_at + 1 : close_at], body[close_at + 1 :])
    tags = tuple(_TAGS.findall(block.comments))
    if fields is None:
        return None, reader.findings
    return Item(name, without_nothing(fields), tags, span), [*reader.findings, *lost(span, name, reader.lost)]


def _place(source: Source, block: _Block, before: str) -> Span:
    """Where a block's text goes on behind `before`, in which each escaped sign counts for one character."""
    marks = sum(before.rpartition("\n")[2].count(mark) for mark in _SIGNS)
    return source.span(block.line + before.count("\n"), len(before.rpartition("\n")[2]) + marks + 1)


def _protected(text: str) -> str:
    """The text with one character for each escaped sign."""
    for sign, mark in _ESCAPED.items():
        text = text.replace(mark, "").replace(sign, mark)
    return text.replace("\\n", "\ue017")


def _plain(text: str) -> str:
    """The signs that were escaped, as such."""
    return _signs(text).strip()


def _signs(text: str) -> str:
    for mark, sign in _SIGNS.items():
        text = text.replace(mark, sign)
    return text


class _Reader:
    """One question. `lost` are the things that have no place here."""

    def __init__(self, span: Span, name: str) -> None:
        self.span = span
        self.name = name
        self.lost: list[str] = []
        self.findings: list[Diagnostic] = []
        self.format = "moodle"

    def read(self, before: str, inside: str, after: str) -> Fields | None:
        form = _FORMAT.match(before)
        self.format = form[1] if form else "moodle"
        inside, _, general = inside.partition("####")
        fields = self.typed(before, inside.strip(), after)
        if fields is not None:
            self.lost += general_feedback(fields, self.said(general))
        return fields

    def typed(self, before: str, inside: str, after: str) -> Fields | None:
        prompt = self.said(before) + (" \\_\\_\\_\\_\\_ " + self.said(after) if after.strip() else "")
        if not inside:
            return {"type": "reflect", "prompt": prompt}
        if found := _TRUE.match(inside):
            return self.true_false(prompt, found[1][0].upper() == "T", found[2] or "")
        if inside.startswith("#"):
            return self.numeric(prompt, inside[1:].strip())
        entries = [self.entry(each) for each in _ANSWER.finditer(inside)]
        if not entries or _ANSWER.sub("", inside).strip():
            return self.refuse("its answers start with neither = nor ~")
        if all(each.sign == "=" and "->" in each.text for each in entries):
            return self.match(prompt, entries)
        if all(each.sign == "=" for each in entries):
            return self.gap(before, entries, after)
        return self.options(prompt, entries)

    def refuse(self, why: str) -> Fields | None:
        self.findings.append(unread(self.span, self.name, why))
        return None

    def entry(self, found: re.Match[str]) -> _Entry:
        text, _, feedback = found[3].partition("#")
        worth = float(found[2]) / 100 if found[2] else float(found[1] == "=")
        return _Entry(found[1], worth, text, feedback, found[0][1:].partition("#")[0])

    def said(self, text: str) -> str:
        """A text as Markdown."""
        form = _FORMAT.match(text)
        how = form[1] if form else self.format
        plain = _plain(text[form.end() :] if form else text)
        if how == "markdown":
            return plain
        if how == "html" or (how == "moodle" and re.search(r"<[a-zA-Z/][^<>]*>", plain)):
            made, gone = from_html(plain)
            self.lost += gone
            return made
        return escaped(plain)

    def true_false(self, prompt: str, answer: bool, feedback: str) -> Fields:
        told = [self.said(each) for each in feedback.split("#")[1:3]] + ["", ""]
        right, wrong = ("true", "false") if answer else ("false", "true")
        return {"type": "true_false", "prompt": prompt, "answer": answer, "feedback": without_nothing({right: told[1], wrong: told[0]})}

    def match(self, prompt: str, entries: list[_Entry]) -> Fields:
        pairs = [tuple(each.pair.split("->", 1)) for each in entries]
        return {
            "type": "match",
            "prompt": prompt,
            "pairs": [
                without_nothing({"text": self.said(text), "match": self.said(match), "feedback": self.said(entry.feedback)})
                for (text, match), entry in zip(pairs, entries, strict=True)
                if text.strip()
            ],
            "extra": [self.said(match) for text, match in pairs if not text.strip()],
        }

    def options(self, prompt: str, entries: list[_Entry]) -> Fields:
        several = not any(each.sign == "=" for each in entries)
        right = [each.worth > 0 if several else each.sign == "=" for each in entries]
        if any(0 < each.worth < 1 for each in entries if not several) or (several and len({each.worth for each in entries if each.worth > 0}) > 1):
            self.lost.append("part marks for an option: here it is right or wrong")
        if not several and sum(right) > 1:
            self.lost.append("that any one of several right options is enough: here all of them have to be chosen")
        options = [{"text": self.said(each.text), "correct": ok, "feedback": self.said(each.feedback)} for each, ok in zip(entries, right, strict=True)]
        kind = "choices" if several or sum(right) > 1 else "choice"
        return {"type": kind, "prompt": prompt, "options": [without_nothing(each) for each in options]}

    def gap(self, before: str, entries: list[_Entry], after: str) -> Fields:
        answers = [Answer(_plain(each.text), each.worth, self.said(each.feedback)) for each in entries]
        sentence = after.strip() or "\n\n" in _signs(before).strip()
        text = self.said(before + HOLE + after) if sentence else f"{self.said(before)}\n\n{HOLE}"
        fields, gone = fill(text, [Hole(answers)])
        self.lost += gone
        return fields

    def numeric(self, prompt: str, inside: str) -> Fields | None:
        entries = [self.entry(each) for each in _ANSWER.finditer(inside)] if inside.startswith(("=", "~")) else [_bare(inside)]
        right = [each for each in entries if each.worth >= 1]
        number = _reach(right[0].text) if right else None
        if number is None:
            return self.refuse("its answer is no number")
        if len(right) > 1 or any(0 < each.worth < 1 for each in entries):
            self.lost.append("further right numbers and part marks: here one number is right")
        fields: Fields = {"type": "numeric", "prompt": prompt, "answer": number[0], "tolerance": f"{number[1]:.15g}" if number[1] else None}
        fields["feedback"] = self.said(right[0].feedback)
        wrong = list[Fields]()
        for each in entries:
            reach = _reach(each.text)
            if each.worth < 1 and each.text.strip() in ("", "*"):
                fields["otherwise"] = self.said(each.feedback)
            elif each.worth < 1 and reach:
                wrong.append(wrong_number(*reach, number[1], self.said(each.feedback) or TO_WRITE))
        return without_nothing({**fields, "wrong": wrong})


def _bare(inside: str) -> _Entry:
    text, _, feedback = inside.partition("#")
    return _Entry("=", 1, text, feedback, text)


def _reach(text: str) -> tuple[float, float] | None:
    """The number in the middle and how far an answer may be off."""
    found = _NUMBER.match(_plain(text))
    if not found:
        return None
    number = float(found[1])
    if found[3]:
        return (number + float(found[3])) / 2, abs(float(found[3]) - number) / 2
    return number, float(found[2] or 0)


def wrong_number(number: float, off: float, usual: float, feedback: str) -> Fields:
    """A wrong number that was foreseen: as such where it has the question's tolerance, else from where to where."""
    if off == usual:
        return {"answer": number, "feedback": feedback}
    return {"low": float(f"{number - off:.14g}"), "high": float(f"{number + off:.14g}"), "feedback": feedback}
