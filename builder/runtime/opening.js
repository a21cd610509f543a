/** What a launch begins with: which of this device's copies are of the attempt at hand, and which to ask about. */

import { decodeState, encodeState } from "./code.js";
import { hashText } from "./draw.js";

/**
 * @typedef {import("./copies.js").Copies} Copies
 * @typedef {import("./copies.js").Copy} Copy
 * @typedef {import("./types.js").Link} Link
 * @typedef {import("./types.js").State} State
 */

/**
 * @typedef {object} Opening
 * @property {string} slot  where this page keeps its copy
 * @property {State | null} stored  what the LMS gave back
 * @property {Copy[]} own  of this attempt, to be merged
 * @property {Copy[]} offers  may be this learner's: to be asked about, and not to be shown before
 * @property {boolean} cut  the LMS gave back less than it was given, and this device has nothing
 */

/**
 * @param {Link} link
 * @param {Copies} copies
 * @param {string} nameless  the slot of a learner who is not named
 * @returns {Opening}
 */
export function openCopies(link, copies, nameless) {
  const { id, name, site } = link.learner;
  const learner = id.replace(/[%/]/g, (sign) => encodeURIComponent(sign));
  const slot = learner ? `${learner}/${hashText(name + site).toString(36)}` : nameless;
  const stored = decodeState(link.code);
  const all = copies.all(learner);
  const own = all.filter((copy) => isOwn(copy, slot, link, stored));
  return {
    slot: learner ? slot : (own[0]?.slot ?? slot),
    stored,
    own,
    offers: all.filter((copy) => !own.includes(copy) && !copies.declined(slot).includes(copy.slot)),
    cut: !own.length && link.code.trim() !== (stored ? encodeState(stored) : ""),
  };
}

/**
 * The seed is the attempt's; 0 when what the LMS gave back has lost it. Else the copy in the learner's own slot counts,
 * unless the LMS has taken all of it and now has another attempt or a new one. (It may have lost that one: they are asked.)
 * @param {Copy} copy
 * @param {string} slot
 * @param {Link} link
 * @param {State | null} stored
 * @returns {boolean}
 */
function isOwn({ state, slot: place, sent }, slot, { fresh }, stored) {
  if (stored?.seed && stored.seed === state.seed) return true;
  const other = stored ? stored.seed > 0 : fresh;
  return place === slot && !(other && sent);
}
