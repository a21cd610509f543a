/**
 * The strict double and scorm-again side by side: the same calls, the same answers, except where a
 * difference is written down.
 */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import * as module from "scorm-again/scorm12";

import { createAgain } from "../lms/again.js";
import { createLms } from "../../builder/preview/lms/lms.js";
import { WORDS } from "../../builder/preview/lms/model.js";
import { play } from "./play.js";

/**
 * @typedef {import("./play.js").Step} Step
 * @typedef {import("./play.js").Answer} Answer
 */

const { Scorm12API } = /** @type {{ Scorm12API: import("../lms/again.js").Scorm12Class }} */ (/** @type {unknown} */ (module));
const LEARNER = { id: "ann", name: "Archer, Ann" };
/** @type {Step} */
const INIT = ["init"];
/** @type {Step} */
const CHOICE = ["set", "cmi.interactions.0.type", "choice"];

const STATUSES = WORDS.settableStatus;

/** @type {readonly [double: Answer, again: Answer]} */
const LAX = [
  ["false", "405"],
  ["true", "0"],
];

/** @type {Readonly<Record<string, Step[]>>} Calls that both answer alike. */
const ALIKE = {
  "get before init": [["get", "cmi.core.entry"]],
  "set before init": [["set", "cmi.suspend_data", "a"]],
  "commit before init": [["commit"]],
  "finish before init": [["finish"]],
  "init with an argument": [["init", "x"]],
  "second init": [INIT, INIT],
  "init, commit, finish": [INIT, ["commit"], ["finish"]],
  "commit and finish with an argument": [INIT, ["commit", "x"], ["finish", "x"], ["finish"]],
  "init after finish": [INIT, ["finish"], INIT],
  "what the LMS decides": [INIT, ...gets("core.student_id core.student_name core.credit core.lesson_mode core.entry")],
  "first values": [
    INIT,
    ...gets("core.lesson_status core.lesson_location suspend_data launch_data comments core.score.raw core.score.min _version"),
    ...gets("student_data.mastery_score student_preference.language comments_from_lms objectives._count"),
  ],
  "lists of children": [
    INIT,
    ...gets("core._children core.score._children objectives._children interactions._children"),
    ...gets("student_data._children student_preference._children"),
  ],
  "_children of a leaf": [INIT, ...gets("core.student_id._children")],
  "_count of a leaf": [INIT, ...gets("suspend_data._count")],
  "_count of a group": [INIT, ...gets("core._count")],
  "another data model": [INIT, ["get", "foo.bar"], ["set", "foo.bar", "a"]],
  "keywords are not set": [
    INIT,
    ...sets("core._children", "a"),
    ...sets("objectives._count", "1"),
    ...sets("interactions._count", "1"),
    ...sets("_version", "1"),
  ],
  "read only": [
    INIT,
    ...sets("core.student_id", "a"),
    ...sets("core.entry", "resume"),
    ...sets("core.credit", "credit"),
    ...sets("core.total_time", "00:00:01"),
    ...sets("core.lesson_mode", "normal"),
    ...sets("launch_data", "a"),
    ...sets("student_data.mastery_score", "5"),
  ],
  "write only": [
    INIT,
    ...gets("core.exit core.session_time interactions.0.id"),
    ...sets("interactions.0.id", "a"),
    ...gets("interactions.0.id interactions.0.type interactions.1.id"),
  ],
  statuses: [INIT, ...sets("core.lesson_status", ...STATUSES), ...gets("core.lesson_status")],
  "wrong statuses": [INIT, ...sets("core.lesson_status", "not attempted", "done", "Passed", "")],
  exits: [INIT, ...sets("core.exit", "suspend", "logout", "time-out", "", "later")],
  scores: [
    INIT,
    ...sets("core.score.raw", "0", "66.7"),
    ...sets("core.score.min", "0"),
    ...sets("core.score.max", "100"),
    ...sets("core.score.raw", ""),
    ...gets("core.score.max core.score.raw"),
  ],
  "wrong scores": [INIT, ...sets("core.score.raw", "101", "-5", "fifty")],
  suspend_data: [
    INIT,
    ...sets("suspend_data", "x".repeat(4096)),
    ["commit"],
    ...sets("suspend_data", ""),
    ...gets("suspend_data"),
  ],
  lesson_location: [INIT, ...sets("core.lesson_location", "p".repeat(255), "p".repeat(256))],
  session_time: [INIT, ...sets("core.session_time", "0000:10:00.00", "00:10:00.5", "00:99:00", "10:00", "PT10M")],
  preferences: [
    INIT,
    ...sets("student_preference.audio", "-1"),
    ...sets("student_preference.speed", "100"),
    ...sets("student_preference.text", "1"),
    ...sets("student_preference.language", "en"),
    ...gets("student_preference.speed"),
  ],
  "wrong preferences": [
    INIT,
    ...sets("student_preference.audio", "101"),
    ...sets("student_preference.speed", "-101"),
    ...sets("student_preference.text", "2", ""),
  ],
  "an objective": [
    INIT,
    ...gets("objectives._count"),
    ...sets("objectives.0.id", "H5030322_AC1_1"),
    ...sets("objectives.0.score.raw", "80"),
    ...sets("objectives.0.status", "not attempted", ...STATUSES),
    ...gets("objectives._count objectives.0.id objectives.0.status objectives.0.score.raw objectives.0.score._children"),
  ],
  "objective status before id": [
    INIT,
    ...sets("objectives.0.status", "incomplete"),
    ...gets("objectives.0.id"),
    ...sets("objectives.0.id", "a"),
  ],
  "wrong objectives": [
    INIT,
    ...sets("objectives.0.id", "", "a"),
    ...sets("objectives.2.id", "c"),
    ...sets("objectives.0.score.raw", "101"),
    ...sets("objectives.0.status", "done"),
    ...gets("objectives.1.id"),
  ],
  "an interaction": [
    INIT,
    ...gets("interactions._count"),
    ...sets("interactions.0.id", "H5030322_AC1_1_q"),
    CHOICE,
    ...sets("interactions.0.objectives.0.id", "H5030322_AC1_1"),
    ...sets("interactions.0.time", "10:00:00"),
    ...sets("interactions.0.correct_responses.0.pattern", "{a,b}"),
    ...sets("interactions.0.weighting", "1"),
    ...sets("interactions.0.student_response", "a,c"),
    ...sets("interactions.0.result", "wrong"),
    ...sets("interactions.0.latency", "00:00:05.5"),
    ...gets("interactions._count interactions.0.objectives._count interactions.0.correct_responses._count"),
  ],
  "wrong interactions": [
    INIT,
    ...sets("interactions.1.id", "b"),
    CHOICE,
    ...sets("interactions.0.type", "essay", ""),
    ...sets("interactions.0.objectives.1.id", "a"),
    ...sets("interactions.0.objectives._children", "a"),
    ...sets("interactions.0.correct_responses.1.pattern", "a"),
    ...sets("interactions.0.time", "24:00:00", "10:00:00.123"),
    ...sets("interactions.0.latency", "5 s"),
    ...sets("interactions.0.result", "right", ""),
    ...sets("interactions.0.weighting", "heavy", ""),
  ],
  results: [INIT, ...sets("interactions.0.result", "correct", "wrong", "unanticipated", "neutral", "0.5")],
  types: [INIT, ...sets("interactions.0.type", ...WORDS.interaction)],
  "an interaction answered again": [
    INIT,
    CHOICE,
    ...sets("interactions.0.student_response", "a"),
    ["commit"],
    ...sets("interactions.0.student_response", "b"),
    ...gets("interactions._count"),
  ],
  "the code is reset by the next call": [INIT, ...sets("core.lesson_status", "done"), ...gets("core.lesson_status")],
};

