"""pydantic's findings, said in an author's words and put where the author typed."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.read.yaml_text import Loc, YamlText

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
}

_KINDS = {
    "string_type": "a text",
    "list_type": "a list, like [1.1, 1.2]",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}


def validate(form: type[Model], document: YamlText, at: Loc = ()) -> tuple[Model | None, list[Diagnostic]]:
    """The value at `at` read as `form`, with a finding for each thing that does not fit."""
    data: Any = document.data
    for step in at:
        data = data[step]
    try:
        return form.model_validate(data if data is not None else {}), []
    except ValidationError as error:
        return None, [_finding(form, document, at, each) for each in error.errors(include_url=False)]


def _finding(form: type[BaseModel], document: YamlText, at: Loc, error: Any) -> Diagnostic:
    loc: Loc = at + tuple(step for step in error["loc"] if _is_step(document, at, step))
    kind = error["type"]
    key = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        near = did_you_mean(key, _fields(form, error["loc"][:-1]))
        span = document.keys.get(at + tuple(error["loc"]), document.place(loc))
        return UNKNOWN_KEY.at(span, f"nothing reads a key `{key}` here", hint=f"did you mean `{near}`?" if near else "remove it")
    if kind == "missing":
        return MISSING_KEY.at(document.place(loc), f"`{key}` is missing here", hint=f"add `{key}: …`")
    return WRONG_VALUE.at(document.place(loc), f"`{_label(loc)}` {_problem(error)}", hint=_hint(error))


def _is_step(document: YamlText, at: Loc, step: str | int) -> bool:
    """Whether a step of pydantic's path is one in the document: unions add their members' names."""
    return isinstance(step, int) or (not step.startswith(("constrained-", "literal[", "function-")) and not step[:1].isupper())


def _label(loc: Loc) -> str:
    words = [str(step) for step in loc if isinstance(step, str)]
    return words[-1] if words else "this"


def _problem(error: Any) -> str:
    kind = error["type"]
    if error.get("input") is None and kind not in ("too_short",):
        return "has no value"
    if kind in _KINDS:
        return f"should be {_KINDS[kind]}"
    if kind == "too_short":
        return "needs at least one entry"
    message = str(error["msg"])
    return message[:1].lower() + message[1:]


def _hint(error: Any) -> str | None:
    context = error.get("ctx", {})
    if error["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(context.get("pattern", ""))
    if error["type"] == "literal_error":
        near = did_you_mean(str(error["input"]), [word.strip("' ") for word in str(context.get("expected", "")).replace(" or ", ",").split(",")])
        return f"did you mean `{near}`?" if near else None
    return None


def _fields(form: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where `loc` leads to, as far as the models tell."""
    model: Any = form
    for step in loc:
        if isinstance(step, int) or not hasattr(model, "model_fields") or step not in model.model_fields:
            continue
        model = _inner(model.model_fields[step].annotation) or model
    return list(getattr(model, "model_fields", {}))


def _inner(annotation: Any) -> Any:
    """The first model inside an annotation such as `list[UnitForm]` or `Literal["x"] | PassForm`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in getattr(annotation, "__args__", ()) if (found := _inner(each))), None)
