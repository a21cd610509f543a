/** What was called and how it came out. */

/**
 * One call. `error` is the code of this call itself ("0" for none), never that of an earlier one.
 * @typedef {object} LogEntry
 * @property {number} n 1 for the first call
 * @property {string} method
 * @property {readonly unknown[]} args
 * @property {unknown} result
 * @property {import("./errors.js").Code} error
 * @property {string} why a sentence: what was wrong and what is allowed
 * @property {number} at milliseconds, from the double's clock
 */

/**
 * The calls that went wrong.
 * @template {{ error: string }} T
 * @param {readonly T[]} log
 * @returns {T[]}
 */
export function errors(log) {
  return log.filter((entry) => entry.error !== "0");
}

/**
 * How many calls of a method there were, of those whose first argument matches `element` if given.
 * @param {readonly { method: string, args: readonly unknown[] }[]} log
 * @param {string} method such as `LMSSetValue`
 * @param {string | RegExp} [element]
 * @returns {number}
 */
export function count(log, method, element) {
  return log.filter((entry) => entry.method === method && matches(String(entry.args[0]), element)).length;
}

/**
 * @param {string} name
 * @param {string | RegExp} [wanted]
 */
function matches(name, wanted) {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? name === wanted : name.search(wanted) >= 0;
}
