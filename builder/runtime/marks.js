/** Keeps every mark on the page true: criteria, lessons, tests, the ruler. */
import { achievedCount, criterionIds, criterionState, lessonState, testState } from "./progress.js";
import { all, one, put, say } from "./dom.js";
import { lessonWord, stateWord, t } from "./words.js";

/** @typedef {import("./types.js").Course} Course */
/** @typedef {import("./types.js").CriterionState} CriterionState */
/** @typedef {import("./types.js").State} State */

/**
 * @param {Course} course
 * @param {State} state
 */
export function showMarks(course, state) {
  const states = new Map(criterionIds(course).map((id) => [id, criterionState(course, state, id)]));
  for (const element of all("[data-criterion]")) showCriterion(element, states.get(element.dataset.criterion ?? "") ?? "not_started");
  for (const link of all("#contents [data-lesson-mark]")) {
    const now = lessonState(course, state, link.dataset.lessonMark ?? "");
    showInContents(link, ...lessonWord(now));
  }
  for (const link of all("#contents [data-test-mark]")) {
    const now = testState(course, state, link.dataset.testMark ?? "");
    showInContents(link, now, stateWord(now).toLowerCase());
  }
  for (const hint of all("[data-unpractised]")) {
    hint.hidden = !["not_started", "seen"].includes(states.get(hint.dataset.unpractised ?? "") ?? "");
  }
  put(one("#ruler"), "aria-label", t("Your progress: {count} of {total} criteria achieved", { count: achievedCount(course, state), total: states.size }));
}

/**
 * A tick of the ruler has only its height; a state has a mark and a word.
 * @param {HTMLElement} element
 * @param {CriterionState} state
 */
function showCriterion(element, state) {
  put(element, "data-state", state);
  const word = element.querySelector("span");
  if (!word) return;
  put(one("use", element), "href", "#" + state);
  say(word, stateWord(state));
}

/** @param {HTMLElement} link @param {string} mark @param {string} word */
function showInContents(link, mark, word) {
  put(one("use", link), "href", "#" + mark);
  put(link, "data-state", mark === "tick" ? "achieved" : mark);
  say(one(".sr", link), t(", ") + word);
}
