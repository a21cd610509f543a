/** A conversation: what is said decides how it goes on, and its path is the answer. */
import { all, make, one, say } from "../../runtime/dom.js";
import { packPlaces, unpackPlaces } from "../../runtime/letters.js";
import { arrangeRows, markRows } from "../../runtime/rows.js";
import { capital, inWords, spoken, t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").Answer} Answer */
/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").PathAnswer} PathAnswer */
/** @typedef {import("../../runtime/types.js").Solution} Solution */
/**
 * By step and choice, in the author's order: the step that follows (-1: the end) and the score; by step the most that can be scored
 * from there on. `pass`: the share of the best score that makes the whole right.
 * @typedef {{right: number[], start: number, next: number[][], scores: number[][], best: number[], pass: number}} Scene
 */

/** @type {QuestionType} */
export const scenario = {
  read(form) {
    const picks = pathOf(form);
    return walk(form, picks).step ? null : { kind: "path", picks };
  },
  show(form, answer) {
    one(".say-this", form).onclick = (event) => speak(form, event);
    one(".step-back", form).onclick = () => stepBack(form);
    stage(form, picksOf(answer));
  },
  explain(form, solution, answer) {
    const scene = sceneOf(solution);
    const picks = answer ? picksOf(answer) : scene.right;
    stage(form, picks);
    const { better, share } = judge(scene, picks);
    const list = /** @type {HTMLFormElement} */ (one(".debrief", form));
    list.replaceChildren(...walk(form, picks).rows.map((row, turn) => lookingBack(row, turn, better[turn])));
    const turns = [...better.keys()];
    markRows(list, turns, turns.filter((turn) => better[turn] < 0), [t("Right."), t("Not quite.")]);
    const ending = all(".ending", form).find((each) => share >= Number(each.dataset.least) - 1e-6);
    if (ending) ending.hidden = false;
  },
  clear(form) {
    one(".debrief", form).replaceChildren();
    all(".ending", form).forEach((each) => void (each.hidden = true));
  },
  keepRight(form, solution) {
    const picks = pathOf(form);
    const missed = judge(sceneOf(solution), picks).better.findIndex((choice) => choice >= 0);
    stage(form, picks.slice(0, missed < 0 ? -1 : missed));
    const first = /** @type {HTMLElement | null} */ (form.querySelector(".step:not([hidden]) input"));
    first?.focus();
    return first;
  },
  summary(_form, solution, answer) {
    const { better } = judge(sceneOf(solution), picksOf(answer));
    const found = inWords(better.filter((choice) => choice >= 0).length);
    return better.length > 1 ? capital(t("{found} of the {total} turns could have gone better.", { found, total: inWords(better.length) })) : "";
  },
  words: (form, answer) => walk(form, picksOf(answer)).rows.map((row) => one("label", row).textContent?.trim()).join(" "),
  solve: (solution) => ({ kind: "path", picks: sceneOf(solution).right }),
  credit(solution, answer) {
    const scene = sceneOf(solution);
    const { share } = judge(scene, picksOf(answer));
    return share > scene.pass - 1e-6 ? 1 : share / scene.pass;
  },
  pack: (answer) => packPlaces(picksOf(answer)),
  unpack(packed) {
    const picks = unpackPlaces(packed);
    return picks && { kind: "path", picks };
  },
  ask: () => t("Play the conversation to its end first."),
  arrange(form, order) {
    for (const step of all(".step", form)) arrangeRows(/** @type {HTMLFormElement} */ (step), order);
  },
};

/** @param {Answer | null} answer */
const picksOf = (answer) => (answer ? /** @type {PathAnswer} */ (answer).picks : []);
/** @param {Solution} solution */
const sceneOf = (solution) => /** @type {Scene} */ (/** @type {unknown} */ (solution));
/** What has been said so far. @param {HTMLFormElement} form */
const pathOf = (form) => unpackPlaces(form.dataset.path ?? "") ?? [];

/**
 * The rows that a path chooses, and the step where it stands: undefined at the end.
 * @param {HTMLFormElement} form
 * @param {number[]} picks
 */
function walk(form, picks) {
  const steps = all(".step", form);
  const rows = [];
  /** @type {HTMLElement | undefined} */
  let step = steps[Number(one(".turns", form).dataset.start)];
  for (const pick of picks) {
    const row = /** @type {HTMLElement | null | undefined} */ (step?.querySelector(`[data-index="${pick}"]`));
    if (!row) break;
    rows.push(row);
    step = steps[Number(row.dataset.next)];
  }
  return { rows, step };
}

/**
 * Plays a path as far as it goes: what is on the stage already stays there untouched.
 * @param {HTMLFormElement} form
 * @param {number[]} picks
 */
function stage(form, picks) {
  const { rows, step } = walk(form, picks);
  const play = one(".play", form);
  const before = pathOf(form);
  const same = rows.findIndex((_row, turn) => picks[turn] !== before[turn]);
  const kept = play.firstChild ? (same < 0 ? rows.length : same) : -1;
  all("li", play).forEach((line) => Number(line.dataset.turn) > kept && line.remove());
  for (let turn = kept + 1; turn <= rows.length; turn += 1) play.append(...linesOf(form, picks, turn));
  form.dataset.path = packPlaces(picks.slice(0, rows.length));
  for (const each of all(".step", form)) each.hidden = each !== step;
  for (const input of /** @type {HTMLInputElement[]} */ (all(".step input", form))) input.checked = rows.some((row) => row.contains(input));
  const button = /** @type {HTMLButtonElement} */ (one(".say-this", form));
  button.hidden = !step;
  // Enter presses a form's first button that submits: this one, as long as there is something to say.
  button.type = step ? "submit" : "button";
  one(".step-back", form).hidden = !rows.length;
  const check = /** @type {HTMLElement | null} */ (form.querySelector(".check"));
  if (check) check.hidden = Boolean(step);
}

/**
 * What is said in a turn: the learner's words, how they land, and what comes back.
 * @param {HTMLFormElement} form
 * @param {number[]} picks
 * @param {number} turn  0 before the first choice
 */
function linesOf(form, picks, turn) {
  const { rows, step } = walk(form, picks.slice(0, turn));
  const row = rows[turn - 1];
  const lines = [...(row ? all(".lines > li", row) : []), ...(step ? all(":scope > .lines > li", step) : [])].map((line) => /** @type {HTMLElement} */ (line.cloneNode(true)));
  if (row) lines.unshift(make("li", { class: "you" }, make("b", spoken(), t("You")), make("p", {}, ...wordsIn(row))));
  lines.forEach((line) => (line.dataset.turn = String(turn)));
  return lines;
}

/** A copy of what can be said. @param {HTMLElement} row */
const wordsIn = (row) => one("label span", row).cloneNode(true).childNodes;

/**
 * Says what is chosen. At the end practice marks it by itself; a test waits until it is saved.
 * @param {HTMLFormElement} form
 * @param {Event} event
 */
function speak(form, event) {
  event.preventDefault();
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector(".step:not([hidden]) input:checked"));
  const line = one(".say", form);
  line.classList.remove("sr");
  say(line, chosen ? "" : t("Choose what to say first."));
  if (!chosen) return;
  stage(form, [...pathOf(form), Number(chosen.value)]);
  if (walk(form, pathOf(form)).step) return;
  const onward = /** @type {HTMLElement | null} */ (form.querySelector(".check, .turn .next"));
  if (onward?.matches(".check")) form.requestSubmit();
  onward?.focus({ preventScroll: true });
}

