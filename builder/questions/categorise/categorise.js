/** Things are sorted into groups. The things are shown in the attempt's order, the groups in the author's. */
import { pairing } from "../../runtime/pairs.js";
import { all, one } from "../../runtime/dom.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */

/** @type {QuestionType} */
export const categorise = {
  ...pairing,
  arrange(form, order) {
    const things = all(".pair", form).sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index));
    one(".pairs", form).append(...order(things.length).map((place) => things[place]));
  },
};
