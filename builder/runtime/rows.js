/**
 * Questions that are answered by choosing rows. A row is `.option[data-index]`, the author's 0-based place, with an
 * input and its feedback in `.why`.
 */
import { all, make, markOf, one } from "./dom.js";
import { spoken, t } from "./words.js";

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
    row.classList.add(good ? "right" : "wrong");
    openFeedback(row, good, words[good ? 0 : 1]);
  }
}

/** @param {HTMLFormElement} form */
export function clearRows(form) {
  for (const row of rowsOf(form)) {
    const why = one(".why", row);
    row.classList.remove("right", "wrong");
    why.hidden = true;
    why.querySelector(".verdict")?.remove();
    inputOf(row).removeAttribute("aria-describedby");
  }
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

/**
 * The verdict stands before the feedback, unless the feedback begins with such a word itself: then its mark is enough.
 * @param {HTMLElement} row
 * @param {boolean} good
 * @param {string} word
 */
function openFeedback(row, good, word) {
  const why = one(".why", row);
  // Translators: words that feedback may begin with by itself, so that "Right." is not put in front of it.
  const words = t("right|yes|correct|exactly|good|no|not quite");
  const begun = new RegExp(`^\\P{L}*(${words})(?!\\p{L})`, "iu").test(why.textContent ?? "");
  const verdict = make("strong", { class: "verdict", ...spoken() }, markOf(good ? "tick" : "turn-back"));
  if (!begun) verdict.append(word + " ");
  why.prepend(verdict);
  why.hidden = false;
  inputOf(row).setAttribute("aria-describedby", why.id);
}
