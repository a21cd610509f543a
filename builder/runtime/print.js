/** Printing the page at hand, or the whole unit: the style sheet shows every lesson on paper while the document says `all`. */
import { all, say } from "./dom.js";
import { day } from "./words.js";

export function startPrinting() {
  const root = document.documentElement;
  for (const button of all("[data-print]")) {
    button.addEventListener("click", async () => {
      root.classList.toggle("all", button.dataset.print === "all");
      if (button.dataset.print) await Promise.all(/** @type {HTMLImageElement[]} */ (all("main img")).map(loadNow));
      window.print();
    });
  }
  window.addEventListener("beforeprint", showToday);
  window.addEventListener("afterprint", () => root.classList.remove("all"));
}

/** The date of a printed page, or of a saved one. */
export function showToday() {
  for (const place of all("[data-today]")) say(place, day(new Date()));
}

/** Pictures wait until they are on screen; those on other pages would be missing on paper. @param {HTMLImageElement} image */
function loadNow(image) {
  image.loading = "eager";
  return image.decode().catch(() => {});
}
