/**
 * Lines to be put in order: each has buttons to move it, and a grip to drag it by. The order at first is never the right one,
 * so a list that nobody has touched is no answer.
 */
import { all, one, say } from "../../runtime/dom.js";
import { packPlaces, unpackPlaces } from "../../runtime/letters.js";
import { closeWhy, openWhy, shareRight, wordsOf } from "../../runtime/why.js";
import { t } from "../../runtime/words.js";

/** @typedef {import("../../runtime/types.js").QuestionType} QuestionType */
/** @typedef {import("../../runtime/types.js").SequenceAnswer} SequenceAnswer */
/** @typedef {import("../../runtime/types.js").SequenceSolution} SequenceSolution */

/** @type {QuestionType} */
export const order = {
  read(form) {
    return listIn(form).dataset.moved ? { kind: "sequence", order: placesOf(form) } : null;
  },
  show(form, answer) {
    if (answer) setOrder(form, /** @type {SequenceAnswer} */ (answer).order);
    listIn(form).dataset.moved = answer ? "1" : "";
  },
  explain(form, _solution, answer) {
    if (!answer) setOrder(form, placesOf(form).sort((one, other) => one - other));
    const kept = inOrder(placesOf(form));
    for (const line of linesIn(form)) {
      const good = kept.includes(lineIndex(line));
      openWhy(line, good, good ? t("In order.") : t("Not here."));
    }
  },
  clear(form) {
    linesIn(form).forEach(closeWhy);
  },
  keepRight: (form) => form.querySelector(".wrong:not(:first-child) .up, .wrong .down"),
  summary: (_form, solution, answer) => shareRight(inOrder(/** @type {SequenceAnswer} */ (answer).order).length, /** @type {SequenceSolution} */ (solution).items),
  words(form, answer) {
    const lines = linesIn(form);
    return /** @type {SequenceAnswer} */ (answer).order.map((index) => wordsOf(lines.find((line) => lineIndex(line) === index))).join("; ");
  },
  solve: (solution) => ({ kind: "sequence", order: Array.from({ length: /** @type {SequenceSolution} */ (solution).items }, (_, place) => place) }),
  credit(solution, answer) {
    const kept = inOrder(/** @type {SequenceAnswer} */ (answer).order).length;
    return kept && (kept - 1) / (/** @type {SequenceSolution} */ (solution).items - 1);
  },
  pack: (answer) => packPlaces(/** @type {SequenceAnswer} */ (answer).order),
  unpack(packed) {
    const places = unpackPlaces(packed);
    return places?.every((_, place) => places.includes(place)) ? { kind: "sequence", order: places } : null;
  },
  ask: () => t("They are not in order yet: move at least one of them."),
  arrange(form, orderOf) {
    const first = orderOf(linesIn(form).length);
    if (first.every((index, place) => index === place)) first.push(...first.splice(0, 1));
    setOrder(form, first);
    listIn(form).addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      if (button) moveLine(form, /** @type {HTMLElement} */ (button.closest("li")), button.matches(".up"));
    });
    dragLines(form);
  },
};

/** @param {HTMLFormElement} form */
const listIn = (form) => one(".order", form);
/** @param {HTMLFormElement} form */
const linesIn = (form) => all(".order > li", form);
/** The author's place. @param {HTMLElement} line */
const lineIndex = (line) => Number(line.dataset.index);
/** @param {HTMLFormElement} form */
const placesOf = (form) => linesIn(form).map(lineIndex);

/**
 * The most lines that may stay where they are while the others are moved; none where not even two may.
 * @param {number[]} places
 * @returns {number[]}
 */
function inOrder(places) {
  /** The longest run that ends with each line. @type {number[][]} */
  const runs = [];
  /** @param {number[][]} some @returns {number[]} */
  const longest = (some) => some.reduce((best, run) => (run.length > best.length ? run : best), []);
  for (const place of places) runs.push([...longest(runs.filter((run) => run[run.length - 1] < place)), place]);
  const kept = longest(runs);
  return kept.length > 1 ? kept : [];
}

/** @param {HTMLFormElement} form @param {number[]} places */
function setOrder(form, places) {
  listIn(form).append(...linesIn(form).sort((one, other) => places.indexOf(lineIndex(one)) - places.indexOf(lineIndex(other))));
  placeLines(form);
}

/** Each line says where it is; its buttons are named with that. @param {HTMLFormElement} form */
function placeLines(form) {
  const count = linesIn(form).length;
  linesIn(form).forEach((line, place) => {
    say(one(".now", line), t("now {place} of {count}", { place: place + 1, count }));
    one(".up", line).ariaDisabled = String(!place);
    one(".down", line).ariaDisabled = String(place + 1 === count);
  });
}

/**
 * Changes a line's place with its neighbour's. The neighbour is what moves in the document: the line keeps its focus and its pointer.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} line
 * @param {boolean} up
 */
function moveLine(form, line, up) {
  const other = up ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  line[up ? "after" : "before"](other);
  listIn(form).dataset.moved = "1";
  placeLines(form);
  line.dispatchEvent(new Event("change", { bubbles: true }));
  line.scrollIntoView({ block: "nearest" });
  say(one(".moved", form), `${wordsOf(line)}, ${one(".now", line).textContent}`);
}

/** Lines give way while one is dragged by its grip; the rest of a line scrolls the page as ever. @param {HTMLFormElement} form */
function dragLines(form) {
  const list = listIn(form);
  /** @type {HTMLElement | null} */
  let held = null;
  list.addEventListener("pointerdown", (event) => {
    const grip = /** @type {Element} */ (event.target).closest(".grip");
    if (!grip || event.button) return;
    held = /** @type {HTMLElement} */ (grip.closest("li"));
    held.classList.add("held");
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  list.addEventListener("pointermove", ({ clientY }) => {
    for (let steps = list.children.length; held && steps; steps -= 1) {
      const { previousElementSibling: above, nextElementSibling: below } = held;
      if (above && clientY < middleOf(above)) moveLine(form, held, true);
      else if (below && clientY > middleOf(below)) moveLine(form, held, false);
      else return;
    }
  });
  list.addEventListener("lostpointercapture", () => {
    held?.classList.remove("held");
    held = null;
  });
}

/** @param {Element} line */
function middleOf(line) {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
}
