/** Feedback: a verdict, then the author's reason, in the `.why` of the thing that is right or wrong. */
import { make, markOf, one } from "./dom.js";

/**
 * Marks a thing and opens its feedback. The verdict stands before the author's words, unless they begin with such a word
 * themselves: then its mark is enough.
 * @param {HTMLElement} thing
 * @param {boolean} good
 * @param {string} word
 */
export function openWhy(thing, good, word) {
  closeWhy(thing);
  const why = one(".why", thing);
  const spoken = /^\W*(right|yes|correct|exactly|good|no|not quite)\b/i.test(why.textContent ?? "");
  const verdict = make("strong", { class: "verdict" }, markOf(good ? "tick" : "turn-back"));
  if (!spoken) verdict.append(word + " ");
  why.prepend(verdict);
  why.hidden = false;
  thing.classList.add(good ? "right" : "wrong");
  thing.querySelector(DESCRIBED)?.setAttribute("aria-describedby", why.id);
}

/** @param {HTMLElement} thing */
export function closeWhy(thing) {
  const why = one(".why", thing);
  thing.classList.remove("right", "wrong");
  why.hidden = true;
  why.querySelector(".verdict")?.remove();
  thing.querySelector(DESCRIBED)?.removeAttribute("aria-describedby");
}

/** What the feedback describes: a group of radio buttons as a whole, else the one control. */
const DESCRIBED = "[role=radiogroup], select, input";
