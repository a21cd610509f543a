"""`match`: give each thing its match, out of a list.

    type: match
    prompt: Match what you notice to the kind of customer.
    pairs:
      - {text: Cannot settle on a lamp, match: Indecisive, feedback: Going round again is how indecision sounds.}
      - {text: Wants it done now, match: Demanding, feedback: Speed is the demand here.}
    extra: [Know-it-all]

`extra`, which may be left out, are choices that match nothing. A match that several pairs share is one choice.
Credit is the share of right pairs.
"""

from collections.abc import Iterator
from typing import Any

from builder.diagnostics import Diagnostic
from builder.model import Draw
from builder.questions.base import MOST_OPTIONS, SAME_OPTION, Locate, QuestionForm, Text, row
from builder.questions.base import Form as BaseForm
from builder.questions.entries import counted, explained, plainly, told_apart


class PairForm(BaseForm, frozen=True):
    """A thing and its match. `feedback` says why they belong together."""

    text: Text
    """The left of the pair."""
    match: Text
    """What goes with it."""
    feedback: Text | None = None
    """Why they go together."""


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of a `match` question."""

    pairs: tuple[PairForm, ...]
    """The pairs to be made."""
    extra: tuple[Text, ...] = ()
    """More to choose from that matches nothing."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, each once, in the author's order; the extra ones last."""
        return tuple(dict.fromkeys([*(pair.match for pair in self.pairs), *self.extra]))

    def view(self, draw: Draw) -> dict[str, Any]:
        choices = [(place, draw.inline(text).striptags()) for place, text in enumerate(self.choices)]
        return {
            "pairs": [row(draw, place, pair.text, pair.feedback) for place, pair in enumerate(self.pairs)],
            "choices": sorted(choices, key=lambda choice: choice[1].casefold()),
            "shared": len({pair.match for pair in self.pairs}) < len(self.pairs),
            "extra": bool(self.extra),
        }

    def solution(self) -> dict[str, Any]:
        return {"kind": "pairs", "targets": len(self.choices), "right": [self.choices.index(pair.match) for pair in self.pairs]}

    def signature(self) -> str:
        return "\n".join([*(f"{pair.text}\t{pair.match}" for pair in self.pairs), *self.extra])

    def longest_answer(self) -> int:
        return min(len(self.pairs), MOST_OPTIONS)

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from counted(self.id, "pair", len(self.pairs), locate("pairs"))
        if len(self.pairs) > 1:
            yield from counted(self.id, "choice", len(self.choices), locate("extra" if self.extra else "pairs"))
        yield from told_apart(self.id, "pair", [(pair.text, locate("pairs", place, "text")) for place, pair in enumerate(self.pairs)])
        yield from self._choices_told_apart(locate)
        yield from explained(self.id, "pair", [(pair.feedback, locate("pairs", place)) for place, pair in enumerate(self.pairs)])

    def _choices_told_apart(self, locate: Locate) -> Iterator[Diagnostic]:
        """Pairs may share a match; it is then written in one way. What is extra is nobody's match."""
        written: dict[str, str] = {}
        for place, pair in enumerate(self.pairs):
            first = written.setdefault(plainly(pair.match), pair.match)
            if first != pair.match:
                message = f"`{first}` and `{pair.match}` would be two choices that say the same"
                yield SAME_OPTION.at(locate("pairs", place, "match"), message, hint=f"write `{first}` here too, or reword one of them")
        for place, text in enumerate(self.extra):
            if plainly(text) in written:
                yield SAME_OPTION.at(locate("extra", place), f"`{text}` is among the choices of `{self.id}` already", hint="take it out of `extra`")
            written[plainly(text)] = text
