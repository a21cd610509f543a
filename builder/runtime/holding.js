/** The learner's work as this page holds it: the state, and its copy on this device. */

import { encodeState, fitCode } from "./code.js";
import { createCopies, hasWork } from "./copies.js";
import { mergeStates } from "./merge.js";
import { openCopies } from "./opening.js";
import { createStamp } from "./stamp.js";
import { emptyState, fitState, withoutGone } from "./state.js";

/**
 * @typedef {import("./copies.js").Copies} Copies
 * @typedef {import("./opening.js").Opening} Opening
 * @typedef {import("./types.js").State} State
 */

/**
 * @typedef {object} Holding
 * @property {Copies} copies
 * @property {State} state
 * @property {boolean} dirty   the LMS has not taken all of it
 * @property {boolean} device  this device has a copy of all of it
 * @property {Date | null} keptAt
 * @property {(session: State | null) => Opening} begin  brings together what the LMS stored, what this device kept, and what was
 *   done before the LMS answered
 * @property {(step: (state: State) => State, answered: boolean) => State | null} apply  applies and keeps; gives the state before,
 *   null where nothing has changed
 * @property {() => string} packed  keeps the state with a counter of its own, and gives its code
 * @property {(taken: boolean) => void} settle  after a save
 */

/** Characters of suspend_data that SCORM 1.2 promises (RTE 3.4.4). */
const HOLDING_LIMIT = 4096;

/**
 * @param {import("./store.js").StoreOptions} options
 * @returns {Holding}
 */
export function createHolding({ course, link, storage, tab, now, random }) {
  const copies = createCopies(course.package, storage);
  const stamp = createStamp({ course, link, now, random });
  const seed = Math.floor(random() * 2 ** 32);
  let slot = "";
  /** The copy as this page wrote it: another text there is another tab's. */
  let written = "";
  /** The counter of the last state sent. */
  let tried = -1;

  function code() {
    const whole = encodeState(self.state);
    return fitCode(whole, 0).length > HOLDING_LIMIT ? encodeState(withoutGone(course, self.state)) : whole;
  }

  /** Takes in what another tab wrote: it is one attempt, with the seed of the tab that was first. */
  function absorb() {
    const other = copies.read(slot);
    if (!other || other.text === written || link.status() === "readonly") return;
    self.state = { ...mergeStates(course, self.state, other.state), seed: other.state.seed };
    self.dirty ||= !other.sent;
    written = other.text;
  }

  /** Writes the copy on this device. @param {boolean} sent */
  function keep(sent) {
    if (link.status() === "readonly") return;
    absorb();
    const at = new Date(now());
    const text = copies.write(slot, code(), sent && !self.dirty, at);
    if (text) written = text;
    self.device = text !== "";
    if (self.device) self.keptAt = at;
    if (!hasWork(self.state)) copies.remove(slot);
  }

  /** In a preview the page comes back to what was done in this tab. */
  function namelessSlot() {
    const fresh = "/" + seed.toString(36);
    return link.status() === "absent" ? tab(fresh) : fresh;
  }

  /** @type {Holding} */
  const self = {
    copies,
    state: emptyState(seed),
    dirty: false,
    device: true,
    keptAt: null,
    begin(session) {
      const before = slot;
      const opening = openCopies(link, copies, namelessSlot());
      const { stored, own } = opening;
      opening.offers = link.status() === "readonly" ? [] : opening.offers.filter((copy) => copy.slot !== before);
      slot = opening.slot;
      written = copies.read(slot)?.text ?? "";
      for (const copy of opening.offers) if (copy.slot === slot) copies.shelve(copy);
      const [first = emptyState(seed), ...others] = [stored, ...own.map(({ state }) => state), session].flatMap((state) => state ?? []);
      self.state = others.reduce((one, other) => mergeStates(course, one, other), fitState(course, first));
      // Texts that the LMS has no room for are no news to it.
      self.dirty = (own.length > 0 || session !== null) && fitCode(code(), link.code.length) !== link.code;
      keep(!self.dirty);
      if (before && self.device && before !== slot) copies.remove(before);
      return opening;
    },
    apply(step, answered) {
      absorb();
      const before = self.state;
      const after = step(before);
      if (after === before && !answered) return null;
      self.state = { ...stamp(before, after), counter: before.counter + 1 };
      self.dirty = true;
      keep(false);
      return before;
    },
    packed() {
      if (self.state.counter === tried) self.state = { ...self.state, counter: tried + 1 };
      keep(false);
      tried = self.state.counter;
      return code();
    },
    settle(taken) {
      if (taken) self.dirty = false;
      keep(taken);
    },
  };
  return self;
}
