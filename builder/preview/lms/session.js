/** One session of a SCO with the LMS: the states and the five functions that do something (RTE 3.3). */

import { failure, success } from "./errors.js";
import { launchValues } from "./launch.js";
import { childrenOf, mismatch } from "./model.js";
import { failed, isKeyword, locate } from "./names.js";
import { arraySizes, steps } from "./record.js";
import { addTimes } from "./time.js";

/**
 * @typedef {import("./errors.js").Outcome} Outcome
 * @typedef {import("./profiles.js").Profile} Profile
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./store.js").Faults} Faults
 */

const STATUS = "cmi.core.lesson_status";
const TOTAL_TIME = "cmi.core.total_time";

export class Session {
  /** @type {"idle" | "active" | "finished"} */
  state = "idle";
  #exitSet = false;

  /**
   * @param {import("./launch.js").LaunchOptions} options
   * @param {Profile} profile
   * @param {Store} store
   * @param {Faults} faults
   */
  constructor(options, profile, store, faults) {
    this.profile = profile;
    this.store = store;
    this.faults = faults;
    /** Values of this session, by element; the store gets each that was set. */
    this.values = launchValues(options, profile, store.stored);
    this.sizes = arraySizes(this.values.keys());
    this.timeBefore = String(this.values.get(TOTAL_TIME));
  }

  /**
   * @param {string} argument
   * @returns {Outcome}
   */
  initialize(argument) {
    if (argument !== "") return notEmpty("LMSInitialize", argument);
    if (this.state !== "idle") return this.#initializeAgain();
    if (this.faults.initialize) return failure("false", "101", "The LMS could not begin the session.");
    this.state = "active";
    this.store.counters.launches += 1;
    return success("true");
  }

