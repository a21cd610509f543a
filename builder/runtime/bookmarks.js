/** Bookmarks: parts that a learner wants to find again. Kept on this device for one learner and package, never sent. */
import { guarded } from "./copies.js";
import { all, make, markOf, one, put } from "./dom.js";
import { t } from "./words.js";

/** @typedef {import("./types.js").App} App */

/**
 * @typedef {object} Bookmarks
 * @property {() => string[]} list  ids of parts
 * @property {(id: string) => void} toggle
 */

/**
 * Bookmarks in storage, which other tabs may change too; in memory where there is no storage, or nothing may be written.
 * @param {() => string} place  the name under which this learner's are kept; "" keeps nothing
 * @param {Pick<Storage, "getItem" | "setItem"> | null} storage
 * @returns {Bookmarks}
 */
export function createBookmarks(place, storage) {
  /** What could not be written, by place: never shown to another learner. @type {Map<string, string>} */
  const held = new Map();
  const read = () => held.get(place()) ?? guarded(() => (place() && storage ? storage.getItem(place()) : "")) ?? "";
  const list = () => read().split(" ").filter(Boolean);
  return {
    list,
    toggle(id) {
      const ids = list();
      const text = (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]).join(" ");
      const kept = place() && guarded(() => (storage?.setItem(place(), text), storage));
      if (kept) held.delete(place());
      else held.set(place(), text);
    },
  };
}

/** @param {App} app @param {Storage | null} storage */
export function startBookmarks({ course, link, store, pages }, storage) {
  const place = () => (link.status() === "readonly" ? "" : `coursewright.${course.package}.${store.slot()}/bookmarks`);
  const bookmarks = createBookmarks(place, storage);
  const parts = course.lessons.flatMap((lesson) => lesson.parts.map(({ id }) => id));
  const buttons = all("[data-bookmark]");
  let shown = "";

  function update() {
    const marked = bookmarks.list();
    const ids = parts.filter((id) => marked.includes(id));
    for (const button of buttons) put(button, "aria-pressed", String(ids.includes(button.dataset.bookmark ?? "")));
    if (ids.join() === shown) return;
    shown = ids.join();
    one("#bookmarks").hidden = !ids.length;
    one("#bookmarks ol").replaceChildren(...ids.map(row));
  }

  /** @param {string} id */
  function row(id) {
    const title = one(`#p-${id}-h`).textContent ?? "";
    const remove = make("button", { class: "tap", type: "button", "aria-label": t("Remove the bookmark: {part}", { part: title }) }, markOf("close"));
    remove.addEventListener("click", () => {
      bookmarks.toggle(id);
      update();
      one(shown ? "#bookmarks-h" : "#contents-h").focus();
    });
    return make("li", {}, make("a", { href: "#p-" + id }, markOf("flag"), make("span", {}, title)), remove);
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      bookmarks.toggle(button.dataset.bookmark ?? "");
      update();
    });
  }
  store.subscribe(update);
  pages.onShow(update);
  update();
}
