/**
 * What the authors' blocks need a script for: tabs, films that fetch nothing before their page is open, and everything
 * unfolded on paper. Without it all of it stands in the flow.
 */
import { all, make } from "./dom.js";

/** @param {import("./types.js").Pages} pages */
export function startBlocks(pages) {
  all(".tabs").forEach(buildTabs);
  pages.onShow((page) => all("video", page).forEach(equip));
  /** @type {HTMLElement[]} */
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    all("video").forEach(equip);
    unfolded = all("details:not([open], .no-print)");
    for (const each of unfolded) each.setAttribute("open", "");
  });
  window.addEventListener("afterprint", () => unfolded.forEach((each) => each.removeAttribute("open")));
}

/** Gives a film what waits in its `data-…`: a poster, or leave to fetch its length. @param {HTMLElement} film */
function equip(film) {
  for (const [name, value] of Object.entries(film.dataset)) {
    film.setAttribute(name, value ?? "");
    delete film.dataset[name];
  }
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
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => turn(place));
    tab.addEventListener("keydown", (event) => {
      const step = getComputedStyle(list).direction === "rtl" ? -1 : 1;
      const to = { ArrowRight: place + step, ArrowLeft: place - step, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = (to + tabs.length) % tabs.length;
      turn(next);
      tabs[next].focus();
    });
  });
  box.prepend(list);
  box.classList.add("on");
  turn(0);
}
