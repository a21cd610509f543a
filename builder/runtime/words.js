/** How the page speaks: numbers, lists, times and states in plain English. */
/** @typedef {import("./types.js").CriterionState} CriterionState */
/** @typedef {import("./types.js").LessonState} LessonState */

/** @type {Record<CriterionState, string>} */
export const STATE_WORDS = {
  not_started: "Not started",
  seen: "Seen",
  practised: "Practised",
  achieved: "Achieved",
  to_retry: "To retry",
};

/** A lesson is read, not achieved: its marks are a dashed ring, a ring and a tick.
 * @type {Record<LessonState, {mark: string, word: string}>} */
export const LESSON_WORDS = {
  not_started: { mark: "not_started", word: "not started" },
  seen: { mark: "seen", word: "started" },
  done: { mark: "tick", word: "read" },
};

/** The interface's phrases in the page's language, by their English; empty for English. @type {Record<string, string | string[]>} */
let phrases = {};

/** @param {Record<string, string | string[]>} catalogue  forms of a phrase with a number: one, then many */
export function usePhrases(catalogue) {
  phrases = catalogue;
}

/**
 * A phrase of the interface: "Question {number} of {total}" with its values put in.
 * @param {string} phrase  in English, written out where it is used: the catalogue is collected from the source
 * @param {Record<string, string | number>} [values]
 */
export function t(phrase, values = {}) {
  return filled(String(phrases[phrase] ?? phrase), values);
}

/**
 * A phrase that depends on a number: tn("{count} minute", "{count} minutes", 3).
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Record<string, string | number>} [values]  `count` is among them anyway
 */
export function tn(one, many, count, values = {}) {
  return filled(phrases[one]?.[count === 1 ? 0 : 1] ?? (count === 1 ? one : many), { count, ...values });
}

/** @param {string} phrase @param {Record<string, string | number>} values */
function filled(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

const NUMBER_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/**
 * "three" for 3; figures from 13 up.
 * @param {number} number
 */
export function inWords(number) {
  return NUMBER_WORDS[number] ?? String(number);
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * "one question", "two questions"
 * @param {number} number
 * @param {string} thing
 * @param {string} [things]
 */
export function counted(number, thing, things = thing + "s") {
  return `${inWords(number)} ${number === 1 ? thing : things}`;
}

/**
 * "2.1, 2.2 and 2.3"
 * @param {(string | number)[]} items
 */
export function listed(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/**
 * "criterion 1.3", "criteria 1.1 and 1.3"
 * @param {string[]} ids
 */
export function criteriaNamed(ids) {
  return `${ids.length === 1 ? "criterion" : "criteria"} ${listed(ids)}`;
}

/**
 * "2 hours 5 minutes"
 * @param {number} minutes
 */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  const parts = [hours && `${hours} hour${hours === 1 ? "" : "s"}`, (rest || !hours) && `${rest} minute${rest === 1 ? "" : "s"}`];
  return parts.filter(Boolean).join(" ");
}

/**
 * "10:42"
 * @param {Date} date
 */
export function clock(date) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
