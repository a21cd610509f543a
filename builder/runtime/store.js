/**
 * The one place that holds the learner's state: it keeps a copy on this device first, then sends it to the
 * LMS, tries again where that fails, and says what is true about saving.
 */

import { decodeState, encodeState, fitCode } from "./code.js";
import { createCopies, hasWork } from "./copies.js";
import { mergeStates } from "./merge.js";
import { createRetry, savedStatus } from "./saving.js";
import { createStamp } from "./stamp.js";
import { emptyState, fitState, withoutGone } from "./state.js";

/**
 * @typedef {import("./copies.js").Copy} Copy
 * @typedef {import("./types.js").Course} Course
 * @typedef {import("./types.js").GivenAnswer} GivenAnswer
 * @typedef {import("./types.js").Link} Link
 * @typedef {import("./types.js").SavedStatus} SavedStatus
 * @typedef {import("./types.js").State} State
 */

/**
 * @typedef {object} StoreOptions
 * @property {Course} course
 * @property {Link} link
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage  may throw at any call
 * @property {() => number | Date} now
 * @property {(run: () => void, milliseconds: number) => unknown} setTimer
 * @property {(timer: any) => void} clearTimer
 * @property {() => number} random  0 to 1, 1 not included
 */

/**
 * @typedef {object} Store
 * @property {() => State} state
 * @property {(step: (state: State) => State, answer?: Omit<GivenAnswer, "index">) => void} change  applies, keeps and sends
 * @property {(step: (state: State) => State) => void} touch  applies and keeps; sent with the next commit
 * @property {() => void} flush  sends what is kept and not yet sent
 * @property {() => SavedStatus} saved
 * @property {(listener: () => void) => () => void} subscribe  called after every change of state or of saving; gives back the way out
 * @property {() => void} tryAgain  for the learner's button and for the event `online`
 * @property {(event: {persisted: boolean}) => void} hide  for `pagehide`: ends the session unless the page may come back
 * @property {(event: {persisted: boolean}) => void} show  for `pageshow`
 * @property {() => boolean} leave  ends the session; true when all is saved
 * @property {() => State | null} others  work found on this device that may be this learner's: to be asked about
 * @property {() => void} adopt  it is: merges it
 * @property {() => void} decline  it is not: it is not offered to this learner again
 */

/** Characters of suspend_data that SCORM 1.2 promises (RTE 3.4.4). */
const STORE_LIMIT = 4096;
/** The learner of a live LMS that names none. */
const STORE_NAMELESS = "?";

/**
 * @param {StoreOptions} options
 * @returns {Store}
 */
