"""`categorise`: sort things into groups.

    type: categorise
    prompt: Internal or external?
    groups: [Internal customer, External customer]
    items:
      - {text: A nurse who calls the IT desk, group: Internal customer, feedback: She works for the same trust.}
      - {text: A patient’s daughter, group: External customer, feedback: She does not.}

A group with a long title may have a short name for the items to use: `{id: internal, title: Customers inside the organisation}`.
A group may hold any number of items. Credit is the share of items in their group.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.model import Draw
from builder.questions.base import MOST_OPTIONS, Locate, QuestionForm, Slug, Text, row
from builder.questions.base import Form as BaseForm
from builder.questions.entries import counted, explained, told_apart

UNKNOWN_GROUP = Rule("CW415", "unknown-group")
EMPTY_GROUP = Rule("CW416", "empty-group", "warning")

MOST_GROUPS = 6
MOST_BUTTONS = 3
"""Up to so many groups are radio buttons under each item; more are a list to choose from."""


class GroupForm(BaseForm, frozen=True):
    """A group; items may name it by its id."""

    title: Text
    """What the group is called."""
    id: Slug | None = None
    """What items name it by; from the title without it."""


class ItemForm(BaseForm, frozen=True):
    """A thing and the id or title of its group. `feedback` says why it belongs there."""

    text: Text
    """What is to be sorted."""
    group: Text
    """The group that it belongs to."""
    feedback: Text | None = None
    """Why it belongs there."""


class Form(QuestionForm, frozen=True, kw_only=True):
    """The YAML of a `categorise` question."""

    groups: tuple[Text | GroupForm, ...]
    """The groups to sort into."""
    items: tuple[ItemForm, ...]
    """What is to be sorted."""

    plain: ClassVar[frozenset[str]] = QuestionForm.plain | {"group"}

    @property
    def titles(self) -> list[str]:
        """The groups' titles, in order."""
        return [group if isinstance(group, str) else group.title for group in self.groups]

    @property
    def places(self) -> dict[str, int]:
        """The place of each group by all that it may be called."""
        ids = {group.id: place for place, group in enumerate(self.groups) if isinstance(group, GroupForm) and group.id}
        return {**{title: place for place, title in enumerate(self.titles)}, **ids}

    def view(self, draw: Draw) -> dict[str, Any]:
        rows = [row(draw, place, item.text, item.feedback) for place, item in enumerate(self.items)]
        return {
            "pairs": sorted(rows, key=lambda each: each.text.casefold()),
            "choices": [(place, draw.inline(title).striptags()) for place, title in enumerate(self.titles)],
            "buttons": len(self.groups) <= MOST_BUTTONS,
        }

    def solution(self) -> dict[str, Any]:
        places = self.places
        return {"kind": "pairs", "targets": len(self.groups), "right": [places.get(item.group, -1) for item in self.items]}

    def signature(self) -> str:
        places = self.places
        return "\n".join([*self.titles, *(f"{item.text}\t{places.get(item.group)}" for item in self.items)])

    def longest_answer(self) -> int:
        return min(len(self.items), MOST_OPTIONS)

    def findings(self, locate: Locate) -> Iterator[Diagnostic]:
        yield from counted(self.id, "group", len(self.groups), locate("groups"), most=MOST_GROUPS)
        yield from counted(self.id, "item", len(self.items), locate("items"))
        yield from told_apart(self.id, "group", [(title, locate("groups", place)) for place, title in enumerate(self.titles)])
        yield from told_apart(self.id, "item", [(item.text, locate("items", place, "text")) for place, item in enumerate(self.items)])
        yield from self._grouped(locate)
        yield from explained(self.id, "item", [(item.feedback, locate("items", place)) for place, item in enumerate(self.items)])

    def _grouped(self, locate: Locate) -> Iterator[Diagnostic]:
        places = self.places
        for place, item in enumerate(self.items):
            if item.group not in places:
                near = did_you_mean(item.group, places)
                hint = f"did you mean `{near}`?" if near else f"its groups are {', '.join(f'`{name}`' for name in places)}"
                yield UNKNOWN_GROUP.at(locate("items", place, "group"), f"question `{self.id}` has no group `{item.group}`", hint=hint)
        used = {places.get(item.group) for item in self.items}
        if None in used:
            return  # the missing item may belong to the group that looks empty
        for place, title in enumerate(self.titles):
            if place not in used:
                yield EMPTY_GROUP.at(locate("groups", place), f"nothing in `{self.id}` belongs to `{title}`", hint="add an item for it, or take the group out")
