/** What every change notes by itself: the time spent, the day of passing, who wrote, how much room the LMS has. */

import { toDigits } from "./code.js";
import { isPassed } from "./progress.js";

/** @typedef {import("./types.js").Edit} Edit */
/** @typedef {import("./types.js").State} State */

/** Seconds without a change that still count as time spent: long enough to read a part. */
const STAMP_PAUSE = 600;
const STAMP_DAY = 86_400_000;

/**
 * @param {Pick<import("./store.js").StoreOptions, "course" | "link" | "now" | "random">} options
 * @returns {(before: State, after: State) => State}
 */
export function createStamp({ course, link, now, random }) {
  const visit = toDigits(1 + Math.floor(random() * (64 ** 3 - 1)), 3);
  let last = Number(now());
  return (before, after) => {
    const spent = Math.max(0, Math.floor((Number(now()) - last) / 1000));
    last += 1000 * spent;
    return {
      ...after,
      edits: after.edits === before.edits ? after.edits : new Map([...after.edits].map(([key, edit]) => [key, signed(edit, before.edits.get(key), visit)])),
      time: after.time + Math.min(spent, STAMP_PAUSE),
      passed: after.passed || (isPassed(course, after) && !isPassed(course, before) ? dayNumber(last) : 0),
      room: link.room || after.room,
    };
  };
}

/**
 * Within a visit one text follows from the other: only what the visit found needs to be remembered.
 * @param {Edit} edit
 * @param {Edit | undefined} before
 * @param {string} visit
 * @returns {Edit}
 */
function signed(edit, before, visit) {
  if (edit.rev === before?.rev) return edit;
  return { ...edit, by: visit, past: before?.by === visit ? before.past : edit.past };
}

/**
 * The day that it is on this device, counted from 1 January 1970.
 * @param {number} time  in milliseconds
 */
export function dayNumber(time) {
  return Math.floor(time / STAMP_DAY - new Date(time).getTimezoneOffset() / 1440);
}

/** @param {number} number  of a day */
export function dateOfDay(number) {
  return new Date(1970, 0, 1 + number);
}
