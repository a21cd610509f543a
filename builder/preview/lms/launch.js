/** What an LMS decides when it launches a SCO: mode, credit, entry and the first value of each element. */

import { ELEMENTS, childrenOf } from "./model.js";

/**
 * @typedef {object} LaunchOptions
 * @property {{ id: string, name: string }} learner
 * @property {"normal" | "browse" | "review"} [mode]
 * @property {"credit" | "no-credit"} [credit]
 * @property {string} [masteryScore] `adlcp:masteryscore` of the manifest
 * @property {readonly (readonly [element: string, value: string])[]} [given] all that the manifest gives by way of the LMS
 */

const NOT_ATTEMPTED = "not attempted";
const DONE = ["completed", "passed", "failed"];

/**
 * The values a SCO meets, by element.
 * @param {LaunchOptions} options
 * @param {import("./profiles.js").Profile} profile
 * @param {ReadonlyMap<string, string>} stored
 * @returns {Map<string, string | number>}
 */
export function launchValues(options, profile, stored) {
  return new Map([...initialValues(profile), ...stored, ...decisions(options, profile, stored)]);
}

/**
 * @param {import("./profiles.js").Profile} profile
 * @returns {[string, string][]}
 */
function initialValues(profile) {
  return Object.entries(ELEMENTS)
    .filter(([name, element]) => !name.includes(".n.") && profile.supports(element))
    .map(([name, element]) => [name, firstValue(name, element, profile)]);
}

/**
 * @param {string} name
 * @param {import("./model.js").Element} element
 * @param {import("./profiles.js").Profile} profile
 */
function firstValue(name, element, profile) {
  const [group, keyword] = name.split("._");
  return group && keyword === "children" ? childrenOf(group, profile.supports) : element.initial;
}

/**
 * @param {LaunchOptions} options
 * @param {import("./profiles.js").Profile} profile
 * @param {ReadonlyMap<string, string>} stored
 * @returns {[string, string][]}
 */
function decisions(options, profile, stored) {
  const status = stored.get("cmi.core.lesson_status") ?? NOT_ATTEMPTED;
  const [mode, credit] = modeAndCredit(options, profile, status);
  const entry = entryFor(profile, stored, status);
  return [
    ["cmi.core.student_id", options.learner.id],
    ["cmi.core.student_name", options.learner.name],
    ["cmi.core.lesson_mode", mode],
    ["cmi.core.credit", credit],
    ["cmi.core.entry", entry],
    ["cmi.core.total_time", stored.get("cmi.core.total_time") ?? profile.zeroTime],
    ["cmi.student_data.mastery_score", options.masteryScore ?? ""],
    ...(options.given ?? []).map(([element, value]) => /** @type {[string, string]} */ ([element, value])),
  ];
}

/**
 * @param {LaunchOptions} options
 * @param {import("./profiles.js").Profile} profile
 * @param {string} status
 * @returns {[mode: string, credit: string]}
 */
function modeAndCredit(options, profile, status) {
  const again = profile.reviewsFinished && DONE.includes(status);
  const mode = options.mode ?? (again ? "review" : "normal");
  const credit = options.credit ?? (mode === "normal" ? "credit" : "no-credit");
  const browses = profile.browsesWithoutCredit && mode === "normal" && credit === "no-credit";
  return [browses ? "browse" : mode, credit];
}

/**
 * ab-initio until something was stored; then resume after the exit `suspend`, else "".
 * @param {import("./profiles.js").Profile} profile
 * @param {ReadonlyMap<string, string>} stored
 * @param {string} status
 * @returns {string}
 */
function entryFor(profile, stored, status) {
  const first = profile.entersByStatus ? status === NOT_ATTEMPTED : stored.size === 0;
  if (first) return "ab-initio";
  return stored.get("cmi.core.exit") === "suspend" ? "resume" : "";
}
