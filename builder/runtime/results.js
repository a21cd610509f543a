/** How a run of a test went, criterion by criterion: what was asked and answered, why it is right or not, and where to read again. */
import { answerOf, beginLabel, newForm } from "./asking.js";
import { criterionFigures, criterionState } from "./progress.js";
import { timeLeft } from "./clock.js";
import { hasRecord } from "./record.js";
import { creditOf } from "./state.js";
import { all, make, markOf, one } from "./dom.js";
import { courseStep } from "./summary.js";
import { closeReason, wordsOf } from "./why.js";
import { capital, inWords, listed, spoken, t, tn } from "./words.js";

/** @typedef {import("./types.js").Answer} Answer */
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
    ...(timeLeft(course, run) > 0 ? [] : [make("p", { class: "notice", ...spoken() }, t("The time was up. What you had answered was handed in."))]),
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
    if (hasRecord(app)) line.append(" ", make("a", { class: "button quiet", href: "#record" }, t("Your record of achievement")));
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
  if (drawn) more.append(make("p", { class: "meta", ...spoken() }, t("{right} of {drawn} right", { right: Number(right.toFixed(1)), drawn })));
  const asked = course.questions.filter(({ key, criteria }) => run.keys.includes(key) && criteria.includes(id));
  more.append(...asked.map((question) => reviewed(app, question, id)).sort((a, b) => Number(b.matches(".missed")) - Number(a.matches(".missed"))));
  /** @type {HTMLElement} */ (row).append(more);
  return row;
}

/**
 * What was asked, what was answered, why it is right or not, and where to read again; what is right is folded, unless it was a guess.
 * @param {App} app
 * @param {Question} question
 * @param {string} id  of the criterion it is shown for
 */
function reviewed(app, question, id) {
  const state = app.store.state();
  const form = newForm(app, question, state);
  const answer = answerOf(app, question, state);
  const credit = creditOf(state, question);
  const place = { lang: form.lang || false, dir: form.dir || false };
  const asked = one("legend", form).childNodes;
  if (answer) app.types[question.type].explain(form, question.solution, answer);
  if (answer && credit === 1) {
    const guessed = state.sure.get(question.key) === 1;
    const note = guessed ? [make("p", spoken(), t("You guessed this one, and it is right."))] : [];
    return make("details", { class: "met", open: guessed, ...place }, make("summary", {}, markOf("tick"), " ", ...asked), ...note, ...given(app, question, form, answer));
  }
  const block = make("div", { class: "missed", ...place }, make("p", { class: "asked" }, ...asked));
  if (answer) block.append(...mistakes(app, question, form, answer));
  else block.append(make("p", spoken(), t("You did not answer this one.")));
  if (credit) block.append(make("p", spoken(), t("Part of it is right, and counts.")));
  if (answer && state.sure.get(question.key) === 3) block.append(make("p", spoken(), t("You were sure of this one: read about it first.")));
  block.append(...rightAnswer(app, question, id, form), ...wayBack(question));
  return block;
}

/** A right answer and its reasons. @param {App} app @param {Question} question @param {HTMLFormElement} form @param {Answer} answer */
function given({ types }, question, form, answer) {
  const words = make("p", {}, make("span", spoken(), t("Your answer:")), " ", types[question.type].words(form, answer));
  return [words, ...all(".why:not([hidden])", form).map((why) => make("p", {}, ...reason(why)))];
}

/** @param {App} app @param {Question} question @param {HTMLFormElement} form @param {Answer} answer */
function mistakes({ types }, question, form, answer) {
  const type = types[question.type];
  const words = form.querySelector(".option") ? [] : [make("p", {}, make("span", spoken(), t("Your answer:")), " ", type.words(form, answer))];
  const summary = type.summary(form, question.solution, answer);
  const wrong = all(".wrong", form).filter((thing) => thing.querySelector(".why:not([hidden])")).map((thing) => (thing.matches(".option") ? wrongChoice(thing) : wrongThing(thing)));
  return [...words, ...wrong, ...(summary ? [make("p", spoken(), summary)] : []), ...all(".ending:not([hidden])", form)];
}

/**
 * The answer, where the author lets a review show it: a question may come again in a retry.
 * @param {App} app
 * @param {Question} question
 * @param {string} id  of the criterion
 * @param {HTMLFormElement} form
 */
function rightAnswer({ course, store, types }, { type, solution }, id, form) {
  const { answers } = course.testing;
  const shown = answers === "after-test" || (answers === "when-achieved" && criterionState(course, store.state(), id) === "achieved");
  const answer = shown && types[type].solve(solution);
  return answer ? [make("p", {}, make("span", spoken(), t("The right answer:")), " ", types[type].words(form, answer))] : [];
}

/** @param {Question} question */
function wayBack({ part }) {
  const heading = part && document.getElementById(`p-${part}-h`);
  return heading ? [make("p", {}, make("a", { href: `#p-${part}`, ...spoken() }, t("Read “{part}” again", { part: heading.textContent ?? "" })))] : [];
}

/** What went wrong and why, where the answer as a whole stands above; nothing where the author does not say why. @param {HTMLElement} thing */
function wrongThing(thing) {
  const what = thing.querySelector(".what");
  const words = reason(one(".why:not([hidden])", thing));
  return words.length ? make("p", {}, ...(what ? [make("strong", {}, wordsOf(what)), " "] : []), ...words) : "";
}

/** An author's feedback without the verdict before it. @param {HTMLElement} why */
function reason(why) {
  closeReason(why);
  return why.childNodes;
}

/** @param {HTMLElement} row */
function wrongChoice(row) {
  const chosen = one("label span", row);
  const words = chosen.textContent?.trim() ?? "";
  const quoted = words.startsWith("“");
  const ended = /[.?!…]$/.test(words);
  const [before, after] = (quoted ? t("You chose: {answer}") : ended ? t("You chose “{answer}”") : t("You chose “{answer}”.")).split("{answer}");
  return make("p", {}, before, chosen, after + " ", ...reason(one(".why", row)));
}
