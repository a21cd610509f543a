"""`fill`: a text with gaps, each to be filled by typing or out of a list."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal, NamedTuple

from markupsafe import Markup as Html

from builder.diagnostics import Diagnostic, Rule
from builder.model import Draw
from builder.questions.base import MOST_OPTIONS, NO_FEEDBACK, OPTION_COUNT, RIGHT_AND_WRONG, SAME_OPTION, Locate, QuestionForm, Text
from builder.questions.base import Form as BaseForm
from builder.questions.fill.words import columns, gaps_in, left_over, pieces, plain_words, with_holes

NO_GAP = Rule("CW432", "no-gap")
EMPTY_GAP = Rule("CW433", "empty-gap")
GAP_COUNT = Rule("CW434", "gap-count")

MOST_GAPS = 40
LEAST_WIDTH = 5
"""Of a field, in digits."""

Care = Literal["ignore", "exact"]


class WrongForm(BaseForm, frozen=True):
    """A wrong answer that the author foresaw."""

    answer: Text
    """A wrong answer that learners often give."""
    feedback: Text
    """What they are told: why it is not right."""


class GapForm(BaseForm, frozen=True, kw_only=True):
    """What is said of one gap, and how exactly it is read; what is left out is as for the question."""

    feedback: Text | None = None
    """What is said to a right answer."""
    wrong: tuple[WrongForm, ...] = ()
    """Wrong answers with feedback of their own."""
    otherwise: Text | None = None
    """What is said to any other wrong answer."""
    case: Care | None = None
    """Whether capital letters count in this gap."""
    accents: Care | None = None
    """Whether accents count in this gap."""
    spaces: Care | None = None
    """Whether spaces count in this gap."""
    choose: bool | None = None
    """Whether this gap is a list to choose from."""


class Gap(NamedTuple):
    """One gap, all of it known."""

    accept: tuple[str, ...]
    form: GapForm
    exact: str
    choose: bool

    @property
    def words(self) -> list[str]:
        """The list to choose from, in an order that gives nothing away; empty where the answer is typed."""
        return sorted({*self.accept[:1], *(wrong.answer for wrong in self.form.wrong)}, key=lambda word: (word.casefold(), word)) if self.choose else []


class GapView(NamedTuple):
    """One gap to show. `words`: the list to choose from, empty where it is typed. `replies`: what may be said, by `data-for`."""

    width: int
    words: list[str]
    replies: dict[str, Html]


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of a `fill` question; the gaps stand in `text` as `[[answer|another]]`, `gaps` speaks of them in that order."""

    text: Text
    """The text with its gaps, each written `[[answer|another]]`."""
    gaps: tuple[GapForm, ...] = ()
    """More about the gaps, in their order."""
    case: Care = "ignore"
    """Whether capital letters count."""
    accents: Care = "ignore"
    """Whether accents count."""
    spaces: Care = "ignore"
    """Whether spaces count."""
    choose: bool = False
    """Whether gaps are lists to choose from."""

    plain: ClassVar[frozenset[str]] = QuestionForm.plain | {"answer", "case", "accents", "spaces"}

    def gaps_found(self) -> list[Gap]:
        """The gaps of the text, each with what `gaps` says of it."""
        found = gaps_in(self.text)
        forms = [*self.gaps, *[GapForm()] * len(found)]
        return [self._gap(accept, form) for accept, form in zip(found, forms, strict=False)]

    def _gap(self, accept: tuple[str, ...], form: GapForm) -> Gap:
        care = {"c": form.case or self.case, "a": form.accents or self.accents, "s": form.spaces or self.spaces}
        exact = "".join(letter for letter, value in care.items() if value == "exact")
        return Gap(accept, form, exact, self.choose if form.choose is None else form.choose)

    def view(self, draw: Draw) -> dict[str, Any]:
        gaps = self.gaps_found()
        width = max([LEAST_WIDTH, *(columns(word) for gap in gaps for word in (*gap.accept, *gap.words))])
        return {"pieces": pieces(draw.text(with_holes(self.text))), "gaps": [_view(draw, gap, width) for gap in gaps]}

    def solution(self) -> dict[str, Any]:
        gaps = self.gaps_found()
        return {"kind": "texts", "right": [gap.accept[0] if gap.accept else "" for gap in gaps], "gaps": [_solution(gap) for gap in gaps]}

    def signature(self) -> str:
        return "\n".join("\t".join([*gap["accept"], "", *gap["wrong"], gap["exact"]]) for gap in self.solution()["gaps"])

    def longest_answer(self) -> int:
        return len(gaps_in(self.text))

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        found = self.gaps_found()
        if left_over(self.text) or not found:
            yield NO_GAP.at(
                locate("text"),
                f"the text of `{self.id}` has {'brackets that make no gap' if left_over(self.text) else 'no gap'}",
                hint="write the answer where it belongs, in double brackets: An [[internal|inside]] customer",
            )
        elif len(found) > MOST_GAPS or len(self.gaps) > len(found):
            yield GAP_COUNT.at(
                locate("gaps" if self.gaps else "text"),
                f"`{self.id}` has {len(found)} gap{'' if len(found) == 1 else 's'} in its text and {len(self.gaps)} under `gaps`",
                hint=f"write one entry for each gap, in their order, and at most {MOST_GAPS} gaps",
            )
        for place, gap in enumerate(found):
            yield from _findings(self.id, place, gap, locate)


