/**
 * One page of the document at a time, found by the hash. Back and forward come back to the same scroll and focus.
 * The page may stand in an LMS's frame: nothing outside its own window is touched.
 */
import { all, one } from "./dom.js";

/** @typedef {import("./types.js").Pages} Pages */
/** @typedef {import("./types.js").PageListener} PageListener */
/** @typedef {{y: number, focus: Element | null}} Spot  where the learner was on a page */

/** @returns {Pages} */
export function createPages() {
  const name = document.title;
  const pages = all(".page");
  const links = all(".contents a");
  /** @type {PageListener[]} */
  const listeners = [];
  /** @type {Map<number, Spot>} */
  const spots = new Map();
  let entry = 0;
  let newest = 0;
  let closed = "";
  /** @type {HTMLElement[]} */
  let toLayOut = [];

  /** @param {string} hash @param {Spot | null} spot @param {boolean} [first] */
  function open(hash, spot, first = false) {
    const found = placeOf(closed || hash);
    const view = viewOf(found.page, found.target);
    for (const listener of listeners) {
      const elsewhere = listener(found.page, view, first);
      if (elsewhere) {
        record("replaceState", elsewhere, entry);
        return open(elsewhere, null, first);
      }
    }
    for (const page of pages) page.classList.toggle("here", page === found.page);
    found.page.classList.add("laid");
    for (const link of links) markCurrent(link, link.getAttribute("href") === "#" + found.page.id);
    turnTo(found.page, view, name);
    layOut();
    if (spot) comeBack(spot);
    else if (first) bringUp(found.target);
    else arriveAt(found.target);
  }

  /** Lays out the pages that are not on screen while the learner reads, one at a time: turning to them is then only painted. */
  function layOut() {
    if (!toLayOut.length) window.requestIdleCallback?.(layOutNext);
    toLayOut = [...pages];
  }

  // Not before: a browser that looks through the forms as soon as the document is there would lay out every page before it shows one.
  function layOutNext() {
    const page = toLayOut.shift();
    page?.classList.add("laid");
    page?.firstElementChild?.getBoundingClientRect();
    if (toLayOut.length) window.requestIdleCallback(layOutNext);
  }

  function leaveSpot() {
    spots.set(entry, { y: window.scrollY, focus: document.activeElement });
  }

  /** @param {string} hash */
  function go(hash) {
    leaveSpot();
    entry = newest += 1;
    record("pushState", hash, entry);
    open(hash, null);
  }

  /** @param {string} hash */
  function replace(hash) {
    record("replaceState", hash, entry);
    open(hash, null);
  }

  window.addEventListener("popstate", (event) => {
    leaveSpot();
    entry = event.state?.entry ?? (newest += 1);
    open(location.hash, spots.get(entry) ?? null);
  });
  document.addEventListener("click", (event) => followLink(event, go));
  history.scrollRestoration = "manual";

  return {
    go,
    replace,
    onShow: (listener) => void listeners.push(listener),
    current: () => one(".page.here"),
    focus: arriveAt,
    start() {
      open(location.hash, null, true);
      // Until it has loaded, the browser itself keeps the hash's element below the bar, whatever comes above it; a scroll that moves ends that.
      if (document.readyState !== "complete") window.addEventListener("load", () => { window.scrollTo(0, 1); bringUp(placeOf(location.hash).target); }, { once: true });
    },
    close(hash) {
      closed = hash;
      document.documentElement.classList.add("closed");
      replace(hash);
    },
  };
}

/**
 * The page a hash leads to; the start page for one that leads nowhere.
 * @param {string} hash
 * @returns {{page: HTMLElement, target: HTMLElement}}
 */
function placeOf(hash) {
  const target = document.getElementById(readHash(hash));
  const page = /** @type {HTMLElement | null | undefined} */ (target?.closest(".page"));
  return target && page ? { page, target } : { page: one("#start"), target: one("#start") };
}

/** @param {string} hash */
function readHash(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** @param {HTMLElement} page @param {HTMLElement} target */
function viewOf(page, target) {
  return /** @type {HTMLElement | null} */ (target.closest(".view") ?? page.querySelector(".view"));
}

/** @param {HTMLElement} link @param {boolean} current */
function markCurrent(link, current) {
  if (current) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

/** @param {HTMLElement} page @param {HTMLElement | null} view @param {string} name  the unit's, for the title */
function turnTo(page, view, name) {
  for (const other of all(".view", page)) other.classList.toggle("here", other === view);
  const title = page.id === "start" ? "" : (view ?? page).querySelector("h1")?.textContent;
  document.title = title ? `${title} · ${name}` : name;
}

/**
 * Puts the target at the top of the screen and focus on its heading.
 * @param {HTMLElement} target
 */
function arriveAt(target) {
  const heading = target.matches("form") ? target : (target.querySelector("h1, h2, h3") ?? target);
  if (!heading.hasAttribute("tabindex")) heading.setAttribute("tabindex", "-1");
  /** @type {HTMLElement} */ (heading).focus({ preventScroll: true });
  bringUp(target);
}

/** @param {HTMLElement} target */
function bringUp(target) {
  if (target.matches(".page, .view")) window.scrollTo(0, 0);
  else target.scrollIntoView();
}

/** @param {Spot} spot */
function comeBack(spot) {
  const focus = /** @type {HTMLElement | null} */ (spot.focus);
  if (focus?.isConnected) focus.focus({ preventScroll: true });
  window.scrollTo(0, spot.y);
}

/** @param {"pushState" | "replaceState"} how @param {string} hash @param {number} entry */
function record(how, hash, entry) {
  try {
    history[how]({ entry }, "", hash);
  } catch {
    // A frame without an address of its own: the page still turns, only back and forward do not know it.
  }
}

/** @param {MouseEvent} event @param {(hash: string) => void} go */
function followLink(event, go) {
  const link = /** @type {Element} */ (event.target).closest?.("a[href^='#']");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const hash = link.getAttribute("href") ?? "";
  const target = document.getElementById(readHash(hash));
  if (target && !target.closest(".page")) return arriveAt(one(".page.here"));
  hideContents();
  go(hash);
}

function hideContents() {
  try {
    one("#contents").hidePopover();
  } catch {
    // Not a popover here, or not open.
  }
}