/**
 * Calls after LMSInitialize whose last answer differs: the double's, then scorm-again's.
 * @type {Readonly<Record<string, readonly [steps: Step[], double: Answer, again: Answer]>>}
 */
const DIFFERENT = {
  // codes
  "unknown element read": [[["get", "cmi.foo"]], ["", "201"], ["", "401"]],
  "unknown element set": [[["set", "cmi.foo", "a"]], ["false", "201"], ["false", "401"]],
  "no element read": [[["get", ""]], ["", "201"], ["", "0"]],
  "no element set": [[["set", "", "a"]], ["false", "201"], ["false", "0"]],
  "a group set": [[["set", "cmi.core", "a"]], ["false", "201"], ["true", "0"]],
  "_version of a group": [[["get", "cmi.core._version"]], ["", "201"], ["", "401"]],
  "keyword of a leaf set": [[["set", "cmi.core.student_id._children", "a"]], ["false", "402"], ["false", "401"]],
  "_count of a group set": [[["set", "cmi.core._count", "1"]], ["false", "402"], ["false", "401"]],
  "_children of an array entry": [[["get", "cmi.objectives.0._children"]], ["", "202"], ["", "201"]],
  "_children of correct_responses": [[["get", "cmi.interactions.0.correct_responses._children"]], ["", "202"], ["", "404"]],
  "_count in a missing interaction": [[["get", "cmi.interactions.0.objectives._count"]], ["", "201"], ["0", "0"]],
  "index with leading zero": [[["set", "cmi.objectives.00.id", "a"]], ["false", "201"], ["true", "0"]],
  // states
  "finish twice": [
    [["finish"], ["finish"]],
    ["false", "301"],
    ["true", "101"],
  ],
  "get after finish": [
    [["finish"], ["get", "cmi.core.student_id"]],
    ["", "301"],
    ["ann", "0"],
  ],
  "set after finish": [
    [["finish"], ["set", "cmi.suspend_data", "a"]],
    ["false", "301"],
    ["true", "0"],
  ],
  "commit after finish": [
    [["finish"], ["commit"]],
    ["false", "301"],
    ["true", "0"],
  ],
  // first values
  "score.max": [[["get", "cmi.core.score.max"]], ["", "0"], ["100", "0"]],
  "objective score.max": [
    [
      ["set", "cmi.objectives.0.id", "a"],
      ["get", "cmi.objectives.0.score.max"],
    ],
    ["", "0"],
    ["100", "0"],
  ],
  total_time: [[["get", "cmi.core.total_time"]], ["0000:00:00.00", "0"], ["00:00:00", "0"]],
  audio: [[["get", "cmi.student_preference.audio"]], ["0", "0"], ["", "0"]],
  "cmi._children": [
    [["get", "cmi._children"]],
    ["", "202"],
    ["core,suspend_data,launch_data,comments,objectives,student_data,student_preference,interactions", "0"],
  ],
  "core.suspend_data": [[["get", "cmi.core.suspend_data"]], ["", "201"], ["", "0"]],
  "comments strung together": [
    [
      ["set", "cmi.comments", "a"],
      ["set", "cmi.comments", "b"],
      ["get", "cmi.comments"],
    ],
    ["ab", "0"],
    ["b", "0"],
  ],
  // laxer values
  "hours of one digit": [[["set", "cmi.core.session_time", "1:02:03"]], ...LAX],
  "hours of five digits": [[["set", "cmi.core.session_time", "10000:00:00"]], ...LAX],
  "suspend_data over 4,096": [[["set", "cmi.suspend_data", "x".repeat(4097)]], ...LAX],
  "suspend_data not ASCII": [[["set", "cmi.suspend_data", "caf\u00e9"]], ...LAX],
  "lesson_location not ASCII": [[["set", "cmi.core.lesson_location", "caf\u00e9"]], ...LAX],
  "decimal without fraction": [[["set", "cmi.core.score.raw", "2."]], ...LAX],
  "decimal without whole part": [[["set", "cmi.core.score.raw", ".5"]], ...LAX],
  "identifier with periods": [[["set", "cmi.objectives.0.id", "U301.LO1.AC1.1"]], ...LAX],
  "identifier with a space": [[["set", "cmi.interactions.0.id", "q 2"]], ...LAX],
  "response before type": [[["set", "cmi.interactions.0.student_response", "a"]], ...LAX],
  "pattern before type": [[["set", "cmi.interactions.0.correct_responses.0.pattern", "a"]], ...LAX],
  "response of another format": [[CHOICE, ["set", "cmi.interactions.0.student_response", "option-a"]], ...LAX],
  "response over 255": [
    [
      ["set", "cmi.interactions.0.type", "fill-in"],
      ["set", "cmi.interactions.0.student_response", "x".repeat(256)],
    ],
    ...LAX,
  ],
  'result "incorrect"': [[["set", "cmi.interactions.0.result", "incorrect"]], ...LAX],
  'exit "normal"': [[["set", "cmi.core.exit", "normal"]], ...LAX],
  // stricter value: a range the standard does not have
  "weighting 150": [[["set", "cmi.interactions.0.weighting", "150"]], ["true", "0"], ["false", "405"]],
};

