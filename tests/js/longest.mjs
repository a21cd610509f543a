/**
 * Builds the worst state of each shape and others of the same shape, and prints the lengths of their codes.
 *
 * Standard input: a JSON list of shapes as `longest_state` of builder/checks/state_bound.py takes them.
 * Standard output: for each `{worst, others: number[]}`.
 */

import { readFileSync } from "node:fs";

import { encodeState } from "../../builder/runtime/code.js";
import { randomFrom } from "../../builder/runtime/draw.js";

/**
 * @typedef {object} Shape
 * @property {number} parts
 * @property {number[]} answers
 * @property {[string, number][]} outcomes
 * @property {string[]} criteria
 * @property {boolean} timed
 * @property {number} rated
 */

/** @param {number} number */
const key = (number) => number.toString(36).padStart(3, "0");

/**
 * @param {Shape} shape
 * @param {(share: number) => boolean} full  whether something that may be there is
 * @param {(most: number) => number} amount
 * @returns {import("../../builder/runtime/types.js").State}
 */
function stateOf({ parts, answers, outcomes, criteria, timed, rated }, full, amount) {
  return {
    counter: amount(64 ** 4 - 1),
    seed: amount(2 ** 32 - 1),
    place: full(0.5) ? "abc" : "",
    parts: new Set(Array.from({ length: amount(parts) }, (_, part) => key(part))),
    questions: answers.map((longest, index) => {
      const length = amount(longest);
      return { key: key(index), mark: length ? "m" : "", packed: "x".repeat(length), right: length ? full(0.5) : null, asked: full(0.5) };
    }),
    tests: new Map(outcomes.filter(() => full(0.7)).map(([number, most]) => [number, runOf(amount(most), timed, full, amount)])),
    sure: new Map(Array.from({ length: amount(rated) }, (_, place) => [key(place), 3])),
    criteria: new Map(criteria.filter(() => full(0.7)).map((id) => [id, full(0.5) ? "achieved" : "failed"])),
    texts: new Map(),
    edits: new Map(),
    time: amount(64 ** 4 - 1),
    passed: amount(64 ** 3 - 1),
    room: amount(64 ** 3 - 1),
  };
}

/**
 * @param {number} drawn
 * @param {boolean} timed
 * @param {(share: number) => boolean} full
 * @param {(most: number) => number} amount
 */
function runOf(drawn, timed, full, amount) {
  return { run: amount(4095), keys: Array.from({ length: drawn }, (_, place) => key(place)), at: Math.max(0, drawn - 1), handedIn: full(0.5), used: timed ? amount(64 ** 3 - 1) : 0, extra: timed ? amount(300) : 0 };
}

const shapes = /** @type {Shape[]} */ (JSON.parse(readFileSync(0, "utf8")));
const lengths = shapes.map((shape, index) => {
  const random = randomFrom(index);
  const others = Array.from({ length: 5 }, () => stateOf(shape, (share) => random() < share, (most) => Math.floor(random() * (most + 1))));
  return { worst: encodeState(stateOf(shape, () => true, (most) => most)).length, others: others.map((state) => encodeState(state).length) };
});
process.stdout.write(JSON.stringify(lengths));
