/** What goes wrong between a page and an LMS costs a learner no answer. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { decodeState, encodeState } from "../../builder/runtime/code.js";
import { randomFrom } from "../../builder/runtime/draw.js";
import { emptyState, giveAnswer, recordOf, seeParts } from "../../builder/runtime/state.js";
import { connect } from "../../builder/targets/scorm12/adapter.js";
import { count } from "../../builder/preview/lms/lms.js";
import { TYPES, course, named } from "./courses.js";
import { device, open, wait } from "./device.js";
import { OF, PROFILES, answer, faulty, launch, lmsOf, sitTest, windowOf } from "./launch.js";

/** @typedef {import("./courses.js").State} State */

describe("an LMS that misbehaves", () => {
  /** What is answered at the end of a launch whose faults begin after the first answer. @type {[string, Partial<import("../../builder/preview/lms/lms.js").Lms["faults"]>][]} */
  const rows = [
    ["refuses values and commits", { refuse: true }],
    ["fails to commit", { commitFails: true }],
    ["logs the learner out", { loggedOut: true }],
    ["drops commits and says true", { dropCommits: true }],
    ["cuts suspend_data to 255 characters", { truncate: 255 }],
    ["cuts suspend_data to nothing", { truncate: 0 }],
    ["mangles suspend_data", { mangle: true }],
  ];
  for (const [name, faults] of rows) {
    for (const profile of PROFILES) {
      test(`${name}, in the ${profile} profile: nothing is lost at the next launch`, () => {
        const on = device();
        const first = launch({ profile }, { on });
        answer(first, "p1.1a");
        Object.assign(first.lms.faults, faults);
        answer(first, "p1.1b");
        sitTest(first, "1", ["1.2"]);
        first.store.hide({ persisted: false });
        const second = launch({ profile, record: first.lms.record() }, { on });
        const { counter: _, ...kept } = first.store.state();
        const { counter: __, ...found } = second.store.state();
        assert.deepEqual(found, kept);
        wait(on, 1);
        assert.deepEqual(decodeState(second.lms.record().suspend_data), second.store.state(), "and the LMS has it too");
        if (profile === "mandatory") return;
        const { interactions, objectives } = second.lms.record();
        assert.deepEqual(objectives.map(({ status }) => status), ["passed", "failed", "not attempted"]);
        for (const [index, { key, packed }] of second.store.state().questions.entries()) {
          assert.equal(interactions[index]?.student_response, packed === "" ? "" : packed, `${key} at ${index}`);
        }
        assert.deepEqual(faulty(second.lms), []);
      });
    }
  }

  for (const profile of PROFILES) {
    test(`and mends, in the ${profile} profile: the next save sends all`, () => {
      const on = device();
      const page = launch({ profile }, { on });
      page.lms.faults.refuse = true;
      answer(page, "p1.1a");
      answer(page, "p1.1b", false);
      assert.deepEqual([page.store.saved().kind, page.store.saved().waiting], ["kept", 2]);
      page.lms.faults.refuse = false;
      wait(on, 60);
      assert.deepEqual([page.store.saved().kind, page.store.saved().waiting], ["saved", 0]);
      assert.deepEqual(decodeState(page.lms.record().suspend_data), page.store.state());
      if (profile === "mandatory") return;
      const [one, two] = page.lms.record().interactions;
      assert.deepEqual([one?.result, two?.result, two?.latency], ["correct", "wrong", "0000:00:12.35"]);
    });
  }

  test("takes values for sent that it lost: the next launch writes them again", () => {
    const on = device();
    const first = launch({ profile: "moodle" }, { on });
    first.lms.faults.commitFails = true;
    answer(first, "p1.1a");
    first.lms.faults.commitFails = false;
    wait(on, 60);
    assert.equal(first.store.saved().kind, "saved");
    assert.equal(first.lms.record().interactions[0]?.student_response, undefined, "Moodle sends a value once");
    first.store.leave();
    const second = launch({ profile: "moodle", record: first.lms.record() }, { on });
    second.store.leave();
    const { interactions, objectives } = second.lms.record();
    assert.deepEqual([interactions[0]?.student_response, interactions[0]?.result, objectives[0]?.status], ["a", "correct", "incomplete"]);
    assert.deepEqual(faulty(second.lms), []);
  });

  for (const profile of /** @type {const} */ (["strict", "moodle"])) {
    for (const later of /** @type {const} */ (["an answer", "the end"])) {
      test(`drops a commit in silence and takes the next, in the ${profile} profile: ${later} of the next launch fills the gap`, () => {
        const first = launch({ profile });
        first.lms.faults.dropCommits = true;
        answer(first, "p1.1a");
        sitTest(first, "2");
        first.lms.faults.dropCommits = false;
        answer(first, "p1.1b");
        first.store.leave();
        const second = launch({ profile, record: first.lms.record() });
        if (later === "an answer") answer(second, "p1.2a");
        else second.store.leave();
        const { interactions, objectives, core } = second.lms.record();
        for (const [index, { packed }] of second.store.state().questions.entries()) assert.equal(interactions[index]?.student_response ?? "", packed);
        assert.deepEqual([interactions[0]?.id, interactions[0]?.type, objectives[2]?.status, core.score.raw], ["F5062131_AC1_1_p1-1a", "choice", "passed", "33"]);
        assert.deepEqual(faulty(second.lms), []);
      });
    }
  }

  test("has words of the learner that are on another device: they stay", () => {
    const of = { ...OF, questions: OF.questions.map((each) => (each.id === "p1-1a" ? { ...each, type: "words" } : each)) };
    const words = { ...TYPES.choice, text: () => "x", unpack: (/** @type {string} */ _, /** @type {string} */ text) => ({ kind: /** @type {const} */ ("texts"), texts: [text] }) };
    const first = lmsOf({ profile: "moodle" });
    const open1 = open(device(), of, connect(of, windowOf(first.API), { ...TYPES, words }));
    const asked = named(of, "p1.1a");
    open1.change((state) => giveAnswer(of, state, asked, "a", true, "Hello"), { question: asked, answer: { kind: "texts", texts: ["Hello"] }, right: true, seconds: 1 });
    open1.leave();
    const second = lmsOf({ profile: "moodle", record: first.record() });
    const open2 = open(device(), of, connect(of, windowOf(second.API), { ...TYPES, words }));
    answer({ store: open2, of }, "p1.1b");
    assert.equal(first.record().interactions[0]?.student_response, "Hello");
    assert.equal(second.record().interactions[0]?.student_response, "Hello");
  });

  test("fails to commit: the next save sets everything again", () => {
    const page = launch();
    page.lms.faults.commitFails = true;
    answer(page, "p1.1a");
    page.lms.faults.commitFails = false;
    const before = page.lms.log.length;
    page.store.tryAgain();
    const names = new Set(page.lms.log.slice(before).map(({ args }) => args[0]));
    const all = ["suspend_data", "core.lesson_status", "core.exit", "core.score.raw", "objectives.0.id", "objectives.0.status", "interactions.0.id", "interactions.14.id", "interactions.0.type", "interactions.0.student_response"];
    assert.deepEqual(all.filter((name) => !names.has(`cmi.${name}`)), ["objectives.0.id"], "an objective's id is found, not set");
  });

  test("lost its objectives and interactions: they are made anew, without a gap", () => {
    const first = launch();
    answer(first, "p1.1a");
    const record = { ...first.lms.record(), objectives: [], interactions: [] };
    const second = launch({ record });
    answer(second, "p1.2a");
    const { objectives, interactions } = second.lms.record();
    assert.deepEqual(objectives.map(({ status }) => status), ["incomplete", "incomplete", "not attempted"]);
    assert.equal(interactions.length, OF.questions.length);
    assert.deepEqual(faulty(second.lms), []);
  });

  test("damaged the middle of the table: the indices are set again", () => {
    const of = course([4, 4]);
    const first = launch({}, { of });
    answer(first, "p1.1a");
    answer(first, "p2.4b");
    const record = first.lms.record();
    const sections = record.suspend_data.split("~");
    const middle = sections.findIndex((section) => section.startsWith("q")) + 1;
    record.suspend_data = sections.map((section, place) => (place === middle ? section.replace("0", "?") : section)).join("~");
    const second = launch({ record }, { of });
    answer(second, "p1.1b");
    const ids = second.lms.record().interactions.map(({ id }) => id.split("_").at(-1));
    assert.deepEqual(ids, second.store.state().questions.map(({ key }) => of.questions.find((each) => each.key === key)?.id));
    const { questions } = second.store.state();
    const late = questions.findIndex(({ key }) => key === named(of, "p2.4b").key);
    assert.equal(second.lms.record().interactions[late]?.student_response, "a");
  });

  test("refuses to start: it is tried again, and what was answered meanwhile arrives", () => {
    const on = device();
    const page = launch({ faults: { initialize: true } }, { on });
    assert.equal(page.link.status(), "refused");
    answer(page, "p1.1a");
    page.lms.faults.initialize = false;
    page.store.tryAgain();
    assert.equal(page.link.status(), "live");
    assert.equal(recordOf(/** @type {State} */ (decodeState(page.lms.record().suspend_data)), named(OF, "p1.1a").key).packed, "a");
    assert.equal(page.lms.record().interactions[0]?.student_response, "a");
  });

  test("throws at every call: the page still works", () => {
    const API = Object.fromEntries(Object.keys(lmsOf().API).map((name) => [name, () => { throw new TypeError("gone"); }]));
    const link = connect(OF, windowOf(API), TYPES);
    assert.equal(link.status(), "refused");
    const store = open(device(), OF, link);
    answer({ store, of: OF }, "p1.1a");
    assert.equal(store.saved().kind, "kept");
  });

  test("answers nothing at all: the error code decides", () => {
    const { API, record } = lmsOf();
    const silent = { ...API, LMSSetValue: (/** @type {string[]} */ ...args) => void API.LMSSetValue(...args), LMSCommit: () => void API.LMSCommit("") };
    const store = open(device(), OF, connect(OF, windowOf(silent), TYPES));
    answer({ store, of: OF }, "p1.1a");
    assert.equal(store.saved().kind, "saved");
    assert.equal(record().interactions[0]?.student_response, "a");
  });

  for (const refused of ["cmi.objectives.n.id", "cmi.objectives.n.status", "cmi.interactions.n.id", "cmi.interactions.n.latency", "cmi.core.score.min"]) {
    test(`refuses ${refused}: the save stands, and it is not tried for ever`, () => {
      const { API, record } = lmsOf();
      let tries = 0;
      let code = "0";
      const picky = {
        ...API,
        LMSSetValue(/** @type {string} */ name, /** @type {string} */ value) {
          const no = name.replace(/\d+/g, "n") === refused;
          code = no ? "401" : "";
          tries += Number(no);
          return no ? "false" : API.LMSSetValue(name, value);
        },
        LMSGetLastError: () => code || API.LMSGetLastError(),
      };
      const store = open(device(), OF, connect(OF, windowOf(picky), TYPES));
      for (const id of ["p1.1a", "p1.1b", "p1.2a"]) answer({ store, of: OF }, id);
      assert.equal(store.saved().kind, "saved");
      assert.equal(decodeState(record().suspend_data)?.counter, 3);
      assert.ok(tries <= 3, `${tries} tries`);
    });
  }

  for (const [name, code] of [["refuses suspend_data", "405"], ["refuses every value", "101"]]) {
    test(`${name}: what else it takes is stored, and the save fails`, () => {
      const { API, record } = lmsOf();
      let last = "0";
      const picky = {
        ...API,
        LMSSetValue(/** @type {string} */ element, /** @type {string} */ value) {
          const no = code === "101" || element === "cmi.suspend_data";
          last = no ? code : "";
          return no ? "false" : API.LMSSetValue(element, value);
        },
        LMSGetLastError: () => last || API.LMSGetLastError(),
      };
      const store = open(device(), OF, connect(OF, windowOf(picky), TYPES));
      sitTest({ store, of: OF }, "2");
      assert.equal(store.saved().kind, "kept");
      assert.deepEqual(record().objectives.map(({ status }) => status), code === "101" ? [] : ["not attempted", "not attempted", "passed"]);
    });
  }

  test("cuts suspend_data where it can be seen: the save fails, and the results arrive", () => {
    const { API, record } = lmsOf();
    let kept = "";
    const short = {
      ...API,
      LMSSetValue: (/** @type {string} */ name, /** @type {string} */ value) => (name === "cmi.suspend_data" ? ((kept = value.slice(0, 255)), "true") : API.LMSSetValue(name, value)),
      LMSGetValue: (/** @type {string} */ name) => (name === "cmi.suspend_data" ? kept : API.LMSGetValue(name)),
    };
    const of = course([6, 6]);
    const store = open(device(), of, connect(of, windowOf(short), TYPES));
    answer({ store, of }, "p1.1a");
    assert.deepEqual([store.saved().kind, store.saved().waiting], ["kept", 1]);
    assert.equal(record().interactions[0]?.result, "correct");
  });

  test("refuses a code that is too long", () => {
    const { API } = lmsOf();
    const link = connect(OF, windowOf(API), TYPES);
    const state = emptyState(1);
    assert.equal(link.save({ code: "x".repeat(4097), state, answer: null }), false);
    assert.equal(link.save({ code: encodeState(state), state, answer: null }), true);
  });
});

