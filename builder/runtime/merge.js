/** Two copies of one learner's work made into one, with nothing lost that either has. */

import { encodeState } from "./code.js";
import { fitState } from "./state.js";

/**
 * @typedef {import("./types.js").Course} Course
 * @typedef {import("./types.js").QuestionRecord} QuestionRecord
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").TestRun} TestRun
 */

/**
 * What either state has seen, answered or achieved stays. Where both have something else, the one with the
 * higher counter counts (with equal counters the one with the larger code, so that the order of the arguments
 * decides nothing but the table). The table of questions is `a`'s, with what only `b` has appended.
 * @param {Course} course
 * @param {State} a  the LMS's
 * @param {State} b  this device's
 * @returns {State}
 */
export function mergeStates(course, a, b) {
  const first = fitState(course, a);
  const second = fitState(course, b);
  const [newer, older] = isNewer(first, second) ? [first, second] : [second, first];
  const tests = mergedTests(newer, older);
  const records = [...first.questions, ...second.questions];
  const keys = [...new Set(records.map(({ key }) => key))];
  return {
    counter: newer.counter,
    seed: newer.seed,
    place: newer.place,
    parts: new Set([...first.parts, ...second.parts]),
    criteria: mergedCriteria(first, second),
    tests,
    questions: keys.map((key) => mergedRecord(key, newer, older, tests)),
  };
}

/**
 * @param {State} a
 * @param {State} b
 * @returns {boolean} whether `a` wins where the two differ
 */
function isNewer(a, b) {
  if (a.counter !== b.counter) return a.counter > b.counter;
  return encodeState(a) > encodeState(b);
}

/**
 * @param {State} a
 * @param {State} b
 * @returns {State["criteria"]}
 */
function mergedCriteria(a, b) {
  const criteria = new Map([...a.criteria, ...b.criteria]);
  for (const [id, result] of a.criteria) if (result === "achieved") criteria.set(id, result);
  return criteria;
}

/**
 * Of each outcome's test the later run counts; of two with the same number the one handed in.
 * @param {State} newer
 * @param {State} older
 * @returns {State["tests"]}
 */
function mergedTests(newer, older) {
  const tests = new Map([...older.tests, ...newer.tests]);
  for (const [number, other] of older.tests) {
    const run = /** @type {TestRun} */ (tests.get(number));
    const gain = other.run - run.run || Number(other.handedIn) - Number(run.handedIn);
    if (gain > 0) tests.set(number, sameRun(run, other) ? { ...run, handedIn: true } : other);
  }
  return tests;
}

/**
 * An answer counts before none, except where a later run has cleared it.
 * @param {string} key
 * @param {State} newer
 * @param {State} older
 * @param {State["tests"]} tests  the merged runs
 * @returns {QuestionRecord}
 */
function mergedRecord(key, newer, older, tests) {
  const one = newer.questions.find((record) => record.key === key);
  const other = older.questions.find((record) => record.key === key);
  if (!one || !other) return /** @type {QuestionRecord} */ (one ?? other);
  const [rank, otherRank] = [runRank(key, newer, tests), runRank(key, older, tests)];
  const [best, rest, outdated] = rank < otherRank ? [other, one, rank === 0] : [one, other, rank > otherRank && otherRank === 0];
  const kept = !best.packed && rest.packed && !outdated ? rest : best;
  return { ...kept, asked: one.asked || other.asked };
}

/**
 * How far a state has come with the merged runs that ask a question: 2 with all of them (or there is none),
 * 1 with other questions in one of the same number, 0 with an earlier one.
 * @param {string} key
 * @param {State} state
 * @param {State["tests"]} tests
 * @returns {number}
 */
function runRank(key, state, tests) {
  const ranks = [...tests].map(([number, run]) => {
    const own = state.tests.get(number);
    if (!run.keys.includes(key) || sameRun(run, own)) return 2;
    return own?.run === run.run ? 1 : 0;
  });
  return Math.min(2, ...ranks);
}

/**
 * @param {TestRun} run
 * @param {TestRun | undefined} other
 * @returns {boolean}
 */
function sameRun(run, other) {
  return run.run === other?.run && run.keys.join() === other.keys.join();
}
