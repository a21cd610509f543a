/** What comes next and how far the learner has come: the start page and the progress page. */
import { achievedCount, criterionFigures, criterionState, isPassed, minutesLeft, nextStep } from "./progress.js";
import { all, one, say } from "./dom.js";
import { capital, counted, criteriaNamed, duration, inWords } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Course} Course */
/** @typedef {import("./types.js").State} State */
/** @typedef {{href: string, label: string, meta: string}} Step */

/** @param {App} app */
export function showSummary({ course, store, link }) {
  const state = store.state();
  const step = whereToGo(course, state);
  showStep(step);
  say(one("#far-text"), farText(course, state));
  say(one("#progress-lede"), progressText(course, state));
  const progress = one("#progress");
  for (const place of all("[data-figures]", progress)) say(place, figures(course, state, place.dataset.figures ?? ""));
  for (const again of all("[data-again]", progress)) again.hidden = criterionState(course, state, again.dataset.again ?? "") !== "to_retry";
  say(one("#learner-name"), link.learner.name);
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
  if (open && place) return lessonStep(open.id, place === open.parts[0] ? "#l-" + open.id : "#p-" + place.id, state);
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
  if (next.kind === "lesson") return lessonStep(next.id, "#l-" + next.id, state);
  if (next.kind === "finished") return { href: "#progress", label: "See your progress", meta: isPassed(course, state) ? "You have achieved this unit." : "" };
  const outcome = course.outcomes.find((item) => item.number === next.id);
  const again = (outcome?.criteria ?? []).filter((id) => criterionState(course, state, id) === "to_retry");
  const label = next.kind === "retry" ? `Retry ${criteriaNamed(again)}` : `Outcome ${next.id} test`;
  return { href: "#t-" + next.id, label, meta: "" };
}

/** @param {string} href  a lesson's or test's, as in the contents */
export function titleOf(href) {
  return document.querySelector(`.contents a[href="${CSS.escape(href).replace("\\#", "#")}"] > span`)?.textContent ?? "";
}

/** @param {string} id @param {string} href @param {State} state @returns {Step} */
function lessonStep(id, href, state) {
  const minutes = document.querySelector(`[data-lesson-mark="${id}"] small`)?.textContent ?? "";
  const verb = state.parts.size || state.questions.length ? "Continue" : "Start";
  return { href, label: `${verb}: ${titleOf("#l-" + id)}`, meta: minutes && `About ${minutes.replace("min", "minutes")}` };
}

/** @param {string} number @param {import("./types.js").TestRun} run @returns {Step} */
function carryOn(number, run) {
  return { href: "#t-" + number, label: `Carry on with the outcome ${number} test`, meta: `Question ${run.at + 1} of ${run.keys.length}` };
}

/** @param {Step} step */
function showStep({ href, label, meta }) {
  for (const link of all("#continue, #progress-next")) {
    link.setAttribute("href", href);
    say(link, label);
  }
  one("#progress-next").hidden = href === "#progress";
  say(one("#continue-meta"), meta);
}

/** @param {Course} course @param {State} state */
function farText(course, state) {
  const total = allCriteria(course).length;
  const minutes = minutesLeft(course, state);
  if (isPassed(course, state)) return `You have achieved this unit: all ${counted(total, "criterion", "criteria")}. You can come back to any lesson whenever you like.`;
  const left = minutes ? ` About ${duration(minutes)} of lessons left.` : "";
  if (!state.parts.size && !state.questions.length) return `You have not started yet. The unit has ${counted(total, "criterion", "criteria")}.${left}`;
  const achieved = achievedCount(course, state);
  if (achieved === total) return `You have achieved all ${counted(total, "criterion", "criteria")}. To finish the unit, read the lessons that are still open.${left}`;
  return `You have achieved ${achieved} of ${total} criteria${retryText(course, state)}.${left}`;
}

/** @param {Course} course @param {State} state */
function retryText(course, state) {
  const again = inState(course, state, "to_retry");
  return again.length ? `, and ${inWords(again.length)} ${again.length === 1 ? "is" : "are"} waiting for another try` : "";
}

/** @param {Course} course @param {State} state */
function progressText(course, state) {
  const total = allCriteria(course).length;
  const achieved = achievedCount(course, state);
  if (isPassed(course, state)) return `You have achieved this unit: all ${counted(total, "criterion", "criteria")}.`;
  const again = inState(course, state, "to_retry").length;
  const rest = total - achieved - again;
  const said = [again && `${inWords(again)} to retry`, rest && `${inWords(rest)} still to come`].filter(Boolean).join(", and ");
  if (rest === total) return `Nothing achieved yet. All ${counted(total, "criterion", "criteria")} are still to come.`;
  const start = achieved ? capital(inWords(achieved)) : "None";
  return `${start} of ${inWords(total)} achieved. ${said ? capital(said) : "Read the lessons that are still open to finish the unit"}.`;
}

/** " · practice 2 of 3 · test 1 of 2", leaving out what has not been begun.
 * @param {Course} course @param {State} state @param {string} id */
function figures(course, state, id) {
  const { practised, practice, right, drawn } = criterionFigures(course, state, id);
  return (practised ? ` · practice ${practised} of ${practice}` : "") + (drawn ? ` · test ${right} of ${drawn}` : "");
}

/** @param {Course} course */
function allCriteria(course) {
  return course.outcomes.flatMap((outcome) => outcome.criteria);
}

/** @param {Course} course @param {State} state @param {import("./types.js").CriterionState} wanted */
function inState(course, state, wanted) {
  return allCriteria(course).filter((id) => criterionState(course, state, id) === wanted);
}
