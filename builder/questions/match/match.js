/** Each thing has its match among the choices of a list. The choices are shown in the attempt's order, the things in the author's. */
import { pairing } from "../../runtime/pairs.js";
import { all } from "../../runtime/dom.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */

/** @type {QuestionType} */
export const match = {
  ...pairing,
  arrange(form, order) {
    for (const list of /** @type {HTMLSelectElement[]} */ (all("select", form))) {
      const choices = [...list.options].slice(1).sort((one, other) => Number(one.value) - Number(other.value));
      list.append(...order(choices.length).map((place) => choices[place]));
    }
  },
};
