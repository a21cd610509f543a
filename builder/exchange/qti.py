"""QTI 2.1 items to questions: one XML file, or a zip of them.

https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html. 2.0 and 2.2 name what is read here alike.
"""

import io
import lzma
import math
import zipfile
import zlib
from collections.abc import Callable, Iterator

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.exchange.fill import HOLE, Answer, Hole, fill
from builder.exchange.item import BROKEN, REFUSED, Bank, Fields, Item, lost, number, unread, without_nothing
from builder.exchange.plain import escaped, from_element, local
from builder.exchange.xml import MOST_XML, parse, place
from builder.source import Span

MOST_FILES = 2_000
MOST_BYTES = 100_000_000
"""Of a zip, unpacked."""
_NUMBERS = ("float", "integer")
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, NotImplementedError, ValueError)
"""What unpacking raises: whatever the bytes of a zip happen to be."""


def read_qti(data: bytes, path: str) -> Bank:
    """The questions of an item, or of every item in a zip."""
    return _zip(data, path) if is_zip(data) else _file(data, path, alone=True)


def is_zip(data: bytes) -> bool:
    """Whether this is a zip, or was one before it was damaged."""
    return data.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(data))


def _zip(data: bytes, path: str) -> Bank:
    items, findings = list[Item](), list[Diagnostic]()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [each for each in archive.infolist() if each.filename.lower().endswith(".xml")]
            if len(infos) > MOST_FILES or sum(each.file_size for each in infos) > MOST_BYTES or any(each.file_size > MOST_XML for each in infos):
                hint = f"export fewer questions at a time: at most {MOST_FILES:,} files of {MOST_XML:,} bytes, {MOST_BYTES:,} in all"
                return Bank([], [REFUSED.at(Span(path), "what is in this zip is too much, or larger than it says", hint=hint)])
            for info in sorted(infos, key=lambda each: each.filename):
                with archive.open(info) as stream:
                    bank = _file(stream.read(MOST_XML + 1), f"{path}/{info.filename}", alone=False)
                items += bank.items
                findings += bank.findings
    except _DAMAGED as error:
        return Bank([], [BROKEN.at(Span(path), f"this zip cannot be unpacked: {str(error).lower()}", hint="export it again, without a password")])
    if not items and not findings:
        findings.append(BROKEN.at(Span(path), "no QTI item is in this zip", hint="give a zip that holds files with <assessmentItem>"))
    return Bank(items, findings)


def _file(data: bytes, path: str, *, alone: bool) -> Bank:
    root, findings = parse(data, path)
    if root is None:
        return Bank([], findings)
    if local(root) != "assessmentitem":
        message = f"QTI 2.1 items start with <assessmentItem>, not <{etree.QName(root).localname}>"
        wrong = [BROKEN.at(place(root, path), message, hint="give an item, or the zip that holds the items")]
        return Bank([], wrong if alone or local(root) == "questestinterop" else [])
    span = place(root, path)
    name = root.get("identifier") or root.get("title") or "item"
    reader = _Reader(root)
    fields = reader.read()
    if isinstance(fields, str):
        return Bank([], [unread(span, root.get("title") or name, fields)])
    return Bank([Item(name, without_nothing(fields), (), span)], lost(span, name, reader.lost))


