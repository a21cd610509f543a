"""The learner's JavaScript: the modules of the runtime joined into one file.

One file is one request, and nothing has to be fetched later, when a learner's network may be gone. The modules keep
to a form that makes joining safe: named imports of relative files, named exports of declarations, names that are unique
over all modules, nothing that runs at the top level. What breaks the form raises `ValueError`.
"""

import os
import re
from functools import lru_cache
from pathlib import Path

import rjsmin

from builder import questions, resources
from builder.render.shorten import shorten
from builder.render.words import SPEAKERS

_IMPORT = re.compile(r"^import\s*\{[^}]*\}\s*from\s*[\"'](?P<path>[^\"']+)[\"'];?[ \t]*$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
_NOTHING = re.compile(r"^export \{\s*\};?[ \t]*$", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_NESTED = re.compile(r"\$\{[^{}`]*`")
"""A template literal inside another one: the minifier would take spaces out of it."""
_SHORTENER = Path(__file__).with_name("shorten.py")
_NAME = re.compile(r"^(?:async )?(?:function\*?|const|let|class) +([A-Za-z_$][\w$]*)", re.MULTILINE)


@lru_cache
def script(types: tuple[str, ...], adapter: Path) -> bytes:
    """One module with the runtime, the question types named and a target's adapter, that starts by itself."""
    parts = _joined(resources.runtime() / "main.js", adapter, *map(_module, types))
    _unique(parts)
    table = ", ".join(f"{name}: {_camel(name)}" for name in types)
    joined = "\n".join([*parts.values(), f"start({{ {table} }}, connect);"])
    code = str(rjsmin.jsmin(joined))
    return resources.kept(code.encode() + _SHORTENER.read_bytes(), lambda: shorten(code, SPEAKERS).encode())


@lru_cache
def sheets(types: tuple[str, ...]) -> tuple[Path, ...]:
    """The style sheets of the question types named: those that stand beside their modules and beside what these import."""
    beside = (path.with_suffix(".css") for path in _joined(*map(_module, types)))
    return tuple(path for path in beside if path.is_file())


def _module(name: str) -> Path:
    return questions.folder(name) / f"{name}.js"


def _joined(*paths: Path) -> dict[Path, str]:
    parts: dict[Path, str] = {}
    for path in paths:
        _collect(path.resolve(), parts)
    return parts


def _collect(path: Path, parts: dict[Path, str]) -> None:
    """Put a module behind those it imports; modules that import each other are fine, as nothing runs on its own."""
    if path in parts:
        return
    parts[path] = ""
    text = path.read_text("utf-8")
    for found in _IMPORT.finditer(text):
        _collect(Path(os.path.normpath(path.parent / found["path"])), parts)
    del parts[path]
    text = _NOTHING.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    if left := _LEFT.search(text):
        raise ValueError(f"{path.name}: cannot be joined: {left[0]}")
    if nested := _NESTED.search(text):
        raise ValueError(f"{path.name}: a template literal inside another: {nested[0]}")
    parts[path] = text


def _unique(parts: dict[Path, str]) -> None:
    where: dict[str, Path] = {}
    for path, text in parts.items():
        for name in _NAME.findall(text):
            if name in where:
                raise ValueError(f"{path.name}: `{name}` is declared in {where[name].name} too")
            where[name] = path


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
