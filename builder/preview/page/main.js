/** The preview's page: the package in a frame, the inspector beside it, and news of every build. */

import { drawCalls, drawVerdict, startCalls } from "./calls.js";
import { $, $$, button, h, toast } from "./dom.js";
import { ACTS, FAULTS } from "./faults.js";
import { drawBuild, startFindings } from "./findings.js";
import { drawCounts, drawCriteria, drawState, drawTree, startPanes } from "./panes.js";
import { Player, RESUMING } from "./player.js";

/** @typedef {import("./findings.js").Stand} Stand */
/** @typedef {import("./player.js").Unit} Unit */

const CAPTIONS = /** @type {Record<string, string>} */ ({ phone: "360 × 720 px, a small phone", moodle: "650 × 666 px, what Moodle 4.5 gives in a 1280 × 900 window", full: "" });
const PANES = /** @type {Record<string, (player: Player) => void>} */ ({ "t-calls": drawCalls, "t-model": drawTree, "t-crit": drawCriteria, "t-state": drawState });

const player = new Player($("#dev"), later);
/** Of the drawing that is due. @type {ReturnType<typeof setTimeout> | number} */
let timer = 0;
/** The latest news. @type {Stand | null} */
let stand = null;
/** The run of the server that the frame's package is of. */
let run = "";
/** The name of the package that the author wants to see. */
let wanted = "";
/** The faults that the page has named. */
let told = "";
/** One turn after another. @type {Promise<void>} */
let turning = Promise.resolve();

/** Draws once for all that happens before the next frame; while a package arrives, when it is painted. */
function later() {
  timer ||= setTimeout(
    () => {
      timer = 0;
      requestAnimationFrame(draw);
    },
    player.arriving ? 150 : 0,
  );
}

function draw() {
  drawVerdict(player);
  drawCounts(player);
  PANES[$("[role=tab][aria-selected=true]").id]?.(player);
  drawFaults();
}

function drawFaults() {
  const on = [...player.on].map((name) => FAULTS[name]?.said);
  const said = on.join("; ");
  $("#who").replaceChildren("This window’s learner is ", h("code", null, player.learner || "nobody yet"), ". No other window has the same.");
  $("#t-faults small").replaceChildren(...(on.length ? [h("span", { class: "warn" }, `${on.length} on`)] : []));
  if (said === told) return;
  told = said;
  const off = button("Turn off", () => $$(".sw:checked").forEach((box) => box.click()));
  $("#on").replaceChildren(...(on.length ? [h("span", null, h("b", null, "Fault on: "), `${said}.`), off] : []));
}

// ---- builds

/** There is news, or the author wants another package. */
function turn() {
  turning = turning.then(settle);
}

/** Brings the page to what is so and wanted now; what has changed by the time a package is built is left to the turn that follows. */
async function settle() {
  const news = stand;
  if (!news) return;
  const wish = wanted;
  const named = news.packages.find(({ name }) => name === wanted) ?? news.packages.find(({ failed }) => !failed) ?? news.packages[0];
  list(news.packages, named);
  if (!named) return drawBuild(news, null);
  const unit = named.name !== player.unit?.name || !(named.version || named.failed) ? await built(named) : named;
  if (stand !== news || wanted !== wish) return;
  wanted ||= unit.name;
  await show(unit, news);
  drawBuild(news, unit);
}

/** @param {Unit} unit @param {Stand} news */
async function show(unit, news) {
  const before = player.unit;
  const again = run !== "" && run !== news.run;
  run = news.run;
  if (unit.name !== before?.name || (unit.version && !before.version)) {
    player.clear();
    await player.play(unit);
  } else if (unit.failed || (unit.version === before.version && !again)) player.unit = { ...unit, version: before.version };
  else {
    player.again(again ? "The preview was started again" : `Rebuilt: ${files(news.changed)}`, { unit, stay: true });
    toast(`Rebuilt in ${news.milliseconds} ms`, (again ? "" : files(news.changed) + " changed. ") + "Place and answers kept.");
  }
}

/** @param {string[]} changed */
function files(changed) {
  const last = (changed[0] ?? "").split("/").at(-1) ?? "";
  return changed.length > 1 ? `${last} and ${changed.length - 1} more` : last;
}

