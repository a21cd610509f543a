/**
 * The copies of a learner's work on this device, one for each learner and package.
 *
 * A copy is one digit of flags and the code: `coursewright.<package>.<learner>` -> "5" + code. The learner ""
 * stands for whoever used this device while there was no LMS. Storage may be missing, full or forbidden at any
 * call: then nothing is read, and `write` says so.
 */

import { decodeState } from "./code.js";

/** @typedef {import("./types.js").State} State */

/**
 * @typedef {object} Copy
 * @property {string} slot  the learner, or a name for an earlier attempt of theirs
 * @property {string} text  as stored
 * @property {State} state
 * @property {boolean} sent    the LMS has taken all of it
 * @property {boolean} known   the LMS has given this attempt back at a launch
 * @property {boolean} unsure  a save has failed: parts of it may be missing there
 */

/**
 * @typedef {object} Copies
 * @property {(learner: string) => Copy | null} read
 * @property {(learner: string, code: string, flags: {sent: boolean, known: boolean, unsure: boolean}) => string} write
 *   what was stored, "" when nothing could be
 * @property {(slot: string) => void} remove
 * @property {(learner: string) => void} shelve  keeps a copy of an earlier attempt apart, to be offered
 * @property {(learner: string) => Copy[]} offers  what may be this learner's and is not yet answered for
 * @property {(learner: string, copy: Copy) => void} decline  does not offer it to this learner again; it stays for others
 */

const COPY_EARLIER = "/earlier";
const COPY_DECLINED = "/declined";

/**
 * @param {string} packageName
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage
 * @returns {Copies}
 */
export function createCopies(packageName, storage) {
  /** @param {string} slot */
  const name = (slot) => `coursewright.${packageName}.${slot}`;
  /** @param {string} slot @returns {Copy | null} */
  const read = (slot) => toCopy(slot, guarded(() => storage?.getItem(name(slot))) ?? "");
  /** @param {string} slot @param {string} text @returns {string} */
  const put = (slot, text) => guarded(() => (storage?.setItem(name(slot), text), storage && text)) ?? "";
  /** @param {string} slot */
  const remove = (slot) => void guarded(() => storage?.removeItem(name(slot)));

  return {
    read,
    remove,
    write: (learner, code, { sent, known, unsure }) => put(learner, Number(sent) + 2 * Number(known) + 4 * Number(unsure) + code),
    shelve(learner) {
      const copy = read(learner);
      if (copy && put(learner + COPY_EARLIER, copy.text)) remove(learner);
    },
    offers(learner) {
      const declined = guarded(() => storage?.getItem(name(learner + COPY_DECLINED))) ?? "";
      const found = [read(""), read(learner + COPY_EARLIER)];
      return found.flatMap((copy) => (copy && hasWork(copy.state) && copy.text !== declined ? [copy] : []));
    },
    decline(learner, copy) {
      if (copy.slot) remove(copy.slot);
      else put(learner + COPY_DECLINED, copy.text);
    },
  };
}

/**
 * @param {State} state
 * @returns {boolean} whether anything would be missed
 */
export function hasWork(state) {
  return state.parts.size > 0 || state.questions.some(({ packed }) => packed !== "") || state.criteria.size > 0;
}

/**
 * @param {string} slot
 * @param {string} text
 * @returns {Copy | null}
 */
function toCopy(slot, text) {
  const flags = Number(text.charAt(0));
  const state = decodeState(text.slice(1));
  return state && { slot, text, state, sent: (flags & 1) > 0, known: (flags & 2) > 0, unsure: (flags & 4) > 0 };
}

/**
 * Storage throws where the browser forbids it, in private windows and when it is full; a copy is a second
 * safety, so that must not stop the page.
 * @template T
 * @param {() => T} use
 * @returns {T | null}
 */
export function guarded(use) {
  try {
    return use();
  } catch {
    return null;
  }
}
