/** The double against the standard's error codes (RTE 3.3) and against what Moodle was measured to answer. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { count, createLms, errors } from "../../builder/preview/lms/lms.js";
import { answer, play } from "./play.js";

/**
 * @typedef {import("./play.js").Step} Step
 * @typedef {import("./play.js").Answer} Answer
 * @typedef {import("../../builder/preview/lms/profiles.js").ProfileName} ProfileName
 */

const LEARNER = { id: "ann", name: "Archer, Ann" };

/** @type {Answer} */
const TRUE = ["true", "0"];
const LONG = "x".repeat(4097);

/**
 * @param {ProfileName} profile
 * @param {Partial<import("../../builder/preview/lms/lms.js").LmsOptions>} [more]
 */
function lms(profile, more) {
  return createLms({ profile, learner: LEARNER, now: () => 0, ...more });
}

/** @param {string} code @returns {Answer} */
const no = (code) => ["false", code];
/** @param {string} code @returns {Answer} */
const nothing = (code) => ["", code];
/** @param {unknown} value @returns {Answer} */
const is = (value) => [value, "0"];

/** @type {Step[]} */
const CHOICE = [["set", "cmi.interactions.0.type", "choice"]];

/**
 * The steps after LMSInitialize, then the last answer in the strict and the moodle profile.
 * @type {readonly (readonly [Step[], strict: Answer, moodle: Answer])[]}
 */
