/** The learner's choice of colours, kept on the device. An inline script of the document applies it before the first paint. */
import { all } from "./dom.js";

export function startScheme() {
  const root = document.documentElement;
  const radios = /** @type {HTMLInputElement[]} */ (all(".scheme input"));
  for (const radio of radios) {
    radio.checked = radio.value === (root.dataset.scheme ?? "");
    radio.addEventListener("change", () => {
      root.dataset.scheme = radio.value;
      keepScheme(radio.value);
    });
  }
}

/** @param {string} value */
function keepScheme(value) {
  try {
    localStorage.setItem("coursewright.colours", value);
  } catch {
    // No storage here: the choice lasts as long as the page.
  }
}
