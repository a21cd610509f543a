/** The learner's own words: in the code, cut off anywhere, and brought together from two devices. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { decodeState, encodeState, fitCode } from "../../builder/runtime/code.js";
import { randomFrom } from "../../builder/runtime/draw.js";
import { mergeStates } from "../../builder/runtime/merge.js";
import { createStamp } from "../../builder/runtime/stamp.js";
import { emptyState, writeText } from "../../builder/runtime/state.js";
import { course, walk } from "./courses.js";
import { fakeLink } from "./device.js";

/** @typedef {import("./courses.js").State} State */

const OF = course();
const KEYS = ["aaa", "b-_", "Zz9"];
const JOINT = "— also written on another device —";
const PIECES = ["I work in a shop. ", "It’s open until 9, on Sundays too.\n", "ŵ ŷ £5 50% <b>&amp;</b> \"yes\" 'no' `x` \\ ", "~w~(!)*_-", "اليوم", "🙂", "\ud800", "+=%/?#[]{}|^$@;:"];

/** A text of some pieces. @param {() => number} random */
const words = (random) => Array.from({ length: Math.floor(random() * 5) }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");

/**
 * A visit of a page in which a learner writes now and then.
 * @param {State} from
 * @param {number} seed
 * @param {number} [edits]
 */
function visit(from, seed, edits = 3) {
  const random = randomFrom(seed);
  const stamp = createStamp({ course: OF, link: fakeLink(), now: () => 0, random });
  let state = from;
  for (let edit = 0; edit < edits; edit += 1) {
    const key = /** @type {string} */ (KEYS[Math.floor(random() * KEYS.length)]);
    const kept = random() < 0.7 ? (state.texts.get(key) ?? "") : "";
    const next = writeText(state, key, kept + words(random));
    if (next !== state) state = { ...stamp(state, next), counter: state.counter + 1 };
  }
  return state;
}

const STATES = Array.from({ length: 40 }, (_, seed) => visit(walk(OF, seed), seed, 6));

describe("texts in a code", () => {
  test("come back as they were written", () => {
    for (const state of STATES) assert.deepEqual(decodeState(encodeState(state)), { ...state, texts: new Map(state.texts), edits: new Map(state.edits) });
  });

  test("are plain ASCII that no LMS has to escape, and an address neither", () => {
    for (const state of STATES) {
      const code = encodeState(state);
      assert.match(code, /^[!-~]+$/);
      assert.doesNotMatch(code, /["'`\\&<>%+ ]/);
      const texts = code.slice(fitCode(code, 0).length);
      assert.equal(encodeURIComponent(texts), texts);
    }
  });

  test("cost English hardly more than its letters", () => {
    const text = "A customer asked if the vegetable soup was made with the same ladle as the chicken one. My supervisor did not guess. ".repeat(8);
    const code = encodeState(writeText(emptyState(1), "aaa", text));
    assert.ok(code.length < text.length * 1.05 + 40, `${code.length} for ${text.length}`);
  });

  test("stand in the same order for equal states", () => {
    for (const state of STATES) {
      const turned = { ...state, texts: new Map([...state.texts].reverse()), edits: new Map([...state.edits].reverse()) };
      assert.equal(encodeState(turned), encodeState(state));
    }
  });

  test("are stable: stored codes must be read for years", () => {
    const state = { ...writeText(writeText(emptyState(7), "aaa", "Tom’s"), "aaa", "Tom's, ŵ\nOK."), time: 3661, passed: 20779, room: 9000 };
    assert.equal(encodeState(state), "10000000007rfr~d00vD54h2Ce8RJ~waaa0020001FfFTom*s)_(05r!OK.YJN~");
  });

  test("cut anywhere give back the core and every whole text before the cut", () => {
    for (const state of STATES.slice(0, 5)) {
      const code = encodeState(state);
      const core = decodeState(fitCode(code, 0));
      for (let length = fitCode(code, 0).length; length <= code.length; length += 1) {
        const found = decodeState(code.slice(0, length));
        const whole = code.slice(0, length).split("~").length - 1 - (fitCode(code, 0).split("~").length - 1);
        assert.deepEqual({ ...found, texts: null, edits: null }, { ...core, texts: null, edits: null });
        assert.ok((found?.edits.size ?? 0) >= whole);
        for (const [key, text] of found?.texts ?? []) assert.equal(text, state.texts.get(key));
      }
    }
  });

  test("are left out where there is no room, the longest first, and never the core", () => {
    for (const state of STATES) {
      const code = encodeState(state);
      const core = encodeState({ ...state, texts: new Map(), edits: new Map() });
      for (const room of [0, core.length, core.length + 30, core.length + 90, code.length - 1, code.length]) {
        const fitted = fitCode(code, room);
        assert.ok(fitted.length <= Math.max(room, core.length));
        assert.ok(fitted.startsWith(core) && code.startsWith(fitted) && fitted.endsWith("~"));
        assert.equal(encodeState(/** @type {State} */ (decodeState(fitted))), fitted);
      }
    }
  });
});

describe("writing", () => {
  test("the same again changes nothing", () => {
    const state = writeText(emptyState(1), "aaa", "x");
    assert.equal(writeText(state, "aaa", "x"), state);
    assert.equal(writeText(emptyState(1), "aaa", "").edits.size, 0);
  });

  test("nothing takes the text out, and the edit stays", () => {
    const state = writeText(writeText(emptyState(1), "aaa", "x"), "aaa", "");
    assert.deepEqual([state.texts.size, state.edits.get("aaa")?.rev], [0, 2]);
    assert.deepEqual(decodeState(encodeState(state)), state);
  });
});

describe("merged texts", () => {
  /** Two visits that began with the same state, or with two states that met. */
  const pairs = Array.from({ length: 120 }, (_, seed) => {
    const root = visit(walk(OF, seed), seed + 50_000);
    const other = seed % 2 ? visit(root, seed + 60_000) : root;
    return /** @type {[State, State]} */ ([visit(root, seed + 70_000), visit(other, seed + 80_000)]);
  });
  /** @param {State} state */
  const written = ({ texts, edits }) => [[...texts].sort(), [...edits].sort()];
  /** @param {State} a @param {State} b */
  const both = (a, b) => mergeStates(OF, a, b);

  test("are the same in either order", () => {
    for (const [a, b] of pairs) assert.deepEqual(written(both(a, b)), written(both(b, a)));
  });

  test("merged again do not change", () => {
    for (const [a, b] of pairs) for (const again of [a, b]) assert.deepEqual(written(both(both(a, b), again)), written(both(a, b)));
    for (const [a] of pairs) assert.deepEqual(written(both(a, a)), written(a));
  });

  test("of a text and what became of it are what became of it", () => {
    for (const [a] of pairs) {
      let later = a;
      for (let visits = 0; visits < 4; visits += 1) {
        later = visit(later, visits + a.seed);
        assert.deepEqual(written(both(a, later)), written(later));
      }
    }
  });

  test("have every word that either has, unless the other was made from it", () => {
    for (const [a, b] of pairs) {
      const found = both(a, b);
      for (const key of KEYS) {
        const [one, other, merged] = [a, b, found].map(({ texts }) => texts.get(key) ?? "");
        assert.ok(merged === one || merged === other || (merged?.includes(one ?? "") && merged.includes(other ?? "")), key);
      }
    }
  });

  test("keep both where both were changed, and say so once", () => {
    const root = visit(emptyState(1), 1, 0);
    /** @param {number} seed @param {State} from @param {string} text */
    const write = (seed, from, text) => {
      const stamp = createStamp({ course: OF, link: fakeLink(), now: () => 0, random: () => seed });
      return { ...stamp(from, writeText(from, "aaa", text)), counter: from.counter + 1 };
    };
    const first = write(0.1, root, "Mine.");
    const here = write(0.2, first, "Mine, at the desk.");
    const there = write(0.3, first, "Mine, on the bus.");
    const joined = both(here, there);
    assert.deepEqual([...(joined.texts.get("aaa") ?? "").split(`\n\n${JOINT}\n\n`)].sort(), ["Mine, at the desk.", "Mine, on the bus."]);
    assert.equal(both(write(0.4, joined, "Mine, tidied."), there).texts.get("aaa"), "Mine, tidied.");
    assert.equal(both(write(0.4, joined, "Mine, tidied."), first).texts.get("aaa"), "Mine, tidied.");
    assert.equal(both(write(0.2, first, ""), there).texts.get("aaa"), "Mine, on the bus.", "taken out in one place, changed in the other");
    assert.equal(both(write(0.2, first, ""), first).texts.has("aaa"), false, "taken out");
    assert.equal(both(root, here).texts.get("aaa"), "Mine, at the desk.", "nothing in one place");
  });
});

describe("what every change notes", () => {
  test("time goes by with changes, and not with a page left open", () => {
    let now = 5_000_000;
    const stamp = createStamp({ course: OF, link: fakeLink(), now: () => now, random: () => 0.5 });
    let state = emptyState(1);
    for (const [milliseconds, time] of [[1500, 1], [1500, 3], [0, 3], [60_000, 63], [9e7, 663], [-5000, 663]]) {
      now += /** @type {number} */ (milliseconds);
      state = stamp(state, { ...state });
      assert.equal(state.time, time);
    }
  });
});
