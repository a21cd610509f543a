/** The LMS's API object: finding it, and calling it so that nothing it does can stop the page (RTE 3.3). */

/** @typedef {Record<string, (...args: string[]) => unknown>} Api */

/**
 * @typedef {object} Calls
 * @property {(name: string) => string} get  "" where the LMS refuses
 * @property {(name: string, value: string) => boolean} set
 * @property {(name: string, value: string) => boolean} offer  `set` for what an LMS need not take: refused for good, it is not tried again
 * @property {(name: string, value: string) => boolean} refused  whether that is so
 * @property {(method: "LMSInitialize" | "LMSCommit" | "LMSFinish") => boolean} run
 * @property {() => string} lastError
 */

/** Codes that will not change: no such element, not supported, not to be set (RTE 3.3.3). */
const API_NEVER = ["201", "401", "402", "403", "404"];
/** The value has the wrong type; another one may fit. */
const API_WRONG_TYPE = "405";
/** Parents looked at from one window, and windows in all. */
const API_PARENTS = 500;
const API_WINDOWS = 1000;

/**
 * Looks in the window itself and its parents, then in the same way from each window that opened one of them.
 * @param {Window} win
 * @returns {{api: Api, at: Window} | null}
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
      if (api) return { api, at };
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
  /** Elements without their indices, or one with a value. @type {Set<string>} */
  const never = new Set();
  /** @param {string} name */
  const model = (name) => name.replace(/\d+/g, "n");
  /** @type {Calls["set"]} */
  const set = (name, value) => accepted(call("LMSSetValue", name, value));
  /** @type {Calls["refused"]} */
  const refused = (name, value) => never.has(model(name)) || never.has(`${name}=${value}`);
  return {
    set,
    refused,
    offer(name, value) {
      if (refused(name, value)) return false;
      if (set(name, value)) return true;
      const code = lastError();
      if (API_NEVER.includes(code)) never.add(model(name));
      if (code === API_WRONG_TYPE) never.add(`${name}=${value}`);
      return false;
    },
    get: (name) => String(call("LMSGetValue", name) ?? ""),
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
