/** Plays a list of calls on a SCORM 1.2 API and gives back what each answered. */

/**
 * One call: the function, then its arguments. `init`, `commit` and `finish` are given "" when none is named.
 * @typedef {readonly ["init" | "commit" | "finish", argument?: string]
 *   | readonly ["get", element: string]
 *   | readonly ["set", element: string, value: string]} Step
 */

/** @typedef {readonly [result: unknown, code: unknown]} Answer */

/** @typedef {Record<string, (...args: unknown[]) => unknown>} AnyApi */

/** @type {Readonly<Record<Step[0], string>>} */
const FUNCTIONS = { init: "LMSInitialize", commit: "LMSCommit", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue" };

/**
 * @param {AnyApi} api
 * @param {readonly Step[]} steps
 * @returns {Answer[]}
 */
export function play(api, steps) {
  return steps.map(([name, ...args]) => {
    const result = api[FUNCTIONS[name]]?.(...(args.length ? args : [""]));
    return [result, api.LMSGetLastError?.()];
  });
}

/**
 * The last answer of the steps, after LMSInitialize.
 * @param {AnyApi} api
 * @param {readonly Step[]} steps
 * @returns {Answer | undefined}
 */
export function answer(api, steps) {
  return play(api, [["init"], ...steps]).at(-1);
}
