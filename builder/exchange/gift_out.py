"""Questions to GIFT. What it cannot hold is named, not dropped in silence."""

import re
from collections.abc import Callable, Sequence

from builder.exchange.fill import GAP, Answer, answers
from builder.exchange.item import Fields, Item
from builder.questions.fill.words import gaps_in

_SIGNS = re.compile(r"([\\~=#{}:])")
_FORMAT = re.compile(r"\s*\[(?:html|markdown|plain|moodle)\]")
"""What GIFT would read as a text's format."""
_IN_TAG = re.compile(r"[\]\x00-\x1f]")

Written = tuple[str | None, list[str]]
"""A question's text, None where the format has no such question, and what is lost."""


def write_gift(items: Sequence[Item]) -> tuple[str, list[tuple[Item, list[str], bool]]]:
    """The file, and for each question that loses something: what, and whether it was written at all."""
    parts, losses = list[str](), list[tuple[Item, list[str], bool]]()
    for item in items:
        text, gone = _question(item)
        if text is not None:
            parts.append(text)
        if gone:
            losses.append((item, gone, text is not None))
    return "\n\n".join(parts) + "\n", losses


def _question(item: Item) -> Written:
    writer = WRITERS.get(item.fields["type"])
    if writer is None:
        return None, [f"GIFT has no question like `{item.fields['type']}`"]
    body, gone = writer(item.fields)
    if body is None:
        return None, gone
    tags = "".join(f" [tag:{_IN_TAG.sub(' ', tag)}]" for tag in item.tags)
    return f"// [id:{item.name}]{tags}\n::{_escaped(item.name)}::[markdown]{body}", gone


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text).replace("\n", "\\n")


def _said(text: str) -> str:
    """A text behind a sign, where what looks like a format could be one."""
    return f"{'[markdown]' if _FORMAT.match(text) else ''}{_escaped(text)}"


def _answer(sign: str, text: str, share: str = "") -> str:
    """An answer; one that begins like a share gets one in front, so that it stays a text."""
    usual = "%100%" if sign == "=" else "%0%"
    return f"{sign}{share or (usual if text.lstrip().startswith('%') else '')}{_said(text)}"


def _told(feedback: str | None) -> str:
    return f"#{_said(feedback)}" if feedback else ""


def _options(fields: Fields) -> Written:
    options, several = fields["options"], fields["type"] == "choices"
    right = sum(bool(each.get("correct")) for each in options)
    lines = []
    for each in options:
        ok = bool(each.get("correct"))
        share = 100 / right if ok else -100 / max(1, len(options) - right)
        answer = _answer("~", each["text"], f"%{share:.5f}%") if several else _answer("=" if ok else "~", each["text"])
        lines.append(f"\t{answer}{_told(each.get('feedback'))}")
    return _with_answers(fields["prompt"], lines), []


def _with_answers(prompt: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{_escaped(prompt)}{{", *lines, "}"])


def _true_false(fields: Fields) -> Written:
    answer, told = fields["answer"], fields.get("feedback") or {}
    right, wrong = told.get("true" if answer else "false"), told.get("false" if answer else "true")
    feedback = f"#{_said(wrong or '')}{_told(right)}" if right or wrong else ""
    return f"{_escaped(fields['prompt'])}{{{'TRUE' if answer else 'FALSE'}{feedback}}}", []


def _match(fields: Fields) -> Written:
    if any("->" in text for each in fields["pairs"] for text in (each["text"], each["match"])):
        return None, ["`->` in a pair, which GIFT reads as its own sign"]
    lines = [f"\t={_said(each['text'])} -> {_said(each['match'])}" for each in fields["pairs"]]
    lines += [f"\t= -> {_escaped(text)}" for text in fields.get("extra") or ()]
    return _with_answers(fields["prompt"], lines), ["the feedback on its pairs"] if any(each.get("feedback") for each in fields["pairs"]) else []


def _fill(fields: Fields) -> Written:
    found = gaps_in(fields["text"])
    if len(found) != 1:
        return None, [f"it has {len(found)} gaps, and a question in GIFT has one"]
    gap = {**(fields.get("gaps") or [{}])[0]}
    gone = [f"`{key}` of its gap" for key in ("case", "accents", "spaces") if "exact" in (gap.get(key), fields.get(key))]
    if gap.get("choose", fields.get("choose")):
        gone.append("that the answer is chosen out of a list")
    before, after = GAP.split(fields["text"])
    before = f"{fields['prompt']}\n\n{before}"
    lines = [_gap_answer(each) for each in answers(found[0], gap, False)]
    return f"{_escaped(before)}{{{' '.join(lines)}}}{_escaped(after)}", gone


def _gap_answer(answer: Answer) -> str:
    return f"{_answer('=', answer.text, '' if answer.worth else '%0%')}{_told(answer.feedback)}"


def _numeric(fields: Fields) -> Written:
    gone = [f"its `{key}`" for key in ("unit", "decimals", "low", "high") if fields.get(key) is not None]
    lines = [f"\t={number_text(fields['answer'])}:{number_text(off(fields))}{_told(fields.get('feedback'))}"]
    for each in fields.get("wrong") or ():
        middle, reach = wrong_reach(fields, each)
        lines.append(f"\t=%0%{number_text(middle)}:{number_text(reach)}{_told(each['feedback'])}")
    if fields.get("otherwise"):
        lines.append(f"\t~{_told(fields['otherwise'])}")
    return "\n".join([f"{_escaped(fields['prompt'])}{{#", *lines, "}"]), gone


def _reflect(fields: Fields) -> Written:
    gone = [f"its `{key}`" for key in ("hint", "words") if fields.get(key) is not None]
    model = f"####{_said(fields['model'])}" if fields.get("model") else ""
    return f"{_escaped(fields['prompt'])}{{{model}}}", gone


def number_text(number: float) -> str:
    """A number in figures, without what a computer adds at the last digit."""
    return f"{number:.15g}"


def off(fields: Fields) -> float:
    """How far an answer may be off, a percentage being one of the answer."""
    tolerance = str(fields.get("tolerance") or "0").replace(" ", "")
    size = float(tolerance.rstrip("%"))
    return float(f"{abs(fields['answer']) * size / 100:.14g}") if tolerance.endswith("%") else size


def wrong_reach(fields: Fields, wrong: Fields) -> tuple[float, float]:
    """The middle of a wrong number that was foreseen, and how far around it counts."""
    if wrong.get("answer") is not None:
        return wrong["answer"], off({**fields, "answer": wrong["answer"]})
    low, high = wrong["low"], wrong["high"]
    return float(f"{(low + high) / 2:.14g}"), float(f"{(high - low) / 2:.14g}")


WRITERS: dict[str, Callable[[Fields], Written]] = {
    "choice": _options,
    "choices": _options,
    "true_false": _true_false,
    "match": _match,
    "fill": _fill,
    "numeric": _numeric,
    "reflect": _reflect,
}
