/** The end of a visit: by the button, by leaving the page, and what is shown after it. */
import { all, one, say } from "./dom.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").App} App */

/** @param {App} app */
export function followLeaving({ store, pages }) {
  for (const button of all(".leave")) button.addEventListener("click", () => leave(store, pages));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") store.flush();
  });
  window.addEventListener("pagehide", ({ persisted }) => store.hide({ persisted }));
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) store.show({ persisted });
  });
}

/**
 * Ends the session and says what has become of the answers. Nothing can be answered after it.
 * @param {App["store"]} store
 * @param {App["pages"]} pages
 */
function leave(store, pages) {
  store.leave();
  const { kind } = store.saved();
  const [title, text] = closingWords(kind);
  say(one("#closed-h"), title);
  say(one("#closed-text"), text);
  all("#contents").forEach((contents) => contents.remove());
  pages.close("#closed");
  if (window.opener && ["closed", "saved", "course"].includes(kind)) window.close();
}

/** @param {import("./types.js").SavedStatus["kind"]} kind @returns {[string, string]} */
function closingWords(kind) {
  const close = t("You can close this window or go back to your course.");
  if (kind === "kept") return [t("Your work is kept on this device"), t("Your learning site (LMS) is not saving your answers. Open this unit again on this same device to send them.") + " " + close];
  if (kind === "here") return [t("Your answers are kept on this device"), t("This was a preview without a learning site (LMS). You can close this window.")];
  if (kind === "nowhere") return [t("Not everything is saved"), t("Neither a learning site (LMS) nor this device could keep your last answers. You can close this window.")];
  if (kind === "course") return [t("Everything is sent to your course"), close];
  if (kind === "readonly") return [t("You have looked back"), t("Nothing was recorded.") + " " + close];
  return [t("Everything is saved"), close];
}
