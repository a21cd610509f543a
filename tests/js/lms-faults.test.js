/** Each fault of the double: what the SCO is told, and what is kept. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createLms } from "../../builder/preview/lms/lms.js";
import { play } from "./play.js";

/**
 * @typedef {import("./play.js").Step} Step
 * @typedef {import("../../builder/preview/lms/lms.js").Faults} Faults
 * @typedef {import("../../builder/preview/lms/profiles.js").ProfileName} ProfileName
 */

/** @type {Step} */
const SET = ["set", "cmi.suspend_data", "one"];

/**
 * An LMS whose session has begun.
 * @param {ProfileName} profile
 * @param {Partial<Faults>} [faults]
 */
function begun(profile, faults) {
  const lms = createLms({ profile, learner: { id: "ann", name: "Archer, Ann" } });
  play(lms.API, [["init"]]);
  Object.assign(lms.faults, faults);
  return lms;
}

test("initialize: the session does not begin, and may when the fault is over", () => {
  const lms = createLms({ profile: "strict", learner: { id: "ann", name: "Archer, Ann" }, faults: { initialize: true } });
  assert.deepEqual(play(lms.API, [["init"], SET]), [
    ["false", "101"],
    ["false", "301"],
  ]);
  lms.faults.initialize = false;
  assert.deepEqual(play(lms.API, [["init"], SET]), [
    ["true", "0"],
    ["true", "0"],
  ]);
  assert.equal(lms.record().launches, 1);
});

test("refuse: no value is taken and nothing is committed, but values can be read", () => {
  const lms = begun("strict", { refuse: true });
  assert.deepEqual(play(lms.API, [SET, ["commit"], ["get", "cmi.suspend_data"], ["finish"]]), [
    ["false", "101"],
    ["false", "101"],
    ["", "0"],
    ["false", "101"],
  ]);
  assert.equal(lms.record().commits, 0);
});

test("commitFails: by the standard a later commit brings the values home", () => {
  const lms = begun("strict", { commitFails: true });
  assert.deepEqual(play(lms.API, [SET, ["commit"], ["finish"]]), [
    ["true", "0"],
    ["false", "101"],
    ["false", "101"],
  ]);
  assert.equal(lms.record().suspend_data, "");
  lms.faults.commitFails = false;
  assert.deepEqual(play(lms.API, [["finish"]]), [["true", "0"]]);
  assert.equal(lms.record().suspend_data, "one");
});

test("commitFails: in Moodle the values count as sent, and the same value is not sent again", () => {
  const lms = begun("moodle", { commitFails: true });
  assert.deepEqual(play(lms.API, [SET, ["commit"]]), [
    ["true", "0"],
    ["false", "101"],
  ]);
  lms.faults.commitFails = false;
  assert.deepEqual(play(lms.API, [SET, ["commit"]]), [
    ["true", "0"],
    ["true", "0"],
  ]);
  assert.equal(lms.record().suspend_data, "");
  play(lms.API, [["set", "cmi.suspend_data", "two"], ["commit"]]);
  assert.equal(lms.record().suspend_data, "two");
});

test("commitFails: a failed LMSFinish ends the session in Moodle, not by the standard", () => {
  for (const [profile, code] of /** @type {const} */ ([
    ["strict", "0"],
    ["moodle", "301"],
  ])) {
    const lms = begun(profile, { commitFails: true });
    assert.deepEqual(
      play(lms.API, [["finish"], ["get", "cmi.core.student_id"]]).map((answer) => answer[1]),
      ["101", code],
    );
    assert.equal(lms.record().finishes, 0);
  }
});

test("dropCommits: every call says true and the values are gone", () => {
  for (const profile of /** @type {const} */ (["strict", "moodle"])) {
    const lms = begun(profile, { dropCommits: true });
    assert.deepEqual(play(lms.API, [SET, ["commit"], ["get", "cmi.suspend_data"]]), [
      ["true", "0"],
      ["true", "0"],
      ["one", "0"],
    ]);
    lms.faults.dropCommits = false;
    play(lms.API, [["commit"]]);
    assert.equal(lms.record().suspend_data, "");
    play(lms.API, [SET, ["commit"]]);
    assert.equal(lms.record().suspend_data, profile === "strict" ? "one" : "", profile);
  }
});

test("dropCommits: LMSFinish says true and keeps nothing", () => {
  const lms = begun("strict", { dropCommits: true });
  assert.deepEqual(play(lms.API, [SET, ["set", "cmi.core.session_time", "00:10:00"], ["finish"]]).at(-1), ["true", "0"]);
  const { suspend_data, core, finishes } = lms.record();
  assert.deepEqual([suspend_data, core.total_time, core.lesson_status, finishes], ["", "", "not attempted", 0]);
});

test("loggedOut: every call fails with 101, and goes on when the learner is back", () => {
  for (const profile of /** @type {const} */ (["strict", "moodle"])) {
    const lms = begun(profile, { loggedOut: true });
    const answers = play(lms.API, [["init"], SET, ["get", "cmi.suspend_data"], ["commit"], ["finish"]]);
    assert.deepEqual(answers, Array(5).fill(["false", "101"]));
    assert.match(String(lms.API.LMSGetDiagnostic("")), /logged in/);
    lms.faults.loggedOut = false;
    assert.deepEqual(play(lms.API, [SET, ["finish"]]), [
      ["true", "0"],
      ["true", "0"],
    ]);
  }
});

test("truncate: suspend_data is cut when stored, not in the session", () => {
  const lms = begun("strict", { truncate: 2 });
  assert.deepEqual(play(lms.API, [SET, ["commit"], ["get", "cmi.suspend_data"]]).at(-1), ["one", "0"]);
  assert.equal(lms.record().suspend_data, "on");
  lms.faults.truncate = 0;
  play(lms.API, [SET, ["finish"]]);
  assert.equal(lms.record().suspend_data, "");
});

test("mangle: every seventh character of suspend_data is stored as a question mark", () => {
  const lms = begun("strict", { mangle: true });
  play(lms.API, [["set", "cmi.suspend_data", "abcdefghijklmnopq"], ["set", "cmi.core.lesson_location", "abcdefgh"], ["commit"]]);
  const { suspend_data, core } = lms.record();
  assert.deepEqual([suspend_data, core.lesson_location], ["abcdef?hijklm?opq", "abcdefgh"]);
});

test("anyLength: suspend_data may be longer than the standard's, and is cut where it is stored", () => {
  const lms = begun("strict", { anyLength: true, truncate: 4096 });
  assert.deepEqual(play(lms.API, [["set", "cmi.suspend_data", "x".repeat(5000)], ["commit"]]).at(-1), ["true", "0"]);
  assert.equal(lms.values().get("cmi.suspend_data"), "x".repeat(5000));
  assert.equal(lms.record().suspend_data, "x".repeat(4096));
  assert.deepEqual(play(lms.API, [["set", "cmi.core.lesson_location", "x".repeat(256)]]), [["false", "405"]]);
});
