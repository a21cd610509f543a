/** Where somebody stands between two ends. Nothing is right or wrong. */
import { one } from "../../runtime/dom.js";
import { packPlaces, unpackPlaces } from "../../runtime/letters.js";
import { chooseRows, chosenRows, wordsOfRows } from "../../runtime/rows.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").ScaleAnswer} ScaleAnswer */

/** @param {import("../../runtime/types.js").Answer} answer */
const pointIn = (answer) => [/** @type {ScaleAnswer} */ (answer).pick];

/** @type {QuestionType} */
export const scale = {
  read(form) {
    const [pick] = chosenRows(form);
    return pick === undefined ? null : { kind: "scale", pick };
  },
  show(form, answer) {
    chooseRows(form, answer ? pointIn(answer) : []);
  },
  explain(form) {
    one(".why", form).hidden = false;
  },
  clear(form) {
    one(".why", form).hidden = true;
  },
  keepRight() {},
  summary: () => "",
  words: (form, answer) => wordsOfRows(form, pointIn(answer)),
  solve: () => null,
  credit: () => 1,
  pack: (answer) => packPlaces(pointIn(answer)),
  unpack(packed) {
    const picks = unpackPlaces(packed);
    return picks && { kind: "scale", pick: picks[0] };
  },
};
