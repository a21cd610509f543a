/**
 * The one place that holds the learner's state: it keeps a copy on this device first, then sends it to the
 * LMS, tries again where that fails, and says what is true about saving.
 */

import { createHolding } from "./holding.js";
import { mergeStates } from "./merge.js";
import { createRetry, savedStatus } from "./saving.js";

/**
 * @typedef {import("./opening.js").Opening} Opening
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
 * @property {import("./copies.js").DeviceStorage | null} storage  may throw at any call
 * @property {(name: string) => string} tab  what this tab has been called before; else it is given this name
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
 * @property {() => string} slot  names this learner on this device: whatever is kept about them has it in its name
 * @property {(listener: () => void) => () => void} subscribe  called after every change of state or of saving; gives back the way out
 * @property {() => void} tryAgain  for the learner's button and for the event `online`
 * @property {(event: {persisted: boolean}) => void} hide  for `pagehide`: ends the session unless the page may come back
 * @property {(event: {persisted: boolean}) => void} show  for `pageshow`
 * @property {() => boolean} leave  ends the session; true when all is saved
 * @property {() => Date | boolean} found  when work was kept on this device that may be this learner's: to be asked about;
 *   else whether the LMS gave back less than it was given
 * @property {() => void} adopt  what was found is theirs: merges it
 * @property {() => void} decline  it is not: it is not offered to this learner again
 */

/**
 * @param {StoreOptions} options
 * @returns {Store}
 */
export function createStore(options) {
  const { course, link, now, setTimer, clearTimer } = options;
  const holding = createHolding(options);
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** Keys of questions whose answers the LMS has not taken. @type {Set<string>} */
  const waiting = new Set();
  /** @type {Opening} */
  let opening;
  /** The last save failed. */
  let failed = false;
  /** @type {Date | null} */
  let sentAt = null;
  const retry = createRetry(tryAgain, setTimer, clearTimer);

  /** @param {State | null} session  what was done before the LMS answered */
  function begin(session) {
    opening = holding.begin(session);
    waiting.clear();
    noteMissing(opening.stored);
    if (live() && holding.dirty) retry.soon();
  }

  function live() {
    return link.status() === "live";
  }

  /** Notes the answers that `other` does not have. @param {State | null} other */
  function noteMissing(other) {
    const had = new Map(other?.questions.map(({ key, packed }) => [key, packed]));
    for (const { key, packed } of holding.state.questions) if (packed && packed !== had.get(key)) waiting.add(key);
  }

  /**
   * One save. Every save has a counter of its own: an LMS that takes a value for sent would not send it twice.
   * @param {Omit<GivenAnswer, "index"> | null} answer
   * @param {(update: import("./types.js").Update) => boolean} [save]
   * @returns {boolean}
   */
  function send(answer, save = (update) => link.save(update)) {
    const code = holding.packed();
    const { state } = holding;
    const index = state.questions.findIndex(({ key }) => key === answer?.question.key);
    let taken = false;
    try {
      taken = save({ code, state, answer: answer && { ...answer, index } });
    } finally {
      settle(taken);
    }
    return taken;
  }

  /** @param {boolean} taken */
  function settle(taken) {
    failed = !taken;
    holding.settle(taken);
    if (!taken) return retry.later();
    waiting.clear();
    sentAt = new Date(now());
    retry.reset();
  }

  function notify() {
    for (const listener of listeners) listener();
  }

  /** @type {Store["change"]} */
  function change(step, answer) {
    if (!apply(step, answer)) return;
    if (live()) send(answer ?? null);
    else if (link.status() === "refused") tryAgain();
    notify();
  }

  /** @param {(state: State) => State} step @param {Omit<GivenAnswer, "index">} [answer] */
  function apply(step, answer) {
    const before = holding.apply(step, answer !== undefined);
    if (before) noteMissing(before);
    if (answer) waiting.add(answer.question.key);
    return before;
  }

  function flush() {
    if (live() && holding.dirty) send(null);
    notify();
  }

  /** Where the LMS answers at last, what was done since the page opened is its learner's. */
  function tryAgain() {
    retry.stop();
    if (["refused", "absent"].includes(link.status()) && link.retry()) begin(holding.state);
    flush();
  }

  /** @returns {boolean} */
  function end() {
    const readonly = link.status() === "readonly";
    if (readonly) link.finish({ code: "", state: holding.state, answer: null });
    const taken = live() ? send(null, (update) => link.finish(update)) : readonly;
    retry.stop();
    return taken;
  }

  /** What is offered leaves the list. @param {(offer: import("./copies.js").Copy) => void} act */
  function answerOffer(act) {
    const [offer] = opening.offers.splice(0, 1);
    if (offer) act(offer);
    notify();
  }

  begin(null);
  return {
    state: () => holding.state,
    saved: () => savedStatus({ ...holding, status: link.status(), failed, waiting: waiting.size, sentAt }),
    slot: () => opening.slot,
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
      // A page that is not coming back has nobody to show anything to.
      if (persisted) flush();
      else end();
    },
    show({ persisted }) {
      if (persisted) flush();
    },
    leave() {
      const taken = end();
      notify();
      return taken;
    },
    found() {
      const { offers: [offer], cut } = opening;
      return offer ? offer.at : cut;
    },
    adopt: () => answerOffer((offer) => {
      change((own) => ({ ...mergeStates(course, own, offer.state), seed: own.seed }));
      if (holding.device || !holding.dirty) holding.copies.remove(offer.slot);
    }),
    decline: () => answerOffer((offer) => holding.copies.decline(opening.slot, offer.slot)),
  };
}
