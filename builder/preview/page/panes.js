/** The tabs Data model, Criteria and State. */

import { decodeState } from "../../runtime/code.js";
import { ELEMENTS } from "../lms/model.js";
import { $, $$, button, copy, counted, figure, h, icon } from "./dom.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {{ [name: string]: Branch | string }} Branch */

const MOST_STATE = 4096;
const OBJECTIVE = /^cmi\.objectives\.\d+\.id$/;
/** Groups that the author opened or shut: theirs to keep. @type {Map<string, boolean>} */
const opened = new Map();

const none = () => h("span", { class: "empty" }, "none");

/** @param {Player} player @returns {Map<string, string>} */
function valuesOf(player) {
  return new Map([...(player.lms?.values() ?? [])].map(([name, value]) => [name, String(value)]));
}

/** @param {Player} player */
export function drawTree(player) {
  const words = $("#mf").value.toLowerCase();
  const values = valuesOf(player);
  /** @type {Branch} */
  const root = {};
  for (const [name, value] of values) {
    if (words && !`${name} ${value}`.toLowerCase().includes(words)) continue;
    const steps = name.split(".");
    const last = /** @type {string} */ (steps.pop());
    const branch = steps.reduce((at, step) => /** @type {Branch} */ (at[step] ??= {}), root);
    branch[last] = value;
  }
  const list = branchOf(root, "", values, player.changed, words !== "");
  $("#tree").replaceChildren(values.size && list.children.length ? list : h("p", { class: "empty" }, values.size ? "Nothing matches." : "Nothing was launched yet."));
}

/** @param {Branch} branch @param {string} path @param {Map<string, string>} values @param {Set<string>} changed @param {boolean} found @returns {HTMLElement} */
function branchOf(branch, path, values, changed, found) {
  const items = Object.entries(branch).map(([step, inner]) => {
    const name = path ? `${path}.${step}` : step;
    if (typeof inner === "string") return leaf(step, name, inner, changed.has(name));
    const fresh = [...changed].some((each) => each.startsWith(`${name}.`));
    const open = found || (opened.get(name) ?? (fresh || !/^cmi\.(interactions|objectives|student_\w+)|\d+$/.test(name)));
    const said = values.get(`${name}.id`) ?? sizeOf(name, inner);
    const status = values.get(`${name}.status`);
    const details = h("details", { open, "data-path": name }, h("summary", null, step, h("small", null, status ? `${said}, ${status}` : said)));
    details.append(branchOf(inner, name, values, changed, found));
    return h("li", null, details);
  });
  return h("ul", null, ...items);
}

/** @param {string} name @param {Branch} inner */
function sizeOf(name, inner) {
  return /^cmi\.(objectives|interactions)$/.test(name) ? String(Object.keys(inner).filter((step) => /^\d/.test(step)).length) : "";
}

/** @param {string} step @param {string} name @param {string} value @param {boolean} fresh */
function leaf(step, name, value, fresh) {
  const access = ELEMENTS[name.replace(/\.\d+(?=\.)/g, ".n")]?.access ?? "";
  const shown = value === "" ? h("span", { class: "empty" }, '""') : value;
  return h("li", { class: fresh ? "leaf new" : "leaf" }, h("span", null, step), h("span", null, shown), h("small", null, access));
}

