/** The learner's page, put together. */
import { startSaved } from "./banner.js";
import { startBlocks } from "./blocks.js";
import { startBookmarks } from "./bookmarks.js";
import { one } from "./dom.js";
import { startFinding } from "./find.js";
import { followLeaving } from "./leave.js";
import { showMarks } from "./marks.js";
import { createPages } from "./pages.js";
import { startPractice } from "./practice.js";
import { startPrinting } from "./print.js";
import { startReading } from "./reading.js";
import { showRecord } from "./record.js";
import { followReading } from "./seen.js";
import { createStore } from "./store.js";
import { showSummary, showWay } from "./summary.js";
import { startTerms } from "./terms.js";
import { startTests } from "./test.js";
import { usePhrases } from "./words.js";
import { showWorkbook, startWorkbook } from "./workbook.js";
import { startFields } from "./writing.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Course} Course */
/** @typedef {import("./types.js").Link} Link */
/** @typedef {import("./types.js").QuestionType} QuestionType */
/** @typedef {import("./types.js").State} State */

/**
 * @param {Record<string, QuestionType>} types  by name, as in Question.type
 * @param {(course: Course, win: Window, types: Record<string, QuestionType>) => Link} connect
 */
export function start(types, connect) {
  const course = /** @type {Course} */ (JSON.parse(one("#course").textContent ?? ""));
  usePhrases(course.phrases, course.language);
  for (const question of course.questions) question.credit = (packed, text) => partCredit(types[question.type], question, packed, text);
  const link = connect(course, window, types);
  const storage = deviceStorage();
  const store = createStore({
    course, link, storage, tab: tabName, now: () => Date.now(), random: Math.random,
    setTimer: (act, wait) => window.setTimeout(act, wait), clearTimer: (timer) => window.clearTimeout(timer),
  });
  /** @type {App} */
  const app = { course, link, store, types, pages: createPages() };
  startReading();
  startBlocks(app.pages);
  startPractice(app);
  startTests(app);
  startWorkbook(app);
  startFields(app);
  startSaved(app);
  followReading(app);
  followLeaving(app);
  startBookmarks(app, storage);
  startFinding(app);
  startTerms();
  startPrinting();
  // A test's views are made anew; whatever else shows a state is kept true by the store's word.
  app.pages.onShow((page) => {
    if (page.dataset.test) showAll(app);
    // The time spent runs on by itself; it is told once the page stands.
    if (page.id === "progress") queueMicrotask(() => showSummary(app));
  });
  let last = store.state();
  store.subscribe(() => {
    const turned = onlyTurned(last, store.state());
    last = store.state();
    if (turned) showWay(app);
    else showAll(app);
  });
  showAll(app);
  app.pages.start();
  window.addEventListener("online", () => store.tryAgain());
  // The document falls back to plain reading when the script fails before this line.
  window.onerror = null;
}

/** @param {App} app */
function showAll(app) {
  showMarks(app.course, app.store.state());
  showSummary(app);
  showWorkbook(app);
  showRecord(app);
}

/** Whether nothing but the page open is another, which changes the way on and nothing else. @param {State} before @param {State} now */
function onlyTurned(before, now) {
  return before.place !== now.place && Object.entries(now).every(([key, value]) => key === "place" || key === "counter" || value === before[/** @type {keyof State} */ (key)]);
}

/** @param {QuestionType} type @param {import("./types.js").Question} question @param {string} packed @param {string} text */
function partCredit(type, { solution }, packed, text) {
  const answer = type.unpack(packed, text, solution);
  return answer ? type.credit(solution, answer) : 0;
}

/** What this tab was called at the first time of asking, however often it is loaded again. @param {string} name @returns {string} */
function tabName(name) {
  try {
    return (sessionStorage.coursewright ??= name);
  } catch {
    return name;
  }
}

/** The browser's store, null where it is switched off. @returns {Storage | null} */
function deviceStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
