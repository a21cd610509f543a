/** The workbook: what the learner has written, criterion by criterion, to be edited in place, printed, or taken along as a file. */
import { all, make, one, say } from "./dom.js";
import { textsWithoutRoom } from "./writing.js";
import { showToday } from "./print.js";
import { dayNumber } from "./stamp.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").App} App */

/** The key of the learner's name where the LMS does not give it; no id has such a key. */
const NAME_KEY = "!me";

/** Before `startFields`. @param {App} app */
export function startWorkbook(app) {
  for (const place of all("[data-copy]")) place.append(...copyOf(one(place.dataset.copy ?? "")));
  one("#workbook-file").addEventListener("click", () => saveFile(app));
}

/**
 * "Ann Archer", as the LMS has it or as the learner has typed it.
 * @param {App} app
 */
export function learnerName({ link, store }) {
  const [last = "", ...first] = link.learner.name.split(",");
  return `${first.join(",")} ${last}`.trim() || (store.state().texts.get(NAME_KEY) ?? "");
}

/** What stands in an element, without the ids in it; a word of the glossary is only a word there. @param {HTMLElement} from */
function copyOf(from) {
  const copy = /** @type {HTMLElement} */ (from.cloneNode(true));
  for (const named of all("[id]", copy)) named.removeAttribute("id");
  for (const term of all(".term", copy)) term.replaceWith(...term.childNodes);
  return copy.childNodes;
}

/** @param {App} app */
export function showWorkbook(app) {
  const keys = all("#workbook textarea").map(({ dataset }) => dataset.text ?? "");
  const done = keys.filter((key) => app.store.state().texts.has(key)).length;
  say(one("#workbook-count"), t("{done} of {total} answered so far", { done, total: keys.length }));
  one("#workbook-name").hidden = Boolean(app.link.learner.name);
  one("#workbook-room").hidden = !textsWithoutRoom(app);
  for (const place of all("[data-learner]")) say(place, learnerName(app));
}

/** @param {App} app */
function saveFile({ course }) {
  const said = one("#workbook-said");
  const may = mayDownload(window);
  const name = `workbook-${course.unit.replaceAll("/", "")}-${new Date(864e5 * dayNumber(Date.now())).toISOString().slice(0, 10)}.html`;
  say(said, ((may ? said.dataset.done : said.dataset.refused) ?? "").replace("{name}", name));
  if (!may) return window.print();
  const url = URL.createObjectURL(new Blob([workbookFile()], { type: "text/html" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** One document that needs nothing else: the workbook's words, without what belongs to the screen. */
function workbookFile() {
  showToday();
  const page = /** @type {HTMLElement} */ (one("#workbook").cloneNode(true));
  for (const gone of all(".no-print, .actions, textarea, svg, img", page)) gone.remove();
  for (const link of all("a", page)) link.replaceWith(...link.childNodes);
  for (const text of all(".written:empty", page)) text.append(t("Nothing written yet."));
  const { lang, dir } = document.documentElement;
  return "<!doctype html>" + make("html", { lang, dir }, make("head", {}, .../** @type {HTMLTemplateElement} */ (one("#workbook-head")).content.cloneNode(true).childNodes), make("body", {}, page)).outerHTML;
}

/** Whether no frame around the page forbids downloads; what another origin hides is taken to allow them. @param {Window} win @returns {boolean} */
function mayDownload(win) {
  try {
    const sandbox = win.frameElement?.getAttribute("sandbox");
    if (typeof sandbox === "string" && !sandbox.includes("allow-downloads")) return false;
    return win.parent === win || mayDownload(win.parent);
  } catch {
    return true;
  }
}
