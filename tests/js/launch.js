/** Launches of a package against the double of an LMS: the adapter and the store together, without a screen. */

import { giveAnswer, handIn, recordOf, seeParts, startRun } from "../../builder/runtime/state.js";
import { connect } from "../../builder/targets/scorm12/adapter.js";
import { createLms, errors } from "../../builder/preview/lms/lms.js";
import { TYPES, course, named } from "./courses.js";
import { device, open } from "./device.js";

/**
 * @typedef {import("../../builder/preview/lms/lms.js").Lms} Lms
 * @typedef {import("../../builder/preview/lms/lms.js").LmsOptions} LmsOptions
 * @typedef {import("../../builder/runtime/store.js").Store} Store
 * @typedef {import("./courses.js").Course} Course
 * @typedef {import("./courses.js").State} State
 */

export const OF = course();
export const PROFILES = /** @type {const} */ (["strict", "moodle", "mandatory"]);
/** The questions whether an LMS has an optional part of the data model: the only calls it may refuse. */
const PROBES = /^cmi\.(objectives|interactions)\._children$/;

/** @param {Partial<LmsOptions>} [options] @returns {Lms} */
export const lmsOf = (options) => createLms({ profile: "strict", learner: { id: "ann", name: "Archer, Ann" }, ...options });

/** A window in which the LMS's API is found. @param {unknown} API @param {object} [more] @returns {Window} */
export const windowOf = (API, more) => /** @type {any} */ ({ API, ...more });

/**
 * Launches a package: the LMS as the launch before left it, the adapter and the store.
 * @param {Partial<LmsOptions>} [options]
 * @param {{of?: Course, on?: import("./device.js").Device, seed?: number}} [more]
 */
export function launch(options, { of = OF, on = device(), seed = 0.5 } = {}) {
  const lms = lmsOf(options);
  const link = connect(of, windowOf(lms.API), TYPES);
  const store = open(on, of, link, seed);
  return { lms, link, store, on, of };
}

/** @param {{store: Store, of: Course}} page @param {string} id @param {boolean} [right] @param {number} [seconds] */
export function answer({ store, of }, id, right = true, seconds = 12.345) {
  const asked = named(of, id);
  store.change((state) => giveAnswer(of, state, asked, right ? "a" : "b", right), { question: asked, answer: { kind: "choice", picks: [right ? 0 : 1] }, right, seconds });
}

/** Sits an outcome's test. @param {{store: Store, of: Course}} page @param {string} number @param {string[]} [wrong] criteria */
export function sitTest(page, number, wrong = []) {
  page.store.change((state) => startRun(page.of, state, number));
  for (const key of page.store.state().tests.get(number)?.keys ?? []) {
    const asked = page.of.questions.find((each) => each.key === key);
    if (asked) answer(page, asked.id, !asked.criteria.some((id) => wrong.includes(id)));
  }
  page.store.change((state) => handIn(page.of, state, number));
}

/** @param {{store: Store, of: Course}} page */
export function readAll({ store, of }) {
  store.touch((state) => seeParts(state, of.lessons.flatMap(({ parts }) => parts.map(({ key }) => key))));
  store.flush();
}

/** The calls that went wrong, but for the probes. @param {Lms} lms */
export const faulty = (lms) => errors(lms.log).filter(({ args }) => !PROBES.test(String(args[0])));

/** The same on a store alone. @param {Store} store @param {string} id @param {boolean} [right] */
export function answerIn(store, id, right = true) {
  answer({ store, of: OF }, id, right);
}

/** @param {State | null | undefined} state @param {string} id */
export function packedIn(state, id) {
  return state && recordOf(state, named(OF, id).key).packed;
}