/** @param {Player} player */
export function drawCriteria(player) {
  const values = valuesOf(player);
  const places = new Map([...values].flatMap(([name, value]) => (OBJECTIVE.test(name) ? [[value, name.slice(0, -3)]] : [])));
  const wanted = player.unit?.objectives ?? [];
  const others = [...places.keys()].filter((id) => !wanted.some(({ identifier }) => identifier === id)).map((identifier) => ({ id: "", identifier, text: "" }));
  const rows = [...wanted, ...others].map(({ id, identifier, text }) => {
    const at = places.get(identifier) ?? "";
    const status = values.get(`${at}.status`) || "not attempted";
    const score = values.get(`${at}.score.raw`) ?? "";
    const place = at ? at.slice("cmi.".length) : "no objective yet,";
    const words = [...(text ? [text] : []), h("code", null, `${place} ${identifier}`)];
    const glyph = `s-${/passed|failed|incomplete/.test(status) ? status : status === "completed" ? "passed" : "none"}`;
    return h(
      "tr",
      null,
      h("td", null, id || none()),
      h("td", { class: "q" }, ...words),
      h("td", { class: `st ${status}` }, icon(glyph), status),
      h("td", { class: "num" }, score || none()),
      h("td", { class: "num" }, answersFor(identifier, values)),
    );
  });
  $("#crit").replaceChildren(...rows);
  const status = values.get("cmi.core.lesson_status") ?? "not attempted";
  const rule = player.unit?.rule ? ` It becomes passed when ${player.unit.rule} (${passed(values)} of ${wanted.length} now) and every lesson is finished.` : "";
  $("#rule").replaceChildren(h("code", null, "lesson_status"), " is ", h("b", null, status), `.${rule}`);
  if (!rows.length) $("#crit").append(h("tr", null, h("td", { colspan: 5, class: "empty" }, "This package has set no objectives.")));
}

/** Right answers of all answers about an objective. @param {string} identifier @param {Map<string, string>} values */
function answersFor(identifier, values) {
  const about = [...values].filter(([name, value]) => value === identifier && /^cmi\.interactions\.\d+\.objectives\.\d+\.id$/.test(name));
  const results = about.map(([name]) => values.get(name.replace(/\.objectives\..*/, ".result")));
  const right = results.filter((result) => result === "correct").length;
  return results.length ? `${right} of ${results.length}` : none();
}

/** @param {Map<string, string>} values */
function passed(values) {
  return [...values].filter(([name, value]) => /^cmi\.objectives\.\d+\.status$/.test(name) && /passed|completed/.test(value)).length;
}

/** What the tabs say without being opened. @param {Player} player */
export function drawCounts(player) {
  const values = valuesOf(player);
  const count = player.unit?.objectives.length || [...values.keys()].filter((name) => OBJECTIVE.test(name)).length;
  $("#t-model small").textContent = figure(values.size);
  $("#t-crit small").textContent = `${passed(values)}/${count}`;
  const length = (values.get("cmi.suspend_data") ?? "").length;
  $("#t-state small").replaceChildren(h("span", { class: length > MOST_STATE ? "bad" : "" }, `${figure(length)}/4,096`));
}

/** @param {Player} player */
export function drawState(player) {
  const code = valuesOf(player).get("cmi.suspend_data") ?? "";
  const stored = player.lms?.record().suspend_data ?? "";
  const bound = player.unit?.bound ?? null;
  const pieces = piecesOf(code, player.course());
  const raw = h("p", { class: "raw m" });
  pieces.forEach(([text], place) => raw.append(h("span", { "data-i": place }, text)));
  const rows = pieces.map(([text, name, says], place) =>
    h("tr", { "data-i": place }, h("th", { scope: "row" }, text.length > 14 ? `${text.slice(0, 13)}…` : text), h("td", null, name), h("td", null, says)),
  );
  const worst = bound === null ? "" : ` At worst, after every question is answered with its longest answer: ${figure(bound)}, proved when the package was built.`;
  const kept = stored === code ? "" : ` The LMS has stored ${counted(stored.length, "character")} so far.`;
  $("#state").replaceChildren(
    h("p", null, h("b", null, counted(code.length, "character")), ` of cmi.suspend_data now.${kept}${worst}`),
    meter(code.length, bound),
    h("div", { class: "scale", "aria-hidden": "true" }, ...["0", "1,024", "2,048", "3,072", "4,096"].map((each) => h("span", null, each))),
    h("h2", null, "Raw", button("Copy", () => copy(code))),
    code ? raw : h("p", { class: "empty" }, "Nothing was set yet."),
    ...(rows.length ? [h("h2", null, "Decoded"), h("table", { class: "dec" }, h("tbody", null, ...rows))] : []),
  );
}

