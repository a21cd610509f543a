"""Moodle XML to questions. https://docs.moodle.org/en/Moodle_XML_format"""

import re
from collections.abc import Callable
from html import unescape

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.exchange import cloze
from builder.exchange.fill import HOLE, Answer, Hole, fill
from builder.exchange.gift import wrong_number
from builder.exchange.item import BROKEN, TO_WRITE, Bank, Fields, Item, general_feedback, lost, number, unread, without_nothing
from builder.exchange.plain import escaped, from_html, local
from builder.exchange.xml import parse, place

_TAG = re.compile(r"<[^<>]*>")
_USUAL = re.compile(r"your answer is (?:partially )?(?:in)?correct|^(?:<p>)?(?:well done|correct|incorrect|partially correct)", re.IGNORECASE)


def read_moodle(data: bytes, path: str) -> Bank:
    """The questions of a Moodle XML file."""
    root, findings = parse(data, path)
    if root is None:
        return Bank([], findings)
    if root.tag != "quiz":
        return Bank(
            [], [BROKEN.at(place(root, path), f"Moodle XML starts with <quiz>, not <{local(root)}>", hint="export the questions as “Moodle XML format”")]
        )
    items = list[Item]()
    for element in root.iter("question"):
        if element.get("type") == "category":
            continue  # where a question bank files its questions; here the folder says it
        item, found = _question(element, path)
        items += [item] if item else []
        findings += found
    return Bank(items, findings)


def _question(element: etree._Element, path: str) -> tuple[Item | None, list[Diagnostic]]:
    span, kind = place(element, path), element.get("type", "")
    name = _plain(element, "idnumber") or _plain(element, "name/text") or kind
    reader = _Reader(element)
    read = READERS.get(kind)
    if read is None:
        return None, [unread(span, name, f"questions of the type `{kind}` have no like here")]
    fields = read(reader)
    if isinstance(fields, str):
        return None, [unread(span, name, fields)]
    reader.lost += general_feedback(fields, reader.said(element.find("generalfeedback")))
    reader.rest()
    tags = tuple(text for tag in element.findall("tags/tag") if (text := _plain(tag, "text")))
    return Item(name, without_nothing(fields), tags, span), lost(span, name, reader.lost)


