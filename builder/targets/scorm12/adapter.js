/**
 * The page's connection to an LMS by SCORM 1.2: one session from LMSInitialize to LMSFinish.
 *
 * The whole state goes into cmi.suspend_data, first in every save and with a counter of its own, because an
 * LMS's "true" is no proof (Moodle sends only changed values, and counts them as sent when sending failed).
 */

import { decodeState, encodeState } from "../../runtime/code.js";
import { isPassed, percent } from "../../runtime/progress.js";
import { createCalls, findApi } from "./api.js";
import { timespan } from "./formats.js";
import { createRecords } from "./records.js";

/**
 * @typedef {import("../../runtime/types.js").Course} Course
 * @typedef {import("../../runtime/types.js").Link} Link
 * @typedef {import("../../runtime/types.js").LinkStatus} LinkStatus
 * @typedef {import("../../runtime/types.js").QuestionType} QuestionType
 * @typedef {import("../../runtime/types.js").State} State
 * @typedef {import("../../runtime/types.js").Update} Update
 * @typedef {import("./api.js").Calls} Calls
 */

/** Characters by which suspend_data grows before it is looked at again. */
const CODE_STEP = 200;

/**
 * A session that is open. In review and browse mode nothing at all is written.
 * @typedef {object} Session
 * @property {boolean} readonly
 * @property {(update: Update, ending: boolean) => boolean} write
 */

/**
 * @param {Course} course
 * @param {Window} win
 * @param {Record<string, QuestionType>} types  by name
 * @returns {Link}
 */
export function connect(course, win, types) {
  /** @type {"idle" | "active" | "finishing" | "finished" | "failed"} */
  let phase = "idle";
  /** @type {Calls | null} */
  let calls = null;
  /** @type {Session | null} */
  let session = null;

  function begin() {
    const api = findApi(win);
    calls = api && createCalls(api);
    if (!calls || !initialized(calls)) return;
    phase = "active";
    session = openSession(course, win, types, calls, link);
  }

  /** @returns {LinkStatus} */
  function status() {
    if (phase === "idle") return calls ? "refused" : "absent";
    if (phase !== "active") return "finished";
    return session?.readonly ? "readonly" : "live";
  }

  /** @type {Link} */
  const link = {
    status,
    learner: { id: "", name: "" },
    code: "",
    passed: false,
    save: (update) => status() === "live" && Boolean(session?.write(update, false)),
    finish(update) {
      if (phase !== "active" || !session || !calls) return false;
      phase = "finishing";
      const written = session.write(update, true);
      const ended = (session.readonly && !link.code) || calls.run("LMSFinish");
      phase = ended ? "finished" : "failed";
      return written && ended;
    },
    retry() {
      if (phase === "idle") begin();
      return status() === "live";
    },
  };
  begin();
  return link;
}

/**
 * LMSInitialize; or the session is still open, because the browser dropped the page without an event.
 * @param {Calls} calls
 * @returns {boolean}
 */
function initialized(calls) {
  if (calls.run("LMSInitialize")) return true;
  return calls.lastError() === "101" && calls.get("cmi.core.student_id") !== "" && calls.lastError() === "0";
}

/**
 * Reads what the LMS has, whatever cmi.core.entry says, and sets the status of a first launch: left unset, an
 * LMS makes it `completed` at LMSFinish.
 * @param {Course} course
 * @param {Window} win
 * @param {Record<string, QuestionType>} types
 * @param {Calls} calls
 * @param {Link} link  is given what was read
 * @returns {Session}
 */
function openSession(course, win, types, calls, link) {
  const core = calls.get("cmi.core._children");
  const mode = core === "" || core.includes("lesson_mode") ? calls.get("cmi.core.lesson_mode") : "normal";
  const stored = calls.get("cmi.core.lesson_status");
  link.code = calls.get("cmi.suspend_data");
  link.passed = stored === "passed";
  link.learner = { id: calls.get("cmi.core.student_id"), name: calls.get("cmi.core.student_name") };
  if (mode === "review" || mode === "browse") return { readonly: true, write: () => true };
  return { readonly: false, write: createWriter(course, win, types, calls, link, stored) };
}

