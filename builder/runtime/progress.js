/** How far a learner has come: figures that the page shows and a target reports. All pure. */

import { drawCount } from "./draw.js";
import { creditOf, drawnFor, recordOf } from "./state.js";

/**
 * @typedef {import("./types.js").Course} Course
 * @typedef {import("./types.js").CriterionState} CriterionState
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").LessonState} LessonState
 * @typedef {import("./types.js").State} State
 */

/**
 * @param {Course} course
 * @param {State} state
 * @param {string} id  of a criterion
 * @returns {CriterionState} practised: a practice question is answered; seen: a part that teaches it, or any question
 */
export function criterionState(course, state, id) {
  const result = state.criteria.get(id);
  if (result) return result === "achieved" ? "achieved" : "to_retry";
  const answered = answeredFor(course, state, id);
  if (answered.some(({ purpose }) => purpose === "practice")) return "practised";
  const taught = partsFor(course, id).some(({ key }) => state.parts.has(key));
  return taught || answered.length > 0 ? "seen" : "not_started";
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {string} id  of a lesson
 * @returns {LessonState} done: every part is seen
 */
export function lessonState(course, state, id) {
  const parts = course.lessons.find((lesson) => lesson.id === id)?.parts ?? [];
  const unseen = parts.filter(({ key }) => !state.parts.has(key)).length;
  if (unseen === parts.length) return "not_started";
  return unseen === 0 ? "done" : "seen";
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {string} number  of an outcome
 * @returns {CriterionState} of its test: practised when it is begun, or achieved in part
 */
export function testState(course, state, number) {
  const results = (outcomeOf(course, number)?.criteria ?? []).map((id) => state.criteria.get(id));
  if (results.length > 0 && results.every((result) => result === "achieved")) return "achieved";
  if (results.includes("failed")) return "to_retry";
  return state.tests.has(number) || results.includes("achieved") ? "practised" : "not_started";
}

/**
 * @typedef {object} CriterionFigures
 * @property {number} practised  practice questions answered
 * @property {number} practice   practice questions there are
 * @property {number} right      test questions right in the latest run that was handed in; of one in part its credit
 * @property {number} drawn      test questions in that run; 0 before, and while a run is open
 */

/**
 * @param {Course} course
 * @param {State} state
 * @param {string} id  of a criterion
 * @returns {CriterionFigures}
 */
export function criterionFigures(course, state, id) {
  const practised = answeredFor(course, state, id).filter(({ purpose }) => purpose === "practice").length;
  const practice = questionsFor(course, id).filter(({ purpose }) => purpose === "practice").length;
  return { practised, practice, ...testFigures(course, state, id) };
}

/**
 * @param {Course} course
 * @param {State} state
 * @returns {number}
 */
export function achievedCount(course, state) {
  return criterionIds(course).filter((id) => state.criteria.get(id) === "achieved").length;
}

/**
 * The share of criteria achieved, rounded down: 100 means all of them, and a mark is reached only when it is.
 * @param {Course} course
 * @param {State} state
 * @returns {number} 0 to 100, whole
 */
export function percent(course, state) {
  return Math.floor((100 * achievedCount(course, state)) / Math.max(1, criterionIds(course).length));
}

/**
 * @param {Course} course
 * @param {State} state
 * @returns {number} lessons of which every part is seen
 */
export function lessonsDone(course, state) {
  return course.lessons.filter(({ id }) => lessonState(course, state, id) === "done").length;
}

/**
 * The course's rule: every criterion achieved (or its mark reached), and every lesson done.
 * @param {Course} course
 * @param {State} state
 * @returns {boolean}
 */
export function isPassed(course, state) {
  const mark = course.rule.kind === "pass_mark" ? course.rule.mark : 100;
  return criterionIds(course).length > 0 && percent(course, state) >= mark && lessonsDone(course, state) === course.lessons.length;
}

/**
 * @param {Course} course
 * @param {State} state
 * @returns {number} whole minutes of lessons still to read; a lesson counts by its parts not seen
 */
export function minutesLeft(course, state) {
  const minutes = course.lessons.map(({ minutes: all, parts }) => (all * parts.filter(({ key }) => !state.parts.has(key)).length) / parts.length);
  return Math.ceil(minutes.reduce((sum, left) => sum + left, 0));
}

/**
 * What to do next, in reading order: in the first outcome that is not finished its first lesson not done, then
 * its test; a retry where the test has been judged.
 * @param {Course} course
 * @param {State} state
 * @returns {{kind: "lesson" | "test" | "retry" | "finished", id: string}} id: of a lesson or an outcome, "" when finished
 */
export function nextStep(course, state) {
  if (isPassed(course, state)) return { kind: "finished", id: "" };
  for (const { number, test } of course.outcomes) {
    const lesson = course.lessons.find(({ id, outcome }) => outcome === number && lessonState(course, state, id) !== "done");
    if (lesson) return { kind: "lesson", id: lesson.id };
    const result = testState(course, state, number);
    if (test && result !== "achieved") return { kind: result === "to_retry" ? "retry" : "test", id: number };
  }
  return { kind: "finished", id: "" };
}

/**
 * What to do next for one criterion: read what teaches it, practise it, take the test. An attempt that missed it comes back to
 * the test at once.
 * @param {Course} course
 * @param {State} state
 * @param {string} id  of a criterion
 * @returns {{kind: "read" | "practise" | "test" | "retry", id: string} | null}  id: of a part, a question or an outcome; null when
 *   it is achieved, or nothing is there to do
 */
export function nextFor(course, state, id) {
  const now = criterionState(course, state, id);
  const outcome = course.outcomes.find(({ criteria, test }) => test && criteria.includes(id));
  if (now === "achieved") return null;
  if (now === "to_retry") return outcome ? { kind: "retry", id: outcome.number } : null;
  const part = partsFor(course, id).find(({ key }) => !state.parts.has(key));
  if (part) return { kind: "read", id: part.id };
  const question = questionsFor(course, id).find(({ purpose, key }) => purpose === "practice" && recordOf(state, key).packed === "");
  if (question) return { kind: "practise", id: question.id };
  return outcome ? { kind: "test", id: outcome.number } : null;
}

/**
 * @param {Course} course
 * @param {string} id  of a criterion
 * @returns {import("./types.js").Part[]} those that teach it
 */
export function partsFor(course, id) {
  return course.lessons.flatMap(({ parts }) => parts.filter(({ criteria }) => criteria.includes(id)));
}

/**
 * @param {Course} course
 * @returns {string[]} in the order of the outcomes
 */
export function criterionIds(course) {
  return course.outcomes.flatMap(({ criteria }) => criteria);
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {string} id  of a criterion
 * @returns {{right: number, drawn: number}}
 */
function testFigures(course, state, id) {
  if (state.criteria.get(id) === "achieved") {
    const drawn = Math.min(drawCount(course, id), questionsFor(course, id).filter(({ purpose }) => purpose === "test").length);
    return { right: drawn, drawn };
  }
  const outcome = course.outcomes.find(({ criteria }) => criteria.includes(id));
  const run = state.tests.get(outcome?.number ?? "");
  const drawn = run?.handedIn ? drawnFor(course, run, id) : [];
  return { right: drawn.reduce((sum, question) => sum + creditOf(state, question), 0), drawn: drawn.length };
}

/**
 * @param {Course} course
 * @param {string} id  of a criterion
 */
function questionsFor(course, id) {
  return course.questions.filter(({ criteria }) => criteria.includes(id));
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {string} id  of a criterion
 */
function answeredFor(course, state, id) {
  return questionsFor(course, id).filter(({ key }) => recordOf(state, key).packed !== "");
}

/**
 * @param {Course} course
 * @param {string} number
 */
function outcomeOf(course, number) {
  return course.outcomes.find((outcome) => outcome.number === number);
}