/** @param {HTMLFormElement} form */
function stepBack(form) {
  stage(form, pathOf(form).slice(0, -1));
  form.dispatchEvent(new Event("change"));
  const back = one(".step-back", form);
  if (back.hidden) one(".say-this", form).focus();
}

/**
 * Turn by turn the choice that would have been better, -1 where none would, and the share of the best score. An answer from before the
 * scene was changed may name what is not there: it counts for nothing.
 * @param {Scene} scene
 * @param {number[]} picks
 */
function judge({ start, next, scores, best }, picks) {
  let step = start;
  let sum = 0;
  const better = picks.map((pick) => {
    const [here, after, most] = [scores[step] ?? [], next[step] ?? [], best[step] - 1e-6];
    /** @param {number} choice */
    const enough = (choice) => here[choice] + (best[after[choice]] ?? 0) >= most;
    sum += here[pick] ?? 0;
    step = after[pick];
    return enough(pick) ? -1 : here.findIndex((_score, choice) => enough(choice));
  });
  return { better, share: sum / best[start] };
}

/**
 * What was said in a turn, to be marked, and what would have been better to say.
 * @param {HTMLElement} row
 * @param {number} turn
 * @param {number} better  choice, -1 for none
 */
function lookingBack(row, turn, better) {
  const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
  copy.dataset.index = String(turn);
  const input = one("input", copy);
  input.removeAttribute("name");
  input.hidden = true;
  all(".lines, .no-js", copy).forEach((part) => part.remove());
  const other = row.parentElement?.querySelector(`[data-index="${better}"]`);
  if (other) one(".why", copy).append(" ", make("span", { class: "better" }, make("b", spoken(), t("Better:")), " ", make("span", {}, ...wordsIn(/** @type {HTMLElement} */ (other)))));
  return copy;
}
