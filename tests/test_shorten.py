"""Short names in the learner's script: programs that compute the same with them as without.

Each program ends in a value. Node runs it twice, as written and shortened, and both values have to be the same; a name
that has to go is not found any more.
"""

import json
import subprocess

import pytest

from builder.render.shorten import shorten

PROGRAMS = {
    "parameters and variables": "function added(first, second) { const total = first + second; return total; } added(2, 3)",
    "a property named like a variable": "const width = 3; const box = { width: width, height: 2 }; box.width * box.height",
    "shorthand properties": "const width = 3, height = 2; JSON.stringify({ width, height })",
    "shorthand patterns": "const { width, height = 4, ...others } = { width: 3, depth: 5 }; JSON.stringify([width, height, others])",
    "patterns in patterns": "const [{ size: [, second] }, third = second] = [{ size: [1, 2] }]; [second, third].join()",
    "a default that looks outside": "const size = 4; function doubled({ of = size } = {}) { return of * 2; } doubled()",
    "a default that calls another parameter": "const both = (first, second = first + 1) => first * second; both(3)",
    "a name that hides another": "const item = 1; const inner = (item) => item + 1; inner(10) + item",
    "a block that hides a name": "let item = 1; { let item = 2; item++; } item",
    "a parameter and what its body binds": "const go = (only) => { const other = 2; return other; }; go(7)",
    "a caught error and what its block binds": "let said; try { throw Error('no'); } catch (problem) { const { message } = problem; said = message; } said",
    "no name for what is caught": "let said = 'no'; try { null.x; } catch { said = 'yes'; } said",
    "loops": "let sum = 0; for (let index = 0; index < 3; index++) { const step = index * 2; sum += step; } sum",
    "loops over values": "let sum = 0; for (const [key, value] of Object.entries({ a: 1, b: 2 })) { sum += key.length + value; } sum",
    "loops over keys": "const keys = []; for (const key in { e: 1, t: 2 }) keys.push(key); keys.join()",
    "a loop's closures": "const later = []; for (let turn = 0; turn < 3; turn++) later.push(() => turn); later.map((each) => each()).join()",
    "a function that calls itself": "const count = function again(left) { return left ? 1 + again(left - 1) : 0; }; count(4)",
    "a function used before it stands": "const said = early(); function early() { return 'here'; } said",
    "a function with a parameter of its own name": "function same(same) { return same + 1; } same(1)",
    "functions inside of functions": "function outer(one) { function inner(two) { return one + two + again; } const again = 1; return inner(2); } outer(3)",
    "classes": "class Counter { #count = 0; step = 2; static from(start) { const made = new Counter(); made.#count = start; return made; }"
    " get value() { return this.#count + this.step; } } Counter.from(5).value",
    "methods and accessors": "const thing = { hidden: 1, get value() { return this.hidden; }, set value(next) { this.hidden = next; } };"
    " thing.value = 5; thing.value",
    "templates": "const name = 'Ada', mark = (strings, ...values) => strings.join('|') + values; mark`Hello ${name}${[1].map((each) => each + name)}`",
    "labels": "let found = 0; outer: for (const first of [1, 2]) { for (const second of [1, 2]) { if (second === 2) continue outer; found += first; } } found",
    "a switch": "const word = (kind) => { switch (kind) { case 1: { const said = 'one'; return said; }"
    " default: let other = 'many'; return other; } }; word(1) + word(2)",
    "regular expressions": "const text = 'abc'; text.replace(/b(?<text>c)/g, (whole, letter) => `[${letter}]`)",
    "optional chains": "const thing = { list: [{ value: 3 }] }; const none = null; String(thing?.list?.[0]?.value) + none?.list",
    "the browser's names": "const parsed = Number.parseInt('12px', 10); typeof document + parsed + (typeof parsed === 'number')",
    "a short name of the browser's": "globalThis.e = 5; function plus(value, added) { return value + added + e; } plus(1, 2)",
    "the browser's name beside a parameter of that name": "const read = (String) => String.length; read('four') + String(1)",
    "many names": "(() => { " + " ".join(f"const value{n} = {n};" for n in range(130)) + " return value7 + value129 + value60; })()",
    "generators and waiting": "function* steps(most) { for (let step = 0; step < most; step++) yield step; } [...steps(3)].join()",
    "spread and rest": "const all = (...parts) => Math.max(...parts, 1); all(...[2, 9], 4)",
    "assignment through a pattern": "let left = 1, right = 2; [left, right] = [right, left]; ({ left, right = 7 } = { left: 9 }); [left, right].join()",
    "commas and words of other languages": "const café = 'é', naïve = 'ï'; café + naïve",
}
RUN = """
const { runInNewContext } = require("node:vm");
const pairs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(pairs.map((pair) => pair.map((code) => String(runInNewContext('"use strict";' + code))))));
"""


@pytest.fixture(scope="module")
def values() -> dict[str, tuple[str, str]]:
    pairs = [[code, shorten(code)] for code in PROGRAMS.values()]
    done = subprocess.run(["node", "-e", RUN], input=json.dumps(pairs), capture_output=True, text=True, check=True)
    return dict(zip(PROGRAMS, (tuple(each) for each in json.loads(done.stdout)), strict=True))


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_computes_the_same(name: str, values: dict[str, tuple[str, str]]) -> None:
    written, shortened = values[name]
    assert shortened == written


def test_names_become_short() -> None:
    assert shorten("function added(first, second) { return first + second; } added(1)") == "function e(e, t) { return e + t; } e(1)"


def test_properties_stay() -> None:
    assert shorten("const width = box.width; use({ width, height: width })") == "const e = box.width; use({ width:e, height: e })"


def test_names_to_keep_stay_and_are_given_to_no_other() -> None:
    short = shorten("function t(phrase) { return phrase; } function other(value) { return value; } t(other('x'))", frozenset("t"))
    assert short == "function t(e) { return e; } function e(e) { return e; } t(e('x'))"


def test_what_is_no_javascript_is_refused() -> None:
    with pytest.raises(ValueError, match="not JavaScript"):
        shorten("const = 3;")