/**
 * @param {Course} course
 * @param {Window} win
 * @param {Record<string, QuestionType>} types
 * @param {Calls} calls
 * @param {Link} link
 * @param {string} stored  cmi.core.lesson_status as it was
 * @returns {Session["write"]}
 */
function createWriter(course, win, types, calls, link, stored) {
  const started = Date.now();
  const score = calls.get("cmi.core.score._children");
  const before = wholeState(link.code);
  const records = createRecords(course, types, calls, supportedArrays(calls), before);
  /** Values of cmi.core that the LMS has taken. @type {Map<string, string>} */
  const taken = new Map([["lesson_status", stored]]);
  if (before?.questions.length) for (const [name, value] of scoreOf(before)) taken.set(name, value);
  /** Characters of suspend_data that the LMS was seen to keep. */
  let seen = before ? link.code.length : 0;

  /** @param {string} name @param {string} value */
  function put(name, value, set = calls.set) {
    if (taken.get(name) !== value && set(`cmi.core.${name}`, value)) taken.set(name, value);
  }

  /** @param {State} state */
  function writeCore(state) {
    link.passed ||= isPassed(course, state);
    if (link.passed) put("lesson_status", "passed");
    else if (taken.get("lesson_status") !== "completed") put("lesson_status", "incomplete");
    put("exit", link.passed ? "" : "suspend");
    if (state.questions.length === 0) return;
    const [[raw, value], ...range] = scoreOf(state);
    put(raw, value);
    for (const [name, end] of range) if (score.includes(name.slice(-3))) put(name, end, calls.offer);
  }

  /** @param {State} state @returns {[[string, string], ...[string, string][]]} */
  function scoreOf(state) {
    return [["score.raw", String(percent(course, state))], ["score.min", "0"], ["score.max", "100"]];
  }

  /** Whether the LMS takes the whole code; some cut it silently, so that is looked at as it grows. @param {string} code */
  function putCode(code) {
    if (!calls.set("cmi.suspend_data", code)) return false;
    if (code.length < seen + CODE_STEP) return true;
    if (isCut(calls.get("cmi.suspend_data"), code)) return false;
    seen = code.length;
    return true;
  }

  /** Everything counts as unsent again. */
  function forget() {
    taken.clear();
    records.forget();
    return false;
  }

  if (["", "not attempted"].includes(stored)) put("lesson_status", "incomplete");
  if (link.code) calls.run("LMSCommit");
  return ({ code, state, answer, again }, ending) => {
    if (again) forget();
    if (answer) records.note(answer);
    const offline = isOffline(win);
    if (offline && !ending) return false;
    if (!putCode(code)) return forget();
    writeCore(state);
    records.write(state, ending);
    if (answer || ending) calls.set("cmi.core.session_time", timespan((Date.now() - started) / 1000));
    return (calls.run("LMSCommit") && !offline) || forget();
  };
}

/**
 * Objectives and interactions are optional: one question each, and no answer means no.
 * @param {Calls} calls
 */
function supportedArrays(calls) {
  return {
    objectives: calls.get("cmi.objectives._children").includes("status"),
    interactions: calls.get("cmi.interactions._children").includes("student_response"),
  };
}

/**
 * @param {string} code
 * @returns {State | null} the state that was stored, null when it is none or not whole
 */
function wholeState(code) {
  const state = decodeState(code);
  return state && encodeState(state) === code ? state : null;
}

/**
 * @param {string} stored
 * @param {string} code
 * @returns {boolean} whether the LMS silently kept the beginning only
 */
function isCut(stored, code) {
  return stored.length < code.length && code.startsWith(stored) && stored !== "";
}

/**
 * Without a network Moodle's LMSCommit answers "true" and loses the values: better not to call it then.
 * @param {Window} win
 * @returns {boolean}
 */
function isOffline(win) {
  const local = /^(localhost|127\..*|\[::1\]|)$/.test(win.location?.hostname ?? "");
  return win.navigator?.onLine === false && !local;
}
