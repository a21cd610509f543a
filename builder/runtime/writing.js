/** Fields for the learner's own words. Wherever one text has a field it is the same text: kept as it is typed, sent after a pause. */
import { decodeState } from "./code.js";
import { all, say } from "./dom.js";
import { giveAnswer, writeText } from "./state.js";
import { joinTexts } from "./texts.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/** Milliseconds without typing after which a text is kept on this device, and then sent. */
const FIELD_KEEP = 1000;
const FIELD_SEND = 8000;

/** @param {App} app */
export function startFields(app) {
  const { store } = app;
  /** What each text was when it was last shown, by key. @type {Map<string, string>} */
  const shown = new Map();
  /** Fields with words not yet kept, by key. @type {Map<string, Field>} */
  const typing = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function keep() {
    clearTimeout(timer);
    for (const [key, { value }] of typing) {
      typing.delete(key);
      const base = shown.get(key) ?? "";
      store.touch((state) => {
        const now = state.texts.get(key) ?? "";
        return written(app, state, key, now === base ? value.trimEnd() : joinTexts(value.trimEnd(), now));
      });
    }
  }

  function show() {
    const { texts } = store.state();
    for (const field of /** @type {Field[]} */ (all("[data-text]"))) {
      const key = field.dataset.text ?? "";
      if (typing.has(key)) continue;
      const text = texts.get(key) ?? "";
      shown.set(key, text);
      if (field.value.trimEnd() !== text) field.value = text;
      field.readOnly = app.link.status() === "readonly";
      fitHeight(field);
      if (field.nextElementSibling?.matches(".written")) say(field.nextElementSibling, text);
    }
    showKept(app, (key) => typing.has(key));
  }

  document.addEventListener("input", ({ target }) => {
    const field = /** @type {Field} */ (target);
    const key = field.dataset.text;
    if (!key) return;
    typing.set(key, field);
    fitHeight(field);
    clearTimeout(timer);
    timer = setTimeout(() => {
      keep();
      timer = setTimeout(store.flush, FIELD_SEND);
    }, FIELD_KEEP);
    showKept(app, (each) => typing.has(each));
  });
  document.addEventListener("change", () => {
    if (!typing.size && !timer) return;
    keep();
    timer = undefined;
    store.flush();
  });
  // Before those who end the visit.
  document.addEventListener("visibilitychange", keep, true);
  window.addEventListener("pagehide", keep, true);
  store.subscribe(show);
  show();
}

/**
 * An activity's text is only kept; a question's is its answer too.
 * @param {App} app
 * @param {import("./types.js").State} state
 * @param {string} key
 * @param {string} text
 */
function written({ course, types }, state, key, text) {
  const question = course.questions.find((each) => each.key === key);
  if (!question || !text) return writeText(state, key, text);
  return giveAnswer(course, state, question, types[question.type].pack({ kind: "texts", texts: [text] }, question.solution), true, text);
}

/**
 * Says of each text where it is.
 * @param {App} app
 * @param {(key: string) => boolean} isTyping
 */
function showKept({ store, link }, isTyping) {
  const { kind } = store.saved();
  const { texts } = store.state();
  const there = decodeState(link.kept ?? "")?.texts;
  for (const place of all("[data-kept]")) {
    const key = place.dataset.kept ?? "";
    const text = texts.get(key);
    if (isTyping(key)) say(place, t("Saving…"));
    else if (!text || kind === "readonly") say(place, text ? "" : t("Nothing written yet."));
    else if (there?.get(key) === text) say(place, t("Saved to your workbook"));
    else say(place, kind === "nowhere" || kind === "course" ? t("Not saved yet") : t("Kept on this device"));
  }
}

/** The learner's texts that the LMS has no room for. @param {App} app @returns {number} */
export function textsWithoutRoom({ store, link }) {
  const there = decodeState(link.kept ?? "")?.texts;
  return link.room && there ? [...store.state().texts].filter(([key, text]) => there.get(key) !== text).length : 0;
}

/** Where the style sheet cannot let a field grow with its text. @param {Field} field */
function fitHeight(field) {
  if (CSS.supports("field-sizing: content") || !field.offsetParent) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