const ROWS = [
  // 101 and 201: the session
  [[["init"]], no("101"), no("101")],
  [[["init", "init"]], no("201"), no("201")],
  [[["commit", "x"]], no("201"), no("201")],
  [[["finish", "x"]], no("201"), no("201")],
  [[["commit"]], TRUE, TRUE],
  [[["finish"]], TRUE, TRUE],
  [[["finish"], ["finish"]], no("301"), no("301")],
  [[["finish"], ["init"]], no("101"), no("101")],
  [[["finish"], ["get", "cmi.core.entry"]], nothing("301"), nothing("301")],
  [[["finish"], ["set", "cmi.suspend_data", "a"]], no("301"), no("301")],
  [[["finish"], ["commit"]], no("301"), no("301")],
  // 201, 202, 203, 401: names
  [[["get", ""]], nothing("201"), nothing("201")],
  [[["set", "", "a"]], no("201"), no("201")],
  [[["get", "cmi.foo"]], nothing("201"), nothing("201")],
  [[["set", "cmi.foo", "a"]], no("201"), no("201")],
  [[["get", "cmi.core"]], nothing("201"), nothing("201")],
  [[["get", "cmi.objectives.n.id"]], nothing("201"), nothing("201")],
  [[["set", "cmi.objectives.00.id", "a"]], no("201"), no("201")],
  [[["get", "constructor"]], nothing("201"), nothing("201")],
  [[["get", "cmi.core.student_id._children"]], nothing("202"), nothing("202")],
  [[["get", "cmi.foo._children"]], nothing("201"), nothing("201")],
  [[["get", "cmi.core._count"]], nothing("203"), nothing("201")],
  [[["get", "cmi.suspend_data._count"]], nothing("203"), nothing("203")],
  [[["get", "cmi.core._version"]], nothing("201"), nothing("201")],
  [[["get", "adl.nav.request"]], nothing("401"), nothing("201")],
  [[["set", "adl.nav.request", "continue"]], no("401"), no("201")],
  // 402, 403, 404: access
  [[["set", "cmi.core._children", "a"]], no("402"), no("402")],
  [[["set", "cmi.objectives._count", "1"]], no("402"), no("402")],
  [[["set", "cmi._version", "3.4"]], no("402"), no("402")],
  [[["set", "cmi.core._count", "1"]], no("402"), no("201")],
  [[["set", "cmi.core.student_id", "a"]], no("403"), no("403")],
  [[["set", "cmi.core.entry", "resume"]], no("403"), no("403")],
  [[["set", "cmi.core.total_time", "00:00:01"]], no("403"), no("403")],
  [[["get", "cmi.core.exit"]], nothing("404"), nothing("404")],
  [[["get", "cmi.core.session_time"]], nothing("404"), nothing("404")],
  [[["get", "cmi.interactions.0.id"]], nothing("404"), nothing("404")],
  // 405: values
  [[["set", "cmi.core.lesson_status", "not attempted"]], no("405"), no("405")],
  [[["set", "cmi.core.lesson_status", "Passed"]], no("405"), no("405")],
  [[["set", "cmi.core.score.raw", ""]], TRUE, TRUE],
  [[["set", "cmi.core.score.raw", "-5"]], no("405"), no("405")],
  [[["set", "cmi.core.score.raw", "101"]], no("405"), no("405")],
  [[["set", "cmi.core.score.raw", "66.7"]], TRUE, TRUE],
  [[["set", "cmi.core.session_time", "1:02:03"]], no("405"), no("405")],
  [[["set", "cmi.suspend_data", LONG]], no("405"), TRUE],
  [[["set", "cmi.suspend_data", "x".repeat(64001)]], no("405"), no("405")],
  [[["set", "cmi.suspend_data", 'caf\u00e9 "\n']], no("405"), TRUE],
  [[["set", "cmi.core.lesson_location", "x".repeat(256)]], no("405"), TRUE],
  [
    [
      ["set", "cmi.comments", "x".repeat(4000)],
      ["set", "cmi.comments", "x".repeat(97)],
    ],
    no("405"),
    TRUE,
  ],
  [[["set", "cmi.student_preference.text", "2"]], no("405"), no("405")],
  // objectives
  [[["set", "cmi.objectives.0.id", "U301.LO1.AC1.1"]], no("405"), TRUE],
  [[["set", "cmi.objectives.0.id", "H5030322_AC1_1"]], TRUE, TRUE],
  [[["set", "cmi.objectives.0.id", 'a "b" c']], no("405"), no("405")],
  [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["set", "cmi.objectives.2.id", "b"],
    ],
    no("201"),
    no("201"),
  ],
  [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["get", "cmi.objectives.1.id"],
    ],
    nothing("201"),
    nothing("0"),
  ],
  [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["set", "cmi.objectives.1.status", "passed"],
    ],
    TRUE,
    TRUE,
  ],
  [[["set", "cmi.objectives.0.status", "not attempted"]], TRUE, TRUE],
  [[["set", "cmi.objectives.0.score.raw", "101"]], no("405"), no("405")],
  [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["get", "cmi.objectives._count"],
    ],
    is("1"),
    is(1),
  ],
  [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["get", "cmi.objectives.0.score.raw"],
    ],
    is(""),
    is(undefined),
  ],
  [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["get", "cmi.objectives.0.status"],
    ],
    is(""),
    is(undefined),
  ],
  [
    [
      ["set", "cmi.objectives.0.score.raw", "5"],
      ["get", "cmi.objectives.0.score.raw"],
    ],
    is("5"),
    is(5),
  ],
  [
    [
      ["set", "cmi.core.score.raw", ""],
      ["get", "cmi.core.score.raw"],
    ],
    is(""),
    is(0),
  ],
  // interactions
  [[["set", "cmi.interactions.0.id", "q 2"]], no("405"), no("405")],
  [[["set", "cmi.interactions.1.id", "q2"]], no("201"), no("201")],
  [[["set", "cmi.interactions.0.objectives.1.id", "a"]], no("201"), no("201")],
  [[["set", "cmi.interactions.0.objectives.0.id", "a"]], TRUE, TRUE],
  [[["set", "cmi.interactions.0.student_response", "a"]], no("405"), TRUE],
  [[["set", "cmi.interactions.0.correct_responses.0.pattern", "a"]], no("405"), TRUE],
  [[...CHOICE, ["set", "cmi.interactions.0.student_response", "a"]], TRUE, TRUE],
  [[...CHOICE, ["set", "cmi.interactions.0.student_response", "option-a"]], no("405"), TRUE],
  [[...CHOICE, ["set", "cmi.interactions.0.student_response", "x".repeat(256)]], no("405"), TRUE],
  [[...CHOICE, ["set", "cmi.interactions.0.correct_responses.0.pattern", "{a,b}"]], TRUE, TRUE],
  [[["set", "cmi.interactions.0.result", "incorrect"]], no("405"), no("405")],
  [[["set", "cmi.interactions.0.result", "0.5"]], TRUE, TRUE],
  [[["set", "cmi.interactions.0.weighting", "150"]], TRUE, no("405")],
  [
    [
      ["set", "cmi.interactions.0.id", "q"],
      ["get", "cmi.interactions._count"],
    ],
    is("1"),
    is(1),
  ],
  [
    [
      ["set", "cmi.interactions.0.id", "q"],
      ["get", "cmi.interactions.0.objectives._count"],
    ],
    is("0"),
    is(0),
  ],
];

for (const profile of /** @type {const} */ (["strict", "moodle"])) {
  test(`answers in the ${profile} profile`, async (t) => {
    for (const [steps, strict, moodle] of ROWS) {
      const label = steps.map((step) => step.join(" ").slice(0, 80)).join("; ");
      await t.test(label, () => {
        assert.deepEqual(answer(lms(profile).API, steps), profile === "strict" ? strict : moodle);
      });
    }
  });
}

