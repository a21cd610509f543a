/** What the build said: the button in the top bar, and the findings over the frame. */

import { $, button, copy, counted, h, icon } from "./dom.js";

/** @typedef {{ code: string, name: string, severity: "error" | "warning" | "note", message: string, note: string, hint: string | null, path: string, line: number, column: number, length: number, first: number, lines: string[] }} Finding */
/** @typedef {{ run: string, serial: number, packages: import("./player.js").Unit[], findings: Finding[], changed: string[], milliseconds: number }} Stand */

const SEVERITIES = ["error", "warning", "note"];
/** Findings shown at most; the terminal has them all. */
const MOST = 20;
/** Characters of a source line around the place meant. */
const WIDE = 400;

/** @param {Stand} stand @param {import("./player.js").Unit | null} unit */
export function drawBuild(stand, unit) {
  const { findings } = stand;
  const grave = SEVERITIES.flatMap((word) => findings.filter(({ severity }) => severity === word));
  const counts = SEVERITIES.map((word) => ({ word, count: findings.filter(({ severity }) => severity === word).length }));
  const failed = unit ? unit.failed : counts[0].count > 0;
  const all = counts.filter(({ count }) => count).map(({ word, count }) => counted(count, word)).join(", ");
  const built = `Built ${unit?.draft ? "as a draft " : ""}in ${stand.milliseconds} ms, ${all || "no findings"}`;
  const button = $("#build");
  button.classList.toggle("err", failed);
  button.disabled = !findings.length;
  button.replaceChildren(icon(failed ? "no" : "ok"), h("span", null, failed ? `Not built: ${all || "see the terminal"}` : stand.milliseconds ? built : "Opened"));
  $("#over-h").textContent = all;
  $("#over-says").textContent = failed ? (unit?.version ? "The frame shows the last good build." : "There is no good build yet.") : "The frame shows this build.";
  const more = findings.length > MOST ? [h("p", { class: "more" }, `and ${findings.length - MOST} more: coursewright check`)] : [];
  $("#findings").replaceChildren(...grave.slice(0, MOST).map(article), ...more);
  showFindings(failed && findings.length > 0);
}

/** @param {boolean} on */
export function showFindings(on) {
  $("#over").hidden = !on;
  $("#build").setAttribute("aria-expanded", String(on));
}

/** @param {Finding} finding */
function article(finding) {
  const { code, name, severity, message, hint, path, line, column } = finding;
  const place = `${path}:${line}:${column}`;
  const [first = "", ...example] = (hint ?? "").split("\n");
  return h(
    "article",
    null,
    h("p", null, h("span", { class: `code ${severity}` }, `${severity} ${code}`), " ", h("code", null, name)),
    h("h3", null, ...marked(message)),
    ...(path ? [h("p", { class: "loc" }, h("code", null, place), button("Copy", () => copy(place), { "aria-label": `Copy ${place}` }))] : []),
    ...(finding.lines.length ? [source(finding)] : []),
    ...(hint ? [h("div", { class: "hint" }, h("b", null, "Hint "), ...marked(first), ...(example.length ? [h("pre", { tabindex: 0, role: "group", "aria-label": "Example" }, example.join("\n"))] : []))] : []),
  );
}

/** Words between backticks are code. @param {string} text */
function marked(text) {
  return text.split("`").map((piece, place) => (place % 2 ? h("code", null, piece) : piece));
}

/** @param {Finding} finding */
function source({ lines, first, line, column, length, note }) {
  const rows = lines.flatMap((text, place) => {
    const number = first + place;
    const gutter = h("i", null, String(number));
    if (number !== line) return [h("span", null, gutter, text.slice(0, WIDE))];
    const from = Math.max(0, column - 1 - WIDE / 2);
    const [before, meant, after] = [text.slice(from, column - 1), text.slice(column - 1, column - 1 + length), text.slice(column - 1 + length, from + WIDE)];
    const hit = h("span", { class: "hit" }, gutter, from ? "…" : "", before, h("u", null, meant || " "), after);
    return note ? [hit, h("span", { class: "say" }, h("i", null), `${" ".repeat(before.length)}└ ${note}`)] : [hit];
  });
  return h("pre", { class: "src", tabindex: 0, role: "group", "aria-label": `Source, lines ${first} to ${first + lines.length - 1}` }, ...rows);
}

export function startFindings() {
  const hide = () => {
    if ($("#over").hidden) return;
    const inside = $("#over").contains(document.activeElement);
    showFindings(false);
    if (inside) $("#build").focus();
  };
  $("#build").addEventListener("click", () => showFindings($("#over").hidden));
  $("#over-x").addEventListener("click", hide);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  return hide;
}
