"""Questions to Moodle XML. What it cannot hold is named, not dropped in silence."""

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from builder.exchange.cloze import gap_text
from builder.exchange.fill import GAP, answers
from builder.exchange.gift_out import number_text, off, wrong_reach
from builder.exchange.item import Fields, Item
from builder.questions.fill.words import gaps_in

Losses = list[tuple[Item, list[str], bool]]


def write_moodle(items: Sequence[Item]) -> tuple[str, Losses]:
    """The file, and for each question that loses something: what, and whether it was written at all."""
    quiz, losses = etree.Element("quiz"), list[tuple[Item, list[str], bool]]()
    for item in items:
        writer = WRITERS.get(item.fields["type"])
        gone = [f"Moodle has no question like `{item.fields['type']}`"]
        if writer is not None:
            kind, fill_in = writer
            question = etree.SubElement(quiz, "question", type=kind(item.fields))
            gone = [*fill_in(_started(question, item), item.fields)]
            _tags(question, item)
        if gone:
            losses.append((item, gone, writer is not None))
    etree.indent(quiz)
    return etree.tostring(quiz, encoding="unicode", doctype='<?xml version="1.0" encoding="UTF-8"?>') + "\n", losses


def _started(question: etree._Element, item: Item) -> etree._Element:
    _text(etree.SubElement(question, "name"), item.name)
    prompt = _cloze_text(item.fields) if question.get("type") == "cloze" else item.fields["prompt"]
    _said(question, "questiontext", prompt)
    etree.SubElement(question, "idnumber").text = item.name
    return question


def _tags(question: etree._Element, item: Item) -> None:
    tags = etree.SubElement(question, "tags")
    for tag in item.tags:
        _text(etree.SubElement(tags, "tag"), tag)


def _text(into: etree._Element, text: str) -> etree._Element:
    etree.SubElement(into, "text").text = _legal(text)
    return into


def _said(into: etree._Element, name: str, text: str | None) -> None:
    if text:
        _text(etree.SubElement(into, name, format="markdown"), text)


def _legal(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter in "\t\n" or (letter >= " " and letter not in "\ufffe\uffff"))


def _answer(question: etree._Element, text: str, fraction: float, feedback: str | None, form: str = "markdown") -> etree._Element:
    answer = _text(etree.SubElement(question, "answer", fraction=f"{fraction:.5f}".rstrip("0").rstrip("."), format=form), text)
    _said(answer, "feedback", feedback)
    return answer


def _options(question: etree._Element, fields: Fields) -> Iterator[str]:
    several = fields["type"] == "choices"
    etree.SubElement(question, "single").text = "false" if several else "true"
    options = fields["options"]
    right = sum(bool(each.get("correct")) for each in options)
    for each in options:
        ok = bool(each.get("correct"))
        fraction = (100 / right if ok else -100 / max(1, len(options) - right)) if several else 100.0 * ok
        _answer(question, each["text"], fraction, each.get("feedback"))
    yield from ()


def _true_false(question: etree._Element, fields: Fields) -> Iterator[str]:
    for word in ("true", "false"):
        _answer(question, word, 100.0 * (fields["answer"] is (word == "true")), (fields.get("feedback") or {}).get(word), "moodle_auto_format")
    yield from ()


def _match(question: etree._Element, fields: Fields) -> Iterator[str]:
    pairs = [(each["text"], each["match"]) for each in fields["pairs"]] + [("", each) for each in fields.get("extra") or ()]
    yield from _pairs(question, pairs)
    if any(each.get("feedback") for each in fields["pairs"]):
        yield "the feedback on its pairs"


def _categorise(question: etree._Element, fields: Fields) -> Iterator[str]:
    titles = {key: group if isinstance(group, str) else group["title"] for group in fields["groups"] for key in _called(group)}
    used = [titles[each["group"]] for each in fields["items"]]
    empty = [title for title in dict.fromkeys(titles.values()) if title not in used]
    yield from _pairs(question, [*((each["text"], titles[each["group"]]) for each in fields["items"]), *(("", title) for title in empty)])
    yield "that it sorts into groups: Moodle has it as a matching question"
    if any(each.get("feedback") for each in fields["items"]):
        yield "the feedback on its items"


def _called(group: str | Fields) -> list[str]:
    return [group] if isinstance(group, str) else [group["title"], *([group["id"]] if group.get("id") else [])]


