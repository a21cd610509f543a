/** The few words that the page's modules need to speak to the document. */

/**
 * The one element that a selector finds. Its absence is a mistake of the templates.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement}
 */
export function one(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return /** @type {HTMLElement} */ (found);
}

/**
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function all(selector, root = document) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
}

/**
 * An element with attributes and children. A true attribute is empty, a false one is left out.
 * @param {string} tag
 * @param {Record<string, string | boolean>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * A mark of the page's own set, hidden from screen readers: words stand beside it.
 * @param {string} name  id of a symbol
 * @returns {SVGElement}
 */
export function markOf(name) {
  const space = "http://www.w3.org/2000/svg";
  const mark = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  mark.setAttribute("class", name === "tick" ? "mark tick" : "mark");
  mark.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#" + name);
  mark.append(use);
  return mark;
}

/**
 * Writes text only where it differs, so that nothing is read out twice.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Sets an attribute only where it differs: a mark that is set again is drawn again.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function put(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Changes something above the text without moving the text on the screen.
 * @param {Element} text  what must stay where it is
 * @param {() => void} change
 */
export function keepStill(text, change) {
  const scrolled = window.scrollY > 0;
  const before = text.getBoundingClientRect().top;
  change();
  if (scrolled) window.scrollBy(0, text.getBoundingClientRect().top - before);
}
