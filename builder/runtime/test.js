/** An outcome's test: before it, and one question at a time until it is handed in. */
import { answerOf, beginLabel, newForm, unanswered } from "./asking.js";
import { startClock, timeLeft, timeWords } from "./clock.js";
import { giveAnswer, handIn, moveRun, rateAnswer, recordOf, startRun } from "./state.js";
import { all, make, one, say } from "./dom.js";
import { lostWords } from "./practice.js";
import { showResults } from "./results.js";
import { listed, spoken, t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Sureness} Sureness */
/** @typedef {import("./types.js").TestRun} TestRun */
/** @typedef {{view: HTMLElement, number: string, run: TestRun, question: Question, form: HTMLFormElement, since: number}} Shown */

/** @param {App} app */
export function startTests(app) {
  startClock(app, (view, number) => handInNow(app, view, number));
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
  const open = run && !run.handedIn;
  for (const more of all(".extra-time", view)) {
    more.hidden = !label || Boolean(open);
    for (const choice of /** @type {HTMLInputElement[]} */ (all("input", more))) if (run) choice.checked = Number(choice.value) === run.extra;
  }
  for (const line of all(".time-left", view)) {
    line.hidden = !open;
    if (open) say(line, timeWords(timeLeft(app.course, run)));
  }
  if (!label) say(one(".lede", view), t("You have achieved every criterion of this outcome. There is nothing left to do here."));
}

/** Extra time is chosen before the test; a retry from the results has it again. @param {App} app @param {string} number */
function begin({ course, store, pages }, number) {
  const run = store.state().tests.get(number);
  const more = /** @type {HTMLInputElement | null} */ (pages.current().querySelector(".view.here .extra-time :checked"));
  if (!run || run.handedIn) store.touch((state) => startRun(course, state, number, Number(more?.value ?? run?.extra ?? 0)));
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
  view.replaceChildren(make("h1", spoken(), t("Question {number} of {total}", { number: run.at + 1, total: run.keys.length })), steps(state, run), ...clockLine(app, view), form);
  const item = { view, number, run, question, form, since: Date.now() };
  const lost = recordOf(state, question.key).packed && !answerOf(app, question, state) ? lostWords() : "";
  if (app.course.testing.confidence) form.append(sureness(state, question));
  form.append(make("p", { class: "say", role: "status", ...spoken() }, lost), turns(app, item));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitAnswer(app, item, run.at + 1);
  });
}

/**
 * The time left, for whoever wants to see it, and a line that warns: the same from question to question.
 * @param {App} app
 * @param {HTMLElement} view
 */
function clockLine({ course }, view) {
  const lines = all(".clock, .clock-said", view);
  if (lines[1]) say(lines[1], "");
  if (lines.length || !course.testing.minutes) return lines;
  const hide = make("button", { class: "inline plain-button", type: "button" }, t("Hide the time"));
  const line = make("p", { class: "clock meta", ...spoken() }, make("span", {}), " ", hide);
  hide.addEventListener("click", () => say(hide, line.classList.toggle("covered") ? t("Show the time") : t("Hide the time")));
  return [line, make("p", { class: "clock-said sr", role: "status", ...spoken() })];
}

/** @param {State} state @param {Question} question */
function sureness(state, { id, key }) {
  const levels = /** @type {[Sureness, string][]} */ ([[1, t("A guess")], [2, t("Fairly sure")], [3, t("Sure")]]);
  return make("fieldset", { class: "sure", ...spoken() }, make("legend", {}, t("How sure are you?")), ...levels.map(([level, word]) => {
    const name = `sure-${id}`;
    return make("label", { class: "tap" }, make("input", { type: "radio", name, value: String(level), checked: state.sure.get(key) === level }), " ", word);
  }));
}

/** @param {HTMLFormElement} form */
function surenessIn(form) {
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector(".sure :checked"));
  return /** @type {Sureness | 0} */ (Number(chosen?.value ?? 0));
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
 * Keeps what is answered, with a step that follows it.
 * @param {App} app
 * @param {Pick<Shown, "question" | "form" | "since">} item
 * @param {(state: State) => State} step
 * @param {boolean} sent  whether the step has to be sent even where no answer is new
 */
function keepTested({ course, store, types }, { question, form, since }, step, sent) {
  const type = types[question.type];
  const answer = type.read(form);
  const packed = answer ? type.pack(answer, question.solution) : "";
  const text = (answer && type.text?.(answer, question.solution)) ?? "";
  const fresh = answer && (packed !== recordOf(store.state(), question.key).packed || text !== (store.state().texts.get(question.key) ?? ""));
  const sure = answer && course.testing.confidence ? surenessIn(form) : null;
  /** @param {State} state */
  const next = (state) => step(sure === null ? state : rateAnswer(state, question.key, sure));
  if (fresh) {
    const right = type.credit(question.solution, answer) === 1;
    const seconds = Math.round((Date.now() - since) / 1000);
    store.change((state) => next(giveAnswer(course, state, question, packed, right, text)), { question, answer, right, seconds });
  } else if (sent) store.change(next);
  else store.touch(next);
}

/**
 * The time is up: what is answered counts, and what stands in the form at this moment.
 * @param {App} app
 * @param {HTMLElement} view
 * @param {string} number
 */
function handInNow(app, view, number) {
  const { course, store, pages } = app;
  const run = store.state().tests.get(number);
  const question = course.questions.find((item) => item.key === run?.keys[run.at]);
  const form = view.querySelector("form");
  if (question && form) keepTested(app, { question, form, since: Date.now() }, (state) => handIn(course, state, number), true);
  pages.replace(`#t-${number}-results`);
}

/**
 * Saves what is chosen and moves to a place in the run; past its end hands in, unless an answer is missing.
 * @param {App} app
 * @param {Shown} item
 * @param {number} place
 */
function goTo(app, item, place) {
  const { course, store, pages } = app;
  const { number, run } = item;
  const past = place === run.keys.length;
  /** @param {State} state */
  const move = (state) => (!past ? moveRun(state, number, place) : unanswered(state, run).length ? state : handIn(course, state, number));
  keepTested(app, item, move, past);
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
