"""Questions to a quiz file, and a course's questions to data."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import to_builtins

from builder.checks.keys import fresh_name, key_of
from builder.checks.tags import UNTAGGED_YET
from builder.exchange.item import Fields, Item, without_nothing
from builder.exchange.yaml_out import to_yaml
from builder.model import Purpose, Question, slug

CRITERION = re.compile(r"[1-9]\d*\.[1-9]\d*(?:/[a-z0-9-]+)?")
_PURPOSES = ("practice", "test")
_PART = re.compile(r"part:([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_FIRST = ("id", "type", "criteria", "purpose", "part", "draft", "prompt")
_UNSCORED = ("reflect", "scale")


class Quiz(NamedTuple):
    """A quiz file's text. `untagged`: how many questions have no criterion yet; `unused`: tags that are no criterion."""

    yaml: str
    untagged: int
    unused: tuple[str, ...]


def to_quiz(items: Sequence[Item], criteria: Sequence[str] = (), purpose: Purpose = "test") -> Quiz:
    """The quiz file for questions; `criteria` and `purpose` are for those that name none."""
    questions, used, untagged, unused = list[Fields](), dict[str, int](), 0, list[str]()
    for item in items:
        own = [tag for tag in item.tags if CRITERION.fullmatch(tag)]
        said: Any = next((tag for tag in item.tags if tag in _PURPOSES), purpose)
        parts = [found[1] for tag in item.tags if (found := _PART.fullmatch(tag))]
        unused += [tag for tag in item.tags if tag not in own and tag not in (*_PURPOSES, "draft") and not _PART.fullmatch(tag)]
        untagged += not own and not criteria
        fields = {
            "id": _id(item, used),
            "criteria": own or [*criteria] or [UNTAGGED_YET],
            "purpose": "practice" if item.fields["type"] in _UNSCORED else said,
            **({"part": parts[0]} if parts else {}),
            **({"draft": True} if "draft" in item.tags else {}),
            **item.fields,
        }
        questions.append({key: fields[key] for key in (*(key for key in _FIRST if key in fields), *(key for key in fields if key not in _FIRST))})
    return Quiz(to_yaml({"questions": questions}), untagged, tuple(dict.fromkeys(unused)))


def _id(item: Item, used: dict[str, int]) -> str:
    """An id after what the other tool calls it; no two share the key that a learner's saved state has of them."""
    wanted = slug(item.name)
    if wanted == "x" or not wanted[0].isalpha():
        wanted = slug(f"question {wanted}") if wanted != "x" else slug(f"question {' '.join(str(item.fields.get('prompt')).split()[:6])}")
    return fresh_name(wanted[:70].rstrip("-"), used, key_of)


def item_of(question: Question) -> Item:
    """A course's question as data. Its criteria and its purpose are its tags, and so are its part and that it is a draft."""
    data: Fields = to_builtins(question.body)
    fields = {key: value for key, value in data.items() if key not in ("id", "criteria", "purpose", "part", "draft")}
    rest = [*([f"part:{question.part}"] if question.part else []), *(["draft"] if question.draft else [])]
    return Item(question.id, _said(fields), (*(str(tag) for tag in question.tags), question.purpose, *rest), question.span)


def _said(fields: Fields) -> Fields:
    """The fields without what a form adds where its author wrote nothing."""
    plain = without_nothing({key: _lists(value) for key, value in fields.items()})
    usual = {"tolerance": "0", "case": "ignore", "accents": "ignore", "spaces": "ignore", "choose": False}
    return {key: value for key, value in plain.items() if usual.get(key, ...) != value and value != {} and not (key == "gaps" and not any(value))}


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: each for key, each in ((key, _lists(each)) for key, each in value.items()) if each is not None and each != []}
    return [_lists(each) for each in value] if isinstance(value, (list, tuple)) else value
