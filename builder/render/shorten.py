"""Shorter names for the learner's JavaScript: the same program in fewer bytes.

A name that the script binds becomes the shortest one that means nothing else wherever it is looked up; names of
properties and of the browser stay. Scopes that do not see each other use the same short names, so they compress well.

ECMAScript 2024, sections 8.2 (the names that a scope declares), 9.1 (how a name is looked up), 12.7.2 (reserved words).
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, product

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

_GRAMMAR = """
[
  (program) (statement_block) (class_body) (switch_body) (for_statement) (for_in_statement) (catch_clause)
  (function_declaration) (generator_function_declaration) (function_expression) (generator_function) (arrow_function)
  (method_definition) (class)
] @scope

; A body shares its scope with the parameters: `(a) => { let a }` is refused.
(function_declaration body: (_) @body)
(generator_function_declaration body: (_) @body)
(function_expression body: (_) @body)
(generator_function body: (_) @body)
(arrow_function body: (statement_block) @body)
(method_definition body: (_) @body)
(catch_clause body: (_) @body)

(variable_declarator name: (_) @pattern)
(formal_parameters (_) @pattern)
(arrow_function parameter: (_) @pattern)
(catch_clause parameter: (_) @pattern)
(for_in_statement kind: _ left: (_) @pattern)
(function_expression name: (_) @pattern)
(generator_function name: (_) @pattern)
(class name: (_) @pattern)

; Declarations bind their name outside of themselves.
(function_declaration name: (_) @outside)
(generator_function_declaration name: (_) @outside)
(class_declaration name: (_) @outside)

(identifier) @name
[(shorthand_property_identifier) (shorthand_property_identifier_pattern)] @property
"""
_FIRST = "etnrsoiaclupdhmfgbvwyxkqzjEATSNRIOLCDMPUBFHGVWXKYQJZ_$"
"""Letters, the frequent ones first."""
_RESERVED = frozenset(("as", "do", "if", "in", "is", "of", "for", "get", "let", "new", "set", "try", "var"))
"""Reserved words of up to three letters, and those that mean something in places."""


class _Scope:
    """A stretch of the source, in bytes, and the names that it binds."""

    def __init__(self, start: int, end: int, outer: "_Scope | None") -> None:
        self.start = start
        self.end = end
        self.outer = outer
        self.uses: Counter[bytes] = Counter()
        """The names bound here, and how often each is looked up."""
        self.short: dict[bytes, bytes] = {}
        self.seen: dict[tuple[_Scope | None, bytes], None] = {}
        """The names of scopes around this one (None: of the browser) that are looked up in it."""


def shorten(script: str, keep: frozenset[str] = frozenset()) -> str:
    """The script with short names, but for those to keep. Raises `ValueError` where it is not JavaScript."""
    source = script.encode()
    language, query = _grammar()
    root = Parser(language).parse(source).root_node
    if root.has_error:
        raise ValueError("the learner's script is not JavaScript")
    found = QueryCursor(query).captures(root)
    names = {node.start_byte: node.end_byte for kind in ("name", "property") for node in found.get(kind, ())}
    scopes, where = _scopes(found, sorted(names))
    for node in found.get("outside", ()):
        if outer := where[node.start_byte].outer:
            where[node.start_byte] = outer
    for pattern in found.get("pattern", ()):
        for node in _binds(pattern):
            where[node.start_byte].uses[source[node.start_byte : node.end_byte]] = 0
    for node in found.get("outside", ()):
        where[node.start_byte].uses[source[node.start_byte : node.end_byte]] = 0
    homes = {start: _home(where[start], source[start:end]) for start, end in names.items()}
    for scope in scopes:
        _choose(scope, {name.encode() for name in keep})
    return _put(source, names, homes, {node.start_byte for node in found.get("property", ())}).decode()


@lru_cache
def _grammar() -> tuple[Language, Query]:
    language = Language(tree_sitter_javascript.language())
    return language, Query(language, _GRAMMAR)


def _scopes(found: dict[str, list[Node]], starts: list[int]) -> tuple[list[_Scope], dict[int, _Scope]]:
    """Every scope, outer ones first, and the innermost one at each of the places in `starts`, in order."""
    bodies = {(node.start_byte, node.end_byte) for node in found.get("body", ())}
    stretches = {(node.start_byte, node.end_byte) for node in found["scope"]} - bodies
    scopes: list[_Scope] = []
    where: dict[int, _Scope] = {}
    inner: _Scope | None = None
    waiting = iter(starts)
    at = next(waiting, None)
    for start, end in [*sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])), (max(starts, default=0) + 1, 0)]:
        while at is not None and at < start:
            inner = _around(inner, at)
            if inner:
                where[at] = inner
            at = next(waiting, None)
        if end:
            inner = _Scope(start, end, _around(inner, start))
            scopes.append(inner)
    return scopes, where


def _around(scope: _Scope | None, at: int) -> _Scope | None:
    """The scope, or the nearest around it, that still goes on at a place."""
    while scope and scope.end <= at:
        scope = scope.outer
    return scope


def _binds(pattern: Node) -> Iterator[Node]:
    """The names that a pattern binds (section 8.2.1): not its defaults, not its keys."""
    match pattern.type:
        case "identifier" | "shorthand_property_identifier_pattern":
            yield pattern
        case "assignment_pattern" | "object_assignment_pattern" if left := pattern.child_by_field_name("left"):
            yield from _binds(left)
        case "pair_pattern" if value := pattern.child_by_field_name("value"):
            yield from _binds(value)
        case "object_pattern" | "array_pattern" | "rest_pattern":
            for child in pattern.named_children:
                yield from _binds(child)


def _home(scope: _Scope | None, name: bytes) -> _Scope | None:
    """Look a name up (section 9.1.2.1): the scope that binds it, or None. Each scope on the way takes note."""
    way = []
    while scope and name not in scope.uses:
        way.append(scope)
        scope = scope.outer
    for inner in way:
        inner.seen[scope, name] = None
    if scope:
        scope.uses[name] += 1
    return scope


def _choose(scope: _Scope, keep: set[bytes]) -> None:
    """Give the names of a scope short ones, the most used first; the scopes around it have theirs."""
    taken = keep | {outer.short[name] if outer else name for outer, name in scope.seen}
    free = (name for name in _short() if name not in taken)
    scope.short = {name: name if name in keep else next(free) for name, _ in scope.uses.most_common()}


def _short() -> Iterator[bytes]:
    """Every name, shorter ones first."""
    for length in count():
        for letters in product(_FIRST, *[f"{_FIRST}0123456789"] * length):
            if (name := "".join(letters)) not in _RESERVED:
                yield name.encode()


def _put(source: bytes, names: dict[int, int], homes: dict[int, _Scope | None], properties: set[int]) -> bytes:
    """The source with its short names; `{ name }` is a property's name as well, which stays: `{ name: n }`."""
    parts, at = [], 0
    for start, end in sorted(names.items()):
        if home := homes[start]:
            parts += [source[at : end if start in properties else start], b":" * (start in properties), home.short[source[start:end]]]
            at = end
    return b"".join([*parts, source[at:]])
