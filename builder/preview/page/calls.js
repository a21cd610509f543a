/** The tab Calls: the contract, kept or broken, and every call under what the learner did. */

import { $, counted, figure, h, icon } from "./dom.js";
import { MOST_CALLS } from "./player.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("./player.js").Moment} Moment */
/** @typedef {import("./player.js").Call} Call */

/** Calls before the first answer that a package of ours needs at most. */
const MOST_AT_START = 20;
const MOST_STATE = 4096;
/** The one question that an LMS may refuse: whether it has an optional part. */
const PROBE = /\._children$/;

/** @type {Map<Moment, {body: HTMLElement, drawn: number, before: string, rows: [HTMLElement, HTMLElement | null, Call][]}>} */
const drawn = new Map();

/** @param {Player} player */
export function drawCalls(player) {
  const log = $("#log");
  const following = log.scrollTop + log.clientHeight > log.scrollHeight - 40;
  for (const [moment, { body }] of drawn) {
    if (!player.moments.includes(moment)) {
      body.remove();
      drawn.delete(moment);
    }
  }
  for (const moment of player.moments) append(moment, player.started);
  $("#dropped").hidden = !player.dropped;
  $("#dropped").textContent = `The oldest ${counted(player.dropped, "call")} are no longer shown: the log keeps ${figure(MOST_CALLS)}.`;
  filterCalls();
  if (following) log.scrollTop = log.scrollHeight;
}

/** What the tab says without being opened. @param {Player} player */
export function drawVerdict(player) {
  const calls = player.moments.flatMap((moment) => moment.calls);
  const bad = calls.filter(isBad).length;
  $("#t-calls small").replaceChildren(figure(calls.length), ...(bad ? [", ", h("span", { class: "bad" }, counted(bad, "error"))] : []));
  drawDeal(player, bad);
}

/** @param {Player} player @param {number} bad */
function drawDeal(player, bad) {
  const now = player.moments.filter(({ launch }) => launch === player.launches);
  const first = now.findIndex(({ answered }) => answered);
  const start = now.slice(0, first < 0 ? undefined : first).reduce((sum, { calls }) => sum + calls.filter(works).length, 0);
  const commits = Math.max(0, ...now.filter(({ answered }) => answered).map(({ calls }) => calls.filter(({ method }) => method === "LMSCommit").length));
  const state = String(player.lms?.values().get("cmi.suspend_data") ?? "").length;
  const bound = player.unit?.bound ?? MOST_STATE;
  // What ours promise beyond the standard; another's package did not promise it.
  const ours = player.unit?.objectives.length ?? 0;
  $("#deal").replaceChildren(
    ...(ours ? [kept(start <= MOST_AT_START, `${start} of ${MOST_AT_START} calls before the first answer`), kept(commits <= 1, commits > 1 ? `${commits} commits an answer` : "One commit an answer")] : []),
    kept(state <= bound, player.unit?.bound ? "State within its proved bound" : "State within 4,096 characters"),
    kept(!bad, bad ? `${counted(bad, "call")} refused` : "No call refused"),
  );
}

/** @param {boolean} yes @param {string} text */
function kept(yes, text) {
  return h("li", { class: yes ? "" : "no" }, icon(yes ? "ok" : "no"), h("span", null, h("span", { class: "vh" }, yes ? "Kept: " : "Broken: "), text));
}

/** @param {Call} call */
const works = ({ method }) => !/Error|Diagnostic/.test(method);
/** @param {Call} call */
const isBad = ({ error, args }) => error !== "0" && !PROBE.test(String(args[0]));

/** @param {Moment} moment @param {number} started */
function append(moment, started) {
  let known = drawn.get(moment);
  if (!known) {
    const head = h("tr", { class: "grp" }, h("th", { colspan: 5, scope: "rowgroup" }, h("b", null), h("span", null)));
    known = { body: $("#calls").appendChild(h("tbody", null, head)), drawn: 0, before: "", rows: [] };
    drawn.set(moment, known);
  }
  $("b", known.body).textContent = moment.title;
  for (; known.drawn < moment.calls.length; known.drawn += 1) {
    const call = /** @type {Call} */ (moment.calls[known.drawn]);
    const [row, why] = [rowOf(call, known, started), whyOf(call)];
    known.body.append(row, ...(why ? [why] : []));
    known.rows.push([row, why, call]);
  }
}

