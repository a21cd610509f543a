/**
 * Questions that are answered in a field: `.gap` holds its input or list. In the same order `.reply` holds all that may be said of
 * what stands in it: `.why[data-for]`, which is for "right", for the place of a foreseen wrong answer, or for "" (any other).
 */
import { all, markOf, one } from "./dom.js";
import { closeReason, openReason } from "./why.js";
import { t } from "./words.js";

/** @param {ParentNode} root @returns {HTMLInputElement[]} */
export const fieldsOf = (root) => /** @type {HTMLInputElement[]} */ (all(".gap :is(input, select)", root));

/**
 * @param {HTMLFormElement} form
 * @param {string[]} [texts]
 */
export function fillFields(form, texts = []) {
  fieldsOf(form).forEach((field, place) => (field.value = texts[place] ?? ""));
}

/**
 * Marks what stands in one field and opens what is said of it.
 * @param {HTMLFormElement} form
 * @param {number} place
 * @param {boolean} good
 * @param {number} foreseen  place among the foreseen wrong answers, below 0 for none of them
 */
export function markField(form, place, good, foreseen) {
  const field = fieldsOf(form)[place];
  const gap = /** @type {HTMLElement} */ (field.parentElement);
  const reply = all(".reply", form)[place];
  for (const element of [gap, reply]) element.classList.add(good ? "right" : "wrong");
  gap.append(markOf(good ? "tick" : "turn-back"));
  field.setAttribute("aria-invalid", String(!good));
  openReason(one(`[data-for="${good ? "right" : foreseen < 0 ? "" : foreseen}"]`, reply), field, good, good ? t("Right.") : t("Not quite."));
}

/** @param {HTMLFormElement} form */
export function clearFields(form) {
  all(".gap .mark", form).forEach((mark) => mark.remove());
  all(".gap, .reply", form).forEach((element) => element.classList.remove("right", "wrong"));
  all(".reply .why", form).forEach(closeReason);
  for (const field of fieldsOf(form)) for (const name of ["aria-invalid", "aria-describedby"]) field.removeAttribute(name);
}

/**
 * What stands around the fields, with these texts in their places.
 * @param {HTMLFormElement} form
 * @param {string[]} texts
 */
export function wordsWith(form, texts) {
  const copy = /** @type {HTMLElement} */ (one(".gapped", form).cloneNode(true));
  fieldsOf(copy).forEach((field, place) => field.parentElement?.replaceWith(texts[place]));
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}
