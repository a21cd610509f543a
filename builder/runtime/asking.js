/** What a test's pages share: the form of a question, what is unanswered, what the button that opens it says. */
import { drawQuestions, optionOrder } from "./draw.js";
import { criterionState } from "./progress.js";
import { recordOf } from "./state.js";
import { one } from "./dom.js";
import { inWords, listed, t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").TestRun} TestRun */

/**
 * What the button that opens the test says; "" when everything is achieved.
 * @param {App} app
 * @param {string} number
 */
export function beginLabel({ course, store }, number) {
  const state = store.state();
  const run = state.tests.get(number);
  if (run && !run.handedIn) return run.at || unanswered(state, run).length < run.keys.length ? t("Carry on: question {number} of {total}", { number: run.at + 1, total: run.keys.length }) : t("Start the test");
  const left = (course.outcomes.find((outcome) => outcome.number === number)?.criteria ?? []).filter((id) => criterionState(course, state, id) !== "achieved");
  if (!run || !left.length) return left.length ? t("Start the test") : "";
  const count = drawQuestions(course, state, number).length;
  const questions = tn("{count} question", "{count} questions", count, { count: inWords(count) });
  return tn("Retry criterion {list}: {questions}", "Retry criteria {list}: {questions}", left.length, { list: listed(left), questions });
}

/**
 * The question's form out of its template, with the answer given so far.
 * @param {App} app
 * @param {Question} question
 * @param {State} state
 */
export function newForm(app, question, state) {
  const template = /** @type {HTMLTemplateElement} */ (one("#tq-" + CSS.escape(question.id)));
  const form = /** @type {HTMLFormElement} */ (one("form", /** @type {DocumentFragment} */ (document.importNode(template.content, true))));
  const type = app.types[question.type];
  type.arrange?.(form, (count) => optionOrder(state.seed, question.key, count));
  type.show(form, answerOf(app, question, state));
  return form;
}

/**
 * What was last answered, null where nothing was or it cannot be read.
 * @param {App} app
 * @param {Question} question
 * @param {State} state
 */
export function answerOf({ types }, question, state) {
  const { packed } = recordOf(state, question.key);
  return packed ? types[question.type].unpack(packed, state.texts.get(question.key) ?? "", question.solution) : null;
}

/**
 * Places without an answer, 0-based.
 * @param {State} state
 * @param {TestRun} run
 */
export function unanswered(state, run) {
  return run.keys.flatMap((key, place) => (recordOf(state, key)?.packed ? [] : [place]));
}
