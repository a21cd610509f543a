/** What the authors' blocks need a script for: tabs, and everything unfolded on paper. Without it all of it stands in the flow. */
import { all, make } from "./dom.js";

export function startBlocks() {
  all(".tabs").forEach(buildTabs);
  /** @type {HTMLElement[]} */
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = all("details:not([open], .no-print)");
    for (const each of unfolded) each.setAttribute("open", "");
  });
  window.addEventListener("afterprint", () => unfolded.forEach((each) => each.removeAttribute("open")));
}

/**
 * Panels behind a row of tabs (WAI-ARIA Authoring Practices, tabs that follow focus). Each panel's heading names its tab.
 * @param {HTMLElement} box
 * @param {number} number
 */
function buildTabs(box, number) {
  const panels = all(":scope > .tab", box);
  const tabs = panels.map((panel, place) => {
    const name = `tab-${number}-${place}`;
    panel.id = name + "-panel";
    panel.tabIndex = 0;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", name);
    return make("button", { type: "button", role: "tab", id: name, "aria-controls": panel.id }, panel.querySelector("h3")?.textContent ?? "");
  });
  const list = make("div", { role: "tablist", "aria-labelledby": box.closest("[aria-labelledby]")?.getAttribute("aria-labelledby") ?? "" }, ...tabs);
  const turn = (/** @type {number} */ to) => tabs.forEach((tab, place) => {
    tab.setAttribute("aria-selected", String(place === to));
    tab.tabIndex = place === to ? 0 : -1;
    panels[place].classList.toggle("here", place === to);
  });
  list.addEventListener("click", (event) => {
    const place = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    if (place >= 0) turn(place);
  });
  list.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(list).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    event.preventDefault();
    const last = tabs.length - 1;
    const from = tabs.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = Number.isFinite(step) ? (from + step + tabs.length) % tabs.length : step < 0 ? 0 : last;
    turn(to);
    tabs[to].focus();
  });
  box.prepend(list);
  box.classList.add("on");
  turn(0);
}
