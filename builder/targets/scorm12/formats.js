/** Values as SCORM 1.2 writes them (RTE 3.4.5). */

/**
 * @typedef {import("../../runtime/types.js").Answer} Answer
 * @typedef {import("../../runtime/types.js").CriterionState} CriterionState
 * @typedef {import("../../runtime/types.js").Solution} Solution
 */

/** cmi.objectives.n.status of each state of a criterion. */
const OBJECTIVE_STATUS = /** @type {const} */ ({
  not_started: "not attempted",
  seen: "incomplete",
  practised: "incomplete",
  achieved: "passed",
  to_retry: "failed",
});

/**
 * @param {CriterionState} state
 * @returns {"not attempted" | "incomplete" | "passed" | "failed"}
 */
export function objectiveStatus(state) {
  return OBJECTIVE_STATUS[state];
}

/**
 * cmi.interactions.n.type.
 * @param {Solution} solution
 * @returns {"choice" | "true-false"}
 */
export function interactionType(solution) {
  return solution.kind === "choice" ? "choice" : "true-false";
}

/**
 * cmi.interactions.n.correct_responses.0.pattern; in braces where several must be chosen.
 * @param {Solution} solution
 * @returns {string}
 */
export function correctPattern(solution) {
  if (solution.kind === "true_false") return solution.right ? "t" : "f";
  const letters = lettersOf(solution.right);
  return solution.right.length > 1 ? `{${letters}}` : letters;
}

/**
 * cmi.interactions.n.student_response.
 * @param {Answer} answer
 * @returns {string}
 */
export function studentResponse(answer) {
  if (answer.kind === "true_false") return answer.pick ? "t" : "f";
  return lettersOf(answer.picks);
}

/**
 * An answer as the state keeps it: the letters of the options chosen, or t or f.
 * @param {Solution} solution
 * @param {string} packed
 * @returns {Answer}
 */
export function answerFrom(solution, packed) {
  if (solution.kind === "true_false") return { kind: "true_false", pick: packed === "t" };
  return { kind: "choice", picks: [...packed].map((letter) => letter.charCodeAt(0) - 97) };
}

/**
 * CMITime, the learner's time of day.
 * @param {Date} date
 * @returns {string} HH:MM:SS
 */
export function timeOfDay(date) {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => padded(part, 2)).join(":");
}

/**
 * CMITimespan.
 * @param {number} seconds  what is not a number from 0 on counts as 0; the most is just under 10,000 hours
 * @returns {string} HHHH:MM:SS.SS
 */
export function timespan(seconds) {
  const all = Math.min(Math.max(0, Math.round(100 * seconds) || 0), 9999 * 360_000 + 359_999);
  const [hours, minutes, rest] = [Math.floor(all / 360_000), Math.floor(all / 6000) % 60, all % 6000];
  return `${padded(hours, 4)}:${padded(minutes, 2)}:${padded(Math.floor(rest / 100), 2)}.${padded(rest % 100, 2)}`;
}

/** @param {number[]} picks */
function lettersOf(picks) {
  return picks.map((pick) => String.fromCharCode(97 + pick)).join(",");
}

/** @param {number} number @param {number} digits */
function padded(number, digits) {
  return String(number).padStart(digits, "0");
}
