/** The time limit of a test: it counts while one of its questions is on screen, warns in time, and hands in when it is up. */
import { tickRun } from "./state.js";
import { one, say } from "./dom.js";
import { t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Course} Course */
/** @typedef {import("./types.js").TestRun} TestRun */

/** Seconds between two savings of the time; a crash costs no learner more than these. */
const CLOCK_STEP = 5;
/** Seconds left at which a learner is told. */
const CLOCK_WARNINGS = [300, 60];

/**
 * @param {Course} course
 * @param {TestRun} run
 * @returns {number} seconds, Infinity without a limit
 */
export function timeLeft({ testing }, { used, extra }) {
  return testing.minutes ? Math.floor((testing.minutes * 60 * (100 + extra)) / 100) - used : Infinity;
}

/** @param {number} left  seconds */
export function timeWords(left) {
  return left > 60 ? tn("{count} minute left", "{count} minutes left", Math.ceil(left / 60)) : t("Less than a minute left");
}

/**
 * @param {App} app
 * @param {(view: HTMLElement, number: string) => void} timeUp
 */
export function startClock(app, timeUp) {
  if (!app.course.testing.minutes) return;
  let since = 0;
  let warned = Infinity;

  /** @param {boolean} ending  whatever was counted is kept now */
  function count(ending) {
    const view = /** @type {HTMLElement | null} */ (app.pages.current().querySelector(".view.here[data-view=question]"));
    const number = app.pages.current().dataset.test ?? "";
    const run = app.store.state().tests.get(number);
    if (!view || !run || run.handedIn || (document.hidden && !since)) {
      since = 0;
      return;
    }
    const now = performance.now();
    since ||= now;
    const passed = (now - since) / 1000;
    const left = timeLeft(app.course, run) - passed;
    show(view, left);
    if (left > 0 && passed < CLOCK_STEP && !ending) return;
    since = document.hidden ? 0 : now;
    app.store.touch((state) => tickRun(state, number, passed));
    if (left <= 0) timeUp(view, number);
  }

  /** @param {HTMLElement} view @param {number} left */
  function show(view, left) {
    const line = one(".clock", view);
    say(one("span", line), timeWords(left));
    const due = CLOCK_WARNINGS.filter((seconds) => left <= seconds).at(-1) ?? Infinity;
    line.classList.toggle("soon", due < Infinity);
    if (due < warned) {
      say(one(".clock-said", view), timeWords(left));
      if (line.matches(".covered")) one("button", line).click();
    }
    warned = due;
  }

  window.setInterval(() => count(false), 1000);
  document.addEventListener("visibilitychange", () => count(true));
  window.addEventListener("pagehide", () => count(true));
  app.pages.onShow((_, view) => {
    count(true);
    if (view?.dataset.view === "question") queueMicrotask(() => count(false));
  });
}