/** @param {number} length @param {number | null} bound */
function meter(length, bound) {
  const said = `${length} of 4,096 characters` + (bound === null ? "" : `; bound ${bound}`);
  const bar = h("i", null);
  bar.style.width = share(length);
  const box = h("div", { class: "meter", role: "meter", "aria-label": "suspend_data", "aria-valuemin": 0, "aria-valuemax": MOST_STATE, "aria-valuenow": Math.min(length, MOST_STATE), "aria-valuetext": said }, bar);
  if (bound !== null) {
    const mark = h("u", bound > MOST_STATE / 2 ? { class: "far" } : null, h("span", null, `bound ${figure(bound)}`));
    mark.style.left = share(bound);
    box.append(mark);
  }
  return box;
}

/** @param {number} count */
const share = (count) => `${Math.min(100, (100 * count) / MOST_STATE).toFixed(2)}%`;

/**
 * The state of a package of ours, section by section: text, name and what it says. One piece where it is another's.
 * @param {string} code
 * @param {any} course  the data that the package carries
 * @returns {[text: string, name: string, says: string][]}
 */
function piecesOf(code, course) {
  if (!code || !course || !decodeState(code)) return [];
  const head = `${code.split("~")[0]}~`;
  const names = new Map([...course.questions, ...course.activities, ...course.lessons.flatMap((/** @type {any} */ lesson) => lesson.parts)].map((each) => [each.key, each.id]));
  return (code.match(/[^~]*~?/g) ?? []).filter(Boolean).map((text, place) => {
    const state = text.endsWith("~") ? decodeState(place ? head + text : text) : null;
    const [name, says] = state ? meaning(place ? (text[0] ?? "") : "", state, names) : ["?", "cut off or damaged: this section is lost"];
    return [text, name, says];
  });
}

/** @param {string} letter @param {import("../../runtime/types.js").State} state @param {Map<string, string>} names @returns {[name: string, says: string]} */
function meaning(letter, state, names) {
  /** @param {string} key */
  const named = (key) => names.get(key) ?? `${key} (not in this build)`;
  switch (letter) {
    case "":
      return ["save", `number ${state.counter}: another at every save, so that no LMS thinks nothing changed`];
    case "c":
      return ["criteria", [...state.criteria].map(([id, result]) => `${id} ${result}`).join(", ")];
    case "d":
      return ["details", `${Math.round(state.time / 60)} minutes so far`];
    case "p":
      return ["parts seen", [...state.parts].map(named).join(", ")];
    case "t":
      return ["tests", [...state.tests].map(([number, run]) => `outcome ${number}, run ${run.run}: ` + (run.handedIn ? "handed in" : `question ${run.at + 1} of ${run.keys.length}`)).join("; ")];
    case "l":
      return ["clocks", "time used in tests with a limit"];
    case "s":
      return ["how sure", [...state.sure].map(([key, level]) => `${named(key)} ${level}`).join(", ")];
    case "q":
      return ["answers", answers(state.questions, named)];
    case "w":
      return ["text", [...state.edits.keys()].map((key) => `${named(key)}, ${counted((state.texts.get(key) ?? "").length, "character")}`).join(", ")];
    default:
      return [letter, ""];
  }
}

/** @param {import("../../runtime/types.js").QuestionRecord[]} questions @param {(key: string) => string} named */
function answers(questions, named) {
  const given = questions.filter(({ packed }) => packed);
  const said = given.map(({ key, right }) => `${named(key)} ${right === null ? "noted" : right ? "right" : "wrong"}`);
  const left = questions.length - given.length;
  return [...said, ...(left ? [`${left} not answered`] : [])].join(", ");
}

/** @param {() => void} redraw */
export function startPanes(redraw) {
  $("#mf").addEventListener("input", redraw);
  $("#tree").addEventListener("click", (/** @type {any} */ event) => {
    const details = event.target.closest("summary")?.parentElement;
    if (details) opened.set(details.dataset.path, !details.open);
  });
  $("#state").addEventListener("pointerover", (/** @type {any} */ event) => {
    const place = event.target.closest("[data-i]")?.dataset.i;
    for (const each of $$("#state [data-i]")) each.classList.toggle("lit", each.dataset.i === place);
  });
}
