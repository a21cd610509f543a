/** How a run of a test went: criterion by criterion, and for every miss why it is one and where to read again. */
import { answerOf, beginLabel, newForm } from "./asking.js";
import { criterionFigures, criterionState } from "./progress.js";
import { recordOf } from "./state.js";
import { all, make, one } from "./dom.js";
import { courseStep } from "./summary.js";
import { wordsOf } from "./why.js";
import { capital, inWords, listed, spoken, t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").TestRun} TestRun */

/**
 * @param {App} app
 * @param {HTMLElement} view
 * @param {string} number
 * @param {TestRun} run
 */
export function showResults(app, view, number, run) {
  const { course, store } = app;
  const ids = course.outcomes.find((outcome) => outcome.number === number)?.criteria ?? [];
  const left = ids.filter((id) => criterionState(course, store.state(), id) !== "achieved");
  const list = make("ol", { class: "criteria hung" }, ...ids.map((id) => criterionRow(app, number, run, id)));
  const heading = `t-${number}-each`;
  view.replaceChildren(
    make("h1", spoken(), headline(ids, left)),
    make("p", { class: "lede", ...spoken() }, lede(number, left)),
    actions(app, number, left),
    make("section", { class: "part", "aria-labelledby": heading }, make("h2", { id: heading, ...spoken() }, t("Criterion by criterion")), list),
    make("p", { class: "state saved", "data-saved": true, ...spoken() }),
  );
}

/** @param {string[]} ids @param {string[]} left */
function headline(ids, left) {
  const got = ids.length - left.length;
  if (ids.length === 1) return got ? t("Criterion {id} achieved", { id: ids[0] }) : t("Criterion {id}: not yet", { id: ids[0] });
  const total = inWords(ids.length);
  if (!left.length) return ids.length === 2 ? t("Both criteria achieved") : t("All {total} criteria achieved", { total });
  return got ? capital(t("{count} of {total} criteria achieved", { count: inWords(got), total })) : t("None of {total} criteria achieved", { total });
}

/** @param {string} number @param {string[]} left */
function lede(number, left) {
  if (!left.length) return t("That is the whole of outcome {number}. What you have achieved stays yours.", { number });
  const rest = tn(
    "{count} to go. Below you can see what to read again. You retry criterion {list} and nothing else, as often as you need.",
    "{count} to go. Below you can see what to read again. You retry criteria {list} and nothing else, as often as you need.",
    left.length, { count: inWords(left.length), list: listed(left) },
  );
  return capital(rest);
}

/** One solid button: retry what is left, else the next step of the course. @param {App} app @param {string} number @param {string[]} left */
function actions(app, number, left) {
  const { course, store } = app;
  const line = make("p", { class: "actions", ...spoken() });
  if (!left.length) {
    const step = courseStep(course, store.state());
    line.append(make("a", { class: "button", href: step.href }, step.label));
    return line;
  }
  line.append(make("button", { class: "button begin", type: "button" }, beginLabel(app, number)), " ");
  const elsewhere = { ...course, outcomes: course.outcomes.filter((outcome) => outcome.number !== number) };
  const later = courseStep(elsewhere, store.state());
  if (later.href !== "#progress") line.append(make("a", { class: "tap", href: later.href }, t("Go on and come back later: {place}", { place: later.name })));
  return line;
}

/** @param {App} app @param {string} number @param {TestRun} run @param {string} id */
function criterionRow(app, number, run, id) {
  const { course, store } = app;
  const { right, drawn } = criterionFigures(course, store.state(), id);
  const row = /** @type {HTMLElement} */ (one(`#t-${number} [data-view=intro] [data-criterion="${id}"]`).closest("li")).cloneNode(true);
  all(".more", /** @type {HTMLElement} */ (row)).forEach((hint) => hint.remove());
  const more = make("div", { class: "more" });
  if (drawn) more.append(make("p", { class: "meta", ...spoken() }, t("{right} of {drawn} right", { right, drawn })));
  for (const key of run.keys) {
    const question = course.questions.find((item) => item.key === key);
    if (question?.criteria.includes(id) && recordOf(store.state(), key)?.right === false) more.append(missed(app, question));
  }
  /** @type {HTMLElement} */ (row).append(more);
  return row;
}

/** What was asked, what was chosen, why it is not right, and where to read again. @param {App} app @param {Question} question */
function missed(app, question) {
  const state = app.store.state();
  const form = newForm(app, question, state);
  const type = app.types[question.type];
  const answer = answerOf(app, question, state);
  const block = make("div", { class: "missed", lang: form.lang || false, dir: form.dir || false }, make("p", { class: "asked" }, ...one("legend", form).childNodes));
  if (answer) {
    type.explain(form, question.solution, answer);
    if (!form.querySelector(".option")) block.append(make("p", {}, t("Your answer: {answer}", { answer: type.words(form, answer) })));
    for (const thing of all(".wrong", form)) block.append(thing.matches(".option") ? wrongChoice(thing) : wrongThing(thing));
    const summary = type.summary(form, question.solution, answer);
    if (summary) block.append(make("p", spoken(), summary));
  }
  const part = question.part && document.getElementById(`p-${question.part}-h`);
  if (part) block.append(make("p", {}, make("a", { href: `#p-${question.part}`, ...spoken() }, t("Read “{part}” again", { part: part.textContent ?? "" }))));
  return block;
}

/** @param {HTMLElement} row */
function wrongChoice(row) {
  const why = one(".why", row);
  why.querySelector(".verdict")?.remove();
  const chosen = one("label span", row);
  const words = chosen.textContent?.trim() ?? "";
  const quoted = words.startsWith("“");
  const ended = /[.?!…]$/.test(words);
  const [before, after] = (quoted ? t("You chose: {answer}") : ended ? t("You chose “{answer}”") : t("You chose “{answer}”.")).split("{answer}");
  return make("p", {}, before, chosen, after + " ", ...why.childNodes);
}

/**
 * What went wrong and why, where the answer as a whole stands above; nothing where the author does not say why.
 * @param {HTMLElement} thing
 */
function wrongThing(thing) {
  const why = thing.querySelector(".why:not([hidden])");
  why?.querySelector(".verdict")?.remove();
  if (!why?.textContent?.trim()) return "";
  const what = thing.querySelector(".what");
  return make("p", {}, ...(what ? [make("strong", {}, wordsOf(what)), " "] : []), ...why.childNodes);
}