/**
 * @param {string} names without `cmi.`, spaces between
 * @returns {Step[]}
 */
function gets(names) {
  return names.split(" ").map((name) => ["get", `cmi.${name}`]);
}

/**
 * @param {string} name without `cmi.`
 * @param {...string} values
 * @returns {Step[]}
 */
function sets(name, ...values) {
  return values.map((value) => ["set", `cmi.${name}`, value]);
}

/** @param {readonly Step[]} steps */
function both(steps) {
  const double = createLms({ profile: "strict", learner: LEARNER });
  const again = createAgain(Scorm12API, { learner: LEARNER });
  return { double: play(double.API, steps), again: play(again.API, steps) };
}

describe("alike", () => {
  for (const [name, steps] of Object.entries(ALIKE)) {
    test(name, () => {
      const { double, again } = both(steps);
      assert.deepEqual(again, double);
    });
  }
});

describe("different, and known to be", () => {
  for (const [name, [steps, double, again]] of Object.entries(DIFFERENT)) {
    test(name, () => {
      const answers = both([INIT, ...steps]);
      assert.deepEqual({ double: answers.double.at(-1), again: answers.again.at(-1) }, { double, again });
      assert.notDeepEqual(double, again);
    });
  }

  test("a status never set: completed by the standard, left as it is by scorm-again", () => {
    const double = createLms({ profile: "strict", learner: LEARNER });
    const again = createAgain(Scorm12API, { learner: LEARNER });
    for (const lms of [double, again]) play(lms.API, [INIT, ["finish"]]);
    assert.equal(double.record().core.lesson_status, "completed");
    assert.equal(again.record()["cmi.core.lesson_status"], "not attempted");
  });
});
