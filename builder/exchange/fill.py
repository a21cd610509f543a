"""Gaps: the text and the `gaps` of a `fill` question, as other tools hold them."""

import re
from typing import NamedTuple

from builder.exchange.item import TO_WRITE, Fields, without_nothing
from builder.questions.fill.words import plain_words

HOLE = "\ue001"
"""Stands for a gap in a text, until it is known what goes in there."""
GAP = re.compile(r"\[\[.*?\]\]", re.DOTALL)
"""A gap in a text of ours."""
_BLANK = re.compile(r"\n\s*\n")


class Answer(NamedTuple):
    """An answer to a gap. `worth` is 1 for right and 0 for wrong; `text` is "*" for any other."""

    text: str
    worth: float
    feedback: str


class Hole(NamedTuple):
    """A gap as read. `choose`: out of a list."""

    answers: list[Answer]
    choose: bool = False
    exact: bool = False


def fill(text: str, holes: list[Hole]) -> tuple[Fields, list[str]]:
    """The question whose `text` has a HOLE for each gap, and what is lost. Paragraphs before the first gap are the prompt."""
    lost = list[str]()
    paragraphs = [each.strip() for each in _BLANK.split(text) if each.strip()]
    first = next((place for place, each in enumerate(paragraphs) if HOLE in each), 0)
    prompt = "\n\n".join(paragraphs[:first]) or ("Fill the gap." if len(holes) == 1 else "Fill the gaps.")
    rest = "\n\n".join(paragraphs[first:])
    if "[[" in rest or "]]" in rest:
        lost.append("double brackets in the text, which would be gaps here")
        rest = rest.replace("[[", "[ [").replace("]]", "] ]")
    pieces = rest.split(HOLE)
    made = [_gap(hole, lost) for hole in holes]
    words = pieces[0] + "".join(f"[[{accept}]]{after}" for (accept, _), after in zip(made, pieces[1:], strict=True))
    gaps = [gap for _, gap in made]
    fields: Fields = {"type": "fill", "prompt": prompt, "text": words, "gaps": gaps if any(gaps) else []}
    if any(wrong["feedback"] == TO_WRITE for gap in gaps for wrong in gap.get("wrong", ())):
        fields["draft"] = True
    return without_nothing(fields), lost


def _gap(hole: Hole, lost: list[str]) -> tuple[str, Fields]:
    right = [each for each in hole.answers if each.worth >= 1 and each.text != "*"]
    others = [each.feedback for each in hole.answers if each.text == "*" and each.feedback]
    told = list(dict.fromkeys(each.feedback for each in right if each.feedback))
    if len(told) > 1:
        lost.append("what is said of the second right answer to a gap and later ones")
    if any(0 < each.worth < 1 for each in hole.answers):
        lost.append("part marks for an answer to a gap: here it is right or wrong")
    if any("[[" in each.text or "]]" in each.text for each in hole.answers):
        lost.append("brackets in an answer")
    exact = "c" if hole.exact else ""
    known = {plain_words(each.text, exact) for each in right}
    wrong = list[Fields]()
    for each in hole.answers:
        if each.worth >= 1 or each.text == "*" or not (each.feedback or hole.choose) or plain_words(each.text, exact) in known:
            continue
        known.add(plain_words(each.text, exact))
        wrong.append({"answer": each.text, "feedback": each.feedback or TO_WRITE})
    gap = {
        "feedback": told[0] if told else None,
        "wrong": wrong,
        "otherwise": others[0] if others else None,
        "case": "exact" if hole.exact else None,
        "choose": True if hole.choose else None,
    }
    unlike = {plain_words(each.text, exact): each for each in reversed(right)}
    accept = [each.text.replace("|", "\\|").replace("[[", "[ [").replace("]]", "] ]") for each in reversed(unlike.values())]
    return "|".join(accept), without_nothing(gap)


def answers(accept: tuple[str, ...], gap: Fields, choose: bool) -> list[Answer]:
    """What a gap of ours accepts and foresees."""
    right = [Answer(text, 1, gap.get("feedback") or "") for text in (accept[:1] if choose else accept)]
    wrong = [Answer(each["answer"], 0, each["feedback"]) for each in gap.get("wrong") or ()]
    return [*right, *wrong, *([Answer("*", 0, gap["otherwise"])] if gap.get("otherwise") and not choose else ())]
