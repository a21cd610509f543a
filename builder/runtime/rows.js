/**
 * Questions that are answered by choosing rows. A row is `.option[data-index]`, the author's 0-based place, with an
 * input and its feedback in `.why`.
 */
import { all, one } from "./dom.js";
import { closeWhy, openWhy } from "./why.js";

/** @param {HTMLFormElement} form */
const rowsOf = (form) => all(".option", form);
/** @param {HTMLElement} row */
const indexOf = (row) => Number(row.dataset.index);
/** @param {HTMLElement} row */
const inputOf = (row) => /** @type {HTMLInputElement} */ (one("input", row));

/**
 * Indexes of the rows chosen, ascending, in the author's order.
 * @param {HTMLFormElement} form
 * @returns {number[]}
 */
export function chosenRows(form) {
  return rowsOf(form).filter((row) => inputOf(row).checked).map(indexOf).sort((a, b) => a - b);
}

/**
 * @param {HTMLFormElement} form
 * @param {number[]} picks
 */
export function chooseRows(form, picks) {
  for (const row of rowsOf(form)) inputOf(row).checked = picks.includes(indexOf(row));
}

/**
 * Marks each of the rows as right or wrong and opens its feedback.
 * @param {HTMLFormElement} form
 * @param {number[]} marked  indexes of the rows to mark
 * @param {number[]} right  indexes of the right rows
 * @param {[string, string]} words  said for a right row and for a wrong one
 */
export function markRows(form, marked, right, words) {
  clearRows(form);
  for (const row of rowsOf(form)) {
    if (!marked.includes(indexOf(row))) continue;
    const good = right.includes(indexOf(row));
    openWhy(row, good, words[good ? 0 : 1]);
  }
}

/** @param {HTMLFormElement} form */
export function clearRows(form) {
  rowsOf(form).forEach(closeWhy);
}

/**
 * Takes back what was chosen wrongly.
 * @param {HTMLFormElement} form
 * @param {number[]} right
 */
export function keepRightRows(form, right) {
  chooseRows(form, chosenRows(form).filter((index) => right.includes(index)));
}

/**
 * @param {HTMLFormElement} form
 * @param {(count: number) => number[]} orderOf  orderOf(count)[place] is the author's index
 */
export function arrangeRows(form, orderOf) {
  const order = orderOf(rowsOf(form).length);
  const rows = rowsOf(form).sort((a, b) => order.indexOf(indexOf(a)) - order.indexOf(indexOf(b)));
  one(".options", form).append(...rows);
}

/**
 * The rows' own words, "; " between them.
 * @param {HTMLFormElement} form
 * @param {number[]} picks
 */
export function wordsOfRows(form, picks) {
  return rowsOf(form).filter((row) => picks.includes(indexOf(row))).map((row) => one("label", row).textContent?.trim()).join("; ");
}
