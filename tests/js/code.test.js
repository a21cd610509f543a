import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { decodeState, encodeState } from "../../builder/runtime/code.js";
import { randomFrom } from "../../builder/runtime/draw.js";
import { emptyState } from "../../builder/runtime/state.js";
import { course, frozen, walk } from "./courses.js";

/** @typedef {import("./courses.js").State} State */

const LARGE = course([6, 6, 6, 6, 5], 4);

/** @type {State} */
const EXAMPLE = {
  counter: 5,
  seed: 4294967295,
  place: "aB-",
  parts: new Set(["aB-", "00_"]),
  questions: [
    { key: "q01", mark: "m", packed: "ac", right: true, asked: true },
    { key: "q02", mark: "", packed: "", right: null, asked: true },
    { key: "q03", mark: "", packed: "", right: null, asked: false },
    { key: "q04", mark: "-", packed: "x".repeat(15), right: false, asked: true },
    { key: "q05", mark: "9", packed: "y".repeat(14), right: false, asked: false },
    { key: "q06", mark: "z", packed: "w".repeat(78), right: true, asked: false },
  ],
  tests: new Map([["10", { run: 2, keys: ["q01", "q04"], at: 1, handedIn: true, used: 754, extra: 25 }], ["2", { run: 1, keys: [], at: 0, handedIn: false, used: 0, extra: 0 }]]),
  sure: new Map([["q01", 3], ["q04", 1]]),
  criteria: new Map([["1.1", "achieved"], ["4.10", "failed"]]),
  texts: new Map(),
  edits: new Map(),
  time: 0,
  passed: 0,
  room: 0,
};

/** The states of 60 learners of a large course. */
const STATES = Array.from({ length: 60 }, (_, seed) => walk(LARGE, seed, undefined, 400));

