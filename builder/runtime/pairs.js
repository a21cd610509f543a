/**
 * Questions that give each thing one of several choices. A thing is `.pair[data-index]`, its words `.what`, its choices the
 * options of a `select` or radio buttons, valued with their places; places are the author's, 0-based. What stands in `.mixed` is
 * shown in the attempt's order.
 */
import { all } from "./dom.js";
import { LETTERS } from "./letters.js";
import { closeWhy, openWhy, shareRight, wordsOf } from "./why.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").QuestionType} QuestionType */
/** @typedef {import("./types.js").PairsAnswer} PairsAnswer */
/** @typedef {import("./types.js").PairsSolution} PairsSolution */

/** Stands for a thing without a choice in a packed answer. */
const NO_CHOICE = ".";

/** @type {QuestionType} */
export const pairing = {
  read(form) {
    const picks = thingsIn(form).map(pickOf);
    return picks.includes(-1) ? null : { kind: "pairs", picks };
  },
  show(form, answer) {
    thingsIn(form).forEach((thing, place) => pick(thing, /** @type {PairsAnswer | null} */ (answer)?.picks[place] ?? -1));
  },
  explain(form, solution, answer) {
    const { right } = /** @type {PairsSolution} */ (solution);
    thingsIn(form).forEach((thing, place) => {
      if (!answer) pick(thing, right[place]);
      const good = pickOf(thing) === right[place];
      openWhy(thing, good, good ? t("Right.") : t("Not quite."));
    });
  },
  clear(form) {
    thingsIn(form).forEach(closeWhy);
  },
  keepRight(form, solution) {
    const { right } = /** @type {PairsSolution} */ (solution);
    const wrong = thingsIn(form).filter((thing, place) => pickOf(thing) !== right[place]);
    for (const thing of wrong) pick(thing, -1);
    return wrong[0]?.querySelector("select, input");
  },
  summary(_form, solution, answer) {
    const { right } = /** @type {PairsSolution} */ (solution);
    return shareRight(foundIn(right, /** @type {PairsAnswer} */ (answer)), right.length);
  },
  words: (form, answer) => thingsIn(form).map((thing, place) => sayPair(thing, /** @type {PairsAnswer} */ (answer).picks[place])).join("; "),
  solve: (solution) => ({ kind: "pairs", picks: /** @type {PairsSolution} */ (solution).right }),
  credit(solution, answer) {
    const { right } = /** @type {PairsSolution} */ (solution);
    return foundIn(right, /** @type {PairsAnswer} */ (answer)) / right.length;
  },
  pack: (answer) => /** @type {PairsAnswer} */ (answer).picks.map((place) => LETTERS.charAt(place) || NO_CHOICE).join(""),
  unpack: (packed) => ({ kind: "pairs", picks: [...packed].map((letter) => LETTERS.indexOf(letter)) }),
  ask: () => t("Choose an answer for each one first."),
  arrange(form, order) {
    for (const list of all(".mixed", form)) {
      const things = all(":scope > :not([value=''])", list);
      list.append(...order(things.length).map((place) => things[place]));
    }
  },
};

/** In the author's order. @param {HTMLFormElement} form */
function thingsIn(form) {
  return all(".pair", form).sort((one, other) => Number(one.dataset.index) - Number(other.dataset.index));
}

/** @param {HTMLElement} thing @returns {number} -1 for none */
function pickOf(thing) {
  return Number(/** @type {HTMLInputElement | null} */ (thing.querySelector(":checked"))?.value || -1);
}

/** @param {HTMLElement} thing @param {number} place  -1 for none */
function pick(thing, place) {
  for (const choice of all("option, input", thing)) {
    const on = /** @type {HTMLInputElement} */ (choice).value === (place < 0 ? "" : String(place));
    Object.assign(choice, { selected: on, checked: on });
  }
}

/** @param {number[]} right @param {PairsAnswer} answer */
function foundIn(right, { picks }) {
  return right.filter((place, source) => picks[source] === place).length;
}

/** @param {HTMLElement} thing @param {number} place */
function sayPair(thing, place) {
  const choice = thing.querySelector(`[value="${place}"]`);
  return `${wordsOf(thing)} – ${wordsOf(choice?.closest("label") ?? choice)}`;
}
