/** What comes next and how far the learner has come: the start page and the progress page. */
import { achievedCount, criterionFigures, criterionState, isPassed, minutesLeft, nextFor, nextStep, partsFor } from "./progress.js";
import { all, one, put, say } from "./dom.js";
import { capital, duration, inWords, listed, t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Course} Course */
/** @typedef {import("./types.js").State} State */
/** @typedef {{href: string, label: string, name: string, meta: string}} Step  `name`: of the place, without what to do there */

/** @param {App} app */
export function showSummary({ course, store, link }) {
  const state = store.state();
  showStep(whereToGo(course, state));
  say(one("#far-text"), farText(course, state));
  for (const place of all("#progress-lede, #record-missing")) say(place, progressText(course, state));
  const progress = one("#progress");
  for (const place of all("[data-figures]", progress)) say(place, figures(course, state, place.dataset.figures ?? ""));
  for (const next of all("[data-next]", progress)) showNext(next, course, state);
  if (progress.matches(".here")) say(one("#time-spent"), timeText(Math.max(state.time, link.time?.() ?? 0)));
}

/** Where the button leads that goes on from here. @param {App} app */
export function showWay({ course, store }) {
  showStep(whereToGo(course, store.state()));
}

/** The way on for one criterion. @param {HTMLElement} link @param {Course} course @param {State} state */
function showNext(link, course, state) {
  const next = nextFor(course, state, link.dataset.next ?? "");
  link.hidden = !next;
  if (!next) return;
  const { practice, practised } = criterionFigures(course, state, link.dataset.next ?? "");
  put(link, "href", { read: "#p-", practise: "#q-", test: "#t-", retry: "#t-" }[next.kind] + next.id);
  say(link, {
    read: t("Read “{title}”", { title: document.getElementById(`p-${next.id}-h`)?.textContent ?? "" }),
    practise: tn("Practise: {count} question to go", "Practise: {count} questions to go", practice - practised),
    test: t("Take the outcome {number} test", { number: next.id }),
    retry: t("Try again in the outcome {number} test", { number: next.id }),
  }[next.kind]);
}

/** @param {number} seconds */
function timeText(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes ? t("You have spent about {time} on this unit so far.", { time: duration(minutes < 60 ? minutes : 5 * Math.round(minutes / 5)) }) : "";
}

/**
 * The learner's next step: back to the lesson left open, else to the test left open, else what the course asks for.
 * @param {Course} course
 * @param {State} state
 * @returns {Step}
 */
export function whereToGo(course, state) {
  const open = course.lessons.find((lesson) => lesson.parts.some((part) => part.key === state.place && !state.parts.has(part.key)));
  const place = open?.parts.find((part) => part.key === state.place);
  if (open && place) return lessonStep(open, place === open.parts[0] ? "#l-" + open.id : "#p-" + place.id, state);
  const test = [...state.tests].find(([, run]) => !run.handedIn && run.at > 0);
  if (test) return carryOn(test[0], test[1]);
  return courseStep(course, state);
}

/**
 * What the course asks for next.
 * @param {Course} course
 * @param {State} state
 * @returns {Step}
 */
export function courseStep(course, state) {
  const next = nextStep(course, state);
  const lesson = course.lessons.find(({ id }) => id === next.id);
  if (next.kind === "lesson" && lesson) return lessonStep(lesson, "#l-" + next.id, state);
  if (next.kind === "finished") return stepTo("#progress", t("See your progress"), isPassed(course, state) ? t("You have achieved this unit.") : "");
  const outcome = course.outcomes.find((item) => item.number === next.id);
  const again = (outcome?.criteria ?? []).filter((id) => criterionState(course, state, id) === "to_retry");
  const retry = tn("Retry criterion {list}", "Retry criteria {list}", again.length, { list: listed(again) });
  return stepTo("#t-" + next.id, next.kind === "retry" ? retry : t("Outcome {number} test", { number: next.id }), "");
}

/** @param {string} href  a lesson's or test's, as in the contents */
export function titleOf(href) {
  return document.querySelector(`.contents a[href="${CSS.escape(href).replace("\\#", "#")}"] > span`)?.textContent ?? "";
}

/** @param {string} href @param {string} label @param {string} meta @returns {Step} */
function stepTo(href, label, meta) {
  return { href, label, name: label, meta };
}

/** @param {import("./types.js").Lesson} lesson @param {string} href @param {State} state @returns {Step} */
function lessonStep({ id, minutes }, href, state) {
  const title = titleOf("#l-" + id);
  const label = state.parts.size || state.questions.length ? t("Continue: {title}", { title }) : t("Start: {title}", { title });
  return { href, label, name: title, meta: t("About {time}", { time: duration(minutes) }) };
}

