"""pydantic's findings, said in an author's words and put where the author typed."""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.read.yaml_text import Loc, YamlText
from builder.source import Span

UNKNOWN_KEY = Rule("CW006", "unknown-key")
MISSING_KEY = Rule("CW007", "missing-key")
WRONG_VALUE = Rule("CW008", "wrong-value")

Model = TypeVar("Model", bound=BaseModel)

_PATTERNS = {
    r"^[1-9][0-9]*\.[1-9][0-9]*$": "a criterion is written like 1.1 or 2.10",
    r"^[A-Z]/[0-9]{3}/[0-9A-Z]{4}$": "a unit reference is written like F/506/2131",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "write lower-case letters, digits and single hyphens, like four-minute-queue",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a date is written like 2026-05-31",
    r"^[1-9][0-9]*$": "write a whole number, like 1",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "a language is written like en-GB or cy",
}

_KINDS = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}


_HINTS = {
    "list_type": "start each entry with `- ` in a line of its own, or write them in one line like [one, two]",
    "too_short": "write them like [one, two]",
    "literal_error": "write one of these words",
    "int_parsing": "write digits alone, like 20",
    "int_type": "write digits alone, like 20",
    "int_from_float": "write digits alone, like 20",
    "int_parsing_size": "write digits alone, like 20",
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "string_too_long": "make it shorter",
    "greater_than_equal": "write a larger number",
    "less_than_equal": "write a smaller number",
    "dict_type": "write each key in a line of its own, like `short: types of customers`",
    "model_type": "write each key in a line of its own",
}


def validate(form: type[Model], document: YamlText, at: Loc = (), stand_ins: Mapping[str, object] | None = None) -> tuple[Model | None, list[Diagnostic]]:
    """The value at `at` read as `form`, with a finding for each thing that does not fit.

    What does not fit is left out and the rest read again, so that one run finds as much as it can: a key that may be
    missing takes its default, a key of `stand_ins` the value there. None where that does not help.
    """
    data: Any = document.data
    for step in at:
        data = data[step]
    try:
        return form.model_validate(data if data is not None else {}), []
    except ValidationError as error:
        errors = [(_loc(document, at, each["loc"]), each) for each in error.errors(include_url=False)]
    findings = list(_findings(form, document, at, errors))
    try:
        return form.model_validate(_rest(data, at, errors, stand_ins or {})), findings
    except ValidationError:
        return None, findings


def _rest(data: Any, at: Loc, errors: list[tuple[Loc, Any]], stand_ins: Mapping[str, object]) -> Any:
    """`data` without the keys whose values are wrong, and with a stand-in for each wrong or missing key that has one."""
    rest = copy.deepcopy(data) if isinstance(data, dict) else {}
    for loc, error in errors:
        inner = loc[len(at) :]
        _drop(rest, inner)
        name = str(inner[0] if inner else error["loc"][0] if error["loc"] else "")
        if name in stand_ins:
            rest[name] = stand_ins[name]
    return {**{key: value for key, value in stand_ins.items() if key not in rest}, **rest}


def _drop(value: Any, loc: Loc) -> None:
    """Take the key at `loc` out, where it is one."""
    for step in loc[:-1]:
        inside = step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not inside:
            return
        value = value[step]
    if loc and isinstance(value, dict):
        value.pop(loc[-1], None)


def _loc(document: YamlText, at: Loc, steps: tuple[str | int, ...]) -> Loc:
    """pydantic's path as one in the document: unions add their members' names, and a missing key has no place."""
    loc = at
    for step in steps:
        if (*loc, step) in document.marks:
            loc = (*loc, step)
    return loc


def _findings(form: type[BaseModel], document: YamlText, at: Loc, errors: list[tuple[Loc, Any]]) -> Iterator[Diagnostic]:
    """A finding for each error. Where a union's members disagree, the ones that look inside the value know more."""
    told: set[Loc] = set()
    meant = {
        (loc[:-1], did_you_mean(str(loc[-1]).lower(), _fields(form, error["loc"][:-1]))) for loc, error in errors if error["type"] == "extra_forbidden" and loc
    }
    for loc, error in errors:
        span = document.place(loc)
        key = str(error["loc"][-1]) if error["loc"] else ""
        if error["type"] == "extra_forbidden":
            yield _unknown(form, key, document.key(loc), error)
        elif error["type"] == "missing" and (loc, key) not in meant:
            yield MISSING_KEY.at(span, f"`{key}` is missing here", hint=f"add `{key}: …`")
        elif error["type"] != "missing" and loc not in told and not (len(loc) - len(at) < len(error["loc"]) and _known_better(error, errors)):
            told.add(loc)
            together = [each for other, each in errors if other == loc]
            yield WRONG_VALUE.at(span, f"{_label(loc, at)} {_problem(form, together)}", hint=_hint(form, together[-1]))


