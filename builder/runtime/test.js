/** An outcome's test: before it, and one question at a time until it is handed in. */
import { answerOf, beginLabel, newForm, unanswered } from "./asking.js";
import { giveAnswer, handIn, moveRun, recordOf, startRun } from "./state.js";
import { make, one, say } from "./dom.js";
import { lostWords } from "./practice.js";
import { showResults } from "./results.js";
import { listed, spoken, t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").TestRun} TestRun */
/** @typedef {{view: HTMLElement, number: string, run: TestRun, question: Question, form: HTMLFormElement, since: number}} Shown */

/** @param {App} app */
export function startTests(app) {
  app.pages.onShow((page, view, first) => {
    const number = page.dataset.test;
    if (!number || !view) return;
    const run = app.store.state().tests.get(number);
    const wanted = view.dataset.view;
    if (wanted === "intro") return showIntro(app, view, number);
    if (wanted === "question") return first || !run || run.handedIn ? "#t-" + number : showQuestion(app, view, number);
    return run?.handedIn ? showResults(app, view, number, run) : "#t-" + number;
  });
  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest?.("button.begin");
    const page = /** @type {HTMLElement | null | undefined} */ (button?.closest("[data-test]"));
    if (page) begin(app, page.dataset.test ?? "");
  });
}

/** @param {App} app @param {HTMLElement} view @param {string} number */
function showIntro(app, view, number) {
  const label = beginLabel(app, number);
  const button = one(".begin", view);
  const run = app.store.state().tests.get(number);
  say(button, label);
  button.hidden = !label;
  one(".latest", view).hidden = !run?.handedIn;
  one(".rules", view).hidden = !label;
  if (!label) say(one(".lede", view), t("You have achieved every criterion of this outcome. There is nothing left to do here."));
}

/** @param {App} app @param {string} number */
function begin({ course, store, pages }, number) {
  const run = store.state().tests.get(number);
  if (!run || run.handedIn) store.touch((state) => startRun(course, state, number));
  pages.go(`#t-${number}-q`);
}

/** @param {App} app @param {HTMLElement} view @param {string} number */
function showQuestion(app, view, number) {
  const state = app.store.state();
  const run = /** @type {TestRun} */ (state.tests.get(number));
  const question = app.course.questions.find((item) => item.key === run.keys[run.at]);
  const shown = `${run.run} ${run.at} ${run.keys[run.at]}`;
  if (!question || view.dataset.shown === shown) return;
  view.dataset.shown = shown;
  const form = newForm(app, question, state);
  const lost = recordOf(state, question.key).packed && !answerOf(app, question, state) ? lostWords() : "";
  view.replaceChildren(make("h1", spoken(), t("Question {number} of {total}", { number: run.at + 1, total: run.keys.length })), steps(state, run), form);
  const item = { view, number, run, question, form, since: Date.now() };
  form.append(make("p", { class: "say", role: "status", ...spoken() }, lost), turns(app, item));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitAnswer(app, item, run.at + 1);
  });
}

/** @param {State} state @param {TestRun} run */
function steps(state, run) {
  return make("ol", { class: "steps", ...spoken(), "aria-label": t("Questions") }, ...run.keys.map((key, place) => {
    const done = Boolean(recordOf(state, key)?.packed);
    const item = make("li", { class: done ? "done" : "", "aria-current": place === run.at && "step" }, String(place + 1));
    if (done) item.append(make("span", { class: "sr" }, " " + t("answered")));
    return item;
  }));
}

/** @param {App} app @param {Shown} item */
function turns(app, item) {
  const { run } = item;
  const nav = make("nav", { class: "turn", ...spoken(), "aria-label": t("Next and previous question") });
  if (run.at) {
    const back = make("button", { class: "tap plain-button", type: "button" }, t("Back to question {number}", { number: run.at }));
    back.addEventListener("click", () => goTo(app, item, run.at - 1));
    nav.append(back);
  }
  const whole = !unanswered(app.store.state(), run).some((place) => place !== run.at);
  const last = run.at === run.keys.length - 1;
  if (whole && !last) {
    const end = make("button", { class: "tap plain-button", type: "button" }, t("Save and hand in"));
    end.addEventListener("click", () => submitAnswer(app, item, run.keys.length));
    nav.append(end);
  }
  nav.append(make("button", { class: "button next" }, whole && last ? t("Save and hand in") : t("Save and go on")));
  return nav;
}

/** @param {App} app @param {Shown} item @param {number} place  where to go when there is an answer */
function submitAnswer(app, item, place) {
  const type = app.types[item.question.type];
  if (type.read(item.form)) return goTo(app, item, place);
  const skip = make("button", { class: "inline plain-button", type: "button" }, t("Leave this question for later"));
  skip.addEventListener("click", () => goTo(app, item, item.run.at + 1));
  one(".say", item.form).replaceChildren(type.ask?.() ?? t("Choose an answer first."), " ", skip);
}

/**
 * Saves what is chosen and moves to a place in the run; past its end hands in, unless an answer is missing.
 * @param {App} app
 * @param {Shown} item
 * @param {number} place
 */
function goTo(app, item, place) {
  const { course, store, pages } = app;
  const { number, run, question } = item;
  const type = app.types[question.type];
  const answer = type.read(item.form);
  const packed = answer ? type.pack(answer, question.solution) : "";
  const text = (answer && type.text?.(answer, question.solution)) ?? "";
  const changed = answer && (packed !== recordOf(store.state(), question.key).packed || text !== (store.state().texts.get(question.key) ?? ""));
  const past = place === run.keys.length;
  /** @param {State} state */
  const move = (state) => (!past ? moveRun(state, number, place) : unanswered(state, run).length ? state : handIn(course, state, number));
  if (changed) {
    const right = type.credit(question.solution, answer) === 1;
    const seconds = Math.round((Date.now() - item.since) / 1000);
    store.change((state) => move(giveAnswer(course, state, question, packed, right, text)), { question, answer, right, seconds });
  } else if (past) store.change(move);
  else store.touch(move);
  if (store.state().tests.get(number)?.handedIn) return pages.replace(`#t-${number}-results`);
  if (past) return nameUnanswered(app, item);
  showQuestion(app, item.view, number);
  pages.focus(item.view);
}

/** @param {App} app @param {Shown} item */
function nameUnanswered(app, item) {
  const places = unanswered(app.store.state(), item.run);
  const names = places.map((place) => place + 1);
  const line = tn("Question {list} has no answer yet.", "Questions {list} have no answer yet.", names.length, { list: listed(names) }) + " ";
  const links = places.filter((place) => place !== item.run.at).map((place) => {
    const button = make("button", { class: "tap plain-button", type: "button" }, t("Go to question {number}", { number: place + 1 }));
    button.addEventListener("click", () => goTo(app, item, place));
    return button;
  });
  one(".say", item.form).replaceChildren(line, make("span", { class: "actions" }, ...links));
}
