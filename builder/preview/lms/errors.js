/** The error codes of SCORM 1.2 (RTE 3.3.3), and how one call comes out. */

/** @typedef {"0" | "101" | "201" | "202" | "203" | "301" | "401" | "402" | "403" | "404" | "405"} Code */

/**
 * How a call came out. `result` is what the SCO gets; in the moodle profile that can be a number or undefined.
 * @typedef {{ result: string | number | undefined, code: Code, why: string }} Outcome
 */

/** @type {Readonly<Record<Code, string>>} */
export const SENTENCES = {
  0: "No error: the call did what it says.",
  101: "General exception: the LMS could not do this, and no other code fits.",
  201: "Invalid argument: it names no element of the data model, or is not what this function takes.",
  202: "This element has no children, so _children cannot be read.",
  203: "This element is not an array, so _count cannot be read.",
  301: "Not initialised: LMSInitialize has not succeeded, or LMSFinish was already called.",
  401: "Not implemented: this LMS does not support the element.",
  402: "The element is a keyword (_children, _count, _version) and cannot be set.",
  403: "The element is read only.",
  404: "The element is write only.",
  405: "Incorrect data type: the value does not fit the element.",
};

/**
 * @param {string | number | undefined} result
 * @returns {Outcome}
 */
export function success(result) {
  return { result, code: "0", why: SENTENCES["0"] };
}

/**
 * @param {string} result
 * @param {Code} code
 * @param {string} why a sentence that says what was wrong and what is allowed
 * @returns {Outcome}
 */
export function failure(result, code, why) {
  return { result, code, why };
}

/**
 * The sentence of a code, or "" for what is no code.
 * @param {string} code
 */
export function sentence(code) {
  return Object.hasOwn(SENTENCES, code) ? SENTENCES[/** @type {Code} */ (code)] : "";
}
