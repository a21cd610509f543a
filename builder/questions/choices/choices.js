/** Several right answers: all of them and no other make the answer right. */
import { choice } from "../choice/choice.js";
import { markRows } from "../../runtime/rows.js";
import { capital, inWords, t, tn } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").ChoiceAnswer} ChoiceAnswer */
/** @typedef {import("../../runtime/types.js").ChoiceSolution} ChoiceSolution */

/** @type {QuestionType} */
export const choices = {
  ...choice,
  explain(form, solution, answer) {
    const { right } = /** @type {ChoiceSolution} */ (solution);
    markRows(form, answer ? /** @type {ChoiceAnswer} */ (answer).picks : right, right, [t("Yes."), t("Not this one.")]);
  },
  summary(_form, solution, answer) {
    const { right } = /** @type {ChoiceSolution} */ (solution);
    const { picks } = /** @type {ChoiceAnswer} */ (answer);
    const found = picks.filter((pick) => right.includes(pick)).length;
    const wrong = picks.length - found;
    const total = inWords(right.length);
    const said = found ? capital(t("{found} of the {total} found.", { found: inWords(found), total })) : t("None of the {total} found.", { total });
    const count = inWords(wrong);
    const extra = tn("{count} of your choices does not belong.", "{count} of your choices do not belong.", wrong, { count });
    return wrong ? said + " " + capital(extra) : said;
  },
  credit(solution, answer) {
    const { right } = /** @type {ChoiceSolution} */ (solution);
    const { picks } = /** @type {ChoiceAnswer} */ (answer);
    return Number(picks.length === right.length && picks.every((pick) => right.includes(pick)));
  },
};