export function createStore({ course, link, storage, now, setTimer, clearTimer, random }) {
  const copies = createCopies(course.package, storage);
  const stamp = createStamp({ course, link, now, random });
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** Keys of questions whose answers the LMS has not taken. @type {Set<string>} */
  const waiting = new Set();
  const seed = Math.floor(random() * 2 ** 32);
  let state = emptyState(seed);
  let learner = "";
  /** The copy as this page wrote it: another text there is another tab's. */
  let written = "";
  /** @type {Copy[]} */
  let offers = [];
  /** State on this device that the LMS has not taken. */
  let dirty = false;
  /** The last save failed. */
  let failed = false;
  let device = true;
  let known = false;
  /** A save failed in an earlier session: the next one writes everything. */
  let again = false;
  /** A save failed in this session. */
  let unsure = false;
  /** In a session without an LMS: the work of an earlier one was found. */
  let found = false;
  /** The counter of the last state sent. */
  let tried = -1;
  /** @type {Date | null} */
  let keptAt = null;
  /** @type {Date | null} */
  let sentAt = null;
  const retry = createRetry(tryAgain, setTimer, clearTimer);

  /**
   * Brings together what the LMS stored, what this device kept, and what was done before the LMS answered.
   * @param {State | null} session
   */
  function begin(session) {
    const mayRead = live() || link.status() === "readonly";
    learner = mayRead ? link.learner.id || STORE_NAMELESS : "";
    waiting.clear();
    const stored = decodeState(link.code);
    const copy = ownCopy(stored);
    written = copies.read(learner)?.text ?? "";
    const local = copy && session ? mergeStates(course, copy.state, session) : (copy?.state ?? session);
    state = stored && local ? mergeStates(course, stored, local) : fitState(course, stored ?? local ?? emptyState(seed));
    known = stored?.seed === state.seed;
    again = copy?.unsure ?? false;
    found = !mayRead && copy !== null && hasWork(copy.state);
    for (const key of answersMissing(state, stored)) waiting.add(key);
    dirty = (local !== null && codeNow() !== link.code) || again;
    offers = live() ? copies.offers(learner) : [];
    keep(!dirty);
    if (live() && dirty) retry.soon();
  }

  /**
   * The copy that belongs to this attempt. One that the LMS had taken whole, while it now starts another
   * attempt, is put aside and offered.
   * @param {State | null} stored
   * @returns {Copy | null}
   */
  function ownCopy(stored) {
    const copy = copies.read(learner);
    if (!copy || learner === "") return copy;
    const other = stored ? stored.seed !== copy.state.seed : link.code === "";
    if (!other || (learner !== STORE_NAMELESS && !(copy.known && copy.sent))) return copy;
    if (live()) copies.shelve(learner);
    return null;
  }

  function live() {
    return link.status() === "live";
  }

  function codeNow() {
    const code = encodeState(state);
    return fitCode(code, 0).length > STORE_LIMIT ? encodeState(withoutGone(course, state)) : code;
  }

  /**
   * Writes the copy on this device, after taking in what another tab wrote there.
   * @param {boolean} sent
   */
  function keep(sent) {
    if (link.status() === "readonly") return;
    const other = copies.read(learner);
    const foreign = other !== null && other.text !== written;
    if (foreign) state = { ...mergeStates(course, state, other.state), seed: state.seed };
    dirty ||= foreign && !other.sent;
    const text = copies.write(learner, codeNow(), { sent: sent && !dirty, known, unsure: again || unsure });
    written = text || (other?.text ?? "");
    device = text !== "";
    if (device) keptAt = new Date(now());
  }

  /**
   * @param {(state: State) => State} step
   * @param {Omit<GivenAnswer, "index">} [answer]
   * @returns {boolean} whether there is anything to save
   */
  function apply(step, answer) {
    const before = state;
    const after = step(state);
    if (after === before && !answer) return false;
    state = { ...stamp(before, after), counter: before.counter + 1 };
    for (const key of answersMissing(state, before)) waiting.add(key);
    if (answer) waiting.add(answer.question.key);
    dirty = true;
    keep(false);
    return true;
  }

  /**
   * One save. Every save has a counter of its own: an LMS that takes a value for sent would not send it twice.
   * @param {Omit<GivenAnswer, "index"> | null} answer
   * @param {(update: import("./types.js").Update) => boolean} [save]
   * @returns {boolean}
   */
  function send(answer, save = (update) => link.save(update)) {
    if (state.counter === tried) state = { ...state, counter: state.counter + 1 };
    keep(false);
    tried = state.counter;
    const index = state.questions.findIndex(({ key }) => key === answer?.question.key);
    let taken = false;
    try {
      taken = save({ code: codeNow(), state, answer: answer && { ...answer, index }, again });
    } finally {
      settle(taken);
    }
    return taken;
  }

  /** @param {boolean} taken */
  function settle(taken) {
    failed = !taken;
    if (taken) {
      dirty = again = false;
      waiting.clear();
      sentAt = new Date(now());
      retry.reset();
    } else {
      unsure = true;
      retry.later();
    }
    keep(taken);
  }

  function notify() {
    for (const listener of listeners) listener();
  }

  /** @type {Store["change"]} */
  function change(step, answer) {
    if (!apply(step, answer)) return;
    if (live()) send(answer ?? null);
    else if (link.status() === "refused" && !found) tryAgain();
    notify();
  }

  function flush() {
    if (live() && dirty) send(null);
    notify();
  }

  function tryAgain() {
    retry.stop();
    const late = ["refused", "absent"].includes(link.status()) && link.retry();
    if (late) beginLate();
    flush();
  }

  /** The LMS answers at last: what was done since the page opened is this learner's, what was found then may not be. */
  function beginLate() {
    const mine = !found;
    begin(mine ? state : null);
    if (mine && live() && device) copies.remove("");
    offers = live() ? copies.offers(learner) : [];
  }

  /** @returns {boolean} */
  function end() {
    const readonly = link.status() === "readonly";
    if (readonly) link.finish({ code: "", state, answer: null, again: false });
    const taken = live() ? send(null, (update) => link.finish(update)) : readonly;
    retry.stop();
    notify();
    return taken;
  }

  begin(null);
  return {
    state: () => state,
    saved: () => savedStatus({ status: link.status(), device, dirty, failed, waiting: waiting.size, keptAt, sentAt }),
    flush,
    tryAgain,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change,
    touch(step) {
      if (apply(step)) notify();
    },
    hide({ persisted }) {
      if (persisted) flush();
      else end();
    },
    show({ persisted }) {
      if (persisted) flush();
    },
    leave: end,
    others: () => offers[0]?.state ?? null,
    adopt() {
      const [offer] = offers.splice(0, 1);
      if (!offer) return;
      change((own) => ({ ...mergeStates(course, own, offer.state), seed: own.seed }));
      if (device || !dirty) copies.remove(offer.slot);
    },
    decline() {
      const [offer] = offers.splice(0, 1);
      if (offer) copies.decline(learner, offer);
      notify();
    },
  };
}

/**
 * @param {State} state
 * @param {State | null} other
 * @returns {string[]} keys of the questions whose answers `other` does not have
 */
function answersMissing(state, other) {
  const had = new Map(other?.questions.map(({ key, packed }) => [key, packed]));
  return state.questions.flatMap(({ key, packed }) => (packed !== "" && packed !== had.get(key) ? [key] : []));
}
