/**
 * What a learner does, as pure functions from one state to the next. None changes the state it is given;
 * one that has nothing to do gives back the same object.
 */

import { checkDigits } from "./code.js";
import { drawQuestions } from "./draw.js";

/**
 * @typedef {import("./types.js").Course} Course
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./types.js").QuestionRecord} QuestionRecord
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").TestRun} TestRun
 */

/**
 * @param {number} seed  0 to 2 ** 32 - 1
 * @returns {State}
 */
export function emptyState(seed) {
  return {
    counter: 0, seed, place: "", parts: new Set(), questions: [], tests: new Map(), sure: new Map(), criteria: new Map(), texts: new Map(), edits: new Map(),
    time: 0, passed: 0, room: 0,
  };
}

/**
 * The record of a question; a blank one as long as it is not registered.
 * @param {State} state
 * @param {string} key
 * @returns {QuestionRecord}
 */
export function recordOf(state, key) {
  return state.questions.find((record) => record.key === key) ?? blankRecord(key, false);
}

/**
 * @param {State} state
 * @param {string} place  a part's key, "" for the start page
 * @returns {State}
 */
export function visitPage(state, place) {
  return state.place === place ? state : { ...state, place };
}

/**
 * @param {State} state
 * @param {Iterable<string>} keys  of parts
 * @returns {State}
 */
export function seeParts(state, keys) {
  const parts = new Set([...state.parts, ...keys]);
  return parts.size === state.parts.size ? state : { ...state, parts };
}

/**
 * Records an answer. The first one of an attempt gives every question of the course its place in the table;
 * questions that an updated package brings are appended.
 * @param {Course} course
 * @param {State} state
 * @param {Question} question
 * @param {string} packed  the answer as packed by the question's type, not ""
 * @param {boolean} right
 * @param {string} [text]  the learner's own words in it
 * @returns {State}
 */
export function giveAnswer(course, state, question, packed, right, text = "") {
  const { key, mark } = question;
  const questions = registeredQuestions(course, state);
  return { ...writeText(state, key, text), questions: questions.map((record) => (record.key === key ? { key, mark, packed, right, asked: true } : record)) };
}

/**
 * Keeps the learner's own words; "" takes them out.
 * @param {State} state
 * @param {string} key  of a question or an activity
 * @param {string} text
 * @returns {State}
 */
export function writeText(state, key, text) {
  const before = state.texts.get(key) ?? "";
  if (before === text) return state;
  const { rev = 0, by = "000", past = "" } = state.edits.get(key) ?? {};
  const texts = new Map(state.texts).set(key, text);
  if (!text) texts.delete(key);
  const edit = { rev: rev + 1, by, past: before ? (past + checkDigits(before)).slice(-24) : past };
  return { ...state, texts, edits: new Map(state.edits).set(key, edit) };
}

/**
 * Draws the outcome's next test. A run that is still open stays as it is, and so does everything when
 * nothing is left to achieve.
 * @param {Course} course
 * @param {State} state
 * @param {string} outcomeNumber
 * @param {number} [extra]  per cent of extra time
 * @returns {State}
 */
export function startRun(course, state, outcomeNumber, extra = 0) {
  const before = state.tests.get(outcomeNumber);
  const keys = drawQuestions(course, state, outcomeNumber);
  if ((before && !before.handedIn) || keys.length === 0) return state;
  const tests = new Map(state.tests).set(outcomeNumber, { run: (before?.run ?? 0) + 1, keys, at: 0, handedIn: false, used: 0, extra });
  const elsewhere = openKeys(state);
  const questions = state.questions.map((record) =>
    keys.includes(record.key) && !elsewhere.has(record.key) ? blankRecord(record.key, true) : record,
  );
  const sure = new Map([...state.sure].filter(([key]) => !keys.includes(key) || elsewhere.has(key)));
  return { ...state, tests, questions, sure };
}

/**
 * How sure the learner is of an answer; 0 takes it back.
 * @param {State} state
 * @param {string} key  of a question
 * @param {0 | import("./types.js").Sureness} level
 * @returns {State}
 */
export function rateAnswer(state, key, level) {
  if ((state.sure.get(key) ?? 0) === level) return state;
  const sure = new Map(state.sure);
  if (level) sure.set(key, level);
  else sure.delete(key);
  return { ...state, sure };
}

/**
 * Counts time on a run that is open.
 * @param {State} state
 * @param {string} outcomeNumber
 * @param {number} seconds  since it was last counted
 * @returns {State}
 */
export function tickRun(state, outcomeNumber, seconds) {
  const run = state.tests.get(outcomeNumber);
  if (!run || run.handedIn || seconds <= 0) return state;
  return { ...state, tests: new Map(state.tests).set(outcomeNumber, { ...run, used: run.used + seconds }) };
}

