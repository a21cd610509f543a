/**
 * Words of the glossary: their notes open by a press without any script; here also while one is pointed at or has focus.
 * The note stays while the pointer is on it and for as long as it takes to get there; Escape closes it (WCAG 1.4.13).
 */
import { all } from "./dom.js";

/** How long a word is pointed at before its note opens, and how long the note waits for the pointer, in milliseconds. */
const TERM_OPENS = 300;
const TERM_WAITS = 1500;

export function startTerms() {
  if (!("popover" in HTMLElement.prototype)) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Pressed: it stays until it is closed. */
  let pinned = false;
  /** The note was closed from inside, which gives focus back to the word: that must not open it again. */
  let returned = false;

  /** @param {HTMLElement} term */
  const noteOf = (term) => /** @type {HTMLElement} */ (document.getElementById(term.getAttribute("popovertarget") ?? ""));
  /** @param {HTMLElement} note */
  const isOpen = (note) => note.matches(":popover-open");

  /** Under the bar where the word stands low: it would cover the word. @param {HTMLElement} term */
  function place(term) {
    noteOf(term).classList.toggle("high", term.getBoundingClientRect().bottom > window.innerHeight * 0.7);
  }

  /** @param {HTMLElement} term */
  function soon(term) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const note = noteOf(term);
      if (isOpen(note) || !term.isConnected) return;
      place(term);
      pinned = false;
      /** @type {any} */ (note).showPopover({ source: term });
    }, TERM_OPENS);
  }

  /** @param {HTMLElement} note @param {number} wait */
  function closeSoon(note, wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!pinned && isOpen(note)) note.hidePopover();
    }, wait);
  }

  for (const term of /** @type {HTMLButtonElement[]} */ (all("button.term"))) {
    const note = noteOf(term);
    term.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && soon(term));
    term.addEventListener("pointerleave", () => closeSoon(note, TERM_WAITS));
    term.addEventListener("focus", () => {
      if (!returned && term.matches(":focus-visible")) soon(term);
      returned = false;
    });
    term.addEventListener("blur", ({ relatedTarget }) => note.contains(/** @type {Node | null} */ (relatedTarget)) || closeSoon(note, 0));
    term.addEventListener("click", (event) => {
      clearTimeout(timer);
      place(term);
      // The first press on a word whose note is open already keeps it.
      if (isOpen(note) && !pinned) event.preventDefault();
      pinned = true;
    });
  }
  for (const note of all(".footnote")) {
    note.addEventListener("pointerenter", () => clearTimeout(timer));
    note.addEventListener("pointerleave", () => closeSoon(note, TERM_WAITS));
    note.addEventListener("focusin", () => {
      pinned = true;
    });
    note.addEventListener("beforetoggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "closed") returned = note.contains(document.activeElement);
    });
  }
}
