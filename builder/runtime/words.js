/** How the page speaks: phrases in the page's language, numbers, lists, times and states. */
/** @typedef {import("./types.js").CriterionState} CriterionState */
/** @typedef {import("./types.js").LessonState} LessonState */
/** @typedef {Record<string, string | string[]>} Phrases  by their English: a phrase, or its forms with a number; "" has the rule for those */

/** The interface's phrases in the page's language; empty for English. @type {Phrases} */
let phrases = {};

/** The interface's language, where something on the page is in another. */
let tongue = "";

/** @param {Phrases} [catalogue] @param {string} [language] */
export function usePhrases(catalogue = {}, language = "") {
  phrases = catalogue;
  tongue = language;
}

/** The attribute of an element whose text is the interface's. @returns {{lang: string | false}} */
export function spoken() {
  return { lang: tongue || false };
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
 * The rule has a digit for 0, 1, 2, …: which form goes with it. The last one is for every other number.
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Record<string, string | number>} [values]  `count` is among them anyway
 */
export function tn(one, many, count, values = {}) {
  const rule = String(phrases[""]);
  return filled(phrases[one]?.[Number(rule[count] ?? rule.at(-1))] ?? (count === 1 ? one : many), { count, ...values });
}

/** @param {string} phrase @param {Record<string, string | number>} values */
function filled(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {CriterionState} state */
export function stateWord(state) {
  return { not_started: t("Not started"), seen: t("Seen"), practised: t("Practised"), achieved: t("Achieved"), to_retry: t("To retry") }[state];
}

/** A lesson is read, not achieved: its marks are a dashed ring, a ring and a tick.
 * @param {LessonState} state @returns {[string, string]}  mark and word */
export function lessonWord(state) {
  return /** @type {Record<LessonState, [string, string]>} */ ({
    not_started: ["not_started", t("not started")], seen: ["seen", t("started")], done: ["tick", t("read")],
  })[state];
}

/**
 * "three" for 3; figures from 13 up, and in a language whose catalogue wants figures.
 * @param {number} number
 */
export function inWords(number) {
  // Translators: the words for 0 to 12, where one word fits whatever is counted; else figures: 0 1 2 3 …
  return t("no one two three four five six seven eight nine ten eleven twelve").split(" ")[number] ?? String(number);
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * "2.1, 2.2 and 2.3"
 * @param {(string | number)[]} items
 */
export function listed(items) {
  const comma = t(", ");
  return items.length < 2 ? items.join("") : t("{list} and {last}", { list: items.slice(0, -1).join(comma), last: items[items.length - 1] });
}

/**
 * "2 hours 5 minutes"
 * @param {number} minutes
 */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  const parts = [hours && tn("{count} hour", "{count} hours", hours), (rest || !hours) && tn("{count} minute", "{count} minutes", rest)];
  return parts.filter(Boolean).join(" ");
}

/**
 * "10:42"
 * @param {Date} date
 */
export function clock(date) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/**
 * "5 June 2026". The names of months are phrases: a browser does not know those of every language.
 * @param {Date} date
 */
export function day(date) {
  // Translators: the months as they stand in a date, separated by spaces.
  const months = t("January February March April May June July August September October November December").split(" ");
  return t("{day} {month} {year}", { day: date.getDate(), month: months[date.getMonth()], year: date.getFullYear() });
}
