/** What reaches the LMS for good: values wait until a commit, and the faults say what becomes of them. */

import { fromRecord, toRecord } from "./record.js";

/**
 * What goes wrong. All are off at first; a test may switch them while the package runs.
 * LMSFinish includes a commit, so the faults of a commit are its faults too.
 * @typedef {object} Faults
 * @property {boolean} initialize LMSInitialize gives "false"
 * @property {string} refuseValue LMSSetValue gives "false", code 101, for elements that begin so; "" for none
 * @property {boolean} refuse LMSSetValue, LMSCommit and LMSFinish give "false", code 101
 * @property {boolean} commitFails LMSCommit and LMSFinish give "false", code 101
 * @property {boolean} dropCommits LMSCommit and LMSFinish give "true", and the values are lost
 * @property {boolean} loggedOut every call but the three error functions gives "false", code 101
 * @property {number | null} truncate characters of suspend_data that are kept
 * @property {number | null} cut characters of suspend_data that LMSSetValue takes; it says "true" all the same
 * @property {boolean} anyLength LMSSetValue takes suspend_data of any length
 * @property {boolean} mangle every 7th character of suspend_data is stored as "?"
 */

/** @typedef {"stored" | "dropped" | "failed"} Fate */

/** @returns {Faults} */
export function noFaults() {
  return {
    initialize: false,
    refuseValue: "",
    refuse: false,
    commitFails: false,
    dropCommits: false,
    loggedOut: false,
    truncate: null,
    cut: null,
    anyLength: false,
    mangle: false,
  };
}

/**
 * @typedef {object} Store
 * @property {ReadonlyMap<string, string>} stored the durable values, by element
 * @property {import("./record.js").Counters} counters
 * @property {(name: string, value: string) => void} put keeps a value for the next flush
 * @property {() => Fate} flush sends what was put
 * @property {() => boolean} sentArrays whether objectives or interactions were sent since the launch
 * @property {() => import("./record.js").LmsRecord} record
 */

/**
 * @param {Partial<import("./record.js").LmsRecord>} record of the launch before, or {}
 * @param {Faults} faults
 * @param {import("./profiles.js").Profile} profile
 * @returns {Store}
 */
export function createStore(record, faults, profile) {
  const stored = fromRecord(record);
  const counters = { launches: record.launches ?? 0, commits: record.commits ?? 0, finishes: record.finishes ?? 0 };
  /** What the page takes the LMS to have. */
  const sent = new Map(stored);
  /** @type {Map<string, string>} */
  const pending = new Map();
  let arrays = false;

  function forget() {
    for (const [name, value] of pending) sent.set(name, value);
    arrays ||= [...pending.keys()].some((name) => /^cmi\.(objectives|interactions)\./.test(name));
    pending.clear();
  }

  return {
    stored,
    counters,
    sentArrays: () => arrays,
    record: () => toRecord(stored, counters),
    put(name, value) {
      if (profile.sendsChangesOnce && sent.get(name) === value) pending.delete(name);
      else pending.set(name, value);
    },
    flush() {
      if (faults.refuse || faults.commitFails) {
        if (profile.sendsChangesOnce) forget();
        return "failed";
      }
      if (!faults.dropCommits) {
        for (const [name, value] of pending) stored.set(name, name === "cmi.suspend_data" ? damaged(value, faults) : value);
        counters.commits += 1;
      }
      forget();
      return faults.dropCommits ? "dropped" : "stored";
    },
  };
}

/**
 * @param {string} value
 * @param {Faults} faults
 */
export function damaged(value, faults) {
  const kept = faults.truncate === null ? value : value.slice(0, faults.truncate);
  return faults.mangle ? kept.replace(/([\s\S]{6})[\s\S]/g, "$1?") : kept;
}
