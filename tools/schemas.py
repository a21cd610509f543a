"""`make schemas`: the JSON Schemas of what authors write in YAML, from the forms that read it, into `schemas/`.

Editors offer keys and values from them, and underline what does not fit. A schema is a little wider than its form where
YAML itself reads what an author typed otherwise than Coursewright does: a criterion `1.1` is a number to an editor.
"""

import ast
import inspect
import json
import re
import sys
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import fields

from builder.questions import TYPES
from builder.questions.base import Form
from builder.read import forms
from builder.read.lock import LockForm

OUT = Path(__file__).resolve().parent.parent / "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
KINDS: dict[str, tuple[type[Form], str]] = {
    "course": (forms.CourseForm, "course.yaml: what a course is, and the rules it goes by"),
    "qualification": (forms.QualificationForm, "qualifications/*.yaml: a specification, word for word"),
    "lock": (LockForm, "qualifications/*.lock.yaml: the wording that content was last reviewed against"),
    "unit": (forms.UnitContentForm, "units/*/unit.yaml: which unit a folder is for"),
    "quiz": (forms.QuizForm, "quiz.yaml and *.quiz.yaml: questions"),
    "glossary": (forms.GlossaryForm, "glossary.yaml: words that lessons explain"),
    "theme": (forms.ThemeForm, "theme.yaml: a brand's colours, type and logo"),
    "lesson": (forms.LessonForm, "the front matter of a lesson"),
}
_TYPED = (("number", ("1", "1.1")), ("boolean", ("true",)))
"""What YAML makes of a text that an author typed, and such texts."""


def schemas() -> dict[str, str]:
    """Each schema by its file's name."""
    return {f"{name}.schema.json": json.dumps(_schema(*each), indent=1, ensure_ascii=False) + "\n" for name, each in KINDS.items()}


def _schema(form: type[Form], title: str) -> dict[str, Any]:
    entries = _entries(form)
    used = _all_forms([form, *entries])
    refs, components = msgspec.json.schema_components(used, ref_template="#/definitions/{name}", schema_hook=lambda _: {"type": "object"})
    names = {each: ref["$ref"].rpartition("/")[2] for each, ref in zip(used, refs, strict=True)}
    definitions = {names[each]: _described(_wide(components[names[each]]), each) for each in used}
    for name, question in TYPES.items():
        if question in used:
            definitions[names[question]]["properties"]["type"]["const"] = name
    whole = definitions.pop(names[form])
    if entries:
        (key,) = whole["properties"]
        whole["properties"][key]["items"] = {"anyOf": [{"$ref": f"#/definitions/{names[each]}"} for each in entries]}
    return {"$schema": DIALECT, **whole, "title": title, "definitions": definitions}


def _entries(form: type[Form]) -> list[type[Form]]:
    """The forms that a file's entries are read as, one by one."""
    if form is forms.QuizForm:
        return [*TYPES.values()]
    return [forms.TermForm] if form is forms.GlossaryForm else []


def _all_forms(used: list[type[Form]]) -> list[type[Form]]:
    """The forms given, and those in their fields."""
    seen: dict[type[Form], None] = {}
    waiting: list[Any] = [*used]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, type) and issubclass(each, Form):
            if each not in seen:
                waiting += [field.type for field in fields(each)]
            seen[each] = None
        else:
            waiting += getattr(each, "__args__", ())
    return [*seen]


def _described(schema: dict[str, Any], form: type[Form]) -> dict[str, Any]:
    """The schema with the docstrings of a form and of its fields."""
    documented = {name: text for each in reversed(form.__mro__) for name, text in _field_docs(each).items()}
    for name, each in schema.get("properties", {}).items():
        rule = each.get("description", "")
        each["description"] = " ".join(filter(None, (documented[name], rule and f"{rule[0].upper()}{rule[1:]}.")))
    return {**schema, "description": (inspect.getdoc(form) or "").split("\n")[0]}


@lru_cache
def _field_docs(form: type) -> dict[str, str]:
    """The text under each field of a class."""
    if not issubclass(form, Form):
        return {}
    lines = next(each.body for each in ast.walk(ast.parse(inspect.getsource(form))) if isinstance(each, ast.ClassDef))
    found = {}
    for field, text in pairwise(lines):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[field.target.id] = str(text.value.value)
    return found


def _wide(schema: Any) -> Any:
    """The schema as an editor needs it: no `null` where a key would be left out, and numbers where YAML sees numbers."""
    if isinstance(schema, list):
        return [_wide(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    each = {key: _wide(value) for key, value in schema.items() if not (key == "default" and value is None)}
    if "anyOf" in each:
        members = [member for member in each.pop("anyOf") if member != {"type": "null"}]
        each = {**each, **members[0]} if len(members) == 1 else {**each, "anyOf": members}
    if isinstance(each.get("title"), str):
        del each["title"]  # the name of the form in our code
    if each.get("type") == "string":
        pattern = each.get("pattern", "")
        each["type"] = ["string", *(name for name, typed in _TYPED if any(re.search(pattern, text) for text in typed))]
    return each


def main() -> None:
    """Write every schema; with `--check`, only say whether one would change."""
    made = schemas()
    old = [name for name, text in made.items() if not (OUT / name).is_file() or (OUT / name).read_text("utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"run `make schemas`: {', '.join(old)}" if old else 0)
    for name in old:
        (OUT / name).write_text(made[name], "utf-8")
        print(f"schemas/{name}")


if __name__ == "__main__":
    main()