  /**
   * @param {string} argument
   * @returns {Outcome}
   */
  finish(argument) {
    if (argument !== "") return notEmpty("LMSFinish", argument);
    if (this.state !== "active") return this.#notActive("false");
    this.#settleStatus();
    if (!this.#exitSet) this.#write("cmi.core.exit", "");
    const session = String(this.values.get("cmi.core.session_time") || "00:00:00");
    this.store.put(TOTAL_TIME, addTimes(this.timeBefore, session, this.profile.hourDigits));
    const fate = this.store.flush();
    if (fate !== "failed" || this.profile.finishesForGood) this.state = "finished";
    if (fate === "failed") return failure("false", "101", "The LMS could not store the values at LMSFinish.");
    if (fate === "stored") this.store.counters.finishes += 1;
    return success("true");
  }

  /**
   * @param {string} argument
   * @returns {Outcome}
   */
  commit(argument) {
    if (argument !== "") return notEmpty("LMSCommit", argument);
    if (this.state !== "active") return this.#notActive("false");
    if (this.store.flush() === "failed") return failure("false", "101", "The LMS could not store the values.");
    return success("true");
  }

  /**
   * @param {string} name
   * @returns {Outcome}
   */
  getValue(name) {
    if (this.state !== "active") return this.#notActive("");
    const found = locate(name, this.profile, "get");
    if ("refused" in found) return found.refused;
    const { model, element } = found.place;
    if (element.access === "w") return failure("", "404", `"${name}" is write only: a SCO can set it but not read it.`);
    const gap = steps(name).find(({ array, index }) => index >= this.#size(array));
    if (gap) return this.profile.looseGetters ? success("") : failure("", "201", this.#gapSentence(name, gap.array));
    return success(this.#read(name, model, element.initial));
  }

  /**
   * @param {string} name
   * @param {string} value
   * @returns {Outcome}
   */
  setValue(name, value) {
    if (this.state !== "active") return this.#notActive("false");
    const { refuse, refuseValue } = this.faults;
    if (refuse || (refuseValue && name.startsWith(refuseValue))) return failure("false", "101", "The LMS takes no values at the moment.");
    const found = locate(name, this.profile, "set");
    if ("refused" in found) return found.refused;
    const { model, element } = found.place;
    if (isKeyword(model)) return failure("false", "402", `"${name}" is a keyword and cannot be set.`);
    if (element.access === "r") return failure("false", "403", `"${name}" is read only: the LMS alone sets it.`);
    const gap = steps(name).find(({ array, index }) => index > this.#size(array));
    if (gap) return failure("false", "201", this.#gapSentence(name, gap.array));
    return this.#check(name, model, element, name === "cmi.comments" ? `${this.values.get(name)}${value}` : value);
  }

  /**
   * @param {string} name
   * @param {string} model
   * @param {import("./model.js").Element} element
   * @param {string} value
   * @returns {Outcome}
   */
  #check(name, model, element, value) {
    const range = this.profile.rules.ranges[model] ?? element.range;
    const interaction = this.values.get(name.replace(/^(cmi\.interactions\.\d+)\..*$/, "$1.type"));
    const expected = range ? { ...element, range } : element;
    const { rules } = this.profile;
    const allowed = this.faults.anyLength && name === "cmi.suspend_data" ? { ...rules, long: Infinity } : rules;
    const why = mismatch(expected, value, allowed, interaction === undefined ? undefined : String(interaction));
    if (why) return failure(failed("set"), "405", `"${name}" cannot be "${shortened(value)}". ${why}`);
    const taken = name === "cmi.suspend_data" ? value.slice(0, this.faults.cut ?? value.length) : value;
    this.#write(name, this.profile.looseGetters && range ? Number(taken) : taken);
    return success("true");
  }

  /**
   * @param {string} name
   * @param {string | number} value
   */
  #write(name, value) {
    this.values.set(name, value);
    for (const { array, index } of steps(name)) this.sizes.set(array, Math.max(this.#size(array), index + 1));
    if (name === "cmi.core.exit") this.#exitSet = true;
    this.store.put(name, String(value));
  }

  /**
   * @param {string} name
   * @param {string} model
   * @param {string} initial
   * @returns {string | number | undefined}
   */
  #read(name, model, initial) {
    const loose = this.profile.looseGetters;
    if (model === "cmi.objectives.n.score._children") return childrenOf("cmi.objectives.n.score", this.profile.supports);
    if (model.endsWith("._count")) {
      const size = this.#size(name.slice(0, -"._count".length));
      return loose ? size : String(size);
    }
    const value = this.values.get(name);
    return loose ? value : String(value ?? initial);
  }

  /** The LMS has the last word on the status at finish (RTE 3.4.4, lesson_status). */
  #settleStatus() {
    const before = this.values.get(STATUS);
    const credit = this.values.get("cmi.core.credit") === "credit";
    const mode = this.values.get("cmi.core.lesson_mode");
    let status = before;
    if (before === "not attempted" && mode === "browse") status = "browsed";
    if (before === "not attempted" && (credit || this.profile.completesAlways)) status = "completed";
    const score = this.values.get("cmi.core.score.raw");
    const mastery = this.values.get("cmi.student_data.mastery_score");
    if (credit && mode === "normal" && mastery !== "" && score !== "") {
      status = Number(score) >= Number(mastery) ? "passed" : "failed";
    }
    if (status !== undefined && status !== before) this.#write(STATUS, status);
  }

  /** @returns {Outcome} */
  #initializeAgain() {
    if (this.profile.secondInitializeThrows && this.store.sentArrays()) {
      throw new TypeError("LMSInitialize was called again after objectives or interactions were committed");
    }
    return failure("false", "101", "LMSInitialize was called again; a SCO calls it once.");
  }

  /**
   * @param {string} result
   * @returns {Outcome}
   */
  #notActive(result) {
    const why = this.state === "idle" ? "LMSInitialize has not succeeded yet." : "LMSFinish has already ended the session.";
    return failure(result, "301", why);
  }

  /** @param {string} array */
  #size(array) {
    return this.sizes.get(array) ?? 0;
  }

  /**
   * @param {string} name
   * @param {string} array
   */
  #gapSentence(name, array) {
    return `"${name}" leaves a gap: ${array} has ${this.#size(array)} entries, and indices run from 0 without gaps.`;
  }
}

/**
 * @param {string} method
 * @param {string} argument
 * @returns {Outcome}
 */
function notEmpty(method, argument) {
  return failure("false", "201", `${method} takes the empty string, not "${shortened(argument)}".`);
}

/** @param {string} value */
function shortened(value) {
  return value.length > 60 ? `${value.slice(0, 60)}… (${value.length} characters)` : value;
}
