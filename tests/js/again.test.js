/** The wrapper around scorm-again that browser tests play packages against. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as module from "scorm-again/scorm12";

import { createAgain } from "../lms/again.js";
import { play } from "./play.js";

/** @typedef {import("./play.js").Step} Step */

const { Scorm12API } = /** @type {{ Scorm12API: import("../lms/again.js").Scorm12Class }} */ (/** @type {unknown} */ (module));
const LEARNER = { id: "ann", name: "Archer, Ann" };
/** @type {Step} */
const INIT = ["init"];

/** @type {Step[]} */
const SESSION = [
  INIT,
  ["set", "cmi.core.lesson_status", "incomplete"],
  ["set", "cmi.core.exit", "suspend"],
  ["set", "cmi.core.session_time", "00:10:00"],
  ["set", "cmi.suspend_data", "v1"],
  ["set", "cmi.objectives.0.id", "a"],
  ["set", "cmi.objectives.0.status", "passed"],
  ["set", "cmi.interactions.0.id", "q1"],
  ["set", "cmi.interactions.0.type", "choice"],
  ["set", "cmi.interactions.0.objectives.0.id", "a"],
];

test("the record of a finished launch leads to resume with everything in place", () => {
  const first = createAgain(Scorm12API, { learner: LEARNER });
  play(first.API, [...SESSION, ["finish"]]);
  const second = createAgain(Scorm12API, { learner: LEARNER, record: first.record() });
  const answers = play(second.API, [
    INIT,
    ["get", "cmi.core.entry"],
    ["get", "cmi.core.total_time"],
    ["get", "cmi.core.lesson_status"],
    ["get", "cmi.suspend_data"],
    ["get", "cmi.objectives.0.status"],
    ["get", "cmi.objectives._count"],
    ["get", "cmi.interactions._count"],
    ["get", "cmi.interactions.0.objectives._count"],
  ]);
  assert.deepEqual(
    answers.slice(1).map(([result]) => result),
    ["resume", "00:10:00", "incomplete", "v1", "passed", "1", "1", "1"],
  );
  assert.deepEqual(second.errors(), []);
  play(second.API, [["set", "cmi.core.session_time", "00:05:00"], ["finish"]]);
  const third = createAgain(Scorm12API, { learner: LEARNER, record: second.record() });
  assert.deepEqual(
    play(third.API, [INIT, ["get", "cmi.core.entry"], ["get", "cmi.core.total_time"]]).map(([result]) => result),
    ["true", "", "00:15:00"],
  );
});

test("only committed values are in the record, all are in the snapshot", () => {
  const lms = createAgain(Scorm12API, { learner: LEARNER });
  play(lms.API, SESSION);
  assert.deepEqual(lms.record(), {});
  assert.equal(lms.snapshot()["cmi.suspend_data"], "v1");
  play(lms.API, [["commit"], ["set", "cmi.suspend_data", "v2"]]);
  assert.equal(lms.record()["cmi.suspend_data"], "v1");
});

test("mode, credit and mastery score are the caller's", () => {
  const lms = createAgain(Scorm12API, { learner: LEARNER, masteryScore: "80" });
  play(lms.API, [INIT, ["set", "cmi.core.lesson_status", "completed"], ["set", "cmi.core.score.raw", "85"], ["finish"]]);
  assert.equal(lms.record()["cmi.core.lesson_status"], "passed");
  const review = createAgain(Scorm12API, { learner: LEARNER, mode: "review" });
  assert.deepEqual(
    play(review.API, [INIT, ["get", "cmi.core.lesson_mode"], ["get", "cmi.core.credit"]]).map(([result]) => result),
    ["true", "review", "no-credit"],
  );
});

test("calls are logged with their error, and restore comes too late after LMSInitialize", () => {
  const lms = createAgain(Scorm12API, { learner: LEARNER });
  lms.API.LMSInitialize?.("");
  lms.API.LMSGetValue?.("cmi.foo");
  assert.deepEqual(lms.errors(), [{ method: "LMSGetValue", args: ["cmi.foo"], result: "", error: "401" }]);
  assert.equal(lms.calls.length, 2);
  assert.throws(() => lms.restore({}), /before LMSInitialize/);
});

test("faults stand in front of it, as they do in the double", () => {
  const lms = createAgain(Scorm12API, { learner: LEARNER, faults: { initialize: true } });
  assert.deepEqual(play(lms.API, [INIT]), [["false", "101"]]);
  Object.assign(lms.faults, { initialize: false, refuseValue: "cmi.suspend_data" });
  const set = /** @type {Step} */ (["set", "cmi.suspend_data", "0123456789"]);
  assert.deepEqual(play(lms.API, [INIT, set, ["set", "cmi.core.exit", "suspend"]]), [["true", "0"], ["false", "101"], ["true", "0"]]);
  Object.assign(lms.faults, { refuseValue: "", dropCommits: true });
  assert.deepEqual([play(lms.API, [set, ["commit"]]), lms.record()], [[["true", "0"], ["true", "0"]], {}]);
  Object.assign(lms.faults, { dropCommits: false, truncate: 4 });
  play(lms.API, [["commit"]]);
  assert.equal(lms.record()["cmi.suspend_data"], "0123");
  lms.faults.loggedOut = true;
  assert.deepEqual(play(lms.API, [set, ["commit"], ["finish"]]).map(String), ["false,101", "false,101", "false,101"]);
});
