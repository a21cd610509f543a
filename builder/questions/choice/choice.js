/** One right answer out of several. */
import { arrangeRows, chooseRows, chosenRows, clearRows, keepRightRows, markRows, wordsOfRows } from "../../runtime/rows.js";
import { packPlaces, unpackPlaces } from "../../runtime/letters.js";
import { t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").ChoiceAnswer} ChoiceAnswer */
/** @typedef {import("../../runtime/types.js").ChoiceSolution} ChoiceSolution */

/** @type {QuestionType} */
export const choice = {
  read(form) {
    const picks = chosenRows(form);
    return picks.length ? { kind: "choice", picks } : null;
  },
  show(form, answer) {
    chooseRows(form, answer ? /** @type {ChoiceAnswer} */ (answer).picks : []);
  },
  explain(form, solution, answer) {
    const { right } = /** @type {ChoiceSolution} */ (solution);
    markRows(form, answer ? /** @type {ChoiceAnswer} */ (answer).picks : right, right, [t("Right."), t("Not quite.")]);
  },
  clear: clearRows,
  keepRight(form, solution) {
    keepRightRows(form, /** @type {ChoiceSolution} */ (solution).right);
  },
  summary: () => "",
  words: (form, answer) => wordsOfRows(form, /** @type {ChoiceAnswer} */ (answer).picks),
  solve: (solution) => ({ kind: "choice", picks: /** @type {ChoiceSolution} */ (solution).right }),
  credit(solution, answer) {
    const { right } = /** @type {ChoiceSolution} */ (solution);
    const { picks } = /** @type {ChoiceAnswer} */ (answer);
    return Number(picks.length === 1 && right.includes(picks[0]));
  },
  pack: (answer) => packPlaces(/** @type {ChoiceAnswer} */ (answer).picks),
  unpack(packed) {
    const picks = unpackPlaces(packed);
    return picks && { kind: "choice", picks };
  },
  arrange: arrangeRows,
};
