/** A text with gaps to fill in. The code holds for each gap which known answer stands there, right or foreseen wrong; the words go beside it. */
import { LETTERS } from "../../runtime/letters.js";
import { clearFields, fieldsOf, fillFields, markField, wordsWith } from "../../runtime/fields.js";
import { t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").TextsAnswer} TextsAnswer */
/** @typedef {import("../../runtime/types.js").Answer} Answer */
/** @typedef {import("../../runtime/types.js").Solution} Solution */
/** @typedef {{accept: string[], wrong: string[], exact: string}} Gap  answers as plainWords() gives them */
/** @typedef {import("../../runtime/types.js").TextsSolution & {gaps: Gap[]}} GapsSolution */

/**
 * Words as they are compared; questions/fill/words.py does the same. Different marks for the same thing are one mark; what ends
 * a sentence is left out at both ends.
 * @param {string} text
 * @param {string} exact  letters of what counts after all: c(ase), a(ccents), s(paces)
 */
export function plainWords(text, exact) {
  let plain = text.normalize("NFKD").replace(/\p{Cf}/gu, "").replace(/[‘’‚‛′ʼ`´]/g, "'").replace(/[“”„‟″«»]/g, '"').replace(/[‐-―−]/g, "-");
  if (!exact.includes("a")) plain = plain.replace(/[\u0300-\u036f]/g, "");
  if (!exact.includes("c")) plain = plain.toUpperCase().toLowerCase().replaceAll("ς", "σ");
  if (!exact.includes("s")) plain = plain.replace(/\s+/g, " ");
  return (plain.replace(/^[\s.,;:!?'"()¿¡。、]+|[\s.,;:!?'"()¿¡。、]+$/g, "") || plain.trim()).normalize("NFC");
}

/** For each gap the place of what stands there among the answers that are accepted, then those foreseen; else -1. @param {Solution} solution @param {string[]} texts */
function knownPlaces(solution, texts) {
  return /** @type {GapsSolution} */ (solution).gaps.map(({ accept, wrong, exact }, gap) => [...accept, ...wrong].indexOf(plainWords(texts[gap] ?? "", exact)));
}

/** For each gap whether it is right. @param {Solution} solution @param {number[]} places */
function rightGaps(solution, places) {
  return /** @type {GapsSolution} */ (solution).gaps.map(({ accept }, gap) => places[gap] >= 0 && places[gap] < accept.length);
}

/** @param {Answer} answer */
const textsIn = (answer) => /** @type {TextsAnswer} */ (answer).texts;

/** @type {QuestionType & Required<Pick<QuestionType, "text">>} */
export const fill = {
  read(form) {
    const texts = fieldsOf(form).map(({ value }) => value.trim());
    return texts.includes("") ? null : { kind: "texts", texts };
  },
  show(form, answer) {
    fillFields(form, answer ? textsIn(answer) : []);
  },
  explain(form, solution, answer) {
    const { right, gaps } = /** @type {GapsSolution} */ (solution);
    const places = knownPlaces(solution, answer ? textsIn(answer) : right);
    clearFields(form);
    if (!answer) fillFields(form, right);
    rightGaps(solution, places).forEach((good, gap) => markField(form, gap, good, places[gap] - gaps[gap].accept.length));
  },
  clear: clearFields,
  keepRight() {},
  summary: () => "",
  words: (form, answer) => wordsWith(form, textsIn(answer)),
  solve: (solution) => ({ kind: "texts", texts: /** @type {GapsSolution} */ (solution).right }),
  credit(solution, answer) {
    const gaps = rightGaps(solution, knownPlaces(solution, textsIn(answer)));
    return gaps.filter(Boolean).length / gaps.length;
  },
  // The last of LETTERS stands for words that nobody foresaw.
  pack: (answer, solution) => knownPlaces(solution, textsIn(answer)).map((place) => LETTERS.at(place)).join(""),
  unpack(packed, text, solution) {
    const { right, gaps } = /** @type {GapsSolution} */ (solution);
    /** @type {TextsAnswer} */
    const typed = { kind: "texts", texts: text.split("\n") };
    if (text && fill.pack(typed, solution) === packed) return typed;
    const texts = gaps.map(({ accept, wrong }, gap) => {
      const place = LETTERS.indexOf(packed.charAt(gap));
      return place ? [...accept, ...wrong][place] : right[gap];
    });
    return packed.length === gaps.length && texts.every(Boolean) ? { kind: "texts", texts } : null;
  },
  text(answer, solution) {
    const known = fill.unpack(fill.pack(answer, solution), "", solution);
    const typed = textsIn(answer).join("\n");
    return known && textsIn(known).join("\n") === typed ? "" : typed;
  },
  ask: () => t("Fill in every gap first."),
};
