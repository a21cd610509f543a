/** What is true about saving: one line in the bar, one sentence on the page, and a banner when it matters. */
import { all, keepStill, make, markOf, one, say } from "./dom.js";
import { capital, clock, day, inWords, t, tn } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").SavedStatus} SavedStatus */
/** @typedef {{kind: SavedStatus["kind"] | "ready", at: Date | null, waiting: number}} Saved */
/** @typedef {{id: string, warn: boolean, strong: string, text: string, buttons: [string, () => void][]}} Banner */
/** @typedef {{bar: string, mark: string, said: string}} Line  in the bar, and in full */

/** How long sending may take before the page speaks of it, in milliseconds. */
const PATIENCE = 4000;

/** @param {App} app */
export function startSaved(app) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  const update = () => {
    const saved = savedNow(app);
    clearTimeout(late);
    if (saved.kind === "saving") late = setTimeout(() => showBanners([notYet()]), PATIENCE);
    else showBanners([savedBanner(app, saved), foundBanner(app)]);
    showLine(saved);
  };
  app.store.subscribe(update);
  app.pages.onShow(() => queueMicrotask(() => showSentence(savedNow(app))));
  update();
}

/** @returns {Banner} */
function notYet() {
  return { id: "saving", warn: false, strong: t("Not saved yet."), text: t("We are still sending your last answer to your course. Carry on, but leave this page open."), buttons: [] };
}

/** Before the first answer of an attempt there is nothing that could be saved. @param {App} app @returns {Saved} */
function savedNow({ store }) {
  const saved = store.saved();
  const { questions, parts } = store.state();
  const ready = ["saved", "course"].includes(saved.kind) && !saved.at && !questions.length && !parts.size;
  return ready ? { ...saved, kind: "ready" } : saved;
}

/** @param {Saved} saved */
function showLine(saved) {
  const { bar, mark, said } = lineFor(saved);
  const place = one("#saved");
  if (place.textContent !== bar) place.replaceChildren(...(bar ? [markOf(mark), bar] : []));
  say(one("#saved-said"), said);
  showSentence(saved);
}

/** @param {Saved} saved */
function showSentence(saved) {
  const { mark, said } = lineFor(saved);
  const sentence = saved.kind === "saved" && saved.at ? t("Saved on this device and sent to your course at {time}. You can close this page whenever you like.", { time: clock(saved.at) }) : t("{sentence}.", { sentence: said });
  for (const place of all("[data-saved]")) if (place.textContent !== sentence) place.replaceChildren(markOf(mark), make("span", {}, sentence));
}

/**
 * An LMS's word that it has taken an answer is no proof that it keeps it: that is "sent". "Saved" is what this device has too.
 * @param {Saved} saved
 * @returns {Line}
 */
function lineFor(saved) {
  const time = saved.at ? clock(saved.at) : "";
  switch (saved.kind) {
    case "ready": return { bar: "", mark: "tick", said: t("Your answers will be sent to your course") };
    case "saving": return { bar: t("Saving…"), mark: "device", said: t("Saving") };
    case "kept": return { bar: t("Kept here"), mark: "device", said: t("Kept on this device, not yet sent to your course") };
    case "here": return { bar: t("Kept here"), mark: "device", said: t("Preview: kept on this device only") };
    case "course": return { bar: t("Sent {time}", { time }).trim(), mark: "tick", said: t("Sent to your course, not kept on this device") };
    case "nowhere": return { bar: t("Not saved"), mark: "device", said: t("Nothing is saved at the moment") };
    case "readonly": return { bar: t("Looking back"), mark: "device", said: t("Looking back: nothing is recorded") };
    default: return { bar: t("Saved {time}", { time }).trim(), mark: "tick", said: t("Saved on this device and sent to your course") };
  }
}

/** @param {App} app @param {Saved} saved @returns {Banner | null} */
function savedBanner({ link, store }, saved) {
  /** @type {[string, () => void][]} */
  const again = [[t("Try again now"), () => store.tryAgain()]];
  if (saved.kind === "kept") return { id: "kept", warn: true, strong: t("Your learning site (LMS) is not saving your answers. They are kept on this device."), text: waitingText(saved) + t("You can carry on; come back on this same device to send them."), buttons: again };
  if (saved.kind === "here") return { id: "here", warn: false, strong: t("Preview."), text: t("No learning site (LMS) was found: your answers are kept on this device only."), buttons: [] };
  if (saved.kind === "readonly") return { id: "readonly", warn: false, strong: t("You are looking back."), text: t("Nothing is recorded."), buttons: [] };
  if (saved.kind !== "nowhere") return null;
  const preview = link.status() === "absent";
  const why = preview ? t("No learning site (LMS) was found, and this device cannot keep your answers.") : t("Your learning site (LMS) is not saving your answers, and this device cannot keep them. Leave this page open.");
  return { id: "nowhere", warn: !preview, strong: preview ? t("Preview: nothing is saved.") : t("Nothing is saved at the moment."), text: why, buttons: preview ? [] : again };
}

/** @param {Saved} saved */
function waitingText({ waiting }) {
  if (!waiting) return "";
  return capital(tn("{count} answer is waiting to be sent.", "{count} answers are waiting to be sent.", waiting, { count: inWords(waiting) })) + " ";
}

/** What the learner is asked or told about this launch. @param {App} app @returns {Banner | null} */
function foundBanner({ store }) {
  const found = store.found();
  if (found === true) return { id: "cut", warn: true, strong: t("Not everything came back from your course."), text: t("Answers that are missing here may be on another device: open this unit there to bring them back."), buttons: [] };
  return found && {
    id: "offer", warn: false, strong: t("There are answers on this device from {day}, {time}.", { day: day(found), time: clock(found) }), text: t("They are not on this page. Are they yours?"),
    buttons: [[t("Add them to mine"), () => store.adopt()], [t("No, they are not mine"), () => store.decline()]],
  } || null;
}

/** Shows exactly these banners; the text being read stays where it is. @param {(Banner | null)[]} wanted */
function showBanners(wanted) {
  const banners = /** @type {Banner[]} */ (wanted.filter(Boolean));
  const place = one("#banners");
  const print = JSON.stringify(banners.map(({ id, strong, text }) => [id, strong, text]));
  if ((place.dataset.shown ?? "[]") === print) return;
  place.dataset.shown = print;
  const pressed = place.contains(document.activeElement);
  keepStill(one("#main"), () => place.replaceChildren(...banners.map(bannerElement)));
  if (pressed) one("#main").focus({ preventScroll: true });
}

/** @param {Banner} banner */
function bannerElement({ warn, strong, text, buttons }) {
  const line = make("div", { class: warn ? "banner warn" : "banner" }, markOf("device"), make("p", {}, make("strong", {}, strong), " ", text));
  if (buttons.length) line.append(make("div", { class: "buttons" }, ...buttons.map(([label, act]) => pressable(label, act))));
  return line;
}

/** @param {string} label @param {() => void} act */
function pressable(label, act) {
  const button = make("button", { class: "button quiet", type: "button" }, label);
  button.addEventListener("click", act);
  return button;
}
