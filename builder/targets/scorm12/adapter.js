/**
 * The page's connection to an LMS by SCORM 1.2: one session from LMSInitialize to LMSFinish.
 *
 * The whole state goes into cmi.suspend_data, first in every save and with a counter of its own, because an
 * LMS's "true" is no proof (Moodle sends only changed values, and counts them as sent when sending failed).
 * What the standard promises room for is always sent; the learner's own texts beyond it as far as the LMS proves to keep them.
 */

import { decodeState, encodeState, fitCode } from "../../runtime/code.js";
import { isPassed, percent } from "../../runtime/progress.js";
import { createCalls, findApi } from "./api.js";
import { secondsOf, timespan } from "./formats.js";
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
const CODE_NAME = "cmi.suspend_data";
/** Characters of suspend_data that SCORM 1.2 promises (RTE 3.4.4), and the most that are sent: at the end of a visit a browser sends 64 KB. */
const CODE_PROMISED = 4096;
const CODE_MOST = 40_000;

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
  /** Seconds before this session, asked for where they are wanted. @type {number | undefined} */
  let before;

  function begin() {
    const found = findApi(win);
    calls = found && createCalls(found.api);
    if (!found || !calls || !initialized(calls)) return;
    phase = "active";
    session = openSession(course, win, types, calls, link);
    link.learner.site = folderOf(found.at);
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
    learner: { id: "", name: "", site: "" },
    code: "",
    fresh: false,
    passed: false,
    time() {
      if (calls && phase === "active") before ??= secondsOf(calls.get("cmi.core.total_time"));
      return before ? before + performance.now() / 1000 : 0;
    },
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
  link.code = link.kept = calls.get(CODE_NAME);
  link.room = roomFor(link.code);
  link.fresh = !link.code && isUnset(stored);
  link.passed = stored === "passed";
  link.learner = { ...link.learner, id: calls.get("cmi.core.student_id"), name: calls.get("cmi.core.student_name") };
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
  const before = decodeState(link.code);
  const records = createRecords(course, types, calls, supportedArrays(calls));
  /** As long as this is the learner's work, results need not be written: reading alone is not worth it. */
  let idle = before && workOf(before);
  /** Values of cmi.core that the LMS has taken. @type {Map<string, string>} */
  const taken = new Map([["lesson_status", stored]]);
  /** Characters of suspend_data that the LMS was seen to keep. */
  let seen = before && encodeState(before) === link.code ? link.code.length : 0;

  /** @param {string} name @param {string} value */
  function put(name, value, set = calls.set) {
    if (taken.get(name) !== value && set(`cmi.core.${name}`, value)) taken.set(name, value);
  }

  /** @param {State} state */
  function writeStatus(state) {
    link.passed ||= isPassed(course, state);
    if (link.passed) put("lesson_status", "passed");
    else if (stored !== "completed") put("lesson_status", "incomplete");
    put("exit", link.passed ? "" : "suspend");
  }

  /** @param {State} state */
  function writeScore(state) {
    if (state.questions.length === 0) return;
    put("score.raw", String(percent(course, state)));
    if (score.includes("min")) put("score.min", "0", calls.offer);
    if (score.includes("max")) put("score.max", "100", calls.offer);
  }

  /**
   * Sends the code with all texts that there may be room for. What is more than promised, or than was kept before, has to be proved.
   * @param {string} code
   * @returns {string} what the LMS has taken, "" when nothing
   */
  function putCode(code) {
    const whole = fitCode(code, link.room || CODE_MOST);
    const short = fitCode(code, Math.max(CODE_PROMISED, seen));
    if (whole.length <= short.length) return putShort(short);
    if (takes(whole)) return whole;
    // Sent first, so that a call that fails for another reason is not taken for a lack of room.
    if (!putShort(short, true)) return "";
    let refused = whole.length;
    for (let next = fitCode(code, refused - 1); next.length > short.length; next = fitCode(code, refused - 1)) {
      link.room = refused - 1;
      if (takes(next)) return next;
      refused = next.length;
    }
    link.room = refused - 1;
    return putShort(short);
  }

  /** @param {string} code @param {boolean} [doubted] */
  function putShort(code, doubted) {
    if (!calls.set(CODE_NAME, code)) return "";
    if (!doubted && code.length < seen + CODE_STEP) return code;
    if (isCut(calls.get(CODE_NAME), code)) return "";
    seen = code.length;
    return code;
  }

  /** @param {string} code @returns {boolean} whether the LMS takes and gives back all of it */
  function takes(code) {
    const taken = calls.set(CODE_NAME, code) && calls.lastError() === "0" && calls.get(CODE_NAME) === code;
    if (taken) seen = code.length;
    return taken;
  }

  /** Everything counts as unsent again. */
  function forget() {
    taken.clear();
    records.forget();
    return false;
  }

  if (isUnset(stored)) put("lesson_status", "incomplete");
  if (link.code) calls.run("LMSCommit");
  return ({ code, state, answer }, ending) => {
    if (answer) records.note(answer);
    const offline = isOffline(win);
    if (offline && !ending) return false;
    const sent = putCode(code);
    // Results still reach an LMS that has no room for the answers.
    if (!sent && !calls.set("cmi.core.exit", link.passed ? "" : "suspend")) return forget();
    writeStatus(state);
    if (answer || ending || workOf(state) !== idle) {
      idle = null;
      writeScore(state);
      records.write(state, ending);
    }
    if (answer || ending) calls.set("cmi.core.session_time", timespan((Date.now() - started) / 1000));
    if (!calls.run("LMSCommit") || offline) return forget();
    if (sent) link.kept = sent;
    return sent !== "";
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

/** @param {string} status  cmi.core.lesson_status */
function isUnset(status) {
  return ["", "not attempted"].includes(status);
}

/**
 * The LMS's own folder on this origin: two of them may call different people by the same id.
 * @param {Window} win  where the API was found
 */
function folderOf(win) {
  return (win.location?.pathname ?? "").replace(/[^/]*$/, "");
}

/**
 * @param {State} state
 * @returns {string} the same for all states that differ in what was read only
 */
function workOf(state) {
  return encodeState({ ...state, counter: 0, place: "", parts: new Set(), tests: new Map(), texts: new Map(), edits: new Map(), time: 0, room: 0 });
}

/**
 * How much the LMS keeps, where it was found not to keep all: noted in the state, or seen where a code does not end as codes do.
 * @param {string} code
 * @returns {number} 0 when nothing is known
 */
function roomFor(code) {
  return decodeState(code)?.room || (/^$|~\s*$/.test(code) ? 0 : Math.max(CODE_PROMISED, code.length));
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