describe("without a network", () => {
  test("no commit is made that an LMS could drop", () => {
    const lms = lmsOf({ profile: "moodle" });
    const win = { location: { hostname: "lms.example" }, navigator: { onLine: true } };
    const link = connect(OF, windowOf(lms.API, win), TYPES);
    const store = open(device(), OF, link);
    answer({ store, of: OF }, "p1.1a");
    win.navigator.onLine = false;
    const before = lms.log.length;
    answer({ store, of: OF }, "p1.1b");
    assert.equal(lms.log.length, before);
    assert.equal(store.saved().kind, "kept");
    win.navigator.onLine = true;
    store.tryAgain();
    assert.equal(store.saved().kind, "saved");
    assert.deepEqual([lms.record().interactions[1]?.student_response, lms.record().interactions[1]?.latency], ["a", "0000:00:12.35"]);
    win.navigator.onLine = false;
    answer({ store, of: OF }, "p1.2a");
    assert.equal(store.leave(), false);
    assert.equal(lms.record().finishes, 1);
  });

  test("an LMS on this machine is still there", () => {
    const lms = lmsOf();
    const store = open(device(), OF, connect(OF, windowOf(lms.API, { location: { hostname: "127.0.0.1" }, navigator: { onLine: false } }), TYPES));
    answer({ store, of: OF }, "p1.1a");
    assert.equal(store.saved().kind, "saved");
  });
});

