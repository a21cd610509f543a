/** Things that are right or wrong, each with its words in `.what` and its feedback, a verdict and the author's reason, in `.why`. */
import { make, markOf, one } from "./dom.js";
import { capital, inWords, spoken, t, tn } from "./words.js";

/**
 * Marks a thing and opens its feedback. The verdict stands before the author's words, unless they begin with such a word
 * themselves: then its mark is enough.
 * @param {HTMLElement} thing
 * @param {boolean} good
 * @param {string} word
 */
export function openWhy(thing, good, word) {
  closeWhy(thing);
  thing.classList.add(good ? "right" : "wrong");
  openReason(one(".why", thing), thing.querySelector(DESCRIBED), good, word);
}

/**
 * @param {HTMLElement} why
 * @param {Element | null} control  what it speaks of
 * @param {boolean} good
 * @param {string} word
 */
export function openReason(why, control, good, word) {
  // Translators: words that feedback may begin with by itself, so that "Right." is not put in front of it.
  const words = t("right|yes|correct|exactly|good|no|not quite");
  const begun = new RegExp(`^\\P{L}*(${words})(?!\\p{L})`, "iu").test(why.textContent ?? "");
  const verdict = make("strong", { class: "verdict", ...spoken() }, markOf(good ? "tick" : "turn-back"));
  if (!begun) verdict.append(word + " ");
  why.prepend(verdict);
  why.hidden = false;
  control?.setAttribute("aria-describedby", why.id);
}

/** @param {HTMLElement} thing */
export function closeWhy(thing) {
  thing.classList.remove("right", "wrong");
  closeReason(one(".why", thing));
  thing.querySelector(DESCRIBED)?.removeAttribute("aria-describedby");
}

/** @param {HTMLElement} why */
export function closeReason(why) {
  why.hidden = true;
  why.querySelector(".verdict")?.remove();
}

/** @param {Element | null | undefined} thing  with `.what` in it, or nothing but words */
export function wordsOf(thing) {
  return (thing?.querySelector(".what") ?? thing)?.textContent?.trim() ?? "";
}

/**
 * "Two of the four are right."
 * @param {number} right
 * @param {number} all
 */
export function shareRight(right, all) {
  const values = { found: inWords(right), total: inWords(all) };
  return right ? capital(tn("{found} of the {total} is right.", "{found} of the {total} are right.", right, values)) : t("None of them is right yet.");
}

/** What the feedback describes: a group of radio buttons as a whole, else the one control. */
const DESCRIBED = "[role=radiogroup], select, input";
