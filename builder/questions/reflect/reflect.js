/** Free text: the learner's own thoughts, for the workbook. Nothing is right or wrong. */
import { all, one } from "../../runtime/dom.js";
import { t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").TextsAnswer} TextsAnswer */

/** @param {HTMLFormElement} form */
const paperOf = (form) => /** @type {HTMLTextAreaElement} */ (one("textarea", form));
/** @param {import("../../runtime/types.js").Answer} answer */
const textIn = (answer) => /** @type {TextsAnswer} */ (answer).texts[0];

/** @type {QuestionType} */
export const reflect = {
  drafts: true,
  read(form) {
    const text = paperOf(form).value;
    return text.trim() ? { kind: "texts", texts: [text] } : null;
  },
  show(form, answer) {
    paperOf(form).value = answer ? textIn(answer) : "";
  },
  explain(form) {
    all(".model", form).forEach((model) => (model.hidden = false));
  },
  clear() {},
  keepRight() {},
  summary: () => "",
  words: (form, answer) => textIn(answer),
  solve: () => null,
  credit: () => 1,
  pack: () => "y",
  unpack: (packed, text) => (packed && text ? { kind: "texts", texts: [text] } : null),
  text: textIn,
  ask: () => t("Write something first."),
};
