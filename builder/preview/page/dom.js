/** Finding and making elements. Text goes in as text: nothing that a package says can become markup. */

/** @param {string} selector @param {ParentNode} [within] @returns {any} */
export const $ = (selector, within = document) => within.querySelector(selector);

/** @param {string} selector @param {ParentNode} [within] @returns {any[]} */
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/**
 * @param {string} tag
 * @param {Record<string, string | number | boolean> | null} attributes  false ones are left out
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** @param {string} text @param {() => void} act @param {Record<string, string>} [attributes] */
export function button(text, act, attributes) {
  const element = h("button", { class: "btn", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
}

/** @param {string} name  of a symbol in the page */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "g");
  svg.setAttribute("aria-hidden", "true");
  const use = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  use.setAttribute("href", `#${name}`);
  return svg;
}

/** @param {number} count */
export const figure = (count) => count.toLocaleString("en-GB");

/** @param {number} count @param {string} word */
export const counted = (count, word) => `${figure(count)} ${word}${count === 1 ? "" : "s"}`;

let hiding = 0;

/** A short word at the foot of the page. @param {string} title @param {string} [more] */
export function toast(title, more = "") {
  const box = $("#toast");
  box.replaceChildren(title, ...(more ? [h("small", null, more)] : []));
  box.classList.add("show");
  clearTimeout(hiding);
  hiding = window.setTimeout(() => box.classList.remove("show"), 4000);
}

/** @param {string} text */
export function copy(text) {
  navigator.clipboard?.writeText(text).then(() => toast("Copied"));
}
