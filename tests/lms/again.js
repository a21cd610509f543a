/**
 * scorm-again's SCORM 1.2 API run without an LMS behind it, every call logged.
 *
 * Without a commit address its LMSCommit does nothing and says "true"; what a real LMS would have kept
 * is the flattened data at that moment, which `record()` gives. It decides no entry by itself and leaves
 * total_time out of its flattened data, so both are seen to here.
 */

import { errors } from "../../builder/preview/lms/log.js";
import { damaged, noFaults } from "../../builder/preview/lms/store.js";

/**
 * The parts of scorm-again's `Scorm12API` that are used here.
 * @typedef {object} Scorm12
 * @property {{ getCurrentTotalTime: () => string, core: { total_time: string } }} cmi
 * @property {() => boolean} isNotInitialized
 * @property {(values: FlatRecord) => void} loadFromFlattenedJSON before LMSInitialize only; skips ""
 * @property {() => Record<string, unknown>} getFlattenedCMI
 */

/** @typedef {new (settings: Record<string, unknown>) => Scorm12} Scorm12Class */
/** @typedef {Record<string, string>} FlatRecord values by element, such as `cmi.core.lesson_status` */

/**
 * @typedef {object} AgainOptions
 * @property {{ id: string, name: string }} learner
 * @property {"normal" | "browse" | "review"} [mode]
 * @property {"credit" | "no-credit"} [credit]
 * @property {string} [masteryScore]
 * @property {FlatRecord} [record] what `record()` gave after the launch before
 * @property {Partial<import("../../builder/preview/lms/store.js").Faults>} [faults]
 */

/**
 * @typedef {object} Call `error` is the code after the call ("0" for the error functions)
 * @property {string} method
 * @property {readonly unknown[]} args
 * @property {unknown} result
 * @property {string} error
 */

/**
 * @typedef {object} Again
 * @property {Record<string, (...args: unknown[]) => unknown>} API for `window.API`
 * @property {Scorm12} api scorm-again itself
 * @property {Call[]} calls
 * @property {import("../../builder/preview/lms/store.js").Faults} faults stand in front of scorm-again; may be changed while the package runs
 * @property {() => Call[]} errors the calls that went wrong
 * @property {() => FlatRecord} snapshot the values at this moment, committed or not
 * @property {() => FlatRecord} record the values at the last commit or finish, for the next launch
 * @property {(record: FlatRecord) => void} restore loads a record; before LMSInitialize only
 */

const METHODS = ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"];
const ERROR_METHODS = ["LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"];
const SETTINGS = { autocommit: false, lmsCommitUrl: false, logLevel: "NONE" };

/** What belongs to one session only. */
const OF_A_SESSION = ["cmi.core.session_time", "cmi.core.exit", "cmi.core.entry"];

/**
 * One launch of a SCO.
 * @param {Scorm12Class} Scorm12API
 * @param {AgainOptions} options
 * @returns {Again}
 */
export function createAgain(Scorm12API, options) {
  const api = new Scorm12API(SETTINGS);
  const functions = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (api));
  /** @type {Call[]} */
  const calls = [];
  const faults = { ...noFaults(), ...options.faults };
  let committed = options.record ?? {};
  /** The code of a call that a fault has answered, else "". */
  let felt = "";

  /**
   * @param {string} method
   * @param {unknown[]} args
   */
  function call(method, args) {
    if (method === "LMSGetLastError" && felt) return felt;
    const about = ERROR_METHODS.includes(method);
    if (!about) felt = isRefused(faults, method, String(args[0])) ? "101" : "";
    const result = felt && !about ? "false" : functions[method]?.call(api, ...args);
    const error = about ? "0" : felt || String(functions.LMSGetLastError?.call(api));
    calls.push({ method, args: [...args], result, error });
    if (result === "true" && error === "0" && (method === "LMSCommit" || method === "LMSFinish") && !faults.dropCommits) {
      const total = method === "LMSFinish" ? api.cmi.getCurrentTotalTime() : api.cmi.core.total_time;
      const values = flat(api);
      committed = { ...values, "cmi.suspend_data": damaged(values["cmi.suspend_data"] ?? "", faults), "cmi.core.total_time": total };
    }
    return result;
  }

  /** @param {FlatRecord} record */
  function restore(record) {
    if (!api.isNotInitialized()) throw new Error("scorm-again takes a record before LMSInitialize only");
    committed = record;
    api.loadFromFlattenedJSON({ ...without(record, OF_A_SESSION), ...decisions(options, record) });
  }

  restore(committed);
  const names = [...METHODS, ...ERROR_METHODS];
  return {
    API: Object.fromEntries(names.map((name) => [name, (/** @type {unknown[]} */ ...args) => call(name, args)])),
    api,
    calls,
    faults,
    errors: () => errors(calls),
    snapshot: () => ({ ...flat(api), "cmi.core.total_time": api.cmi.core.total_time }),
    record: () => ({ ...committed }),
    restore,
  };
}

/**
 * @param {import("../../builder/preview/lms/store.js").Faults} faults
 * @param {string} method
 * @param {string} element
 */
function isRefused({ initialize, refuse, refuseValue, commitFails, loggedOut }, method, element) {
  const saves = method === "LMSCommit" || method === "LMSFinish";
  if (method === "LMSSetValue") return loggedOut || refuse || (refuseValue !== "" && element.startsWith(refuseValue));
  return loggedOut || (saves && (refuse || commitFails)) || (method === "LMSInitialize" && initialize);
}

/**
 * What the LMS decides at launch.
 * @param {AgainOptions} options
 * @param {FlatRecord} record
 * @returns {FlatRecord}
 */
function decisions(options, record) {
  const mode = options.mode ?? "normal";
  const first = Object.keys(record).length === 0;
  return {
    "cmi.core.student_id": options.learner.id,
    "cmi.core.student_name": options.learner.name,
    "cmi.core.lesson_mode": mode,
    "cmi.core.credit": options.credit ?? (mode === "normal" ? "credit" : "no-credit"),
    "cmi.core.entry": first ? "ab-initio" : record["cmi.core.exit"] === "suspend" ? "resume" : "",
    "cmi.core.total_time": record["cmi.core.total_time"] || "0000:00:00.00",
    "cmi.student_data.mastery_score": options.masteryScore ?? "",
  };
}

/**
 * @param {Scorm12} api
 * @returns {FlatRecord}
 */
function flat(api) {
  const leaves = Object.entries(api.getFlattenedCMI()).filter(([, value]) => typeof value !== "object");
  return Object.fromEntries(leaves.map(([name, value]) => [name, String(value)]));
}

/**
 * @param {FlatRecord} record
 * @param {readonly string[]} names
 * @returns {FlatRecord}
 */
function without(record, names) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
