/** The record of achievement: once the unit is passed a page to print; until then, what is missing. */
import { all, one, say } from "./dom.js";
import { isPassed } from "./progress.js";
import { dateOfDay } from "./stamp.js";
import { day } from "./words.js";

/** @typedef {import("./types.js").App} App */

/**
 * What was achieved stays achieved, also where an updated package asks for more.
 * @param {App} app
 */
export function hasRecord({ course, link, store }) {
  const state = store.state();
  return state.passed > 0 || link.passed || isPassed(course, state);
}

/** @param {App} app */
export function showRecord(app) {
  const passed = hasRecord(app);
  const date = app.store.state().passed;
  for (const place of all("[data-passed]")) place.hidden = place.dataset.passed !== String(passed);
  say(one("#record-day"), date ? day(dateOfDay(date)) : "");
}
