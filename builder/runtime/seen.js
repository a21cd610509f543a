/** A part counts as seen when its end has been on screen, or when the learner goes on by Next. */
import { seeParts, visitPage } from "./state.js";
import { all } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Lesson} Lesson */

/** @param {App} app */
export function followReading(app) {
  const watch = new IntersectionObserver((entries) => {
    const ids = entries.filter((entry) => entry.isIntersecting).map((entry) => /** @type {HTMLElement} */ (entry.target).dataset.part);
    for (const lesson of app.course.lessons) see(app, lesson, lesson.parts.filter((part) => ids.includes(part.id)).map((part) => part.key));
  });
  for (const end of all(".seen-here")) watch.observe(end);
  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest?.(".turn .next")) seeAll(app);
  }, true);
  // Noting the place can wait until the page has been painted, but not longer than the visit.
  /** @type {HTMLElement | null} */
  let turned = null;
  const note = () => {
    if (turned) notePlace(app, turned);
    turned = null;
  };
  app.pages.onShow((page) => {
    turned = page;
    (window.requestIdleCallback ?? setTimeout)(note);
  });
  document.addEventListener("visibilitychange", note, true);
  window.addEventListener("pagehide", note, true);
}

/** Where the learner would read on: the first part of the page's lesson that was not seen. @param {App} app @param {HTMLElement} page */
function notePlace(app, page) {
  const { store } = app;
  const here = lessonOn(app, page)?.parts.find((part) => !store.state().parts.has(part.key))?.key ?? "";
  if (here !== store.state().place) store.touch((state) => visitPage(state, here));
}

/** @param {App} app */
function seeAll(app) {
  const lesson = lessonOn(app, app.pages.current());
  if (lesson) see(app, lesson, lesson.parts.map((part) => part.key));
}

/**
 * Notes parts of a lesson as seen; the lesson's last one is sent at once.
 * @param {App} app
 * @param {Lesson} lesson
 * @param {string[]} keys
 */
function see({ store }, lesson, keys) {
  const fresh = keys.filter((key) => !store.state().parts.has(key));
  if (!fresh.length) return;
  const next = lesson.parts.find((part) => !store.state().parts.has(part.key) && !fresh.includes(part.key));
  store.touch((state) => visitPage(seeParts(state, fresh), next?.key ?? ""));
  if (!next) store.flush();
}

/** @param {App} app @param {HTMLElement} page */
function lessonOn(app, page) {
  return app.course.lessons.find((lesson) => lesson.id === page.dataset.lesson);
}
