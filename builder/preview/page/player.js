/** One learner at the LMS: launches of a package in the frame, every call noted with what led to it. */

import { createLms } from "../lms/lms.js";
import { noFaults } from "../lms/store.js";
import { figure } from "./dom.js";
import { FAULTS } from "./faults.js";

/**
 * @typedef {import("../lms/log.js").LogEntry & { lost: string }} Call  `lost`: what the LMS claimed and did not do
 * @typedef {{ title: string, calls: Call[], answered: boolean, launch: number }} Moment  a run of calls, by what the learner did
 * @typedef {{ id: string, identifier: string, text: string }} Objective
 * @typedef {{ name: string, label: string, launch: string, version: number, bound: number | null, rule: string, given: [string, string][], draft: boolean, failed: boolean, objectives: Objective[] }} Unit
 * @typedef {{ hash: string, y: number }} Place
 * @typedef {keyof import("../lms/lms.js").Api} Method
 */

/** Milliseconds for which what the learner did explains the calls that follow. */
const LONG = 1500;
const SLOW = 2000;
/** Milliseconds after which a learner is another window's. */
const PATIENCE = 1000;
const LEARNER = /preview-[0-9a-f]{8}/;
export const RESUMING = "Launch, resuming";
/** The most calls kept: beyond them whole moments go, the oldest first. */
export const MOST_CALLS = 2000;
const RESULTS = /** @type {Record<string, string>} */ ({ correct: "right", wrong: "wrong", neutral: "noted" });

export class Player {
  /** @type {Unit | null} */
  unit = null;
  /** @type {import("../lms/lms.js").Lms | null} */
  lms = null;
  /** @type {import("../lms/profiles.js").ProfileName} */
  profile = "strict";
  /** Names of the faults that are on. @type {Set<string>} */
  on = new Set();
  /** @type {Moment[]} */
  moments = [];
  /** Elements set since the latest moment began. @type {Set<string>} */
  changed = new Set();
  launches = 0;
  /** A package is on its way into the frame. */
  arriving = false;
  dropped = 0;
  started = performance.now();
  learner = "";
  /** @type {Partial<import("../lms/record.js").LmsRecord>} */
  #record = {};
  #life = { on: false };
  /** What the package finds as `API`. @type {Record<string, (...args: unknown[]) => unknown> | null} */
  #api = null;
  /** The next launch, until the package's page is another one. @type {{ title: string, place: Place | null, from: Document | null, unit: Unit, begun: () => void, prepare: () => void } | null} */
  #next = null;
  #pending = { title: "", until: 0 };
  #last = 0;
  /** @type {Place | null} */
  #place = null;
  /** One thing after another. @type {Promise<void>} */
  #queue = Promise.resolve();

