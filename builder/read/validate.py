"""YAML read as a form, with what does not fit said in an author's words and put where the author typed.

msgspec converts a value that fits in one go. It stops at the first mistake; `_Reader` then walks the value
beside the form and finds them all.
"""

import re
from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta, Struct, ValidationError, convert
from msgspec.structs import fields

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.read.yaml import read_yaml
from builder.read.yaml_text import Loc, YamlText
from builder.source import Source

UNKNOWN_KEY = Rule("CW006", "unknown-key")
MISSING_KEY = Rule("CW007", "missing-key")
WRONG_VALUE = Rule("CW008", "wrong-value")

Form = TypeVar("Form", bound=Struct)

_WRONG = object()
"""Stands for a value that cannot be read."""

_SHAPES: dict[object, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", list: "a list", dict: "keys with values"}

_SHAPE_HINTS: dict[object, str] = {
    int: "write digits alone, like 20",
    float: "write a number, like 2.5",
    bool: "write true or false",
    list: "start each entry with `- ` in a line of its own, or write them in one line like [one, two]",
    dict: "write each key in a line of its own, like `short: types of customers`",
}

_DEFAULT_HINT = "see the other files of the course for how it is written"
_NO_VALUE_HINT = "write one, or remove the key if it may be left out"


def validate(form: type[Form], document: YamlText, at: Loc = (), stand_ins: Mapping[str, object] | None = None) -> tuple[Form | None, list[Diagnostic]]:
    """The value at `at` read as `form`, with a finding for each thing that does not fit.

    What does not fit is left out and the rest read again, so that one run finds as much as it can: a key that may be
    missing takes its default, a key of `stand_ins` the value there. None where that does not help.
    """
    data: Any = document.data
    for step in at:
        data = data[step]
    data = {} if data is None else data
    try:
        return convert(data, form, strict=False), []
    except ValidationError:
        reader = _Reader(document, len(at))
    rest = reader.read(form, data, at)
    try:
        return convert({**(stand_ins or {}), **(rest if isinstance(rest, dict) else {})}, form, strict=False), reader.findings
    except ValidationError:
        return None, reader.findings


def read_form(form: type[Form], source: Source) -> tuple[Form | None, YamlText, list[Diagnostic]]:
    """A file that is one form: the form, None where it cannot be read as that; the document; what is wrong with it."""
    document = read_yaml(source)
    if document.data is None and document.findings:
        return None, document, [*document.findings]
    read, wrong = validate(form, document)
    return read, document, [*document.findings, *wrong]


class _Reader:
    """Walks a value beside its type; gives back what fits of it."""

    def __init__(self, document: YamlText, depth: int) -> None:
        self.document = document
        self.depth = depth
        self.findings: list[Diagnostic] = []

    def read(self, kind: Any, value: Any, loc: Loc) -> Any:
        """As much of `value` as fits `kind`, or `_WRONG`; keeps a finding for each thing that does not."""
        member = _member(kind, value)
        base, meta = _unwrapped(member)
        if value is None and member is not NoneType:
            return self.wrong(loc, "has no value", _NO_VALUE_HINT)
        if _is_form(base) and isinstance(value, dict):
            rest = self.form(base, value, loc)
            return rest if NoneType not in _members(kind) or _complete(base, rest) else _WRONG
        if _shape(base) is list and isinstance(value, list):
            return self.entries(base, meta, value, loc)
        if _shape(base) is dict and isinstance(value, dict):
            return _whole({key: self.read(get_args(base)[1], each, (*loc, key)) for key, each in value.items()})
        return value if _fits(member, value) else self.wrong(loc, *_problem(kind, member, value))

    def form(self, form: type[Struct], value: dict[str, Any], loc: Loc) -> dict[str, Any]:
        known = {field.name: field for field in fields(form)}
        rest = {key: self.read(known[key].type, each, (*loc, key)) for key, each in value.items() if key in known}
        meant = [self.unknown(key, (*loc, key), list(known)) for key in value if key not in known]
        for key, field in known.items():
            if field.required and key not in value and key not in meant:
                self.findings.append(MISSING_KEY.at(self.document.place(loc), f"`{key}` is missing here", hint=f"add `{key}: …`"))
        return {key: each for key, each in rest.items() if each is not _WRONG}

    def unknown(self, key: str, loc: Loc, known: list[str]) -> str | None:
        """The key that was probably meant."""
        near = did_you_mean(key.lower(), known)
        hint = f"did you mean `{near}`?" if near else f"remove it; the keys here are {', '.join(known)}"
        self.findings.append(UNKNOWN_KEY.at(self.document.key(loc), f"nothing reads a key `{key}` here", hint=hint))
        return near

    def entries(self, base: Any, meta: Meta, value: list[Any], loc: Loc) -> Any:
        if len(value) < (meta.min_length or 0):
            return self.wrong(loc, "needs at least one entry", "write them like [one, two]")
        read = [self.read(get_args(base)[0], each, (*loc, place)) for place, each in enumerate(value)]
        return _WRONG if _WRONG in read else read

    def wrong(self, loc: Loc, problem: str, hint: str) -> object:
        self.findings.append(WRONG_VALUE.at(self.document.place(loc), f"{self.label(loc)} {problem}", hint=hint))
        return _WRONG

    def label(self, loc: Loc) -> str:
        """What a value is called: by its key, or as an entry of the list under its key."""
        steps = loc[self.depth :]
        words = [step for step in steps if isinstance(step, str)]
        if not words:
            return "this"
        return f"`{words[-1]}`" if isinstance(steps[-1], str) else f"entry {int(steps[-1]) + 1} of `{words[-1]}`"


def _whole(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each is not _WRONG}


def _complete(form: type[Struct], value: dict[str, Any]) -> bool:
    """Whether every key that has to be there is; a form that may be left out is left out where one is not."""
    return all(field.name in value for field in fields(form) if field.required)


def _unwrapped(kind: Any) -> tuple[Any, Meta]:
    """A type without its constraints, and all of these as one."""
    if get_origin(kind) is not Annotated:
        return kind, Meta()
    base, *metas = get_args(kind)
    inner, inside = _unwrapped(base)
    found = {name: value for meta in (inside, *metas) for name in _CONSTRAINTS if (value := getattr(meta, name)) is not None}
    return inner, Meta(**found)


_CONSTRAINTS = ("ge", "le", "pattern", "min_length", "max_length", "description")


def _members(kind: Any) -> Sequence[Any]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _member(kind: Any, value: Any) -> Any:
    """The member of a union that `value` was meant for, by its shape; the type itself where it is no union."""
    members = _members(kind)
    shape = type(value) if isinstance(value, list | dict) else NoneType if value is None else str
    likely = [each for each in members if _shape(_unwrapped(each)[0]) is shape]
    return next((each for each in (*likely, *members) if _fits(each, value)), (likely or [*members])[0])


def _shape(base: Any) -> object:
    """What a value of the type looks like in YAML: list, dict, None, or str for every scalar."""
    origin = get_origin(base) or base
    if origin in (list, tuple):
        return list
    return dict if origin is dict or _is_form(base) else NoneType if base is NoneType else str


def _is_form(base: Any) -> bool:
    return isinstance(base, type) and issubclass(base, Struct)


def _fits(kind: Any, value: Any) -> bool:
    try:
        convert(value, kind, strict=False)
    except ValidationError:
        return False
    return True


def _problem(kind: Any, member: Any, value: Any) -> tuple[str, str]:
    """What is wrong with a value that fits no member, and what to write instead."""
    base, meta = _unwrapped(member)
    members = [each for each in _members(kind) if each is not NoneType]
    if isinstance(value, str) and base is str and len(members) == 1:
        return _text_problem(meta, value)
    if isinstance(value, str) and base in (int, float) and re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?" if base is float else r"[+-]?[0-9]+", value):
        low = value.startswith("-") or _below(value, meta)
        return (f"should be {meta.ge} or more", "write a larger number") if low else (f"should be {meta.le} or less", "write a smaller number")
    return f"should be {' or '.join(dict.fromkeys(_said(each) for each in members))}", _shape_hint(members[-1], value)


def _below(value: str, meta: Meta) -> bool:
    return meta.ge is not None and len(value) < 20 and float(value) < meta.ge


def _text_problem(meta: Meta, value: str) -> tuple[str, str]:
    if not value:
        return "is empty", _NO_VALUE_HINT
    if meta.max_length is not None and len(value) > meta.max_length:
        return f"has more than {meta.max_length} characters", "make it shorter"
    if value.endswith(".yaml"):
        return f"cannot be `{value}`", f"leave `.yaml` out: {value.removesuffix('.yaml')}"
    return f"cannot be `{value}`", meta.description or _DEFAULT_HINT


def _said(kind: Any) -> str:
    """What kind of value a type asks for."""
    base = _unwrapped(kind)[0]
    if get_origin(base) is Literal:
        *others, last = [f"`{word}`" for word in get_args(base)]
        return f"{', '.join(others)} or {last}" if others else last
    if _is_form(base):
        return f"keys with values ({', '.join(field.name for field in fields(base))})"
    shape = _shape(base)
    return _SHAPES[shape if shape in (list, dict) else base]


def _shape_hint(kind: Any, value: Any) -> str:
    base = _unwrapped(kind)[0]
    if get_origin(base) is Literal:
        near = did_you_mean(str(value).lower(), get_args(base))
        return f"did you mean `{near}`?" if near else "write one of these words"
    if _is_form(base):
        return f"write it like {{{fields(base)[0].name}: …}}, or with each key in a line of its own"
    if base is str:
        return "put quotation marks around a text that starts with a bracket"
    shape = _shape(base)
    return _SHAPE_HINTS[shape if shape in (list, dict) else base]
