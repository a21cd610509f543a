/** The learner's own words, written in two places, brought together: the newest edit counts, and no words are lost in silence. */

import { checkDigits } from "./code.js";
import { t } from "./words.js";

/**
 * @typedef {import("./types.js").Edit} Edit
 * @typedef {import("./types.js").State} State
 * @typedef {{text: string, edit: Edit}} Written
 */

/**
 * @param {State} a
 * @param {State} b
 * @returns {Pick<State, "texts" | "edits">}
 */
export function mergeTexts(a, b) {
  const keys = [...new Set([...a.edits.keys(), ...b.edits.keys()])];
  const merged = keys.map((key) => ({ key, ...mergedText(writtenIn(a, key), writtenIn(b, key)) }));
  return {
    texts: new Map(merged.flatMap(({ key, text }) => (text ? [[key, text]] : []))),
    edits: new Map(merged.map(({ key, edit }) => [key, edit])),
  };
}

/**
 * Both texts in one, where neither was made from the other.
 * @param {string} first
 * @param {string} second
 */
export function joinTexts(first, second) {
  if (!second || first.includes(second)) return first;
  if (!first || second.includes(first)) return second;
  const between = t("— also written on another device —");
  return [first, between, second].join("\n\n");
}

/**
 * @param {State} state
 * @param {string} key
 * @returns {Written | null}
 */
function writtenIn({ texts, edits }, key) {
  const edit = edits.get(key);
  return edit ? { text: texts.get(key) ?? "", edit } : null;
}

/**
 * @param {Written | null} a
 * @param {Written | null} b
 * @returns {Written}
 */
function mergedText(a, b) {
  if (!a || !b) return /** @type {Written} */ (a ?? b);
  const [newer, older] = rankOf(a) > rankOf(b) ? [a, b] : [b, a];
  const text = madeFrom(newer, older) ? newer.text : joinTexts(newer.text, older.text);
  if (text === newer.text) return newer;
  const past = (older.edit.past + newer.edit.past + checkDigits(older.text) + checkDigits(newer.text)).slice(-24);
  return { text, edit: { rev: newer.edit.rev + 1, by: "000", past } };
}

/** Comparable: by the number of edits, then by anything that is the same everywhere. @param {Written} written */
function rankOf({ text, edit }) {
  return `${String(edit.rev).padStart(6, "0")} ${edit.by} ${edit.past} ${text}`;
}

/** Whether one is a later edit of the other: of the same visit, or of one that began with it. @param {Written} newer @param {Written} older */
function madeFrom({ edit }, older) {
  if (edit.by === older.edit.by && edit.by !== "000") return true;
  return /** @type {string[]} */ (edit.past.match(/.{3}/g) ?? []).includes(checkDigits(older.text));
}