describe("a long time with an LMS that comes and goes", () => {
  const FAULTS = /** @type {const} */ (["refuse", "commitFails", "loggedOut", "dropCommits"]);

  /**
   * What must still be there later: parts, results, and answers to practice questions.
   * @param {State} before @param {State} after @param {string} when
   */
  function assertKept(before, after, when) {
    for (const key of before.parts) assert.ok(after.parts.has(key), `part ${key}, ${when}`);
    for (const [id, result] of before.criteria) assert.ok(after.criteria.get(id) === "achieved" || after.criteria.get(id) === result, `${id}, ${when}`);
    for (const [number, { run }] of before.tests) assert.ok((after.tests.get(number)?.run ?? 0) >= run, `test ${number}, ${when}`);
    for (const { key, packed } of before.questions) {
      const practice = OF.questions.find((each) => each.key === key)?.purpose === "practice";
      if (practice && packed) assert.equal(recordOf(after, key).packed, packed, `${key}, ${when}`);
    }
  }

  for (const profile of PROFILES) {
    test(`in the ${profile} profile loses nothing, and ends with everything sent`, () => {
      for (let seed = 1; seed <= 8; seed += 1) {
        const random = randomFrom(seed);
        const on = device();
        let page = launch({ profile }, { on, seed: random() });
        for (let step = 0; step < 60; step += 1) {
          const chance = Math.floor(random() * 10);
          const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? "refuse";
          const any = OF.questions.filter(({ purpose }) => purpose === "practice")[Math.floor(random() * 6)];
          if (chance < 4 && any) answer(page, any.id, random() < 0.5);
          if (chance === 4) page.store.touch((state) => seeParts(state, [OF.lessons[Math.floor(random() * 3)]?.parts[0]?.key ?? ""]));
          if (chance === 5) sitTest(page, random() < 0.5 ? "1" : "2", ["1.1", "1.2", "2.1"].filter(() => random() < 0.4));
          if (chance === 6) page.lms.faults[fault] = !page.lms.faults[fault];
          if (chance === 7) wait(on, random() * 100);
          if (chance === 8) page.store.hide({ persisted: true });
          if (chance !== 9) continue;
          if (random() < 0.7) page.store.hide({ persisted: false });
          const before = page.store.state();
          page = launch({ profile, record: page.lms.record() }, { on, seed: random() });
          // An LMS that took all and has nothing may have begun another attempt: the learner says that it has not.
          if (page.store.found() instanceof Date) page.store.adopt();
          assertKept(before, page.store.state(), `seed ${seed}, step ${step}`);
        }
        for (const fault of FAULTS) page.lms.faults[fault] = false;
        answer(page, "p1.1a");
        assert.deepEqual(decodeState(page.lms.record().suspend_data), page.store.state(), `seed ${seed}`);
        assert.equal(page.store.saved().kind, "saved");
      }
    });
  }

  test("on two devices by turns loses nothing", () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = randomFrom(seed);
      const devices = [device(), device()];
      let record = lmsOf().record();
      /** @type {State} */
      let known = emptyState(0);
      for (let visit = 0; visit < 12; visit += 1) {
        const page = launch({ record }, { on: devices[visit % 2] ?? device(), seed: random() });
        wait(page.on, 1);
        assertKept(known, page.store.state(), `seed ${seed}, visit ${visit}`);
        answer(page, OF.questions.filter(({ purpose }) => purpose === "practice")[visit % 6]?.id ?? "", random() < 0.5);
        if (visit % 3 === 0) sitTest(page, "1", random() < 0.5 ? ["1.1"] : []);
        page.store.hide({ persisted: false });
        known = page.store.state();
        record = page.lms.record();
      }
    }
  });
});
