/** Places on a picture: rows to choose, whose inputs the picture's labels tick too. */
import { choices } from "../choices/choices.js";
import { all, markOf } from "../../runtime/dom.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").ChoiceSolution} ChoiceSolution */

/** @type {QuestionType} */
export const hotspot = {
  ...choices,
  show(form, answer) {
    choices.show(form, answer);
    form.onchange = () => showSpots(form);
    showSpots(form);
  },
  explain(form, solution, answer) {
    choices.explain(form, solution, answer);
    showSpots(form);
  },
  clear(form) {
    choices.clear(form);
    showSpots(form);
  },
  keepRight(form, solution) {
    choices.keepRight(form, solution);
    showSpots(form);
  },
  summary: (form, solution, answer) => (/** @type {ChoiceSolution} */ (solution).right.length > 1 ? choices.summary(form, solution, answer) : ""),
  // The numbers in the picture run on in the list.
  arrange: undefined,
};

/** Every place in the picture looks as its row does. @param {HTMLFormElement} form */
function showSpots(form) {
  const rows = all(".option", form);
  all(".spot", form).forEach((spot, place) => {
    const { classList } = rows[place];
    const verdict = ["right", "wrong"].find((name) => classList.contains(name));
    const chosen = /** @type {HTMLInputElement} */ (rows[place].querySelector("input")).checked;
    spot.className = ["spot", spot.classList.contains("round") && "round", chosen && "chosen", verdict].filter(Boolean).join(" ");
    spot.querySelector(".mark")?.remove();
    if (verdict) spot.firstElementChild?.append(markOf(verdict === "right" ? "tick" : "turn-back"));
  });
}
