/** How much of the learner's own words an LMS keeps: found out without a risk to the answers, and remembered. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { decodeState, encodeState, fitCode } from "../../builder/runtime/code.js";
import { recordOf, writeText } from "../../builder/runtime/state.js";
import { count } from "../../builder/preview/lms/lms.js";
import { named } from "./courses.js";
import { device, wait } from "./device.js";
import { OF, PROFILES, answer, faulty, launch } from "./launch.js";

/** @typedef {ReturnType<typeof launch>} Launched */
/** @typedef {import("./courses.js").State} State */

const SUSPEND = "cmi.suspend_data";
const LINE = "I do Saturdays in a garden centre café. ";

/** Writes into an activity and lets it be sent. @param {Launched} page @param {string} key @param {number} length */
function write(page, key, length) {
  page.store.touch((state) => writeText(state, key, LINE.repeat(length / LINE.length)));
  page.store.flush();
}

/** @param {Launched} page */
const stored = (page) => page.lms.record().suspend_data ?? "";
/** @param {Launched} page */
const inLms = (page) => /** @type {State} */ (decodeState(stored(page)));
/** Keys whose texts the LMS has. @param {Launched} page */
const kept = (page) => [...inLms(page).texts.keys()].sort();
/** @param {Launched} page */
const hasAnswer = (page) => recordOf(inLms(page), named(OF, "p1.1a").key).packed === "a";

describe("texts that fit what every LMS promises", () => {
  for (const profile of PROFILES) {
    test(`are kept in the ${profile} profile, without an error, and come back on another device`, () => {
      const first = launch({ profile });
      answer(first, "p1.1a");
      write(first, "aaa", 800);
      write(first, "bbb", 1200);
      first.store.hide({ persisted: false });
      assert.deepEqual(faulty(first.lms), []);
      const second = launch({ profile, record: first.lms.record() }, { seed: 0.1 });
      assert.deepEqual(second.store.state().texts, first.store.state().texts);
      assert.deepEqual(count(second.lms.log, "LMSGetValue", SUSPEND), 1);
    });
  }
});

describe("texts beyond it", () => {
  /** @type {[string, Partial<import("../../builder/preview/lms/lms.js").LmsOptions>, string[]][]} */
  const rows = [
    ["that takes 64,000 characters", { profile: "moodle" }, ["aaa", "bbb", "ccc"]],
    ["that is strict in all but the length", { room: 64_000 }, ["aaa", "bbb", "ccc"]],
    ["that takes 9,000 characters", { room: 9_000 }, ["aaa", "bbb"]],
    ["that refuses more than 4,096", {}, ["aaa"]],
    ["that cuts at 4,096 and says true", { room: 64_000, faults: { cut: 4096 } }, ["aaa"]],
    ["that cuts at 4,500 and says true", { room: 64_000, faults: { cut: 4500 } }, ["aaa"]],
  ];
  for (const [name, options, keys] of rows) {
    test(`in an LMS ${name}: ${keys.length} of three are kept there, all of them here, and the answers in both`, () => {
      const on = device();
      const first = launch(options, { on });
      answer(first, "p1.1a");
      for (const [key, length] of [["aaa", 2000], ["bbb", 5000], ["ccc", 6000]]) write(first, String(key), Number(length));
      assert.deepEqual(kept(first), keys);
      assert.ok(hasAnswer(first));
      assert.equal(first.link.kept, stored(first));
      assert.equal(first.store.saved().kind, "saved");
      answer(first, "p1.2b");
      first.store.hide({ persisted: false });
      assert.deepEqual(kept(first), keys);
      const refused = count(first.lms.log, "LMSSetValue", SUSPEND);
      const record = first.lms.record();

      const again = launch({ ...options, record }, { on });
      assert.deepEqual([...again.store.state().texts.keys()].sort(), ["aaa", "bbb", "ccc"]);
      wait(on, 1);
      answer(again, "p1.1b");
      assert.deepEqual(kept(again), keys);
      assert.equal(faulty(again.lms).length, 0, "what was refused once is not tried in the next visit");
      assert.ok(refused < 12, `${refused} calls`);

      const elsewhere = launch({ ...options, record: again.lms.record() }, { seed: 0.1 });
      assert.deepEqual([...elsewhere.store.state().texts.keys()].sort(), keys);
      answer(elsewhere, "p1.2a");
      const home = launch({ ...options, record: elsewhere.lms.record() }, { on });
      assert.deepEqual(home.store.state().texts, first.store.state().texts, "a text that is not in the LMS was not taken out");
      assert.equal(recordOf(home.store.state(), named(OF, "p1.2a").key).packed, "a");
    });
  }

  test("are not sent beyond what a browser can send at the end of a visit", () => {
    const page = launch({ profile: "moodle" });
    for (let number = 0; number < 9; number += 1) write(page, `k0${number}`, 6000);
    assert.ok(stored(page).length <= 40_000 && stored(page).length > 30_000, String(stored(page).length));
    assert.equal(page.store.state().texts.size, 9);
  });

  test("that an LMS cuts when it stores them are missed at the next launch, and not sent again", () => {
    const on = device();
    const options = /** @type {const} */ ({ room: 64_000, faults: { truncate: 4096 } });
    const first = launch(options, { on });
    answer(first, "p1.1a");
    write(first, "aaa", 2000);
    write(first, "bbb", 5000);
    first.store.hide({ persisted: false });
    assert.equal(stored(first).length, 4096);
    for (const visit of [1, 2]) {
      const again = launch({ ...options, record: first.lms.record() }, { on });
      assert.equal(again.link.room, 4096);
      assert.equal(again.store.state().texts.size, 2);
      answer(again, "p1.1b", visit === 1);
      assert.deepEqual(kept(again), ["aaa"]);
      assert.equal(stored(again), fitCode(encodeState(again.store.state()), 4096));
      first.lms = again.lms;
    }
  });

  test("that an LMS cuts to 60 characters do not make the answers disappear", () => {
    const on = device();
    const first = launch({ faults: { cut: 60 } }, { on });
    answer(first, "p1.1a");
    write(first, "aaa", 5000);
    assert.equal(first.store.saved().kind, "kept");
    const again = launch({ record: first.lms.record() }, { on });
    wait(on, 1);
    assert.ok(hasAnswer(again));
    assert.equal(again.store.state().texts.size, 1);
  });

  test("are at most one commit a save, and no more than three calls in a save more than without", () => {
    const page = launch({ profile: "moodle" });
    answer(page, "p1.1a");
    write(page, "aaa", 9000);
    const before = page.lms.log.length;
    page.store.touch((state) => writeText(state, "aaa", LINE.repeat(300)));
    page.store.flush();
    const calls = page.lms.log.slice(before);
    assert.deepEqual(calls.map(({ method }) => method), ["LMSSetValue", "LMSGetLastError", "LMSGetValue", "LMSCommit"]);
  });
});

test("a refusal of everything is not taken for a lack of room", () => {
  const on = device();
  const page = launch({ profile: "moodle" }, { on });
  page.lms.faults.refuse = true;
  answer(page, "p1.1a");
  write(page, "aaa", 9000);
  assert.equal(page.link.room, 0);
  page.lms.faults.refuse = false;
  wait(on, 60);
  assert.deepEqual([kept(page), page.store.saved().kind], [["aaa"], "saved"]);
});
