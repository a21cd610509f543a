/** Values as SCORM 1.2 writes them (RTE 3.4.5). */
import { packPlaces } from "../../runtime/letters.js";

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
 * cmi.interactions.n.type. What has more places than there are single characters (36) is a performance, which is free text.
 * @param {Solution} solution
 */
export function interactionType(solution) {
  if (solution.kind === "texts") return solution.right.length ? "fill-in" : "performance";
  return placesIn(solution) > 36 ? "performance" : INTERACTION_TYPES[solution.kind];
}

const INTERACTION_TYPES = /** @type {const} */ ({
  choice: "choice", true_false: "true-false", pairs: "matching", sequence: "sequencing", path: "performance", number: "numeric", scale: "likert",
});

/** @param {Solution} solution */
function placesIn(solution) {
  if (solution.kind === "choice") return solution.options;
  if (solution.kind === "pairs") return Math.max(solution.targets, solution.right.length);
  return solution.kind === "sequence" ? solution.items : 0;
}

/**
 * cmi.interactions.n.correct_responses.0.pattern; in braces where several belong together. "" where nothing is right or wrong.
 * @param {Solution} solution
 * @returns {string}
 */
export function correctPattern(solution) {
  switch (solution.kind) {
    case "true_false": return solution.right ? "t" : "f";
    case "choice": return solution.right.length > 1 && placesIn(solution) <= 36 ? `{${lettersOf(solution.right)}}` : lettersOf(solution.right);
    case "pairs": return placesIn(solution) <= 36 ? `{${pairsOf(solution.right)}}` : pairsOf(solution.right);
    case "sequence": return lettersOf(Array.from({ length: solution.items }, (_, place) => place));
    case "path": return lettersOf(solution.right);
    case "texts": return plainText(solution.right.join("; "));
    case "number": return decimal(solution.right);
    default: return "";
  }
}

/**
 * cmi.interactions.n.student_response.
 * @param {Answer} answer
 * @returns {string}
 */
export function studentResponse(answer) {
  switch (answer.kind) {
    case "true_false": return answer.pick ? "t" : "f";
    case "pairs": return pairsOf(answer.picks);
    case "sequence": return lettersOf(answer.order);
    case "texts": return plainText(answer.texts.join("; "));
    case "number": return decimal(Number(answer.text));
    case "scale": return lettersOf([answer.pick]);
    default: return lettersOf(answer.picks);
  }
}

/**
 * cmi.interactions.n.result of an answer that is not right: what of it is, as a number, where that is anything.
 * @param {number} credit  0 to 1
 * @returns {string}
 */
export function partResult(credit) {
  return credit > 0 ? String(Math.max(0.01, Math.floor(100 * credit) / 100)) : "wrong";
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

/**
 * @param {string} span  a CMITimespan
 * @returns {number} seconds, 0 for what is none
 */
export function secondsOf(span) {
  const [hours = 0, minutes = 0, seconds = 0] = span.split(":").map(Number);
  return Math.floor(3600 * hours + 60 * minutes + seconds) || 0;
}

/** @param {number[]} places */
function lettersOf(places) {
  return [...packPlaces(places)].join(",");
}

/** "1.c,2.b": sources are counted, targets lettered. @param {number[]} picks */
function pairsOf(picks) {
  return picks.flatMap((pick, source) => (pick < 0 ? [] : [`${SOURCES.charAt(source)}.${packPlaces([pick])}`])).join(",").slice(0, 255);
}

const SOURCES = "123456789" + "0abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";

/** CMIDecimal, which has no exponent. @param {number} number */
function decimal(number) {
  if (Math.abs(number) >= 1e21) return String(BigInt(number));
  return String(number).includes("e") ? number.toFixed(10).replace(/\.?0+$/, "") : String(number);
}

/** At most 255 ASCII characters: accents go, and what else has no such character is a question mark. @param {string} text */
function plainText(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-").replace(/\s/g, " ");
  return plain.replace(/[^\x20-\x7e]/gu, "?").slice(0, 255);
}

/** @param {number} number @param {number} digits */
function padded(number, digits) {
  return String(number).padStart(digits, "0");
}
