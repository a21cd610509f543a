/** A small course, a large one, and a generator of states, for the tests of the learner's JavaScript. */

import { categorise } from "../../builder/questions/categorise/categorise.js";
import { choice } from "../../builder/questions/choice/choice.js";
import { choices } from "../../builder/questions/choices/choices.js";
import { match } from "../../builder/questions/match/match.js";
import { order } from "../../builder/questions/order/order.js";
import { fill } from "../../builder/questions/fill/fill.js";
import { numeric } from "../../builder/questions/numeric/numeric.js";
import { reflect } from "../../builder/questions/reflect/reflect.js";
import { scale } from "../../builder/questions/scale/scale.js";
import { hotspot } from "../../builder/questions/hotspot/hotspot.js";
import { scenario } from "../../builder/questions/scenario/scenario.js";
import { trueFalse } from "../../builder/questions/true_false/true_false.js";
import { randomFrom } from "../../builder/runtime/draw.js";
import { emptyState, giveAnswer, handIn, moveRun, seeParts, startRun, visitPage } from "../../builder/runtime/state.js";

/**
 * @typedef {import("../../builder/runtime/types.js").Course} Course
 * @typedef {import("../../builder/runtime/types.js").Question} Question
 * @typedef {import("../../builder/runtime/types.js").State} State
 */

/** @type {Record<string, import("../../builder/runtime/types.js").QuestionType>} */
export const TYPES = { categorise, choice, choices, fill, hotspot, match, numeric, order, reflect, scale, scenario, true_false: trueFalse };

/**
 * A course of one-choice questions: for each criterion two practice and `tests` test questions. The right answer
 * of every question is "a". Each criterion has a lesson of two parts.
 * @param {number[]} [sizes]  criteria of each outcome
 * @param {number} [tests]
 * @returns {Course}
 */
export function course(sizes = [2, 1], tests = 3) {
  const outcomes = sizes.map((size, index) => ({
    number: String(index + 1),
    criteria: Array.from({ length: size }, (_, place) => `${index + 1}.${place + 1}`),
    test: true,
  }));
  const criteria = outcomes.flatMap((outcome) => outcome.criteria);
  return {
    package: "example-F5062131",
    unit: "F/506/2131",
    outcomes,
    lessons: outcomes.flatMap(({ number, criteria: ids }) => ids.map((id) => lesson(number, id))),
    questions: criteria.flatMap((id) => [
      ...["a", "b"].map((name) => question(`p${id}${name}`, "practice", [id])),
      ...Array.from({ length: tests }, (_, place) => question(`t${id}${place}`, "test", [id])),
    ]),
    activities: criteria.map((id) => ({ id: `act-${id.replace(".", "-")}`, key: keyOf(`act${id}`), criteria: [id], title: `Activity ${id}`, part: `part-${id}-x` })),
    draw: 2,
    testing: { minutes: null, confidence: false, answers: "when-achieved", criteria: {} },
    rule: { kind: "every_criterion" },
    target: { criteria: Object.fromEntries(criteria.map((id) => [id, `F5062131_AC${id.replace(".", "_")}`])) },
  };
}

/**
 * @param {string} number
 * @param {string} id
 */
function lesson(number, id) {
  const parts = ["x", "y"].map((name) => ({ id: `part-${id}-${name}`, key: keyOf(`${id}${name}`), criteria: [id] }));
  return { id: `lesson-${id}`, outcome: number, minutes: 20, parts, questions: [`p${id}a`, `p${id}b`] };
}

/**
 * @param {string} id
 * @param {"practice" | "test"} purpose
 * @param {string[]} criteria
 * @returns {Question}
 */
export function question(id, purpose, criteria) {
  const solution = /** @type {const} */ ({ kind: "choice", options: 3, right: [0] });
  return { id: id.replace(".", "-"), key: keyOf(id), mark: "m", type: "choice", purpose, scored: true, criteria, part: null, solution: { ...solution, right: [0] } };
}

/**
 * Three characters from a name, different for the names used here.
 * @param {string} name
 */
export function keyOf(name) {
  let number = 0;
  for (const letter of name) number = (number * 131 + letter.charCodeAt(0)) % 36 ** 3;
  return number.toString(36).padStart(3, "0");
}

/**
 * @param {Course} of
 * @param {string} id
 * @returns {Question}
 */
export function named(of, id) {
  const found = of.questions.find((each) => each.id === id.replace(".", "-"));
  if (!found) throw new Error(`no question ${id}`);
  return found;
}

/**
 * Answers every question of an open run and hands it in; those in `wrong` wrongly.
 * @param {Course} of
 * @param {State} state
 * @param {string} number
 * @param {(question: Question) => boolean} [wrong]
 * @returns {State}
 */
export function sit(of, state, number, wrong = () => false) {
  let next = startRun(of, state, number);
  for (const key of next.tests.get(number)?.keys ?? []) {
    const asked = of.questions.find((each) => each.key === key);
    if (asked) next = giveAnswer(of, next, asked, wrong(asked) ? "b" : "a", !wrong(asked));
  }
  return handIn(of, next, number);
}

/**
 * A state that some learner could have, by a random walk from another.
 * @param {Course} of
 * @param {number} seed
 * @param {State} [from]
 * @param {number} [steps]
 * @returns {State}
 */
export function walk(of, seed, from, steps = 30) {
  const random = randomFrom(seed);
  /** @template T @param {readonly T[]} list @returns {T} */
  const any = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const parts = of.lessons.flatMap((each) => each.parts.map(({ key }) => key));
  const numbers = of.outcomes.map(({ number }) => number);
  let state = from ?? emptyState(Math.floor(random() * 2 ** 32));
  for (let step = Math.floor(random() * steps); step > 0; step -= 1) {
    const before = state;
    const number = any(numbers);
    const run = state.tests.get(number);
    const choice = Math.floor(random() * 7);
    if (choice === 0) state = visitPage(state, any(["", ...parts]));
    if (choice === 1) state = seeParts(state, [any(parts)]);
    if (choice === 2) state = startRun(of, state, number);
    if (choice === 3) state = moveRun(state, number, Math.floor(random() * 5));
    if (choice === 4) state = handIn(of, state, number);
    if (choice > 4) {
      const open = of.questions.filter(({ key, purpose }) => purpose === "practice" || (run && !run.handedIn && run.keys.includes(key)));
      const right = random() < 0.6;
      state = giveAnswer(of, state, any(open), right ? "a" : any(["b", "ab"]), right);
    }
    if (state !== before) state = { ...state, counter: before.counter + 1 };
  }
  return state;
}

/**
 * Freezes a state in depth, so that a function that changes it throws (arrays, objects) or is seen (sets, maps).
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function frozen(value) {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map || value instanceof Set) {
    const refuse = () => {
      throw new TypeError("a pure function changed its argument");
    };
    for (const name of ["add", "set", "delete", "clear"]) Object.defineProperty(value, name, { value: refuse });
  } else for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