def _view(draw: Draw, gap: Gap, width: int) -> GapView:
    form = gap.form
    replies = {"right": form.feedback, **{str(place): wrong.feedback for place, wrong in enumerate(form.wrong)}, "": form.otherwise}
    return GapView(width, gap.words, {name: draw.inline(text) if text else Html("") for name, text in replies.items()})


def _solution(gap: Gap) -> dict[str, Any]:
    accept = [plain_words(answer, gap.exact) for answer in gap.accept]
    return {"accept": accept, "wrong": [plain_words(wrong.answer, gap.exact) for wrong in gap.form.wrong], "exact": gap.exact}


def _findings(name: str, place: int, gap: Gap, locate: Locate) -> Iterator[Diagnostic]:
    gap_is = f"gap {place + 1} of `{name}`"
    if not gap.accept:
        yield EMPTY_GAP.at(locate("text"), f"{gap_is} accepts no answer", hint="write what belongs there: [[internal]]")
        return
    known = _solution(gap)
    where = locate("gaps", place) if gap.form != GapForm() else locate("text")
    for number, answer in enumerate(known["accept"]):
        if answer in known["accept"][:number]:
            yield SAME_OPTION.at(locate("text"), f"{gap_is} accepts “{gap.accept[number]}” twice", hint="take one out: they are read alike")
    for number, answer in enumerate(known["wrong"]):
        at = locate("gaps", place, "wrong", number, "answer")
        if answer in known["accept"]:
            yield RIGHT_AND_WRONG.at(at, f"{gap_is} accepts “{gap.form.wrong[number].answer}”, which is wrong here", hint="take it out of one")
        elif answer in known["wrong"][:number]:
            yield SAME_OPTION.at(at, f"{gap_is} has “{gap.form.wrong[number].answer}” as wrong twice", hint="take one out")
    count = len(known["accept"]) + len(known["wrong"])
    if count >= MOST_OPTIONS or (gap.choose and not gap.form.wrong):
        hint = f"give it at most {MOST_OPTIONS - 1}; a list to choose from needs a `wrong` one"
        yield OPTION_COUNT.at(where, f"{gap_is} has {count} answer{'' if count == 1 else 's'}", hint=hint)
    missing = [key for key, text in (("feedback", gap.form.feedback), ("otherwise", gap.form.otherwise or gap.choose)) if not text]
    for key in missing:
        when = "a right answer" if key == "feedback" else "any other wrong answer"
        yield NO_FEEDBACK.at(where, f"{gap_is} has no feedback on {when}", hint=f"add `{key}: …` under `gaps:`")
