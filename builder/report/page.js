// Filters, deep links, folding, printing and the matrix of the coverage report. Without it, all of the report is there.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const every = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  root.classList.add("js");
  const form = one(".find"), text = one("#f-text"), unit = one("#f-unit"), register = one("#reg");
  const boxes = every(".keys input"), units = every("details.unit", register), outcomes = every(".o button", register);

  // What an author or the awarding organisation wrote is searched, from a word's start: “act” finds the Act, not “practice”.
  const SAID = ".q, .ps > li, .qs dd, th > a, .gap code";
  const escaped = (word) => word.replace(/[^\p{L}\p{N}\s]/gu, "\\$&");
  const start = (word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}`, "gu");

  // One record a criterion, read from the page once: its own row, and those of its range items.
  const records = every("tr.c", register).map((row) => {
    const rows = [row];
    for (let next = row.nextElementSibling; next?.classList.contains("r"); next = next.nextElementSibling) rows.push(next);
    const said = rows.flatMap((each) => every(SAID, each)).map((each) => each.textContent);
    return {
      rows, status: row.dataset.s, outcome: row.parentNode, button: one(".o button", row.parentNode), unit: row.closest("details"),
      cell: one(`[data-c="${CSS.escape(row.id)}"]`), text: said.join(" ").toLowerCase(),
    };
  });

  const unfold = (button, open) => button.setAttribute("aria-expanded", String(open));
  const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
  let marking = 0;

  const filtered = () => Boolean(text.value.trim() || unit.value || boxes.some((box) => !box.checked));

  /** Shows what the filters leave; `keep` writes them into the address. */
  function apply(keep = true) {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean).map(start);
    const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const counts = new Map(), live = new Set();
    let count = 0;
    for (const record of records) {
      const shown = statuses.has(record.status) && (!unit.value || record.unit.id === unit.value) && words.every((word) => record.text.search(word) >= 0);
      const hidden = !shown || !isOpen(record.button);
      for (const row of record.rows) if (row.hidden !== hidden) row.hidden = hidden;
      record.cell?.classList.toggle("off", !shown);
      if (!shown) continue;
      count += 1;
      live.add(record.outcome);
      counts.set(record.unit, (counts.get(record.unit) ?? 0) + 1);
    }
    for (const each of units) {
      each.hidden = !counts.has(each);
      one(".shown", each).textContent = filtered() && counts.has(each) ? `, ${counts.get(each)} shown` : "";
      for (const body of every("tbody", each)) body.hidden = !live.has(body);
    }
    say(count);
    clearTimeout(marking);
    marking = setTimeout(() => mark(words), 60);
    if (keep) remember(statuses);
  }

  function say(count) {
    const all = records.length;
    one("#none").hidden = count > 0;
    one("[type=reset]", form).hidden = !filtered();
    one("#f-count").textContent = count === all ? `All ${all} criteria` : `${count} of ${all} criteria`;
    root.classList.toggle("filtered", filtered());
    one(".filter-note").textContent = filtered() ? `Filtered: ${count} of ${all} criteria are printed here, so this copy has no sign-off.` : "";
  }

  function remember(statuses) {
    const state = new URLSearchParams();
    if (text.value.trim()) state.set("q", text.value.trim());
    if (unit.value) state.set("unit", unit.value);
    if (statuses.size < boxes.length) state.set("status", [...statuses].join(" "));
    history.replaceState(null, "", state.size ? `#?${state}` : "#");
  }

  /** Marks the words found, once the keys rest: it reads all that is shown. */
  function mark(words) {
    if (!window.Highlight) return;
    CSS.highlights.delete("find");
    if (!words.length) return;
    const found = new Highlight(), walk = document.createTreeWalker(register, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest("[hidden], .o") || !parent.closest(SAID)) continue;
      for (const word of words) {
        for (const place of node.data.toLowerCase().matchAll(word)) {
          const range = new Range();
          range.setStart(node, Math.min(place.index, node.length));
          range.setEnd(node, Math.min(place.index + place[0].length, node.length));
          found.add(range);
        }
      }
    }
    CSS.highlights.set("find", found);
  }

  form.addEventListener("input", () => apply());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  one("#clear").addEventListener("click", () => { form.reset(); text.focus(); });
  register.addEventListener("click", (event) => {
    const button = event.target.closest(".o button");
    if (!button) return;
    unfold(button, !isOpen(button));
    apply(false);
  });
  one("#fold").addEventListener("click", (event) => {
    const open = event.target.textContent.startsWith("Expand");
    for (const button of outcomes) unfold(button, open);
    for (const each of units) each.open = true;
    event.target.textContent = `${open ? "Collapse" : "Expand"} outcomes`;
    apply(false);
  });
  for (const radio of every("[name=detail]")) radio.addEventListener("change", () => { root.dataset.detail = radio.value; });

  // Paper gets everything, whatever is folded.
  let before = null;
  one("#print").addEventListener("click", () => print());
  addEventListener("beforeprint", () => {
    before ??= [units.map((each) => each.open), outcomes.map(isOpen)];
    for (const each of units) each.open = true;
    for (const button of outcomes) unfold(button, true);
    apply(false);
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    const [opened, expanded] = before;
    before = null;
    for (const [place, each] of units.entries()) each.open = opened[place];
    for (const [place, button] of outcomes.entries()) unfold(button, expanded[place]);
    apply(false);
  });

  /** A deep link always arrives: it opens what is folded, and lifts a filter that would hide it. */
  function arrive() {
    let fragment = location.hash.slice(1);
    try { fragment = decodeURIComponent(fragment); } catch { /* not ours to read */ }
    if (fragment.startsWith("?")) return restore(new URLSearchParams(location.hash.slice(2)));
    const place = fragment && document.getElementById(fragment);
    if (!place || !register.contains(place)) return;
    const button = one(".o button", place.closest("tbody") ?? place);
    place.closest("details").open = true;
    if (place.closest("tbody") && !isOpen(button)) { unfold(button, true); apply(false); }
    if (place.closest("[hidden]")) {
      text.value = unit.value = "";
      for (const box of boxes) box.checked = true;
      apply(false);
    }
    place.scrollIntoView({ block: place.matches("tr") ? "center" : "start" });
  }

  function restore(state) {
    const statuses = state.get("status")?.split(" ");
    text.value = state.get("q") ?? "";
    unit.value = state.get("unit") ?? "";
    if (unit.selectedIndex < 0) unit.value = "";
    for (const box of boxes) box.checked = !statuses || statuses.includes(box.value);
    apply(false);
    if (filtered()) one("#register").scrollIntoView();
  }

  addEventListener("hashchange", arrive);
  arrive();

  // The map follows the reader.
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of every(".map [aria-current]")) link.removeAttribute("aria-current");
      one(`.map a[href="#${CSS.escape(entry.target.id)}"]`)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80%" });
  for (const body of every("tbody[id]", register)) seen.observe(body);

  /** One matrix: the geometry says which mark is meant, and the line below reads it aloud. */
  function plot(figure, data) {
    const field = one(".plot", figure), drawing = one("svg:not(.g)", field), line = one(".read", figure), rest = line.textContent;
    const { width, height } = drawing.viewBox.baseVal;
    const across = one(".hx", drawing), down = one(".hy", drawing);
    const tests = data.lessons.length * 2 + 2, practice = tests + data.tests.length + 2;
    const columns = [
      ...data.lessons.map((title, place) => ({ x: place * 2, width: 2, says: `taught in lesson ${place + 1}, ${title}` })),
      ...data.tests.map((name, place) => ({ x: tests + place, width: 1, says: `assessed by test question ${name}` })),
      ...data.practice.map((name, place) => ({ x: practice + place, width: 1, says: `assessed by practice question ${name}` })),
    ];
    let row = 0, column = 0;
    const marked = (x, y) => every(".ml, .mt, .mp", drawing).some((path) => path.isPointInFill(new DOMPoint(x, y)));
    const show = () => {
      const [y, name] = data.rows[row], at = columns[column];
      if (!at) return;
      across.setAttribute("y", y);
      down.setAttribute("x", at.x);
      down.setAttribute("width", at.width);
      line.textContent = `${name}: ${marked(at.x + at.width / 2, y + 0.5) ? "" : "not "}${at.says}`;
    };
    const rested = () => {
      across.setAttribute("y", -9);
      down.setAttribute("x", -9);
      line.textContent = rest;
    };
    const point = (event) => {
      const box = drawing.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * width, y = ((event.clientY - box.top) / box.height) * height;
      row = Math.max(0, data.rows.findLastIndex(([top]) => top <= y));
      const found = columns.findIndex((each) => x >= each.x && x < each.x + each.width);
      if (found >= 0) column = found;
    };
    const open = () => { location.hash = data.rows[row][2]; };
    const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    field.addEventListener("pointermove", (event) => { point(event); show(); });
    field.addEventListener("pointerleave", rested);
    field.addEventListener("blur", rested);
    field.addEventListener("focus", () => { if (field.matches(":focus-visible")) show(); });
    field.addEventListener("click", (event) => { point(event); open(); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") return open();
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      row = Math.min(data.rows.length - 1, Math.max(0, row + step[0]));
      column = Math.min(columns.length - 1, Math.max(0, column + step[1]));
      show();
    });
  }
  const drawn = JSON.parse(one("#mx").textContent);
  for (const figure of every(".mx")) plot(figure, drawn[figure.dataset.u]);
})();