/**
 * @param {State} state
 * @param {string} outcomeNumber
 * @param {number} at  0-based place of the question on screen
 * @returns {State}
 */
export function moveRun(state, outcomeNumber, at) {
  const run = state.tests.get(outcomeNumber);
  const place = Math.max(0, Math.min(at, (run?.keys.length ?? 1) - 1));
  if (!run || run.at === place) return state;
  return { ...state, tests: new Map(state.tests).set(outcomeNumber, { ...run, at: place }) };
}

/**
 * Judges a run: a criterion is achieved when the drawn questions that serve it have earned as much credit as its rule asks
 * for (without one: all of it), otherwise failed, unless it was achieved before. Criteria without a drawn question stay as
 * they are.
 * @param {Course} course
 * @param {State} state
 * @param {string} outcomeNumber
 * @returns {State}
 */
export function handIn(course, state, outcomeNumber) {
  const run = state.tests.get(outcomeNumber);
  if (!run || run.handedIn) return state;
  const criteria = new Map(state.criteria);
  for (const id of course.outcomes.find(({ number }) => number === outcomeNumber)?.criteria ?? []) {
    const drawn = drawnFor(course, run, id);
    if (drawn.length === 0 || criteria.get(id) === "achieved") continue;
    const earned = drawn.reduce((sum, question) => sum + creditOf(state, question), 0);
    const needed = drawn.length * (course.testing.criteria[id]?.share ?? 1);
    criteria.set(id, earned > needed - 0.001 ? "achieved" : "failed");
  }
  return { ...state, criteria, tests: new Map(state.tests).set(outcomeNumber, { ...run, handedIn: true }) };
}

/**
 * What the latest answer to a question is worth.
 * @param {State} state
 * @param {Question} question
 * @returns {number} 0 to 1
 */
export function creditOf(state, { key, credit }) {
  const { packed, right } = recordOf(state, key);
  return right ? 1 : right === false && credit ? credit(packed, state.texts.get(key) ?? "") : 0;
}

/**
 * The questions of a run that serve a criterion.
 * @param {Course} course
 * @param {TestRun} run
 * @param {string} criterion
 * @returns {Question[]}
 */
export function drawnFor(course, run, criterion) {
  return course.questions.filter(({ key, criteria }) => run.keys.includes(key) && criteria.includes(criterion));
}

/**
 * A stored state as the package at hand can use it: an answer to a question whose options are others by now
 * is taken back, and questions that no longer exist leave the test runs. Their records keep their place.
 * @param {Course} course
 * @param {State} state
 * @returns {State}
 */
export function fitState(course, state) {
  const marks = new Map(course.questions.map(({ key, mark }) => [key, mark]));
  const questions = state.questions.map((record) => {
    const stale = record.mark !== "" && record.mark !== (marks.get(record.key) ?? record.mark);
    return stale ? blankRecord(record.key, record.asked) : record;
  });
  const tests = new Map([...state.tests].map(([number, run]) => [number, fittedRun(run, marks)]));
  return { ...state, questions, tests };
}

/**
 * The answers to questions that no longer exist are left out; their places stay. For a code that would
 * otherwise be longer than an LMS takes.
 * @param {Course} course
 * @param {State} state
 * @returns {State}
 */
export function withoutGone(course, state) {
  const keys = new Set(course.questions.map(({ key }) => key));
  return { ...state, questions: state.questions.map((record) => (keys.has(record.key) ? record : blankRecord(record.key, record.asked))) };
}

/**
 * @param {TestRun} run
 * @param {Map<string, string>} marks  of the course's questions, by key
 * @returns {TestRun}
 */
function fittedRun(run, marks) {
  const keys = run.keys.filter((key) => marks.has(key));
  const handedIn = run.handedIn || keys.length === 0;
  return { ...run, keys, handedIn, at: Math.max(0, Math.min(run.at, keys.length - 1)) };
}

/**
 * @param {Course} course
 * @param {State} state
 * @returns {QuestionRecord[]}
 */
function registeredQuestions(course, state) {
  const known = new Set(state.questions.map(({ key }) => key));
  const drawn = new Set([...state.tests.values()].flatMap(({ keys }) => keys));
  const fresh = course.questions.filter(({ key }) => !known.has(key));
  return [...state.questions, ...fresh.map(({ key }) => blankRecord(key, drawn.has(key)))];
}

/**
 * Keys drawn in runs that are not handed in: their answers still count there.
 * @param {State} state
 * @returns {Set<string>}
 */
function openKeys(state) {
  return new Set([...state.tests.values()].flatMap(({ handedIn, keys }) => (handedIn ? [] : keys)));
}

/**
 * @param {string} key
 * @param {boolean} asked
 * @returns {QuestionRecord}
 */
function blankRecord(key, asked) {
  return { key, mark: "", packed: "", right: null, asked };
}
