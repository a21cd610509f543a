"""The gaps of Moodle's embedded answers: `{1:SHORTANSWER:=right#feedback~%50%half~*#other}`.

https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
"""

import re

from builder.exchange.fill import HOLE, Answer, Hole

_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^\\}])*)\}", re.DOTALL)
_END = re.compile(r"\\.|\}", re.DOTALL)
"""The end of a gap: beyond the last one, none is looked for."""
_TYPED = re.compile(r"(?:SHORTANSWER|SA|MW)(_?C)?")
_CHOSEN = re.compile(r"(?:MULTICHOICE|MC)(?:_?[VHS]+)?")
_NUMBER = re.compile(r"(?:NUMERICAL|NM)")
_ONE = re.compile(r"(=|%-?\d+(?:\.\d+)?%)?((?:\\.|[^\\~])*)(~|$)", re.DOTALL)
_SIGNS = re.compile(r"([\\}#~])")


def gaps(text: str) -> tuple[str, list[Hole], list[str]]:
    """The text with a HOLE for each gap, the gaps, and what is lost; gaps of other kinds stay in the text and are named."""
    holes, lost = list[Hole](), list[str]()

    def hole(found: re.Match[str]) -> str:
        kind = found[2]
        typed = _TYPED.fullmatch(kind)
        if not typed and not _CHOSEN.fullmatch(kind) and not _NUMBER.fullmatch(kind):
            lost.append(f"a gap of the kind {kind}, left in the text as it was")
            return found[0]
        answers = [_answer(each[1] or "", each[2]) for each in _ONE.finditer(found[3]) if each[0]]
        if _NUMBER.fullmatch(kind):
            lost.append("the tolerance of a number in a gap: here it is read as a word")
            answers = [each._replace(text=each.text.split(":")[0]) for each in answers]
        holes.append(Hole(answers, choose=bool(_CHOSEN.fullmatch(kind)), exact=bool(typed and typed[1])))
        return HOLE

    end = max((found.end() for found in _END.finditer(text) if found[0] == "}"), default=0)
    return _GAP.sub(hole, text[:end]) + text[end:], holes, lost


def _answer(worth: str, text: str) -> Answer:
    words = re.split(r"(?<!\\)#", text, maxsplit=1)
    share = 1.0 if worth == "=" else float(worth.strip("%")) / 100 if worth else 0.0
    return Answer(_plain(words[0]), share, _plain(words[1]) if len(words) > 1 else "")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL).strip()


def gap_text(answers: list[Answer], choose: bool, exact: bool) -> str:
    """A gap as Moodle reads it."""
    kind = "MULTICHOICE" if choose else "SHORTANSWER_C" if exact else "SHORTANSWER"
    return f"{{1:{kind}:{'~'.join(_written(each) for each in answers)}}}"


def _written(answer: Answer) -> str:
    told = f"#{_SIGNS.sub(_escape, answer.feedback)}" if answer.feedback else ""
    return f"{_sign(answer)}{answer.text if answer.text == '*' else _SIGNS.sub(_escape, answer.text)}{told}"


def _sign(answer: Answer) -> str:
    """What an answer's worth is written as; a text that begins like a worth itself gets one in front in any case."""
    if answer.text.startswith(("%", "=")):
        return "%100%" if answer.worth else "%0%"
    return "=" if answer.worth else ""


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[1]}"
