/** What learners type into fields: words and numbers as people write them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { fill, plainWords } from "../../builder/questions/fill/fill.js";
import { numeric, readNumber } from "../../builder/questions/numeric/numeric.js";
import { reflect } from "../../builder/questions/reflect/reflect.js";
import { scale } from "../../builder/questions/scale/scale.js";

/** @param {string[]} texts @returns {import("../../builder/runtime/types.js").TextsAnswer} */
const texts = (...texts) => ({ kind: "texts", texts });
const gap = { accept: ["same", "our own"], wrong: ["other"], exact: "" };
/** @type {import("../../builder/questions/fill/fill.js").GapsSolution} */
const solution = { kind: "texts", right: ["same", "Same"], gaps: [gap, gap] };
/** @type {import("../../builder/questions/numeric/numeric.js").ReachSolution} */
const third = { kind: "number", right: 0.3, within: [0.3, 0.3], wrong: [] };

describe("words", () => {
  test("that are compared stay as they are when compared again", () => {
    const { cases } = JSON.parse(readFileSync(new URL("../../builder/questions/fill/contract.json", import.meta.url), "utf8"));
    for (const { accept, wrong, exact } of cases.flatMap((/** @type {any} */ each) => each.solution.gaps)) {
      for (const word of [...accept, ...wrong]) assert.equal(plainWords(word, exact), word);
    }
  });

  test("that are lost leave what the code knows, or nothing", () => {
    assert.deepEqual(fill.unpack("ba", "", solution), texts("our own", "Same"));
    assert.deepEqual(fill.unpack("cb", "", solution), texts("other", "our own"));
    assert.equal(fill.unpack("-a", "", solution), null);
  });

  test("come back as they were typed, unless they are another answer's", () => {
    const typed = texts("OUR OWN!", "nobody’s");
    assert.equal(fill.text(typed, solution), "OUR OWN!\nnobody’s");
    assert.deepEqual(fill.unpack("b-", "OUR OWN!\nnobody’s", solution), typed);
    assert.equal(fill.unpack("a-", "OUR OWN!\nnobody’s", solution), null);
    assert.deepEqual(fill.unpack("aa", "OUR OWN!\nnobody’s", solution), texts("same", "Same"));
    assert.equal(fill.text(texts("our own", "Same"), solution), "");
  });

  test("that cannot be read are none", () => {
    for (const packed of ["", "a", "aaa", "aé", "a "]) assert.equal(fill.unpack(packed, "", solution), null);
    assert.equal(reflect.unpack("y", "", solution), null);
    assert.equal(reflect.unpack("", "left over", solution), null);
    assert.equal(scale.unpack("é", "", { kind: "scale", points: 2 }), null);
  });
});

describe("numbers", () => {
  /** @type {[string, string][]} */
  const english = [
    ["12.5", "12.5"], [" 1,250.50 ", "1250.5"], ["1 250", "1250"], ["1\u00a0250\u202f000", "1250000"], ["1,25,000", "125000"], ["1'250", "1250"],
    ["£12.50", "12.5"], ["£ 12", "12"], ["-£5", "-5"], ["−5", "-5"], ["–5", "-5"], ["- 5", "-5"], ["+5", "5"], ["１２．５", "12.5"], ["￡５", "5"],
    [".5", "0.5"], ["5.", "5"], ["007", "7"], ["-0", "0"], ["1,5", "1.5"], ["0,125", "0.125"], ["1,250", "1250"], ["1.250", "1.25"], ["1e3", "1000"],
    ["12345678901234567890", "12345678901e9"], ["0.00000000000000001234567", "1.234567e-17"],
  ];
  for (const [typed, text] of english) test(`typed as ${typed}`, () => assert.ok(Math.abs(Number(readNumber(typed, ["£"], ".")) / Number(text) - 1) < 1e-9 || readNumber(typed, ["£"], ".") === text));

  test("of another language", () => {
    for (const [typed, text] of [["1,5", "1.5"], ["1.250,50", "1250.5"], ["1.250", "1250"], ["1 250,5", "1250.5"], ["1.5", "1.5"]]) assert.equal(readNumber(typed, [], ","), text);
  });

  test("with their unit", () => {
    assert.equal(readNumber("90 Minutes", ["", " minutes"], "."), "90");
    assert.equal(readNumber("12.5 ％", ["%"], "."), "12.5");
    assert.equal(readNumber("$12", ["£"], "."), "");
  });

  test("that are none", () => {
    for (const typed of ["", " ", "twelve", "1 2", "1,2,3", "12,34,5.6", "1.2.3", "--5", "5-", "½", "£", "1e999", "Infinity", "0x10", "12m"]) assert.equal(readNumber(typed, ["£"], "."), "", typed);
  });

  test("of any size fit the state's code and come back", () => {
    for (const number of [0.1 + 0.2, -1 / 3, 2 / 3e9, 12345678901234567890, -1.23456789e299, 5e-324, 1e21, 123456789012345]) {
      const packed = numeric.pack({ kind: "number", text: String(number) }, third);
      assert.match(packed, /^[\w-]{1,14}$/);
      const back = /** @type {import("../../builder/runtime/types.js").NumberAnswer} */ (numeric.unpack(packed, "", third));
      assert.ok(Math.abs(Number(back.text) / number - 1) < 1e-5, packed);
    }
    for (const packed of ["", "-", "_", "a", "1_2_3", "Infinity"]) assert.equal(numeric.unpack(packed, "", third), null, packed);
  });

  test("are right whatever a computer loses at the last digit", () => {
    assert.equal(numeric.credit(third, { kind: "number", text: String(0.1 + 0.2) }), 1);
    assert.equal(numeric.credit(third, { kind: "number", text: "0.3000001" }), 0);
  });
});
