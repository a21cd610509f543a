/** A statement that is true or false. Row 0 is True, row 1 is False; they never change places. */
import { chooseRows, chosenRows, clearRows, keepRightRows, markRows, wordsOfRows } from "../../runtime/rows.js";
import { t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").TrueFalseAnswer} TrueFalseAnswer */
/** @typedef {import("../../runtime/types.js").TrueFalseSolution} TrueFalseSolution */

/** @param {boolean} value */
const rowFor = (value) => (value ? 0 : 1);

/** @type {QuestionType} */
export const trueFalse = {
  read(form) {
    const [row] = chosenRows(form);
    return row === undefined ? null : { kind: "true_false", pick: row === 0 };
  },
  show(form, answer) {
    chooseRows(form, answer ? [rowFor(/** @type {TrueFalseAnswer} */ (answer).pick)] : []);
  },
  explain(form, solution, answer) {
    const right = rowFor(/** @type {TrueFalseSolution} */ (solution).right);
    markRows(form, [answer ? rowFor(/** @type {TrueFalseAnswer} */ (answer).pick) : right], [right], [t("Right."), t("Not quite.")]);
  },
  clear: clearRows,
  keepRight(form, solution) {
    keepRightRows(form, [rowFor(/** @type {TrueFalseSolution} */ (solution).right)]);
  },
  summary: () => "",
  words: (form, answer) => wordsOfRows(form, [rowFor(/** @type {TrueFalseAnswer} */ (answer).pick)]),
  solve: (solution) => ({ kind: "true_false", pick: /** @type {TrueFalseSolution} */ (solution).right }),
  credit(solution, answer) {
    return Number(/** @type {TrueFalseSolution} */ (solution).right === /** @type {TrueFalseAnswer} */ (answer).pick);
  },
  pack: (answer) => (/** @type {TrueFalseAnswer} */ (answer).pick ? "t" : "f"),
  unpack(packed) {
    return packed === "t" || packed === "f" ? { kind: "true_false", pick: packed === "t" } : null;
  },
};
