/** The data types of the standard (RTE 3.4.5): what each takes and what it refuses. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { WORDS, mismatch } from "../../builder/preview/lms/model.js";
import { PROFILES } from "../../builder/preview/lms/profiles.js";

/** @typedef {import("../../builder/preview/lms/types.js").TypeName} TypeName */
/** @typedef {import("../../builder/preview/lms/types.js").Expected} Expected */

const STRICT = PROFILES.strict.rules;
const MOODLE = PROFILES.moodle.rules;
const e255 = "\u00e9".repeat(255);

/** @type {readonly (readonly [TypeName, accepted: string[], refused: string[]])[]} */
const TYPES = [
  ["CMIBlank", [""], [" ", "0"]],
  ["CMIBoolean", ["true", "false"], ["", "True", "1"]],
  ["CMIDecimal", ["2", "2.2", "-2.2", "0", "007"], ["", "+2", "2,2", "1e3", "2.", ".5", "2.2.2", " 2", "NaN"]],
  ["CMIInteger", ["0", "65536"], ["", "-1", "65537", "1.0", "+1"]],
  ["CMISInteger", ["-32768", "0", "32768"], ["", "-32769", "32769", "1.5", "+1", "--1"]],
  [
    "CMIIdentifier",
    ["a", "H5030322_AC1_1", "q-2", "1a", "_a", "100", "A".repeat(255)],
    ["", "a b", "a.b", "a/b", "caf\u00e9", "A".repeat(256), "a\n"],
  ],
  ["CMIString255", ["", "a b\tc\n", "\u0000\u001f\u007f", "~".repeat(255)], ["x".repeat(256), "caf\u00e9", "\u0080"]],
  ["CMIString4096", ["", "x".repeat(4096)], ["x".repeat(4097), "\u2026"]],
  [
    "CMITime",
    ["00:00:00", "23:59:59", "12:30:15.5", "12:30:15.55"],
    ["", "24:00:00", "1:02:03", "12:60:00", "12:00:60", "12:30", "12:30:15.", "12:30:15.555"],
  ],
  [
    "CMITimespan",
    ["00:00:00", "0000:00:00.00", "9999:59:59.99", "100:00:01.5", "00:60:00", "00:00:99"],
    [
      "",
      "1:02:03",
      "00000:00:00",
      "00:1:00",
      "00:00:1",
      "00:00:00.",
      "00:00:00.123",
      "PT1H",
      "-00:01:00",
    ],
  ],
];

for (const [type, accepted, refused] of TYPES) {
  test(type, () => {
    for (const value of accepted) assert.equal(mismatch({ type }, value, STRICT), "", JSON.stringify(value));
    for (const value of refused) assert.match(mismatch({ type }, value, STRICT), /^Allowed: .+\.$/, JSON.stringify(value));
  });
}

/** @type {readonly (readonly [keyof typeof WORDS, accepted: string[], refused: string[]])[]} */
const VOCABULARIES = [
  ["mode", ["normal", "review", "browse"], ["", "Normal"]],
  ["status", ["passed", "completed", "failed", "incomplete", "browsed", "not attempted"], ["", "complete", "notattempted"]],
  ["settableStatus", ["passed", "completed", "failed", "incomplete", "browsed"], ["not attempted", "Passed"]],
  ["exit", ["time-out", "suspend", "logout", ""], ["normal", "timeout"]],
  ["credit", ["credit", "no-credit"], ["", "no credit"]],
  ["entry", ["ab-initio", "resume", ""], ["abinitio"]],
  [
    "interaction",
    ["true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric"],
    ["", "multiple-choice"],
  ],
  ["result", ["correct", "wrong", "unanticipated", "neutral"], ["incorrect", "", "right"]],
  ["timeLimitAction", ["exit,message", "exit,no message", "continue,message", "continue,no message"], ["exit, message"]],
];

for (const [name, accepted, refused] of VOCABULARIES) {
  test(`CMIVocabulary of ${name}`, () => {
    const expected = /** @type {Expected} */ ({ type: "CMIVocabulary", words: WORDS[name] });
    for (const value of accepted) assert.equal(mismatch(expected, value, STRICT), "", value);
    for (const value of refused) assert.notEqual(mismatch(expected, value, STRICT), "", value);
  });
}

/** @type {readonly (readonly [interaction: string, accepted: string[], refused: string[]])[]} */
const FEEDBACK = [
  ["true-false", ["0", "1", "t", "f", "true", "false"], ["", "2", "y", "T", "10"]],
  ["choice", ["a", "0", "a,c", "{a,c}", "{a}"], ["", "A", "ab", "a, c", "a,", "{a,c", "a,c}", "{}", "{a},b"]],
  ["fill-in", ["", "Bad Gateway", " x", "x".repeat(255)], ["x".repeat(256), "caf\u00e9", "a\nb"]],
  ["numeric", ["2", "-2.2"], ["", "1:10", "two"]],
  ["likert", ["", "3", "a"], ["10", "A", "a,b"]],
  ["matching", ["1.c", "1.c,2.b", "{1.c,2.b}"], ["", "1c", "1.c,2", "1.cc", "1.c, 2.b", "a"]],
  ["performance", ["", "typed the letter", "x".repeat(255)], ["x".repeat(256)]],
  ["sequencing", ["a", "b,a,c"], ["", "{b,a}", "ba", "b a"]],
  ["", [], ["", "a"]],
  ["essay", [], ["a"]],
];

for (const [interaction, accepted, refused] of FEEDBACK) {
  test(`CMIFeedback of ${interaction || "no type"}`, () => {
    for (const value of accepted) assert.equal(mismatch({ type: "CMIFeedback" }, value, STRICT, interaction), "", value);
    for (const value of refused) assert.notEqual(mismatch({ type: "CMIFeedback" }, value, STRICT, interaction), "", value);
  });
}

test("a range belongs to the number, an alternative type stands beside it", () => {
  /** @type {Expected} */
  const score = { type: "CMIDecimal", also: "CMIBlank", range: [0, 100] };
  for (const value of ["", "0", "100", "66.7"]) assert.equal(mismatch(score, value, STRICT), "", value);
  for (const value of ["-0.1", "100.1", "x"]) {
    assert.equal(mismatch(score, value, STRICT), "Allowed: a number, such as 2, 2.2 or -2.2 from 0 to 100, or the empty string.");
  }
});

test("Moodle takes longer strings, any characters, printable identifiers and free responses", () => {
  /** @type {readonly (readonly [TypeName, accepted: string[], refused: string[]])[]} */
  const types = [
    ["CMIString255", [e255, "x".repeat(64000)], ["x".repeat(64001)]],
    ["CMIString4096", [e255, "x".repeat(64000)], ["x".repeat(64001)]],
    ["CMIIdentifier", ["U301.LO1.AC1.1", "1a", "a/b"], ["a b", "caf\u00e9", "x".repeat(256)]],
    ["CMIFeedback", ["anything goes", "x".repeat(256)], ["x".repeat(64001)]],
  ];
  for (const [type, accepted, refused] of types) {
    for (const value of accepted) assert.equal(mismatch({ type }, value, MOODLE), "", `${type} ${value.slice(0, 20)}`);
    for (const value of refused) assert.notEqual(mismatch({ type }, value, MOODLE), "", `${type} ${value.slice(0, 20)}`);
  }
});
