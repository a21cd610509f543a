/**
 * The copies of learners' work on this device.
 *
 * A copy is 1 when the LMS has taken all of it, else 0, the code, and the time:
 * `coursewright.<package>.<slot>` -> "1" + code + "mkg0i2t8". One without any work is not kept.
 * Slots, where the learner's id is written so that it holds no "/":
 *
 *     <id>/<who>           the attempt at hand of the learner whom one LMS calls by this id and name
 *     <id>/<who>/<seed>    an earlier attempt
 *     <id>/<who>/no        no copy: the slots that this learner has said are not theirs
 *     /<seed>              work of somebody who was not named, because no LMS was there or it names nobody
 *
 * Storage may be missing, full or forbidden at any call: then nothing is read, and `write` says so.
 */

import { decodeState } from "./code.js";

/** @typedef {import("./types.js").State} State */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} DeviceStorage */

/** @typedef {{slot: string, text: string, state: State, sent: boolean, at: Date}} Copy  text: as stored; sent: the LMS has taken all of it */

/**
 * @typedef {object} Copies
 * @property {(slot: string) => Copy | null} read
 * @property {(slot: string, code: string, sent: boolean, at: Date) => string} write  what was stored, "" when nothing could be
 * @property {(slot: string) => void} remove
 * @property {(copy: Copy) => void} shelve  moves it, to make room for another attempt
 * @property {(id: string) => Copy[]} all  of a learner's id and of nobody, the latest first
 * @property {(slot: string) => string[]} declined  slots that the learner of this one has said are not theirs
 * @property {(slot: string, other: string) => void} decline
 */

/** Ends the name of what is no copy. */
const COPY_NO = "/no";

/**
 * @param {string} packageName
 * @param {DeviceStorage | null} storage
 * @returns {Copies}
 */
export function createCopies(packageName, storage) {
  const prefix = `coursewright.${packageName}.`;
  /** @param {string} slot @returns {string} */
  const get = (slot) => guarded(() => storage?.getItem(prefix + slot)) ?? "";
  /** @param {string} slot @returns {Copy | null} */
  const read = (slot) => toCopy(slot, get(slot));
  /** @param {string} slot @param {string} text @returns {string} */
  const put = (slot, text) => guarded(() => (storage?.setItem(prefix + slot, text), storage && text)) ?? "";
  /** @param {string} slot */
  const remove = (slot) => void guarded(() => storage?.removeItem(prefix + slot));
  const names = () => guarded(() => Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? "")) ?? [];
  /** @param {string} slot */
  const declined = (slot) => get(slot + COPY_NO).split(" ");

  return {
    read,
    remove,
    declined,
    write: (slot, code, sent, at) => put(slot, Number(sent) + code + at.getTime().toString(36)),
    shelve(copy) {
      const slot = `${copy.slot}/${copy.state.seed.toString(36)}`;
      if (!put(slot, copy.text)) return;
      remove(copy.slot);
      copy.slot = slot;
    },
    all(id) {
      const slots = names().flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
      const copies = slots.flatMap((slot) => (["", id].includes(slot.split("/")[0] ?? "") ? (read(slot) ?? []) : []));
      return copies.sort((a, b) => Number(b.at) - Number(a.at));
    },
    decline: (slot, other) => void put(slot + COPY_NO, [...declined(slot), other].join(" ")),
  };
}

/**
 * @param {State} state
 * @returns {boolean} whether anything would be missed
 */
export function hasWork(state) {
  return state.parts.size + state.criteria.size + state.tests.size + state.edits.size > 0 || state.questions.some(({ packed }) => packed !== "");
}

/**
 * @param {string} slot
 * @param {string} text
 * @returns {Copy | null}
 */
function toCopy(slot, text) {
  const end = text.lastIndexOf("~") + 1;
  const state = decodeState(text.slice(1, end));
  const at = new Date(parseInt(text.slice(end), 36) || 0);
  return state && { slot, text, state, at, sent: text[0] === "1" };
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