/** @param {Call} call @param {{before: string}} group @param {number} started */
function rowOf(call, group, started) {
  const { method, error, lost } = call;
  const kind = kindOf(call);
  const args = call.args.map(String);
  const value = kind === "get" ? String(call.result) : args.slice(1).join(", ");
  const result = error !== "0" ? h("b", null, error) : lost ? "lost" : kind === "get" ? "" : String(call.result);
  const classes = [kind, method === "LMSCommit" ? "commit" : "", error !== "0" ? "bad" : lost ? "lost" : ""].join(" ").trim();
  return h(
    "tr",
    { class: classes },
    h("td", null, stamp(call.at - started)),
    h("td", { class: "fn", title: method }, method.slice(3)),
    h("td", { class: "arg", title: args[0] ?? "" }, ...argument(args[0] ?? "", group)),
    h("td", { class: "v", title: value }, value === "" && kind !== "life" ? h("span", { class: "d" }, '""') : value.slice(0, 500)),
    h("td", { class: "r" }, result),
  );
}

/** A run of calls on one entry says its prefix once; the title and the filter keep the whole name. @param {string} element @param {{before: string}} group */
function argument(element, group) {
  const [, entry = "", rest = ""] = /^(cmi\.(?:interactions|objectives)\.\d+)(\..*)$/.exec(element) ?? [];
  const same = entry !== "" && group.before === entry;
  group.before = entry;
  if (same) return [h("span", { class: "d in" }, "."), rest.slice(1)];
  return element.startsWith("cmi.") ? [h("span", { class: "d" }, "cmi."), element.slice(4)] : [element];
}

/** @param {Call} call */
function whyOf({ error, lost, result, why }) {
  if (error === "0" && !lost) return null;
  const answered = error === "0" ? [lost] : ["Answered ", h("code", null, String(result) || '""'), ". ", why];
  return h("tr", { class: `why${error === "0" ? " lost" : ""}` }, h("td", { colspan: 5 }, ...answered));
}

/** @param {Call} call */
const kindOf = ({ method }) => (method.startsWith("LMSGet") ? "get" : method === "LMSSetValue" ? "set" : "life");

/** @param {number} time  milliseconds */
function stamp(time) {
  const at = Math.max(0, Math.round(time));
  return `${Math.floor(at / 60000)}:${String(Math.floor(at / 1000) % 60).padStart(2, "0")}.${String(at % 1000).padStart(3, "0")}`;
}

/** Hides what the filter leaves out. */
export function filterCalls() {
  const words = $("#cf").value.toLowerCase();
  const [get, set, errors] = ["#c-get", "#c-set", "#c-err"].map((id) => $(id).checked);
  for (const [moment, { body, rows }] of drawn) {
    let shown = 0;
    for (const [row, why, call] of rows) {
      const kind = kindOf(call);
      const wanted = (kind !== "get" || get) && (kind !== "set" || set) && (!errors || call.error !== "0" || call.lost !== "");
      const fits = wanted && (!words || `${call.method} ${call.args.join(" ")} ${call.result}`.toLowerCase().includes(words));
      row.hidden = !fits;
      if (why) why.hidden = !fits;
      shown += Number(fits);
    }
    body.hidden = shown === 0;
    const all = moment.calls.length;
    $(".grp span", body).textContent = shown === all ? counted(all, "call") : `${shown} of ${counted(all, "call")}`;
  }
}

/** @param {Player} player */
export function startCalls(player) {
  for (const input of ["#cf", "#c-get", "#c-set", "#c-err"]) $(input).addEventListener("input", filterCalls);
  $("#c-wrap").addEventListener("change", () => $("#calls").classList.toggle("wrap", $("#c-wrap").checked));
  $("#clear").addEventListener("click", () => player.clear());
}