  /** @param {HTMLIFrameElement} frame @param {() => void} notify  after every call and launch */
  constructor(frame, notify) {
    this.frame = frame;
    this.notify = notify;
    frame.addEventListener("load", () => this.#loaded());
    // The new page asks for the API when the old one is wholly gone, whichever event that one finished in.
    Object.defineProperty(window, "API", { get: () => this.#begin() ?? this.#api });
  }

  /** Opens another package, with what its learner had in this window; one that was never built leaves the frame empty. @param {Unit} unit */
  async play(unit) {
    const kept = JSON.parse(sessionStorage.getItem(`play:${unit.name}`) ?? "{}");
    const back = kept.record && (await claim(kept.learner));
    return this.#go(back ? RESUMING : "Launch, first time", unit, false, () => {
      this.learner = back ? kept.learner : newLearner();
      this.#record = back ? kept.record : {};
    });
  }

  /** Leaves and launches again. @param {string} title @param {{ unit?: Unit, stay?: boolean, crash?: boolean, fresh?: boolean, clear?: boolean }} [how] */
  again(title, { unit, stay = false, crash = false, fresh = false, clear = false } = {}) {
    if (crash) this.#life.on = false;
    return this.#go(title, unit, stay, () => {
      if (clear) forget(this.learner);
      if (fresh) this.learner = newLearner();
      if (fresh) this.#record = {};
    });
  }

  /** @param {string} name @param {boolean} on */
  fault(name, on) {
    if (on) this.on.add(name);
    else this.on.delete(name);
    this.#misbehave();
    if (name === "review") this.again(on ? "Launch in review mode" : RESUMING, { stay: true });
    this.notify();
  }

  clear() {
    this.moments = [];
    this.dropped = 0;
    this.notify();
  }

  /** The data that a package of ours carries, or null. @returns {any} */
  course() {
    try {
      return JSON.parse(this.frame.contentDocument?.querySelector("#course")?.textContent ?? "null");
    } catch {
      return null;
    }
  }

  /** Leaves what is played, and launches a package. @param {string} title @param {Unit | undefined} other  than the one played @param {boolean} stay @param {() => void} prepare  when the old page is gone */
  #go(title, other, stay, prepare) {
    return (this.#queue = this.#queue.then(() => {
      const unit = other ?? this.unit;
      if (!unit) return;
      const place = stay ? this.#here() : null;
      const number = this.launches + 1;
      this.#expect("Left", Infinity);
      this.arriving = true;
      return new Promise((begun) => {
        this.#next = { title, place, from: this.frame.contentDocument, unit, begun, prepare };
        this.frame.contentWindow?.location.replace(unit.version ? `/package/${unit.name}/${number}/${unit.launch}${place?.hash ?? ""}` : "about:blank");
      });
    }));
  }

  /** Begins the next launch, if there is one and the old page is gone. */
  #begin() {
    const next = this.#next;
    // Of a page of elsewhere, or the browser's own about an error, there is no document to tell it by.
    if (!next || (next.from && this.frame.contentDocument === next.from)) return;
    this.#next = null;
    this.#life.on = false;
    if (this.lms) this.#record = this.lms.record();
    next.prepare();
    this.unit = next.unit;
    this.changed.clear();
    if (this.unit.version) this.#launch(next.title, next.place);
    else this.lms = this.#api = null;
    this.notify();
    next.begun();
  }

  /** @param {string} title @param {Place | null} place */
  #launch(title, place) {
    const mode = this.on.has("review") ? "review" : "normal";
    const learner = { id: this.learner, name: "Archer, Ann" };
    const lms = createLms({ profile: this.profile, mode, learner, given: this.unit?.given, record: this.#record, now: () => performance.now() });
    this.lms = lms;
    this.#misbehave();
    this.#place = place;
    this.launches += 1;
    this.#expect(title, Infinity);
    const life = (this.#life = { on: true });
    this.#api = Object.fromEntries(Object.keys(lms.API).map((name) => [name, this.#answering(/** @type {Method} */ (name), lms, life)]));
  }

  #misbehave() {
    if (this.lms) Object.assign(this.lms.faults, noFaults(), ...[...this.on].map((name) => FAULTS[name]?.lms));
  }

  /**
   * @param {Method} name
   * @param {import("../lms/lms.js").Lms} lms
   * @param {{ on: boolean }} life  of the launch: nothing that comes after it counts
   * @returns {(...args: unknown[]) => unknown}
   */
  #answering(name, lms, life) {
    return (...args) => {
      if (!life.on) return "false";
      const saves = name === "LMSCommit" || name === "LMSFinish";
      for (const end = performance.now() + SLOW; saves && this.on.has("slow") && performance.now() < end; );
      try {
        return lms.API[name](...args);
      } finally {
        const entry = /** @type {import("../lms/log.js").LogEntry} */ (lms.log.at(-1));
        this.#note({ ...entry, lost: saves && entry.error === "0" ? lostBy(lms) : "" });
        if (saves) sessionStorage.setItem(`play:${this.unit?.name}`, JSON.stringify({ learner: this.learner, record: lms.record() }));
      }
    };
  }

  /** @param {string} title @param {number} [long] */
  #expect(title, long = LONG) {
    this.#pending = { title, until: performance.now() + long };
  }

  /** @param {Call} call */
  #note(call) {
    const now = performance.now();
    const due = this.#pending.title !== "" && now < this.#pending.until;
    const latest = this.moments.at(-1);
    if (due || !latest || now - this.#last > LONG) {
      this.moments.push({ title: due ? this.#pending.title : "By itself", calls: [], answered: false, launch: this.launches });
      this.changed.clear();
      this.#pending = { title: "", until: 0 };
    }
    this.#last = now;
    const moment = /** @type {Moment} */ (this.moments.at(-1));
    moment.calls.push(call);
    const [element, value] = call.args.map(String);
    if (call.method === "LMSSetValue" && call.error === "0") this.#set(moment, element ?? "", value ?? "");
    while (this.moments.length > 1 && this.moments.reduce((sum, { calls }) => sum + calls.length, 0) > MOST_CALLS) {
      this.dropped += this.moments.shift()?.calls.length ?? 0;
    }
    this.notify();
  }

  /** @param {Moment} moment @param {string} element @param {string} value */
  #set(moment, element, value) {
    this.changed.add(element);
    const [, entry] = /^(cmi\.interactions\.\d+)\.result$/.exec(element) ?? [];
    if (!entry) return;
    moment.answered = true;
    const id = String(this.lms?.values().get(entry + ".id") ?? entry);
    moment.title = `Answered ${this.#short(id)}: ${RESULTS[value] ?? value}`;
  }

  /** `F5062131_AC1_4_spot-the-signs` as `spot-the-signs (1.4)`. @param {string} id */
  #short(id) {
    const found = this.unit?.objectives.filter(({ identifier }) => id.startsWith(`${identifier}_`)).at(-1);
    return found ? `${id.slice(found.identifier.length + 1)} (${found.id})` : id;
  }

  #loaded() {
    const { frame } = this;
    this.#begin();
    try {
      this.#follow(/** @type {Window} */ (frame.contentWindow));
      if (this.#place) frame.contentWindow?.scrollTo(0, this.#place.y);
    } catch {
      // The package has gone to another origin: there is nothing to see there.
    }
    this.#place = null;
    this.arriving = false;
    Object.assign(document.body.dataset, { loaded: this.unit?.version, launch: this.launches });
    this.notify();
  }

  /** Listens to what the learner does in the package. @param {Window} win */
  #follow(win) {
    win.document.addEventListener("keydown", ({ key }) => key === "Escape" && document.dispatchEvent(new KeyboardEvent("keydown", { key })));
    win.addEventListener("hashchange", () => this.#expect(`Turned to “${win.document.title.split(" · ")[0]}”`));
    for (const event of ["click", "change"]) win.document.addEventListener(event, (happened) => this.#did(happened), true);
  }

  /** @param {Event} event */
  #did(event) {
    const target = /** @type {any} */ (event.target);
    const actor = target.closest?.("button, a, summary, label, input, select, textarea");
    if (!actor) return;
    const name = String(actor.getAttribute("aria-label") ?? (actor.labels?.[0] ?? actor).innerText ?? "").trim();
    const words = name.replace(/\s+/g, " ").slice(0, 60);
    this.#expect(words ? `${event.type === "click" ? "Clicked" : "Changed"} “${words}”` : `Used the package’s ${actor.localName}`);
  }

  /** @returns {Place | null} */
  #here() {
    try {
      const win = /** @type {Window} */ (this.frame.contentWindow);
      return { hash: win.location.hash, y: win.scrollY };
    } catch {
      return null;
    }
  }
}

