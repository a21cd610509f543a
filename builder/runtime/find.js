/**
 * Finding words in the unit: by the index that the build made (builder/render/index.py says how), shown with the document's
 * own text. Questions are neither in the index nor in what is shown.
 */
import { all, make, one, say } from "./dom.js";
import { t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {{stop: string, places: string[], words: Record<string, number[]>}} FindIndex */

/** How many places are listed. */
const FIND_MOST = 20;
/** Characters shown before the first word found; twice as many after it. */
const FIND_AROUND = 40;

/**
 * Without accents and in lower case; as long as it was.
 * @param {string} text
 */
export function foldText(text) {
  return text.replace(/[^\0-\x7f]/g, (letter) => letter.normalize("NFD")[0]).toLowerCase();
}

/**
 * What a learner typed, as words: each as the beginnings that count as it. "policies" finds "policy", "serving" finds "serve".
 * @param {string} query
 * @param {string} [stop]  words that find nothing
 * @returns {string[][]}
 */
export function wordsToFind(query, stop = "") {
  const words = foldText(query).replace(/['’](s(?![\p{L}\p{N}]))?/gu, "").match(/\d+\.\d+|[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => (word.length > 1 || /\d/.test(word)) && !` ${stop} `.includes(` ${word} `));
  return (telling.length ? telling : words).map((word) => {
    const bare = /ies$/.test(word) ? word.slice(0, -3) + "y" : word.replace(/((?<=ch|sh|x|ss)es|ing|ed|s)$/, "").replace(/([^ls])\1$/, "$1");
    return [word, ...(bare !== word && bare.length > 2 ? [bare] : []), ...(word.length > 3 && word.endsWith("y") ? [word.slice(0, -1) + "ie"] : [])];
  });
}

/**
 * The places that have every word, best first: words in titles before words in headings before words in the text.
 * @param {FindIndex} index
 * @param {string} query
 * @returns {string[]} ids
 */
export function findPlaces({ stop, places, words }, query) {
  const wanted = wordsToFind(query, stop);
  const known = Object.keys(words);
  const scores = wanted.map((forms) => {
    /** @type {Map<number, number>} */
    const scored = new Map();
    for (const word of known) {
      if (!forms.some((form) => (/^\d/.test(form) ? word === form : word.startsWith(form)))) continue;
      for (const number of words[word]) {
        const score = [1, 4, 16][number % 3] + (word === forms[0] ? 0.5 : 0);
        scored.set(Math.floor(number / 3), Math.max(score, scored.get(Math.floor(number / 3)) ?? 0));
      }
    }
    return scored;
  });
  /** @param {number} place */
  const total = (place) => scores.reduce((sum, scored) => sum + (scored.get(place) ?? 0), 0);
  const found = wanted.length ? [...scores[0].keys()].filter((place) => scores.every((scored) => scored.has(place))) : [];
  return found.sort((a, b) => total(b) - total(a) || a - b).map((place) => places[place]);
}

/**
 * What finds the words in folded text.
 * @param {string} query
 * @param {string} stop
 */
function wordsPattern(query, stop) {
  const forms = wordsToFind(query, stop).flat().map((form) => (/^\d/.test(form) ? form.replace(".", "\\.") + "(?![\\d.]*\\d)" : form + "[\\p{L}\\p{N}]*"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join("|")})`, "gu");
}

/** The text of a place, without questions and drawings. @param {HTMLElement} place @returns {Text[]} */
function textsOf(place) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
    return /** @type {Element} */ (node).matches("form, svg, nav, .sr, .ac, .meta, .part") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const found = [];
  while (walker.nextNode()) found.push(/** @type {Text} */ (walker.currentNode));
  return found;
}

/** @param {App} app */
export function startFinding({ pages }) {
  const box = /** @type {HTMLInputElement} */ (one("#find"));
  /** @type {FindIndex | undefined} */
  let index;
  const stopWords = () => index?.stop ?? "";

  function show() {
    index ??= /** @type {FindIndex} */ (JSON.parse(one("#index").textContent ?? ""));
    const query = box.value.trim();
    const found = query ? findPlaces(index, query) : [];
    one("#contents").classList.toggle("finding", query !== "");
    one("#found").replaceChildren(...found.slice(0, FIND_MOST).map((id) => row(id, query)));
    const nothing = t("Nothing found for “{query}”. Try fewer or shorter words.", { query });
    say(one("#find-said"), !query ? "" : found.length ? tn("{count} place found", "{count} places found", found.length) : nothing);
  }

  /** @param {string} id @param {string} query */
  function row(id, query) {
    const place = one("#" + CSS.escape(id));
    const heading = one("h1, h2, dt", place);
    const page = /** @type {HTMLElement} */ (place.closest(".page"));
    const criteria = all(".ac > span:not(.sr)", place.matches(".part") ? place : document.createElement("p")).map((each) => each.textContent);
    const where = [...criteria, place === page ? "" : one("h1", page).textContent].filter(Boolean).join(" · ");
    const body = textsOf(place).filter((text) => !heading.contains(text));
    const link = make("a", { href: "#" + id }, make("b", {}, heading.textContent ?? ""), make("small", {}, where), make("q", {}, ...excerpt(body, query)));
    link.addEventListener("click", () => queueMicrotask(() => mark(place, query)));
    return make("li", {}, link);
  }

  /** Some words around the first one found, which are marked. @param {Text[]} texts @param {string} query */
  function excerpt(texts, query) {
    const text = texts.map(({ data }) => data).join("").replace(/\s+/g, " ").trim();
    const pattern = wordsPattern(query, stopWords());
    const first = Math.max(0, foldText(text).search(pattern));
    const from = first > FIND_AROUND ? text.indexOf(" ", first - FIND_AROUND) + 1 : 0;
    const until = first + 2 * FIND_AROUND < text.length ? text.lastIndexOf(" ", first + 2 * FIND_AROUND) : text.length;
    const shown = text.slice(from, until);
    /** @type {(string | Node)[]} */
    const pieces = [from ? "… " : ""];
    let at = 0;
    for (const found of foldText(shown).matchAll(pattern)) {
      pieces.push(shown.slice(at, found.index), make("mark", {}, shown.slice(found.index, (at = found.index + found[0].length))));
    }
    return [...pieces, shown.slice(at) + (until < text.length ? " …" : "")];
  }

  /** Marks the words on the page itself, until the learner moves on. @param {HTMLElement} place @param {string} query */
  function mark(place, query) {
    if (!("highlights" in CSS)) return;
    const ranges = textsOf(place).flatMap((text) =>
      [...foldText(text.data).matchAll(wordsPattern(query, stopWords()))].map((found) => {
        const range = new Range();
        range.setStart(text, found.index);
        range.setEnd(text, found.index + found[0].length);
        return range;
      }),
    );
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function openBox() {
    if (!box.isConnected) return; // the visit is over
    const contents = one("#contents");
    if (!contents.checkVisibility()) contents.showPopover();
    box.focus();
    box.select();
  }

  box.addEventListener("input", show);
  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector("#found a"))?.click();
  });
  one(".skip[href='#find']").addEventListener("click", (event) => {
    event.preventDefault();
    openBox();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /** @type {Element} */ (event.target).closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || document.documentElement.dataset.slash) return;
    event.preventDefault();
    openBox();
  });
  pages.onShow(() => {
    if ("highlights" in CSS) CSS.highlights.delete("found");
  });
}
