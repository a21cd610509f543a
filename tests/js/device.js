/** A learner's device without a screen: its storage, its clock and its timers, for the tests of saving. */

import { createStore } from "../../builder/runtime/store.js";

/**
 * @typedef {import("../../builder/runtime/types.js").Course} Course
 * @typedef {import("../../builder/runtime/types.js").Link} Link
 * @typedef {import("../../builder/runtime/types.js").LinkStatus} LinkStatus
 * @typedef {import("../../builder/runtime/types.js").Update} Update
 */

/**
 * @typedef {object} Device
 * @property {Map<string, string>} items  what is stored
 * @property {import("../../builder/runtime/copies.js").DeviceStorage} storage
 * @property {string} tab  what the tab is called, "" for a new one
 * @property {{broken: boolean}} trouble  broken: storage throws at every call
 * @property {number} time  milliseconds
 * @property {{run: () => void, at: number}[]} timers
 */

/** @returns {Device} */
export function device() {
  /** @type {Map<string, string>} */
  const items = new Map();
  const trouble = { broken: false };
  const check = () => {
    if (trouble.broken) throw new Error("storage is forbidden");
  };
  return {
    items,
    trouble,
    time: Date.UTC(2026, 0, 5, 9),
    timers: [],
    tab: "",
    storage: {
      get length() {
        return check(), items.size;
      },
      key: (index) => (check(), [...items.keys()][index] ?? null),
      getItem: (name) => (check(), items.get(name) ?? null),
      setItem: (name, value) => (check(), void items.set(name, value)),
      removeItem: (name) => (check(), void items.delete(name)),
    },
  };
}

/**
 * Opens the page: a store on this device, with a connection.
 * @param {Device} on
 * @param {Course} course
 * @param {Link} link
 * @param {number} [seed]  0 to 1: decides the seed of a new attempt
 */
export function open(on, course, link, seed = 0.5) {
  on.timers = [];
  return createStore({
    course,
    link,
    storage: on.storage,
    tab: (name) => (on.tab ||= name),
    now: () => on.time,
    random: () => seed,
    setTimer(run, wait) {
      const timer = { run, at: on.time + wait };
      on.timers.push(timer);
      return timer;
    },
    clearTimer(timer) {
      on.timers = on.timers.filter((other) => other !== timer);
    },
  });
}

/**
 * Lets time go by; timers that are due run.
 * @param {Device} on
 * @param {number} seconds
 */
export function wait(on, seconds) {
  const end = on.time + seconds * 1000;
  for (;;) {
    const [next] = on.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (!next) break;
    on.timers = on.timers.filter((timer) => timer !== next);
    on.time = Math.max(on.time, next.at);
    next.run();
  }
  on.time = end;
}

/**
 * @typedef {object} Told  what a test tells a fake connection, and what it was given
 * @property {LinkStatus} state
 * @property {boolean} works  whether saving does
 * @property {Update[]} updates
 * @property {Update[]} finishes
 * @typedef {Link & Told} FakeLink
 */

/**
 * A connection that keeps what it is given, to be told how it goes.
 * @param {Partial<FakeLink>} [more]
 * @returns {FakeLink}
 */
export function fakeLink(more = {}) {
  /** @type {FakeLink} */
  const link = {
    state: "live",
    learner: { id: "ann", name: "Ann", site: "/lms/" },
    code: "",
    fresh: false,
    passed: false,
    works: true,
    updates: [],
    finishes: [],
    status: () => link.state,
    save(update) {
      link.updates.push(update);
      return link.works;
    },
    finish(update) {
      link.finishes.push(update);
      link.state = "finished";
      return link.works;
    },
    retry() {
      return link.state === "live";
    },
    ...more,
  };
  return link;
}
