/** Small parts of saving that need no state of the learner's: when to try again, and what to say. */

/**
 * @typedef {import("./types.js").LinkStatus} LinkStatus
 * @typedef {import("./types.js").SavedStatus} SavedStatus
 */

const FIRST_WAIT = 5_000;
const LAST_WAIT = 60_000;

/**
 * @typedef {object} Retry
 * @property {() => void} soon   tries as soon as the page has a moment
 * @property {() => void} later  tries after 5 seconds, then twice as long each time, up to a minute
 * @property {() => void} stop
 * @property {() => void} reset  stops, and begins with 5 seconds the next time
 */

/**
 * @param {() => void} run
 * @param {(run: () => void, milliseconds: number) => unknown} setTimer
 * @param {(timer: any) => void} clearTimer
 * @returns {Retry}
 */
export function createRetry(run, setTimer, clearTimer) {
  let wait = FIRST_WAIT;
  /** @type {unknown} */
  let timer = null;
  function stop() {
    if (timer !== null) clearTimer(timer);
    timer = null;
  }
  /** @param {number} milliseconds */
  function start(milliseconds) {
    stop();
    timer = setTimer(run, milliseconds);
  }
  return {
    stop,
    soon: () => start(0),
    later() {
      start(wait);
      wait = Math.min(2 * wait, LAST_WAIT);
    },
    reset() {
      stop();
      wait = FIRST_WAIT;
    },
  };
}

/**
 * @typedef {object} Facts
 * @property {LinkStatus} status
 * @property {boolean} device   this device has a copy of everything
 * @property {boolean} dirty    the LMS has not taken everything
 * @property {boolean} failed   the last save failed
 * @property {number} waiting   answers that the LMS has not taken
 * @property {Date | null} keptAt
 * @property {Date | null} sentAt
 */

/**
 * @param {Facts} facts
 * @returns {SavedStatus}
 */
export function savedStatus(facts) {
  const kind = savedKind(facts);
  const { keptAt, sentAt, waiting } = facts;
  const at = { readonly: null, nowhere: null, saving: null, here: keptAt, kept: keptAt, saved: sentAt, course: sentAt, closed: sentAt }[kind];
  return { kind, at, waiting: kind === "here" || kind === "readonly" ? 0 : waiting };
}

/**
 * @param {Facts} facts
 * @returns {SavedStatus["kind"]}
 */
function savedKind({ status, device, dirty, failed, waiting }) {
  if (status === "readonly") return "readonly";
  if (status === "absent") return device ? "here" : "nowhere";
  if (status === "finished" && !dirty) return device ? "closed" : "course";
  if (status !== "live" || failed) return device ? "kept" : "nowhere";
  if (waiting > 0) return "saving";
  return device ? "saved" : "course";
}