/** @param {Unit[]} packages @param {Unit | undefined} chosen */
function list(packages, chosen) {
  const options = packages.map(({ name, label, failed }) => h("option", { value: name }, failed ? `${label} (not built)` : label));
  $("#package").replaceChildren(...options);
  $("#package").value = chosen?.name;
  $("#package").hidden = !chosen;
  document.title = chosen ? `Preview: ${chosen.label}` : "Preview";
}

/** @param {Unit} unit @returns {Promise<Unit>} built, if it was not yet */
async function built(unit) {
  const answer = await fetch(`/ready/${unit.name}`).catch(() => null);
  return answer?.ok ? answer.json() : unit;
}

const news = new EventSource("/events");
news.addEventListener("message", ({ data }) => {
  stand = JSON.parse(data);
  turn();
});
news.addEventListener("error", () => {
  $("#build").classList.add("err");
  $("#build").replaceChildren(h("span", null, "The preview has ended: start it again"));
});
$("#package").addEventListener("change", () => {
  wanted = $("#package").value;
  turn();
});

// ---- faults and acts

$("#flt").append(
  ...Object.entries(FAULTS).map(([name, { name: title, does, expect }]) =>
    h(
      "li",
      null,
      h("input", { type: "checkbox", class: "sw", role: "switch", id: `f-${name}`, value: name, "aria-describedby": `d-${name}` }),
      h("label", { for: `f-${name}` }, title),
      h("p", { id: `d-${name}` }, `${does} `, h("b", null, `Expect: ${expect}`)),
    ),
  ),
);
$("#flt").addEventListener("change", (/** @type {any} */ { target }) => player.fault(target.value, target.checked));
$("#acts").append(...Object.entries(ACTS).map(([name, [title, says]]) => h("button", { class: "btn", "data-act": name }, title, h("small", null, says))));
$("#acts").addEventListener("click", (/** @type {any} */ { target }) => {
  const name = target.closest("[data-act]")?.dataset.act;
  const fresh = name === "new";
  if (!name) return;
  player.again(fresh ? "Launch, new learner" : RESUMING, { crash: name === "crash", fresh, clear: name === "clear" });
  toast(ACTS[name]?.[0] ?? "", "The package was launched again.");
});
$("#profile").addEventListener("change", () => {
  player.profile = $("#profile").value;
  player.again(RESUMING, { stay: true });
});

// ---- tabs, sizes, width

/** @param {HTMLElement} tab @param {boolean} [focus] */
function open(tab, focus = false) {
  for (const each of $$("[role=tab]")) {
    const on = each === tab;
    each.setAttribute("aria-selected", String(on));
    each.tabIndex = on ? 0 : -1;
    $(`#${each.getAttribute("aria-controls")}`).hidden = !on;
  }
  if (focus) tab.focus();
  draw();
  if (tab.id === "t-calls") $("#log").scrollTop = $("#log").scrollHeight;
}

$$("[role=tab]").forEach((tab, place, tabs) => {
  tab.addEventListener("click", () => open(tab));
  tab.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    open(tabs.at(next % tabs.length), true);
  });
});

/** @param {string} name */
function size(name) {
  document.body.dataset.size = name;
  $("#cap").textContent = CAPTIONS[name] ?? "";
}

for (const radio of $$("[name=size]")) radio.addEventListener("change", () => size(radio.value));

/** @param {number} wanted */
function width(wanted) {
  const most = Math.max(380, Math.min(900, innerWidth - 380));
  const got = Math.round(Math.max(380, Math.min(most, wanted)));
  document.body.style.setProperty("--w", `${got}px`);
  $("#grip").setAttribute("aria-valuenow", String(got));
}

const grip = $("#grip");
grip.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
  grip.setPointerCapture(event.pointerId);
  document.body.classList.add("dragging");
});
grip.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => grip.hasPointerCapture(event.pointerId) && width(innerWidth - event.clientX));
grip.addEventListener("lostpointercapture", () => document.body.classList.remove("dragging"));
grip.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  const step = { ArrowLeft: 20, ArrowRight: -20 }[event.key];
  if (!step) return;
  event.preventDefault();
  width(Number(grip.getAttribute("aria-valuenow")) + step);
});

startFindings();
startCalls(player);
startPanes(() => drawTree(player));
size($("[name=size]:checked").value);
open($("#t-calls"));