describe("before LMSInitialize", () => {
  /** @type {readonly (readonly [Step, Answer])[]} */
  const calls = [
    [["get", "cmi.core.entry"], nothing("301")],
    [["set", "cmi.suspend_data", "a"], no("301")],
    [["commit"], no("301")],
    [["finish"], no("301")],
  ];
  for (const [step, expected] of calls) {
    test(`${step[0]} is 301`, () => {
      for (const profile of /** @type {const} */ (["strict", "moodle", "mandatory"])) {
        assert.deepEqual(play(lms(profile).API, [step]), [expected]);
      }
    });
  }
});

describe("the error functions", () => {
  const codes = ["0", "101", "201", "202", "203", "301", "401", "402", "403", "404", "405"];

  test("say a sentence of at most 255 characters for every code, and nothing for others", () => {
    const { API } = lms("strict");
    for (const code of codes) assert.match(String(API.LMSGetErrorString(code)), /^[A-Z].{8,253}\.$/);
    assert.equal(API.LMSGetErrorString("999"), "");
    assert.equal(API.LMSGetErrorString("constructor"), "");
  });

  test("say what was wrong and what is allowed", () => {
    const { API } = lms("strict");
    play(API, [["init"], ["set", "cmi.core.lesson_status", "done"]]);
    assert.equal(
      API.LMSGetDiagnostic(""),
      '"cmi.core.lesson_status" cannot be "done". Allowed: one of: passed, completed, failed, incomplete, browsed.',
    );
    assert.equal(API.LMSGetDiagnostic("405"), API.LMSGetDiagnostic(""));
    assert.equal(API.LMSGetDiagnostic("301"), API.LMSGetErrorString("301"));
  });

  test("leave the code alone, other calls reset it", () => {
    const { API } = lms("strict");
    play(API, [["init"], ["get", "cmi.foo"]]);
    API.LMSGetErrorString("0");
    API.LMSGetDiagnostic("0");
    assert.equal(API.LMSGetLastError(), "201");
    API.LMSGetValue("cmi.core.entry");
    assert.equal(API.LMSGetLastError(), "0");
  });

  test("are out of bounds after LMSFinish by the standard, not in Moodle", () => {
    for (const profile of /** @type {const} */ (["strict", "moodle"])) {
      const { API, log } = lms(profile);
      play(API, [["init"]]);
      API.LMSFinish("");
      assert.equal(API.LMSGetLastError(), "0");
      assert.deepEqual(
        errors(log).map((entry) => entry.error),
        profile === "strict" ? ["301"] : [],
      );
    }
  });
});

describe("the log", () => {
  test("has every call with its own result and error", () => {
    const { API, log } = lms("strict", { now: () => 7 });
    API.LMSInitialize("");
    API.LMSGetValue("cmi.foo");
    API.LMSGetLastError();
    assert.match(log[1]?.why ?? "", /"cmi.foo" is not an element/);
    assert.deepEqual(log.map(({ why, ...rest }) => rest), [
      { n: 1, method: "LMSInitialize", args: [""], result: "true", error: "0", at: 7 },
      { n: 2, method: "LMSGetValue", args: ["cmi.foo"], result: "", error: "201", at: 7 },
      { n: 3, method: "LMSGetLastError", args: [], result: "201", error: "0", at: 7 },
    ]);
    assert.deepEqual(errors(log), [log[1]]);
    assert.deepEqual(
      [count(log, "LMSGetValue"), count(log, "LMSGetValue", "cmi.foo"), count(log, "LMSGetValue", /core/)],
      [1, 1, 0],
    );
  });

  test("shows arguments that are no strings, too few or too many as 201", () => {
    const { API, log } = lms("strict");
    API.LMSInitialize("");
    assert.equal(API.LMSSetValue("cmi.core.score.raw", 50), "false");
    assert.equal(API.LMSGetLastError(), "201");
    assert.equal(API.LMSGetDiagnostic(""), "LMSSetValue takes 2 strings, not string, number.");
    assert.equal(API.LMSGetValue(undefined), "");
    assert.equal(API.LMSCommit(), "false");
    assert.equal(API.LMSCommit("", ""), "false");
    assert.equal(API.LMSCommit("", 5), "false");
    assert.equal(API.LMSGetErrorString(201), "");
    assert.equal(API.LMSGetLastError("x"), "");
    assert.deepEqual(
      errors(log).map((entry) => entry.error),
      Array(7).fill("201"),
    );
  });
});

test("Moodle throws at a second LMSInitialize once objectives or interactions were committed", () => {
  const { API, log } = lms("moodle");
  play(API, [["init"], ["set", "cmi.objectives.0.id", "a"], ["commit"]]);
  assert.throws(() => API.LMSInitialize(""), TypeError);
  assert.equal(log.at(-1)?.error, "101");
});
