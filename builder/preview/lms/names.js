/** From an element's name, as a SCO gave it, to its place in the data model, or to the error it earns. */

import { ELEMENTS, elementOf, isGroup } from "./model.js";
import { failure } from "./errors.js";

/**
 * @typedef {object} Place
 * @property {string} model the name with `n` for each index
 * @property {import("./model.js").Element} element
 */

/**
 * @typedef {import("./errors.js").Code} Code
 * @typedef {import("./errors.js").Outcome} Outcome
 * @typedef {import("./profiles.js").Profile} Profile
 * @typedef {"get" | "set"} Call
 */

const KEYWORD = /^(.+)\.(_children|_count|_version)$/;

/** Data models other than `cmi` have a name of this kind. */
const FOREIGN = /^(?!cmi\.)[a-z_]\w*\./i;

/**
 * @param {string} name
 * @param {Profile} profile
 * @param {Call} call
 * @returns {{ place: Place } | { refused: Outcome }}
 */
export function locate(name, profile, call) {
  const model = modelName(name);
  const problem = Object.hasOwn(ELEMENTS, model) ? unsupported(model, name, profile) : unknown(model, name, profile, call);
  if (!problem) return { place: { model, element: elementOf(model) } };
  return { refused: failure(failed(call), ...problem) };
}

/**
 * What LMSGetValue or LMSSetValue gives back when it fails.
 * @param {Call} call
 */
export function failed(call) {
  return call === "get" ? "" : "false";
}

/**
 * True for `_children`, `_count` and `_version` elements.
 * @param {string} model
 */
export function isKeyword(model) {
  return KEYWORD.test(model);
}

/**
 * The name with `n` for each index. A name that already has an `n` there, or an index such as `01`,
 * comes back as what no element is called.
 * @param {string} name
 */
function modelName(name) {
  const parts = name.split(".");
  if (parts.includes("n")) return "";
  return parts.map((part) => (/^(0|[1-9]\d*)$/.test(part) ? "n" : part)).join(".");
}

/**
 * @param {string} model an element, or a group of them
 * @param {string} name
 * @param {Profile} profile
 * @returns {[Code, string] | undefined}
 */
function unsupported(model, name, profile) {
  const members = Object.entries(ELEMENTS).filter(([member]) => member === model || member.startsWith(`${model}.`));
  if (members.some(([, element]) => profile.supports(element))) return undefined;
  return ["401", `"${name}" is optional in SCORM 1.2, and this LMS does not support it.`];
}

/**
 * @param {string} model
 * @param {string} name
 * @param {Profile} profile
 * @param {Call} call
 * @returns {[Code, string]}
 */
function unknown(model, name, profile, call) {
  const [, parent = "", keyword = ""] = KEYWORD.exec(model) ?? [];
  const known = Object.hasOwn(ELEMENTS, parent) || (profile.knowsGroups && isGroup(parent));
  if (known) return unsupported(parent, name, profile) ?? misusedKeyword(name, keyword, profile, call);
  if (FOREIGN.test(name)) return [profile.foreign, `"${name}" belongs to another data model; this LMS has only cmi.`];
  return ["201", `"${name}" is not an element of the data model.`];
}

/**
 * `_children`, `_count` or `_version` where the data model has none.
 * @param {string} name
 * @param {string} keyword
 * @param {Profile} profile
 * @param {Call} call
 * @returns {[Code, string]}
 */
function misusedKeyword(name, keyword, profile, call) {
  if (call === "set")
    return [profile.knowsGroups ? "402" : "201", `"${name}" ends in the keyword ${keyword}, which cannot be set.`];
  if (keyword === "_children") return ["202", `"${name}" cannot be read: the element has no children.`];
  if (keyword === "_count") return ["203", `"${name}" cannot be read: the element is not an array.`];
  return ["201", `"${name}" is not an element of the data model; only cmi._version is.`];
}