def _plain(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return unescape(_TAG.sub("", "".join(str(each) for each in found.itertext()))).strip() if found is not None else ""


class _Reader:
    """One question. `lost` are the things that have no place here."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.lost: list[str] = []

    def said(self, element: etree._Element | None) -> str:
        """A text element as Markdown."""
        if element is None:
            return ""
        if element.find("file") is not None:
            self.lost.append("files inside it")
        return self.markdown(element.findtext("text") or "", element.get("format") or "html")

    def markdown(self, text: str, form: str) -> str:
        """A text in one of Moodle's formats as Markdown."""
        if form == "markdown":
            return text.strip()
        if form == "plain_text":
            return escaped(text.strip())
        made, gone = from_html(text)
        self.lost += gone
        return made

    @property
    def prompt(self) -> str:
        """The question's own words."""
        return self.said(self.element.find("questiontext")) or "?"

    def answers(self) -> list[tuple[etree._Element, float, str]]:
        """Each answer with its worth (1 for right) and what is said of it."""
        return [(each, number(each.get("fraction"), 0) / 100, self.said(each.find("feedback"))) for each in self.element.findall("answer")]

    def rest(self) -> None:
        """What no type has a place for."""
        if any((each.findtext("text") or "").strip() for each in self.element.findall("hint")):
            self.lost.append("its hints")
        for key in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            text = self.element.findtext(f"{key}/text") or ""
            if text.strip() and not _USUAL.search(text.strip()):
                self.lost.append("its feedback on the answer as a whole")
        if number(self.element.findtext("defaultgrade"), 1) not in (0, 1):
            self.lost.append(f"its {self.element.findtext('defaultgrade')} marks: every question counts one here")


def _options(reader: _Reader) -> Fields:
    single = (reader.element.findtext("single") or "true").strip() in ("true", "1")
    answers = reader.answers()
    right = [worth >= 1 if single else worth > 0 for _, worth, _ in answers]
    if any(0 < worth < 1 for _, worth, _ in answers if single) or (not single and len({f"{worth:.4f}" for _, worth, _ in answers if worth > 0}) > 1):
        reader.lost.append("part marks for an option: here it is right or wrong")
    options = [{"text": reader.said(each), "correct": ok, "feedback": told} for (each, _, told), ok in zip(answers, right, strict=True)]
    if single and sum(right) > 1:
        reader.lost.append("that any one of several right options is enough: here all of them have to be chosen")
    return {"type": "choice" if single and sum(right) <= 1 else "choices", "prompt": reader.prompt, "options": [without_nothing(each) for each in options]}


def _true_false(reader: _Reader) -> Fields | str:
    answers = {_plain(each, "text").lower(): (worth, told) for each, worth, told in reader.answers()}
    if set(answers) != {"true", "false"}:
        return "its answers are not “true” and “false”"
    return {
        "type": "true_false",
        "prompt": reader.prompt,
        "answer": answers["true"][0] >= 1,
        "feedback": without_nothing({"true": answers["true"][1], "false": answers["false"][1]}),
    }


def _match(reader: _Reader) -> Fields:
    pairs = [(reader.said(each), escaped(_plain(each, "answer/text"))) for each in reader.element.findall("subquestion")]
    return {
        "type": "match",
        "prompt": reader.prompt,
        "pairs": [{"text": text, "match": match} for text, match in pairs if text],
        "extra": [match for text, match in pairs if not text and match],
    }


def _order(reader: _Reader) -> Fields:
    answers = sorted(reader.element.findall("answer"), key=lambda each: number(each.get("fraction"), 0))
    return {
        "type": "order",
        "prompt": reader.prompt,
        "items": [without_nothing({"text": reader.said(each), "feedback": reader.said(each.find("feedback"))}) for each in answers],
    }


def _short_answer(reader: _Reader) -> Fields:
    answers = [Answer(_wild(_plain(each, "text"), reader), worth, told) for each, worth, told in reader.answers()]
    exact = (reader.element.findtext("usecase") or "0").strip() == "1"
    fields, gone = fill(f"{reader.prompt}\n\n{HOLE}", [Hole(answers, exact=exact)])
    reader.lost += gone
    return fields


def _wild(text: str, reader: _Reader) -> str:
    """An answer without the backslash before a `*` that means itself; one that means anything is named."""
    if re.search(r"(?<!\\)\*", text) and text != "*":
        reader.lost.append(f"that the `*` in “{text}” stands for anything")
    return text.replace("\\*", "*") if text != "*" else text


def _cloze(reader: _Reader) -> Fields | str:
    text = reader.element.find("questiontext")
    raw = (text.findtext("text") if text is not None else "") or ""
    form = (text.get("format") if text is not None else None) or "html"
    with_holes, holes, gone = cloze.gaps(raw)
    if not holes:
        return "it has no gap that can be read"
    if form != "markdown":
        holes = [
            hole._replace(
                answers=[each._replace(text=unescape(_TAG.sub("", each.text)), feedback=reader.markdown(each.feedback, form)) for each in hole.answers]
            )
            for hole in holes
        ]
    fields, more = fill(reader.markdown(with_holes, form), holes)
    reader.lost += gone + more
    return fields


def _drop_words(reader: _Reader) -> Fields | str:
    """Gaps `[[1]]` to be filled from a list: gapselect and ddwtos."""
    choices = reader.element.findall("selectoption") or reader.element.findall("dragbox")
    words = [(_plain(each, "text"), _plain(each, "group") or "1") for each in choices]
    text = reader.prompt.replace("\\[", "[").replace("\\]", "]")
    numbers = [int(each) for each in re.findall(r"\[\[([0-9]{1,3})\]\]", text)]
    if not numbers or max(numbers) > len(words) or 0 in numbers:
        return "its gaps and its list of words do not fit together"
    holes = []
    for which in numbers:
        right, group = words[which - 1]
        holes.append(Hole([Answer(right, 1, ""), *(Answer(word, 0, "") for word, other in words if other == group and word != right)], choose=True))
    fields, gone = fill(re.sub(r"\[\[[0-9]{1,3}\]\]", HOLE, text), holes)
    reader.lost += gone
    return fields


def _numeric(reader: _Reader) -> Fields | str:
    answers = [(_plain(each, "text"), number(each.findtext("tolerance"), 0), worth, told) for each, worth, told in reader.answers()]
    right = [each for each in answers if each[2] >= 1]
    if not right or not re.fullmatch(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", right[0][0]):
        return "its right answer is no number"
    if len(right) > 1 or any(0 < each[2] < 1 for each in answers):
        reader.lost.append("further right numbers and part marks: here one number is right")
    tolerance = right[0][1]
    units = [(number(each.findtext("multiplier"), 1), _plain(each, "unit_name")) for each in reader.element.findall("units/unit")]
    if len(units) > 1:
        reader.lost.append("its further units")
    wrong = [
        wrong_number(float(text), off, tolerance, told or TO_WRITE)
        for text, off, worth, told in answers
        if worth < 1 and text != "*" and re.fullmatch(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", text)
    ]
    return {
        "type": "numeric",
        "prompt": reader.prompt,
        "answer": float(right[0][0]),
        "tolerance": f"{tolerance:.15g}" if tolerance else None,
        "unit": units[0][1] if units else None,
        "feedback": right[0][3],
        "wrong": wrong,
        "otherwise": next((told for text, _, worth, told in answers if text == "*" and worth < 1), None),
    }


def _essay(reader: _Reader) -> Fields:
    words = (reader.element.findtext("minwordlimit") or "").strip()
    if (reader.element.findtext("responsetemplate/text") or "").strip():
        reader.lost.append("the template for its answer")
    model = reader.said(reader.element.find("graderinfo"))
    return {"type": "reflect", "prompt": reader.prompt, "words": int(words) if re.fullmatch(r"[1-9][0-9]{0,2}|1[0-9]{3}|2000", words) else None, "model": model}


READERS: dict[str, Callable[[_Reader], Fields | str]] = {
    "multichoice": _options,
    "truefalse": _true_false,
    "matching": _match,
    "ddmatch": _match,
    "ordering": _order,
    "shortanswer": _short_answer,
    "cloze": _cloze,
    "gapselect": _drop_words,
    "ddwtos": _drop_words,
    "numerical": _numeric,
    "essay": _essay,
}