def _known_better(error: Any, errors: list[tuple[Loc, Any]]) -> bool:
    """Whether another member of a union looked inside the value that this member refuses as a whole."""
    steps = error["loc"]
    return any(other["loc"][: len(steps) - 1] == steps[:-1] and len(other["loc"]) > len(steps) for _, other in errors)


def _unknown(form: type[BaseModel], key: str, span: Span, error: Any) -> Diagnostic:
    known = _fields(form, error["loc"][:-1])
    near = did_you_mean(key.lower(), known)
    hint = f"did you mean `{near}`?" if near else f"remove it; the keys here are {', '.join(known)}" if known else "remove it"
    return UNKNOWN_KEY.at(span, f"nothing reads a key `{key}` here", hint=hint)


def _label(loc: Loc, at: Loc) -> str:
    """What a value is called: by its key, or as an entry of the list under its key."""
    steps = loc[len(at) :]
    words = [step for step in steps if isinstance(step, str)]
    if not words:
        return "this"
    return f"`{words[-1]}`" if isinstance(steps[-1], str) else f"entry {int(steps[-1]) + 1} of `{words[-1]}`"


def _problem(form: type[BaseModel], errors: list[Any]) -> str:
    first = errors[0]
    if first.get("input") is None:
        return "has no value"
    shapes = dict.fromkeys(_shape(form, error) for error in errors)
    if None not in shapes:
        return f"should be {' or '.join(str(shape) for shape in shapes)}"
    context = first.get("ctx", {})
    words = {
        "too_short": "needs at least one entry",
        "string_too_short": "is empty",
        "string_too_long": f"has more than {context.get('max_length')} characters",
        "string_pattern_mismatch": f"cannot be `{first['input']}`",
        "greater_than_equal": f"should be {context.get('ge')} or more",
        "less_than_equal": f"should be {context.get('le')} or less",
    }
    message = str(first["msg"])
    return words.get(first["type"], message[:1].lower() + message[1:])


def _shape(form: type[BaseModel], error: Any) -> str | None:
    """What kind of value an error asks for; None where it is about something else."""
    if error["type"] == "literal_error":
        return str(error["ctx"]["expected"]).replace("'", "`")
    if error["type"] == "model_type" and (known := _fields(form, error["loc"])):
        return f"keys with values ({', '.join(known)})"
    return _KINDS.get(error["type"])


def _hint(form: type[BaseModel], error: Any) -> str:
    kind, value = error["type"], error.get("input")
    if value is None or kind == "string_too_short":
        return "write one, or remove the key if it may be left out"
    if kind == "string_pattern_mismatch":
        if str(value).endswith(".yaml"):
            return f"leave `.yaml` out: {str(value).removesuffix('.yaml')}"
        return _PATTERNS.get(error["ctx"]["pattern"], "see the other files of the course for how it is written")
    if kind == "literal_error" and (near := did_you_mean(str(value).lower(), _words(error))):
        return f"did you mean `{near}`?"
    if kind == "model_type" and (known := _fields(form, error["loc"])):
        return f"write it like {{{known[0]}: …}}, or with each key in a line of its own"
    if kind == "string_type" and isinstance(value, list | dict):
        return "put quotation marks around a text that starts with a bracket"
    return _HINTS.get(kind, "see the other files of the course for how it is written")


def _words(error: Any) -> list[str]:
    """The words that a literal allows."""
    return re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))


def _fields(form: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where `loc` leads to, as far as the models tell."""
    model: Any = form
    for step in loc:
        if not isinstance(step, int) and step in getattr(model, "model_fields", {}):
            model = _inner(model.model_fields[step].annotation) or model
    return list(getattr(model, "model_fields", {}))


def _inner(annotation: Any) -> Any:
    """The first model inside an annotation such as `list[UnitForm]` or `Literal["x"] | PassForm`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in getattr(annotation, "__args__", ()) if (found := _inner(each))), None)
