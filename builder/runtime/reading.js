/**
 * How the text looks, by the learner's choice. Each choice is a `data-…` of the document, which the style sheet reads; they
 * are kept on the device, and an inline script of the document applies them before the first paint.
 */
import { all, one, say } from "./dom.js";
import { t } from "./words.js";

export function startReading() {
  const selects = /** @type {HTMLSelectElement[]} */ (all("[data-reading]"));
  const { dataset } = document.documentElement;
  for (const select of selects) {
    const name = select.dataset.reading ?? "";
    select.value = dataset[name] ?? "";
    if (!select.value) select.value = "";
    select.addEventListener("change", () => {
      setReading(name, select.value);
      keepReading(selects);
    });
  }
  one("#reading-back").addEventListener("click", () => {
    for (const select of selects) {
      select.value = "";
      setReading(select.dataset.reading ?? "", "");
    }
    keepReading(selects);
    say(one("#reading-said"), t("All settings are back to standard."));
  });
  // From the drawer, which would cover the text that the settings change.
  one("#open-reading").addEventListener("click", () => {
    const contents = one("#contents");
    if (contents.matches(":popover-open")) contents.hidePopover();
    one("#reading").showPopover();
    one("#reading-h").focus();
  });
}

/** The text at the top of the screen stays there, as far as it can. @param {string} name @param {string} value */
function setReading(name, value) {
  const { dataset } = document.documentElement;
  const read = window.scrollY > 0 && all(".page.here :is(p, li, h1, h2, h3, tr)").find((element) => element.getBoundingClientRect().top > 48);
  const top = read ? read.getBoundingClientRect().top : 0;
  if (value) dataset[name] = value;
  else delete dataset[name];
  if (read) window.scrollBy(0, read.getBoundingClientRect().top - top);
}

/** @param {HTMLSelectElement[]} selects */
function keepReading(selects) {
  say(one("#reading-said"), "");
  const kept = Object.fromEntries(selects.flatMap(({ dataset, value }) => (value ? [[dataset.reading, value]] : [])));
  try {
    localStorage.setItem("coursewright.reading", JSON.stringify(kept));
  } catch {
    // No storage here: the choice lasts as long as the page.
  }
}