/** Learners of this window. @type {Set<string>} */
const claimed = new Set();

/** Takes a learner for this window alone. False where another one has them, because it is this one's duplicate. @param {string} name @returns {Promise<boolean>} */
function claim(name) {
  const hold = (/** @type {(had: boolean) => void} */ tell) => () => {
    claimed.add(name);
    tell(true);
    return new Promise(() => {});
  };
  // A page that is loaded again waits for the page that it was.
  const lock = (/** @type {(had: boolean) => void} */ tell) => navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, hold(tell)).catch(() => tell(false));
  return claimed.has(name) ? Promise.resolve(true) : new Promise(lock);
}

/** A learner whom no window has met. */
function newLearner() {
  const name = `preview-${crypto.randomUUID().slice(0, 8)}`;
  claim(name);
  return name;
}

/** Takes away what packages keep in this browser, but for the learners of other windows. @param {string} learner */
function forget(learner) {
  for (const key of Object.keys(localStorage)) {
    if ((LEARNER.exec(key)?.[0] ?? learner) === learner) localStorage.removeItem(key);
  }
}

/** What a save did not do, though it said “true”. @param {import("../lms/lms.js").Lms} lms */
function lostBy(lms) {
  if (lms.faults.dropCommits) return "It answered “true” and stored nothing.";
  const set = String(lms.values().get("cmi.suspend_data") ?? "").length;
  const stored = lms.record().suspend_data.length;
  return stored < set ? `It cut suspend_data from ${figure(set)} to ${figure(stored)} characters.` : "";
}
