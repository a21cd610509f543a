/** The LMS's API object: finding it, and calling it so that nothing it does can stop the page (RTE 3.3). */

/** @typedef {Record<string, (...args: string[]) => unknown>} Api */

/**
 * @typedef {object} Calls
 * @property {(name: string) => string} get  "" where the LMS refuses
 * @property {(name: string, value: string) => boolean} set
 * @property {(method: "LMSInitialize" | "LMSCommit" | "LMSFinish") => boolean} run
 * @property {() => string} lastError
 */

/** Parents looked at from one window, and windows in all. */
const API_PARENTS = 500;
const API_WINDOWS = 1000;

/**
 * Looks in the window itself and its parents, then in the same way from each window that opened one of them.
 * @param {Window} win
 * @returns {Api | null}
 */
export function findApi(win) {
  /** @type {Window[]} */
  const starts = [win];
  /** @type {Set<Window>} */
  const seen = new Set();
  for (const start of starts) {
    /** @type {Window | null} */
    let at = start;
    for (let steps = 0; at && !seen.has(at) && steps <= API_PARENTS && seen.size < API_WINDOWS; steps += 1) {
      seen.add(at);
      const api = apiOf(at);
      if (api) return api;
      const opener = reach(at, "opener");
      if (opener) starts.push(opener);
      at = reach(at, "parent");
    }
  }
  return null;
}

/**
 * @param {Api} api
 * @returns {Calls}
 */
export function createCalls(api) {
  /** @param {string} method @param {string[]} args @returns {unknown} "false" when it throws */
  const call = (method, ...args) => {
    try {
      return api[method]?.(...args);
    } catch {
      return "false";
    }
  };
  const lastError = () => String(call("LMSGetLastError") ?? "0");
  /** Some LMSs answer nothing at all: then the error code decides. @param {unknown} answer */
  const accepted = (answer) => String(answer) === "true" || (String(answer) !== "false" && lastError() === "0");
  return {
    get: (name) => String(call("LMSGetValue", name) ?? ""),
    set: (name, value) => accepted(call("LMSSetValue", name, value)),
    run: (method) => (method === "LMSFinish" ? String(call(method, "")) === "true" : accepted(call(method, ""))),
    lastError,
  };
}

/**
 * @param {Window} win
 * @returns {Api | null} what is called API there and is one: a frame may have that name too
 */
function apiOf(win) {
  try {
    const api = /** @type {any} */ (win).API;
    return api?.LMSInitialize ? api : null;
  } catch {
    return null;
  }
}

/**
 * A neighbour of a window; nothing where another origin forbids the look.
 * @param {Window} win
 * @param {"parent" | "opener"} name
 * @returns {Window | null}
 */
function reach(win, name) {
  try {
    return win[name] ?? null;
  } catch {
    return null;
  }
}