def _find(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (each for each in root.iter() if local(each) in names)


class _Reader:
    """One item. `lost` are the things that have no place here."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.lost: list[str] = []
        self.answers = {each.get("identifier", ""): each for each in root if local(each) == "responsedeclaration"}
        self.modal = {each.get("identifier", ""): each for each in root if local(each) == "modalfeedback"}

    def read(self) -> Fields | str:
        body = next((each for each in self.root if local(each) == "itembody"), None)
        if body is None:
            return "it has no itemBody"
        found = [each for each in body.iter() if local(each).endswith("interaction")]
        kinds = {local(each) for each in found}
        if not found:
            return "it asks nothing: no interaction is in it"
        if kinds <= {"textentryinteraction", "inlinechoiceinteraction"}:
            fields: Fields | str = self.gaps(body, found)
        elif len(found) > 1:
            return f"it asks {len(found)} things, and a question here asks one"
        elif kinds & set(READERS):
            fields = READERS[local(found[0])](self, body, found[0])
        else:
            return f"a `{etree.QName(found[0]).localname}` has no like here"
        if self.modal:
            self.lost.append("feedback that belongs to no option")
        return fields

    def said(self, element: etree._Element, leave: tuple[str, ...] = ()) -> str:
        """What stands in an element, as Markdown, without elements of the names `leave`."""
        text, gone = from_element(element, lambda each: "" if local(each) in leave else None)
        self.lost += gone
        return text

    def prompt(self, body: etree._Element, interaction: etree._Element) -> str:
        """What the item says around the interaction, and what this asks."""
        around = self.said(body, (local(interaction), "rubricblock"))
        asked = [self.said(each) for each in interaction if local(each) == "prompt"]
        return "\n\n".join(each for each in (around, *asked) if each) or self.root.get("title") or "?"

    def right(self, interaction: etree._Element) -> list[str]:
        """The values that are right, in order."""
        declared = self.answers.get(interaction.get("responseIdentifier", ""))
        correct = next(iter(_find(declared, "correctresponse")), None) if declared is not None else None
        return [("".join(str(part) for part in each.itertext())).strip() for each in _find(correct, "value")] if correct is not None else []

    def mapped(self, interaction: etree._Element) -> list[tuple[str, float]]:
        """Further answers with what they are worth."""
        declared = self.answers.get(interaction.get("responseIdentifier", ""))
        entries = _find(declared, "mapentry") if declared is not None else ()
        return [(each.get("mapKey", ""), number(each.get("mappedValue"), 0)) for each in entries]

    def told(self, choice: etree._Element) -> str:
        """What is said of an option: inside it, or at the item's end under its name."""
        inside = [self.said(each) for each in _find(choice, "feedbackinline", "feedbackblock")]
        modal = self.modal.pop(choice.get("identifier", ""), None)
        return "\n\n".join([*inside, *([self.said(modal)] if modal is not None else [])])

    def gaps(self, body: etree._Element, found: list[etree._Element]) -> Fields | str:
        holes = [self.hole(each) for each in found]
        if not all(any(answer.worth >= 1 for answer in hole.answers) for hole in holes):
            return "it does not say which answer is right"
        text, gone = from_element(body, lambda each: HOLE if each in found else "" if local(each) == "rubricblock" else None)
        figures = self.figures(found, text, holes)
        if figures is not None:
            return figures
        fields, more = fill(text if text.strip() != HOLE else f"{self.root.get('title') or '?'}\n\n{HOLE}", holes)
        self.lost += gone + more
        return fields

    def hole(self, interaction: etree._Element) -> Hole:
        right = self.right(interaction)
        if local(interaction) == "inlinechoiceinteraction":
            choices = [each for each in interaction if local(each) == "inlinechoice"]
            return Hole([Answer(self.word(each), float(each.get("identifier") in right), self.told(each)) for each in choices], choose=True)
        best = max([worth for _, worth in self.mapped(interaction)], default=1) or 1
        more = [Answer(key, worth / best, "") for key, worth in self.mapped(interaction) if key not in right]
        return Hole([*(Answer(each, 1, "") for each in right), *more])

    def word(self, element: etree._Element) -> str:
        """The words of an element, without marks and feedback."""
        return " ".join("".join(str(each) for each in element.xpath(".//text()[not(ancestor::*[starts-with(local-name(), 'feedback')])]")).split())

    def figures(self, found: list[etree._Element], text: str, holes: list[Hole]) -> Fields | None:
        """The one gap at the end of an item, where it asks for a number."""
        declared = self.answers.get(found[0].get("responseIdentifier", ""))
        if len(found) != 1 or declared is None or declared.get("baseType") not in _NUMBERS or not text.rstrip().endswith(HOLE):
            return None
        answer = number(holes[0].answers[0].text, math.nan)
        if math.isnan(answer):
            return None
        equal = next(iter(_find(self.root, "equal")), None)
        tolerance = None
        if equal is not None and equal.get("toleranceMode") in ("absolute", "relative"):
            size, *other = (number(each, 0) for each in (equal.get("tolerance") or "0").split())
            if other and other[0] != size:
                self.lost.append("that an answer may be further off on one side: here it is as far on both")
            tolerance = f"{abs(size):.15g}{'' if equal.get('toleranceMode') == 'absolute' else '%'}"
        return {"type": "numeric", "prompt": text.replace(HOLE, "").strip() or self.root.get("title") or "?", "answer": answer, "tolerance": tolerance}


def _choice(reader: _Reader, body: etree._Element, interaction: etree._Element) -> Fields | str:
    right = reader.right(interaction) or [key for key, worth in reader.mapped(interaction) if worth > 0]
    choices = [each for each in interaction if local(each) == "simplechoice"]
    if not right:
        return "it does not say which option is right"
    words = {reader.word(each).lower(): each for each in choices}
    prompt = reader.prompt(body, interaction)
    if set(words) == {"true", "false"} and len(right) == 1:
        told = {word: reader.told(words[word]) for word in ("true", "false")}
        return {"type": "true_false", "prompt": prompt, "answer": words["true"].get("identifier") in right, "feedback": without_nothing(told)}
    options = [
        {"text": reader.said(each, ("feedbackinline", "feedbackblock")), "correct": each.get("identifier") in right, "feedback": reader.told(each)}
        for each in choices
    ]
    single = len(right) == 1 and interaction.get("maxChoices", "1") == "1"
    return {"type": "choice" if single else "choices", "prompt": prompt, "options": [without_nothing(each) for each in options]}


def _match(reader: _Reader, body: etree._Element, interaction: etree._Element) -> Fields | str:
    pairs = [[*each.split(), "", ""][:2] for each in reader.right(interaction) or [key for key, worth in reader.mapped(interaction) if worth > 0]]
    sets = [[each for each in group if local(each) == "simpleassociablechoice"] for group in interaction if local(group) == "simplematchset"]
    if not sets:
        sets = [[each for each in interaction if local(each) == "simpleassociablechoice"]] * 2
    named = {each.get("identifier", ""): each for group in sets for each in group}
    if not pairs or len(sets) != 2 or any(each not in named for pair in pairs for each in pair):
        return "it does not say what belongs together"
    lefts = [left for left, _ in pairs]
    if len(set(lefts)) < len(lefts):
        return "one thing in it has several matches, and here it has one"
    extra = [each for each in sets[1] if each.get("identifier") not in {end for pair in pairs for end in pair}]
    return {
        "type": "match",
        "prompt": reader.prompt(body, interaction),
        "pairs": [{"text": reader.said(named[left]), "match": escaped(reader.word(named[right]))} for left, right in pairs],
        "extra": [escaped(reader.word(each)) for each in extra],
    }


def _order(reader: _Reader, body: etree._Element, interaction: etree._Element) -> Fields | str:
    right = reader.right(interaction)
    named = {each.get("identifier", ""): each for each in interaction if local(each) == "simplechoice"}
    if sorted(right) != sorted(named):
        return "it does not say the right order of all that is in it"
    items = [{"text": reader.said(named[each], ("feedbackinline",)), "feedback": reader.told(named[each])} for each in right]
    return {"type": "order", "prompt": reader.prompt(body, interaction), "items": [without_nothing(each) for each in items]}


def _gap_match(reader: _Reader, body: etree._Element, interaction: etree._Element) -> Fields | str:
    words = {each.get("identifier", ""): reader.word(each) for each in interaction if local(each) == "gaptext"}
    ends = {gap: word for word, gap in ([*each.split(), "", ""][:2] for each in reader.right(interaction))}
    gaps = list(_find(interaction, "gap"))
    if any(ends.get(each.get("identifier", "")) not in words for each in gaps) or not gaps:
        return "it does not say which word belongs into which gap"
    holes = []
    for gap in gaps:
        right = ends[gap.get("identifier", "")]
        holes.append(Hole([Answer(words[right], 1, ""), *(Answer(word, 0, "") for key, word in words.items() if key != right)], choose=True))
    text, gone = from_element(interaction, lambda each: HOLE if each in gaps else "" if local(each) in ("gaptext", "gapimg", "prompt") else None)
    fields, more = fill(f"{reader.prompt(body, interaction)}\n\n{text}", holes)
    reader.lost += gone + more
    return fields


def _extended(reader: _Reader, body: etree._Element, interaction: etree._Element) -> Fields:
    return {"type": "reflect", "prompt": reader.prompt(body, interaction)}


READERS: dict[str, Callable[[_Reader, etree._Element, etree._Element], Fields | str]] = {
    "choiceinteraction": _choice,
    "matchinteraction": _match,
    "associateinteraction": _match,
    "orderinteraction": _order,
    "gapmatchinteraction": _gap_match,
    "extendedtextinteraction": _extended,
}
