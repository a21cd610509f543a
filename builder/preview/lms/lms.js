/**
 * A strict double of a SCORM 1.2 LMS, to play packages against. It holds packages to more than any
 * real LMS does, logs every call, keeps only what was committed, and can be told to misbehave.
 */

import { SENTENCES, failure, sentence, success } from "./errors.js";
import { PROFILES } from "./profiles.js";
import { Session } from "./session.js";
import { createStore, noFaults } from "./store.js";

export { count, errors } from "./log.js";

/**
 * @typedef {import("./errors.js").Outcome} Outcome
 * @typedef {import("./log.js").LogEntry} LogEntry
 * @typedef {import("./record.js").LmsRecord} LmsRecord
 * @typedef {import("./store.js").Faults} Faults
 */

/**
 * @typedef {object} OwnOptions
 * @property {import("./profiles.js").ProfileName} profile
 * @property {Partial<LmsRecord>} [record] what `record()` gave after the launch before
 * @property {() => number} [now] milliseconds, for the log
 * @property {Partial<Faults>} [faults]
 * @property {number} [room] characters that suspend_data may have, where they are others than the profile's
 * @typedef {OwnOptions & import("./launch.js").LaunchOptions} LmsOptions
 */

/**
 * The object a SCO looks for. Everything must be a string; what is not gives code 201.
 * @typedef {Record<"LMSInitialize" | "LMSFinish" | "LMSGetValue" | "LMSSetValue" | "LMSCommit"
 *   | "LMSGetLastError" | "LMSGetErrorString" | "LMSGetDiagnostic", (...args: unknown[]) => string | number | undefined>} Api
 */

/**
 * @typedef {object} Lms
 * @property {Api} API
 * @property {LogEntry[]} log
 * @property {Faults} faults may be changed while the package runs
 * @property {() => LmsRecord} record what the LMS has stored for good
 * @property {() => ReadonlyMap<string, string | number>} values those of this session, committed or not
 */

/**
 * @typedef {object} Method
 * @property {number} arity
 * @property {string} failed what it gives back when it fails
 * @property {boolean} [aboutErrors] one of the three error functions: it leaves the error code alone
 * @property {(...args: string[]) => Outcome} run
 */

/**
 * One launch of a SCO.
 * @param {LmsOptions} options
 * @returns {Lms}
 */
export function createLms(options) {
  const profile = withRoom(PROFILES[options.profile], options.room);
  const now = options.now ?? Date.now;
  const faults = { ...noFaults(), ...options.faults };
  const store = createStore(options.record ?? {}, faults, profile);
  const session = new Session(options, profile, store, faults);
  /** @type {LogEntry[]} */
  const log = [];
  let last = success("");

  /** @type {Record<keyof Api, Method>} */
  const methods = {
    LMSInitialize: { arity: 1, failed: "false", run: (argument = "") => session.initialize(argument) },
    LMSFinish: { arity: 1, failed: "false", run: (argument = "") => session.finish(argument) },
    LMSGetValue: { arity: 1, failed: "", run: (name = "") => session.getValue(name) },
    LMSSetValue: { arity: 2, failed: "false", run: (name = "", value = "") => session.setValue(name, value) },
    LMSCommit: { arity: 1, failed: "false", run: (argument = "") => session.commit(argument) },
    LMSGetLastError: { arity: 0, failed: "", aboutErrors: true, run: () => success(last.code) },
    LMSGetErrorString: { arity: 1, failed: "", aboutErrors: true, run: (code = "") => success(sentence(code)) },
    LMSGetDiagnostic: { arity: 1, failed: "", aboutErrors: true, run: (code = "") => success(diagnostic(code)) },
  };

  /**
   * More on an error: on the last one if it has this code or the code is "", else in general.
   * @param {string} code
   */
  function diagnostic(code) {
    return code === "" || code === last.code ? last.why : sentence(code);
  }

  /**
   * @param {keyof Api} name
   * @param {unknown[]} args
   * @returns {Outcome}
   */
  function outcomeOf(name, args) {
    const { arity, failed, aboutErrors, run } = methods[name];
    const strings = args.filter((value) => typeof value === "string");
    if (args.length !== arity || strings.length !== arity) return failure(failed, "201", argumentSentence(name, arity, args));
    if (faults.loggedOut && !aboutErrors) return failure("false", "101", "The learner is no longer logged in.");
    const outcome = run(...strings);
    const tooLate = aboutErrors && profile.silentAfterFinish && session.state === "finished";
    return tooLate ? { ...outcome, code: "301", why: SENTENCES["301"] } : outcome;
  }

  /**
   * @param {keyof Api} name
   * @param {unknown[]} args
   */
  function call(name, args) {
    const entry = { n: log.length + 1, method: name, args: [...args], at: now() };
    try {
      const outcome = outcomeOf(name, args);
      log.push({ ...entry, result: outcome.result, error: outcome.code, why: outcome.why });
      if (!methods[name].aboutErrors) last = outcome;
      return outcome.result;
    } catch (thrown) {
      log.push({ ...entry, result: String(thrown), error: "101", why: String(thrown) });
      throw thrown;
    }
  }

  const names = /** @type {(keyof Api)[]} */ (Object.keys(methods));
  const api = Object.fromEntries(names.map((name) => [name, (/** @type {unknown[]} */ ...args) => call(name, args)]));
  return { API: /** @type {Api} */ (api), log, faults, record: store.record, values: () => session.values };
}

/**
 * @param {import("./profiles.js").Profile} profile
 * @param {number} [room]
 * @returns {import("./profiles.js").Profile}
 */
function withRoom(profile, room) {
  return room ? { ...profile, rules: { ...profile.rules, long: room } } : profile;
}

/**
 * @param {string} name
 * @param {number} arity
 * @param {unknown[]} args
 */
function argumentSentence(name, arity, args) {
  const kinds = args.map((value) => typeof value).join(", ") || "nothing";
  return `${name} takes ${arity === 0 ? "no argument" : `${arity} string${arity > 1 ? "s" : ""}`}, not ${kinds}.`;
}