/** @param {string} number @param {import("./types.js").TestRun} run @returns {Step} */
function carryOn(number, run) {
  const label = t("Carry on with the outcome {number} test", { number });
  return stepTo("#t-" + number, label, t("Question {number} of {total}", { number: run.at + 1, total: run.keys.length }));
}

/** @param {Step} step */
function showStep({ href, label, meta }) {
  for (const link of all("#continue, #progress-next, #record-next")) {
    put(link, "href", href);
    say(link, label);
  }
  one("#progress-next").hidden = href === "#progress";
  say(one("#continue-meta"), meta);
}

/** @param {Course} course @param {State} state */
function farText(course, state) {
  const total = allCriteria(course).length;
  const count = inWords(total);
  const minutes = minutesLeft(course, state);
  if (isPassed(course, state)) {
    return tn("You have achieved this unit: all {count} criterion.", "You have achieved this unit: all {count} criteria.", total, { count }) + " " + t("You can come back to any lesson whenever you like.");
  }
  const left = minutes ? " " + t("About {time} of lessons left.", { time: duration(minutes) }) : "";
  if (!state.parts.size && !state.questions.length) {
    return tn("You have not started yet. The unit has {count} criterion.", "You have not started yet. The unit has {count} criteria.", total, { count }) + left;
  }
  const achieved = achievedCount(course, state);
  if (achieved === total) {
    return tn("You have achieved all {count} criterion.", "You have achieved all {count} criteria.", total, { count }) + " " + t("To finish the unit, read the lessons that are still open.") + left;
  }
  return achievedText(course, state, achieved, total) + left;
}

/** @param {Course} course @param {State} state @param {number} achieved @param {number} total */
function achievedText(course, state, achieved, total) {
  const again = inState(course, state, "to_retry").length;
  if (!again) return t("You have achieved {achieved} of {total} criteria.", { achieved, total });
  return tn(
    "You have achieved {achieved} of {total} criteria, and {count} is waiting for another try.",
    "You have achieved {achieved} of {total} criteria, and {count} are waiting for another try.",
    again, { achieved, total, count: inWords(again) },
  );
}

/** @param {Course} course @param {State} state */
function progressText(course, state) {
  const total = allCriteria(course).length;
  const achieved = achievedCount(course, state);
  const count = inWords(total);
  if (isPassed(course, state)) return tn("You have achieved this unit: all {count} criterion.", "You have achieved this unit: all {count} criteria.", total, { count });
  const again = inState(course, state, "to_retry").length;
  const rest = total - achieved - again;
  if (rest === total) return tn("Nothing achieved yet. All {count} criterion is still to come.", "Nothing achieved yet. All {count} criteria are still to come.", total, { count });
  const start = achieved ? t("{achieved} of {total} achieved.", { achieved: inWords(achieved), total: count }) : t("None of {total} achieved.", { total: count });
  return `${capital(start)} ${capital(stillText(inWords(again), inWords(rest), again, rest))}`;
}

/** @param {string} again @param {string} rest @param {number} retries @param {number} others */
function stillText(again, rest, retries, others) {
  if (retries && others) return t("{again} to retry, and {rest} still to come.", { again, rest });
  if (retries) return t("{again} to retry.", { again });
  return others ? t("{rest} still to come.", { rest }) : t("Read the lessons that are still open to finish the unit.");
}

/** " · practice 2 of 3 · test 1 of 2", leaving out what has not been begun.
 * @param {Course} course @param {State} state @param {string} id */
function figures(course, state, id) {
  const { practised, practice, right, drawn } = criterionFigures(course, state, id);
  const parts = partsFor(course, id);
  const seen = parts.filter(({ key }) => state.parts.has(key)).length;
  const said = [
    seen && t("read {seen} of {parts}", { seen, parts: parts.length }),
    practised && t("practice {practised} of {practice}", { practised, practice }),
    drawn && t("test {right} of {drawn}", { right, drawn }),
  ];
  return said.map((words) => (words ? " · " + words : "")).join("");
}

/** @param {Course} course */
function allCriteria(course) {
  return course.outcomes.flatMap((outcome) => outcome.criteria);
}

/** @param {Course} course @param {State} state @param {import("./types.js").CriterionState} wanted */
function inState(course, state, wanted) {
  return allCriteria(course).filter((id) => criterionState(course, state, id) === wanted);
}
