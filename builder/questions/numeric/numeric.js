/** A number to work out, right within a tolerance. */
import { clearFields, fieldsOf, fillFields, markField, wordsWith } from "../../runtime/fields.js";
import { all } from "../../runtime/dom.js";
import { t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").NumberAnswer} NumberAnswer */
/** @typedef {[number, number]} Reach  the lowest and the highest number that counts as one */
/** @typedef {import("../../runtime/types.js").NumberSolution & {within: Reach, wrong: Reach[]}} ReachSolution */

/** The most characters that an answer takes in the state's code. */
const MOST_FIGURES = 14;

/**
 * A number as people type it, in a form that Number() reads and that fits the state's code; "" for what is none.
 * @param {string} typed
 * @param {string[]} units  may be typed too
 * @param {string} point  the decimal mark of the page's language
 */
export function readNumber(typed, units, point) {
  const group = point === "," ? "." : ",";
  let text = typed.normalize("NFKC").toLowerCase().replace(/[‐-―−]/g, "-");
  for (const unit of units) text = text.replace(unit.normalize("NFKC").toLowerCase().trim(), "");
  text = text.trim().replace(/^([-+])\s+/, "$1").replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, "$1");
  const grouped = RegExp(`^[-+]?[1-9]\\d{0,2}([${group}]\\d{2,3})*[${group}]\\d{3}([${point}]\\d*)?$`);
  if (grouped.test(text)) text = text.replaceAll(group, "");
  text = text.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(text) && Math.abs(Number(text)) < 1e300 ? tidyFigures(text) : "";
}

/** Without what says nothing; rounded where it is longer than the state's code takes. @param {string} text */
function tidyFigures(text) {
  let short = String(Number(text));
  for (let digits = MOST_FIGURES; short.length > MOST_FIGURES; digits -= 1) {
    const number = Number(Number(text).toPrecision(digits));
    short = (Math.abs(number) < 1e13 ? String(number) : number.toExponential()).replace("+", "");
  }
  return short.replace("+", "");
}

/** The decimal mark of the page's language. */
function decimalMark() {
  try {
    return (1.5).toLocaleString(document.documentElement.lang).charAt(1);
  } catch {
    return ".";
  }
}

/** @param {number} number @param {Reach} reach  with room for what a computer loses at the last digit */
function isWithin(number, [low, high]) {
  const room = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  return number >= low - room && number <= high + room;
}

/** @param {import("../../runtime/types.js").Answer} answer */
const figuresIn = (answer) => /** @type {NumberAnswer} */ (answer).text;
/** @param {string} text */
const local = (text) => text.replace(".", decimalMark());

/** @type {QuestionType} */
export const numeric = {
  read(form) {
    const text = readNumber(fieldsOf(form)[0].value, all(".unit", form).map((unit) => unit.textContent ?? ""), decimalMark());
    return text ? { kind: "number", text } : null;
  },
  show(form, answer) {
    fillFields(form, answer ? [local(figuresIn(answer))] : []);
  },
  explain(form, solution, answer) {
    const { right, within, wrong } = /** @type {ReachSolution} */ (solution);
    const number = answer ? Number(figuresIn(answer)) : right;
    clearFields(form);
    if (!answer) fillFields(form, [local(String(right))]);
    markField(form, 0, isWithin(number, within), wrong.findIndex((reach) => isWithin(number, reach)));
  },
  clear: clearFields,
  keepRight() {},
  summary: () => "",
  words: (form, answer) => wordsWith(form, [local(figuresIn(answer))]),
  solve: (solution) => ({ kind: "number", text: String(/** @type {ReachSolution} */ (solution).right) }),
  credit: (solution, answer) => Number(isWithin(Number(figuresIn(answer)), /** @type {ReachSolution} */ (solution).within)),
  pack: (answer) => tidyFigures(figuresIn(answer)).replace(".", "_"),
  unpack(packed) {
    const text = packed.replace("_", ".");
    return packed && Number.isFinite(Number(text)) ? { kind: "number", text } : null;
  },
  ask: () => t("Write your answer in figures, such as 25."),
};