describe("a whole code", () => {
  test("gives back the state", () => {
    for (const state of [EXAMPLE, emptyState(0), emptyState(2 ** 32 - 1), ...STATES]) {
      assert.deepEqual(decodeState(encodeState(frozen(state))), state);
    }
  });

  test("is stable: stored codes must be read for years", () => {
    const [parts, tests] = ["p00_aB-yR4~", "t10:0203q01q04/2:0100/5vP~"];
    const questions = `qq019macq021q030q04x0-${"x".repeat(15)}q05s9${"y".repeat(14)}q06y-z${"w".repeat(78)}Nk2~`;
    const before = `100053-----aB-PFo~c1.1*4.10!6nU~${parts}${tests}${questions}`;
    assert.equal(encodeState(EXAMPLE), `100053-----aB-PFo~c1.1*4.10!6nU~${parts}${tests}l10:0Bo0PhBE~sq013q041Gem~${questions}`);
    const untimed = new Map([...EXAMPLE.tests].map(([number, run]) => [number, { ...run, used: 0, extra: 0 }]));
    assert.deepEqual(decodeState(before), { ...EXAMPLE, tests: untimed, sure: new Map() }, "codes without clocks and confidence are older");
  });

  test("is plain ASCII that no LMS has to escape", () => {
    for (const state of [EXAMPLE, ...STATES]) assert.match(encodeState(state), /^[!-~]+$/);
    for (const state of [EXAMPLE, ...STATES]) assert.doesNotMatch(encodeState(state), /["'`\\&<>%+]/);
  });

  test("is the same for equal states, in whatever order their parts were seen", () => {
    const turned = { ...EXAMPLE, parts: new Set([...EXAMPLE.parts].reverse()), tests: new Map([...EXAMPLE.tests].reverse()), criteria: new Map([...EXAMPLE.criteria].reverse()) };
    assert.equal(encodeState(turned), encodeState(EXAMPLE));
  });

  test("may have blanks around it", () => {
    assert.deepEqual(decodeState(` ${encodeState(EXAMPLE)}\r\n`), EXAMPLE);
  });

  test("holds its largest numbers and stops there", () => {
    const state = { ...emptyState(1), counter: 64 ** 4 + 5 };
    assert.equal(decodeState(encodeState(state))?.counter, 64 ** 4 - 1);
  });
});

describe("a cut code", () => {
  test("gives back its whole sections, the most important first", () => {
    for (const state of STATES.slice(0, 6)) {
      const code = encodeState(state);
      for (let length = 0; length <= code.length; length += 1) {
        const found = decodeState(code.slice(0, length));
        if (!found) {
          assert.ok(length < 18, `nothing at ${length} of ${code.length}`);
          continue;
        }
        assert.equal(found.counter, state.counter);
        assert.equal(found.seed, state.seed);
        assert.deepEqual(found.questions, state.questions.slice(0, found.questions.length), "leading questions");
        assert.ok(found.criteria.size === state.criteria.size || found.criteria.size === 0);
        assert.ok([...found.parts].every((key) => state.parts.has(key)));
      }
    }
  });

  test("at 255 characters still has every result of a large unit", () => {
    const state = { ...EXAMPLE, criteria: new Map(LARGE.outcomes.flatMap(({ criteria }) => criteria).map((id) => [id, /** @type {const} */ ("achieved")])) };
    assert.equal(decodeState(encodeState(state).slice(0, 255))?.criteria.size, 29);
  });
});

/** Nothing in `found` that is not in `state`: what was damaged is lost, not invented. @param {State} found @param {State} state */
function assertNothingInvented(found, state) {
  for (const key of found.parts) assert.ok(state.parts.has(key));
  for (const [id, result] of found.criteria) assert.equal(state.criteria.get(id), result);
  for (const [number, run] of found.tests) assert.deepEqual(run, state.tests.get(number));
  for (const record of found.questions) assert.deepEqual(record, state.questions.find(({ key }) => key === record.key));
}

describe("a damaged code", () => {
  test("loses the sections that are damaged and no other", () => {
    const state = /** @type {State} */ (STATES.find(({ criteria, questions }) => criteria.size > 1 && questions.length > 0));
    const code = encodeState(state);
    const places = [...code].flatMap((character, place) => (place % 7 === 0 || character === "~" ? [place] : []));
    for (const place of places) {
      const found = decodeState(code.slice(0, place) + (code[place] === "?" ? "!" : "?") + code.slice(place + 1));
      if (place === 0) assert.equal(found, null, "that may be another version");
      if (!found) continue;
      assert.equal(found.seed, place <= code.indexOf("~") ? 0 : state.seed);
      assertNothingInvented(found, state);
      assert.ok(found.questions.length >= state.questions.length - 32, "two blocks at most, when the sign between them is damaged");
    }
  });

  test("gives back every section that is whole, wherever it was cut, doubled or overwritten", () => {
    const random = randomFrom(1);
    /** @param {number} below */
    const any = (below) => Math.floor(random() * below);
    for (let round = 0; round < 600; round += 1) {
      const state = /** @type {State} */ (STATES[any(STATES.length)]);
      const code = encodeState(state);
      const [from, to] = [any(code.length), any(code.length)].sort((a, b) => a - b);
      const junk = Array.from({ length: any(9) }, () => String.fromCharCode(any(2) ? 33 + any(94) : 160 + any(900))).join("");
      const damaged = any(4) ? code.slice(0, from) + junk + code.slice(any(3) ? to : from) : code + junk + code.slice(from);
      const found = decodeState(damaged);
      if (found) assertNothingInvented(found, state);
      const whole = code.split("~").slice(1, -1).filter((section) => damaged.slice(1).includes(`~${section}~`));
      const again = found ? encodeState({ ...found, questions: [] }).split("~") : [];
      for (const section of whole) {
        if (damaged[0] === "1" && section[0] !== "q") assert.ok(again.includes(section), `${section} of ${damaged}`);
      }
    }
  });

  test("with a letter in every section changed gives nothing", () => {
    const mangled = encodeState(EXAMPLE).replace(/([\s\S]{6})[\s\S]/g, "$1?");
    assert.equal(decodeState(mangled), null);
  });
});

test("what is no code of this version is null", () => {
  const newer = `2${encodeState(EXAMPLE).slice(1)}`;
  for (const text of ["", "~", "~~~", "1", "hello", "{\"v\":1}", newer, "1".repeat(4096), "undefined"]) assert.equal(decodeState(text), null);
});