def _pairs(question: etree._Element, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    for text, match in pairs:
        sub = _text(etree.SubElement(question, "subquestion", format="markdown"), text)
        _text(etree.SubElement(sub, "answer"), match)
    yield from ()


def _order(question: etree._Element, fields: Fields) -> Iterator[str]:
    for place, each in enumerate(fields["items"], 1):
        _answer(question, each["text"], place, None)
    if any(each.get("feedback") for each in fields["items"]):
        yield "the feedback on its items"


def _alone(fields: Fields) -> bool:
    """Whether a text is one gap and nothing else, to be typed."""
    found = gaps_in(fields["text"])
    gap = (fields.get("gaps") or [{}])[0]
    return len(found) == 1 and fields["text"].strip().startswith("[[") and fields["text"].strip().endswith("]]") and not gap.get("choose", fields.get("choose"))


def _fill(question: etree._Element, fields: Fields) -> Iterator[str]:
    gaps = fields.get("gaps") or []
    if _alone(fields):
        gap = gaps[0] if gaps else {}
        etree.SubElement(question, "usecase").text = "1" if (gap.get("case") or fields.get("case")) == "exact" else "0"
        for each in answers(gaps_in(fields["text"])[0], gap, False):
            _answer(question, each.text if each.text == "*" else each.text.replace("*", "\\*"), 100.0 * each.worth, each.feedback, "moodle_auto_format")
    for key in ("accents", "spaces"):
        if "exact" in (fields.get(key), *(gap.get(key) for gap in gaps)):
            yield f"`{key}: exact`"


def _cloze_text(fields: Fields) -> str:
    found, gaps = gaps_in(fields["text"]), [*(fields.get("gaps") or [])]
    made = list[str]()
    for place, piece in enumerate(GAP.split(fields["text"])):
        if place:
            gap = gaps[place - 1] if place <= len(gaps) else {}
            choose = bool(gap.get("choose", fields.get("choose")))
            made.append(gap_text(answers(found[place - 1], gap, choose), choose, (gap.get("case") or fields.get("case")) == "exact"))
        made.append(_no_gap(piece))
    return f"{_no_gap(fields['prompt'])}\n\n{''.join(made)}"


def _no_gap(text: str) -> str:
    """A text in which nothing looks like one of Moodle's gaps."""
    return re.sub(r"\{(?=\d*:[A-Z_]+:)", "&#123;", text)


def _numeric(question: etree._Element, fields: Fields) -> Iterator[str]:
    def answer(number: str, reach: float, fraction: float, feedback: str | None) -> None:
        each = _answer(question, number, fraction, feedback, "moodle_auto_format")
        etree.SubElement(each, "tolerance").text = number_text(reach)

    answer(number_text(fields["answer"]), off(fields), 100, fields.get("feedback"))
    for each in fields.get("wrong") or ():
        middle, reach = wrong_reach(fields, each)
        answer(number_text(middle), reach, 0, each["feedback"])
    if fields.get("otherwise"):
        answer("*", 0, 0, fields["otherwise"])
    if fields.get("unit"):
        unit = etree.SubElement(etree.SubElement(question, "units"), "unit")
        etree.SubElement(unit, "multiplier").text = "1"
        etree.SubElement(unit, "unit_name").text = _legal(fields["unit"])
    yield from (f"its `{key}`" for key in ("decimals", "low", "high") if fields.get(key) is not None)


def _reflect(question: etree._Element, fields: Fields) -> Iterator[str]:
    if fields.get("words"):
        etree.SubElement(question, "minwordlimit").text = str(fields["words"])
    _said(question, "graderinfo", fields.get("model"))
    if fields.get("hint"):
        yield "its `hint`"


Writer = tuple[Callable[[Fields], str], Callable[[etree._Element, Fields], Iterator[str]]]

WRITERS: dict[str, Writer] = {
    "choice": (lambda fields: "multichoice", _options),
    "choices": (lambda fields: "multichoice", _options),
    "true_false": (lambda fields: "truefalse", _true_false),
    "match": (lambda fields: "matching", _match),
    "categorise": (lambda fields: "matching", _categorise),
    "order": (lambda fields: "ordering", _order),
    "fill": (lambda fields: "shortanswer" if _alone(fields) else "cloze", _fill),
    "numeric": (lambda fields: "numerical", _numeric),
    "reflect": (lambda fields: "essay", _reflect),
}
