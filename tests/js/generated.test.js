/**
 * The double and scorm-again on call sequences made at random, always the same ones: they answer alike until one has
 * taken what the other has not, and every difference is one of those listed.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as module from "scorm-again/scorm12";

import { createLms } from "../../builder/preview/lms/lms.js";
import { ELEMENTS } from "../../builder/preview/lms/model.js";
import { createAgain } from "../lms/again.js";
import { play } from "./play.js";

/**
 * @typedef {import("./play.js").Step} Step
 * @typedef {import("./play.js").Answer} Answer
 */

const { Scorm12API } = /** @type {{ Scorm12API: import("../lms/again.js").Scorm12Class }} */ (/** @type {unknown} */ (module));
const LEARNER = { id: "ann", name: "Archer, Ann" };
const SEQUENCES = 1500;
const LONGEST = 25;

const VALUES = [
  ...["", "passed", "completed", "failed", "incomplete", "browsed", "not attempted", "suspend", "logout", "time-out", "normal", "correct", "wrong", "incorrect"],
  ...["choice", "true-false", "numeric", "fill-in", "matching", "likert", "sequencing", "performance", "essay"],
  ...["0", "1", "50", "100", "101", "-1", "2.5", "many", "a", "a,b", "1.a,2.b", "t", "AC1_1", "two words", "00:01:02", "0000:00:10.50", "10:61:00", "1:2:3"],
  ...["1a", "a.b", "150", "0.5", "a\nb", "\u0001", "x".repeat(255), "x".repeat(256), "x".repeat(4096), "x".repeat(4097), "caf\u00e9"],
];
const NAMES = [...Object.keys(ELEMENTS), "cmi.interactions.n.weighting", "cmi.interactions.n.result", "cmi.foo", "cmi.core.foo", "cmi.core", "cmi.objectives", "cmi.interactions.n", "foo.bar", "cmi.core.exit._children", "cmi.launch_data._count"];

/**
 * What the standard takes for an element of a type (RTE 3.4.5), in words of its own: the double may refuse nothing else.
 * @type {Partial<Record<string, RegExp>>}
 */
const TAKEN = {
  CMIDecimal: /^-?\d+(\.\d+)?$/,
  CMIIdentifier: /^[\w-]{1,255}$/,
  CMISInteger: /^-?\d+$/,
  CMIString255: /^[\x00-\x7f]{0,255}$/,
  CMIString4096: /^[\x00-\x7f]{0,4096}$/,
  CMITime: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?)?$/,
  CMITimespan: /^\d{2,4}:\d\d:\d\d(\.\d\d?)?$/,
};

/** @param {string} name @param {string} value */
function taken(name, value) {
  const { type = "", words = [] } = ELEMENTS[name.replace(/\.\d+(?=\.|$)/g, ".n")] ?? {};
  return TAKEN[type]?.test(value) || words.includes(value);
}

/**
 * Known differences: what the double does by the standard (or, where that is silent, more strictly), and scorm-again otherwise.
 * @type {Record<string, (step: Step, double: Answer, again: Answer) => boolean>}
 */
const KNOWN = {
  "outside a session every call is 301, whatever else is wrong with it": (_, double) => double[1] === "301",
  "a name that only groups elements is no element; scorm-again reads and overwrites it": ([, name = ""], double) =>
    double[1] === "201" && /^cmi\.(core|objectives|interactions\.\d+)$/.test(name),
  "an element that there is not: 201, not 401": ([, name = ""], double, again) => /foo$/.test(name) && double[1] === "201" && again[1] === "401",
  "keywords of leaves and entries: 202, 402 or 201, by what they are": ([, name = ""], double) =>
    /\._(children|count)$/.test(name) && ["202", "402", "201"].includes(String(double[1])),
  "score.max is blank until it is set, not 100": (step, double, again) => step[0] === "get" && /score\.max$/.test(step[1]) && double[0] === "" && again[0] === "100",
  "total_time has hours of four digits": ([, name]) => name === "cmi.core.total_time",
  "preferences begin with 0": (step, double, again) => step[0] === "get" && /student_preference/.test(step[1]) && double[0] === "0" && again[0] === "",
  "a value of the wrong type, form or length is refused": ([kind, name = "", value = ""], double, again) =>
    kind === "set" && double[1] === "405" && again[1] === "0" && !taken(name, value),
  "a weighting or a result may be any number": ([kind, name = "", value = ""], double, again) =>
    kind === "set" && /\.(weighting|result)$/.test(name) && double[1] === "0" && again[1] === "405" && taken("cmi.interactions.n.weighting", value),
  "an entry that would leave a gap is refused for that, before its value is looked at": ([kind], double, again) => kind === "set" && double[1] === "201" && ["405", "0"].includes(String(again[1])),
  "a refused value makes no entry": ([kind, name = ""], double, again) => kind === "get" && /^cmi\.(objectives|interactions)\./.test(name) && again[1] === "0" && (double[1] === "201" || double[0] !== again[0]),
};

/** @param {number} seed @returns {(most: number) => number} 0 to most - 1 */
function dice(seed) {
  let state = seed * 2654435761 + 1;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** @param {(most: number) => number} roll @returns {Step} */
function step(roll) {
  const kind = roll(20);
  if (kind === 0) return ["commit"];
  if (kind === 1) return roll(4) ? ["commit"] : ["finish"];
  if (kind === 2) return roll(3) ? ["commit", "x"] : ["init"];
  const name = String(NAMES[roll(NAMES.length)]).replace(/\.n(?=\.|$)/g, () => `.${roll(10) ? roll(2) : 3}`);
  return kind < 9 ? ["get", name] : ["set", name, String(VALUES[roll(VALUES.length)])];
}

/** @param {number} seed @returns {Step[]} */
function sequence(seed) {
  const roll = dice(seed);
  /** @type {Step[]} */
  const start = roll(20) ? [["init"]] : [];
  return [...start, ...Array.from({ length: 5 + roll(LONGEST - 5) }, () => step(roll))];
}

test("alike up to a difference that is known", (context) => {
  context.mock.method(console, "warn", () => {});
  /** @type {Set<string>} */
  const met = new Set();
  /** @type {unknown[]} */
  const strange = [];
  let compared = 0;
  for (let seed = 1; seed <= SEQUENCES; seed += 1) {
    const steps = sequence(seed);
    const double = createLms({ profile: "strict", learner: LEARNER });
    const again = createAgain(Scorm12API, { learner: LEARNER });
    for (const each of steps) {
      const [ours = [], theirs = []] = [play(double.API, [each])[0], play(again.API, [each])[0]];
      compared += 1;
      if (ours[0] === theirs[0] && ours[1] === theirs[1]) continue;
      const name = Object.keys(KNOWN).find((known) => KNOWN[known]?.(each, /** @type {Answer} */ (ours), /** @type {Answer} */ (theirs)));
      if (name) met.add(name);
      else strange.push([each.map((part) => String(part).slice(0, 40)), ours.map((part) => String(part).slice(0, 30)), theirs.map((part) => String(part).slice(0, 30))]);
      // What was only read has changed nothing, and the two can be compared on.
      if (each[0] !== "get" || !name) break;
    }
  }
  assert.deepEqual(strange, []);
  assert.deepEqual(Object.keys(KNOWN).filter((name) => !met.has(name)), [], "no longer a difference");
  assert.ok(compared > 2 * SEQUENCES, `${compared} calls`);
});
