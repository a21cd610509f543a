/** Two copies of one learner's work made into one, with nothing lost that either has. */

import { encodeState } from "./code.js";
import { fitState } from "./state.js";
import { mergeTexts } from "./texts.js";

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
    sure: new Map([...older.sure, ...newer.sure]),
    ...mergeTexts(first, second),
    time: Math.max(first.time, second.time),
    passed: Math.min(first.passed || second.passed, second.passed || first.passed),
    room: newer.room || older.room,
    questions: keys.map((key) => mergedRecord(key, newer, older, runsFor(course, key, tests))),
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
    const same = sameRun(run, other);
    if (gain > 0) tests.set(number, same ? { ...run, handedIn: true } : other);
    else if (same && other.used > run.used) tests.set(number, { ...run, used: other.used });
  }
  return tests;
}

/**
 * The merged runs of the outcomes that a question is drawn for.
 * @param {Course} course
 * @param {string} key
 * @param {State["tests"]} tests
 * @returns {[string, TestRun][]}
 */
function runsFor(course, key, tests) {
  const question = course.questions.find((each) => each.key === key);
  if (question?.purpose !== "test") return [];
  const numbers = course.outcomes.flatMap(({ number, criteria }) => (question.criteria.some((id) => criteria.includes(id)) ? [number] : []));
  return [...tests].filter(([number]) => numbers.includes(number));
}

/**
 * An answer counts before none, except where a later run has cleared it.
 * @param {string} key
 * @param {State} newer
 * @param {State} older
 * @param {[string, TestRun][]} runs
 * @returns {QuestionRecord}
 */
function mergedRecord(key, newer, older, runs) {
  const one = newer.questions.find((record) => record.key === key);
  const other = older.questions.find((record) => record.key === key);
  if (!one || !other) return /** @type {QuestionRecord} */ (one ?? other);
  const [rank, otherRank] = [runRank(key, newer, runs), runRank(key, older, runs)];
  const [best, rest] = rank < otherRank ? [other, one] : [one, other];
  const cleared = best.asked && rank !== otherRank && Math.min(rank, otherRank) === 0;
  const kept = best.packed === "" && rest.packed !== "" && !cleared ? rest : best;
  return { ...kept, asked: one.asked || other.asked };
}

/**
 * How far a state has come with the runs that may ask a question: 2 with all of them, 1 where one of the same
 * number asks others, 0 where it has an earlier one.
 * @param {string} key
 * @param {State} state
 * @param {[string, TestRun][]} runs
 * @returns {number}
 */
function runRank(key, state, runs) {
  const ranks = runs.map(([number, run]) => {
    const own = state.tests.get(number);
    if (own?.run !== run.run) return 0;
    return sameRun(run, own) || !run.keys.includes(key) ? 2 : 1;
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
