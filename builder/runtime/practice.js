/** Practice questions in the lessons: check, explain, try again, as often as the learner likes. */
import { optionOrder } from "./draw.js";
import { giveAnswer, recordOf, writeText } from "./state.js";
import { all, keepStill, make, markOf, one, say } from "./dom.js";
import { spoken, t } from "./words.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").QuestionType} QuestionType */
/** @typedef {"open" | "wrong" | "right" | "shown"} Phase */
/** @typedef {{form: HTMLFormElement, question: Question, type: QuestionType, phase: Phase, misses: number, since: number, shown: string, sent: string}} Practice  `shown`, `sent`: an answer, packed, and its words */

/** @param {App} app */
export function startPractice(app) {
  /** @type {Map<Element, () => void>} */
  const begins = new Map();
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) begins.get(entry.target)?.();
  });
  for (const form of all("main form.question")) {
    const question = app.course.questions.find((item) => item.id === form.dataset.question);
    if (!question) continue;
    /** @type {Practice} */
    const item = { form: /** @type {HTMLFormElement} */ (form), question, type: app.types[question.type], phase: "open", misses: 0, since: 0, shown: "", sent: "" };
    begins.set(form, () => void (item.since ||= Date.now()));
    watch.observe(form);
    prepare(app, item);
  }
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a.reread");
    if (link) offerReturn(link);
  }, true);
  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest?.(".back")) all(".back").forEach((old) => old.remove());
  });
}

/** @param {App} app @param {Practice} item */
function prepare(app, item) {
  const { form, question, type } = item;
  const state = app.store.state();
  type.arrange?.(form, (count) => optionOrder(state.seed, question.key, count));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    press(app, item);
  });
  if (type.drafts) followWriting(app, item);
  else for (const name of ["input", "change"]) form.addEventListener(name, ({ target }) => keepStill(/** @type {Element} */ (target), () => reopen(item)));
  one(".show", form).addEventListener("click", () => showAnswer(item));
  type.show(form, null);
  setPhase(item, "open");
  restore(app, item);
  app.store.subscribe(() => restore(app, item));
}

/** Shows the answer given earlier, here or on another device, unless the learner has begun another. @param {App} app @param {Practice} item */
function restore({ store }, item) {
  const { form, question, type } = item;
  const { packed, mark: was } = recordOf(store.state(), question.key);
  const text = store.state().texts.get(question.key) ?? "";
  const shown = `${packed}\n${text}`;
  if (!packed || shown === item.shown || was !== question.mark) return;
  if (type.drafts ? form.contains(document.activeElement) : item.phase !== "open" || type.read(form)) return;
  item.shown = shown;
  const answer = type.unpack(packed, text, question.solution);
  type.show(form, answer);
  if (answer) mark(item, answer, false);
  else announce(form, lostWords(), true);
}

/** What is said where an answer was given and its words are not at hand. */
export function lostWords() {
  return t("You answered this before, but your words are not on this device. You can write them again.");
}

/** Keeps free text while it is being written: on this device at once, in the LMS when the learner leaves the field. @param {App} app @param {Practice} item */
function followWriting(app, item) {
  let timer = 0;
  /** @param {boolean} send */
  const keep = (send) => {
    clearTimeout(timer);
    timer = 0;
    keepWriting(app, item, send);
  };
  const soon = () => timer && keep(false);
  item.form.addEventListener("change", () => keep(true));
  item.form.addEventListener("input", () => {
    announce(item.form, "", false);
    timer ||= window.setTimeout(() => keep(false), 500);
  });
  document.addEventListener("visibilitychange", soon);
  window.addEventListener("pagehide", soon);
}

/** @param {App} app @param {Practice} item @param {boolean} send */
function keepWriting(app, item, send) {
  const { question: { key } } = item;
  const answer = item.type.read(item.form);
  if (answer) return keepAnswer(app, item, answer, send);
  item.shown = `${recordOf(app.store.state(), key).packed}\n`;
  app.store.change((state) => writeText(state, key, ""));
}

/** The one button: checks, or goes on with what the last check led to. @param {App} app @param {Practice} item */
function press(app, item) {
  if (item.phase === "open") return check(app, item);
  if (item.phase === "wrong") return again(item);
  goOn(app, item);
}

/** @param {App} app @param {Practice} item */
function check(app, item) {
  const { form, type } = item;
  const answer = type.read(form);
  if (!answer) return announce(form, type.ask?.() ?? t("Choose an answer first."), true);
  mark(item, answer, true);
  keepAnswer(app, item, answer, true);
}

/**
 * @param {App} app
 * @param {Practice} item
 * @param {Answer} answer
 * @param {boolean} send  also to the LMS
 */
function keepAnswer({ course, store }, item, answer, send) {
  const { question, type } = item;
  const { solution } = question;
  const packed = type.pack(answer, solution);
  const text = type.text?.(answer, solution) ?? "";
  const right = type.credit(solution, answer) === 1;
  /** @param {import("./types.js").State} state */
  const step = (state) => giveAnswer(course, state, question, packed, right, text);
  item.shown = `${packed}\n${text}`;
  if (!send) return store.touch(step);
  if (type.drafts && item.sent === item.shown) return;
  item.sent = item.shown;
  const seconds = Math.round((Date.now() - (item.since || Date.now())) / 1000);
  item.since = Date.now();
  store.change(step, { question, answer, right, seconds });
}

/**
 * Opens the feedback of an answer.
 * @param {Practice} item
 * @param {Answer} answer
 * @param {boolean} aloud  false when it is only being restored
 */
function mark(item, answer, aloud) {
  const { form, question, type } = item;
  const right = type.credit(question.solution, answer) === 1;
  if (!right) item.misses += 1;
  type.explain(form, question.solution, answer);
  const summary = right ? "" : type.summary(form, question.solution, answer);
  const reasons = all(".why:not([hidden])", form).map((why) => why.textContent).join(" ");
  setPhase(item, right ? "right" : "wrong");
  if (!right) offerReread(form);
  const noted = question.scored || !aloud ? "" : t("Noted. You can change it whenever you like.");
  announce(form, summary || noted || (aloud ? reasons : ""), Boolean(summary || noted));
}

/** @param {Practice} item */
function again(item) {
  const { form, question, type } = item;
  const wrong = /** @type {HTMLInputElement | null} */ (form.querySelector("[aria-invalid=true]"));
  const next = type.keepRight(form, question.solution) ?? wrong;
  reopen(item);
  /** @type {HTMLElement | null} */ (next ?? form.querySelector("input:not(:checked), select, textarea"))?.focus();
  wrong?.select?.();
}

/** Takes the verdict back as soon as the learner chooses otherwise. @param {Practice} item */
function reopen(item) {
  const reread = item.form.querySelector(".reread");
  if (reread) item.form.append(reread);
  item.type.clear(item.form);
  setPhase(item, "open");
  announce(item.form, "", false);
}

/** @param {Practice} item */
function showAnswer(item) {
  const { form, question, type } = item;
  reopen(item);
  type.show(form, null);
  type.explain(form, question.solution, null);
  setPhase(item, "shown");
  const answer = type.solve(question.solution);
  if (answer) announce(form, t("The answer: {answer}", { answer: type.words(form, answer) }), false);
  one(".check", form).focus();
}

/** @param {App} app @param {Practice} item */
function goOn(app, { form }) {
  const next = following(form);
  if (next instanceof HTMLFormElement) app.pages.focus(next);
  else if (next) next.click();
  else app.pages.go("#progress");
}

/** The next question of the lesson, else the page's Next. @param {HTMLFormElement} form @returns {HTMLElement | null} */
function following(form) {
  const page = /** @type {HTMLElement} */ (form.closest(".page"));
  const forms = all("form.question", page);
  return forms[forms.indexOf(form) + 1] ?? page.querySelector(".turn .next");
}

/** @param {Practice} item @param {Phase} phase */
function setPhase(item, phase) {
  const { form, question } = item;
  item.phase = phase;
  const next = following(form);
  const onward = next instanceof HTMLFormElement ? t("Next question") : (next?.textContent?.trim() ?? t("See your progress"));
  const button = one(".check", form);
  say(button, phase === "wrong" ? t("Try again") : phase !== "open" ? onward : question.scored ? t("Check my answer") : t("Save my answer"));
  one(".show", form).hidden = !(phase === "wrong" && item.misses > 1);
  if (phase !== "wrong") /** @type {HTMLElement | null} */ (form.querySelector(".reread"))?.setAttribute("hidden", "");
}

/** @param {HTMLFormElement} form @param {string} text @param {boolean} visible  false: the rows show it already */
function announce(form, text, visible) {
  const line = one(".say", form);
  line.classList.toggle("sr", !visible);
  line.lang = (visible && spoken().lang) || "";
  say(line, text);
}

/** Ends the last wrong row's feedback with the way back to the part. @param {HTMLFormElement} form */
function offerReread(form) {
  const link = /** @type {HTMLElement | null} */ (form.querySelector(".reread"));
  if (!link) return;
  const [row] = all(".wrong .why:not([hidden])", form).slice(-1);
  link.hidden = false;
  if (row) row.append(" ", link);
  else one(".say", form).after(link);
}

/** Puts the way back to the question under the heading of the part that it leads to. @param {Element} link */
function offerReturn(link) {
  const part = document.getElementById((link.getAttribute("href") ?? "").slice(1));
  const form = link.closest("form");
  if (!part || !form) return;
  all(".back").forEach((old) => old.remove());
  const back = () => make("p", { class: "back" }, make("a", { href: "#" + form.id, ...spoken() }, markOf("turn-back"), t("Return to the question")));
  part.querySelector("h2")?.after(back());
  part.append(back());
}
