/** The data model of SCORM 1.2 (RTE 3.4.4) as data; `n` stands for an index of an array. */

export { mismatch } from "./types.js";

/**
 * @typedef {object} Element
 * @property {"r" | "rw" | "w"} access what a SCO may do
 * @property {boolean} mandatory an LMS must have it
 * @property {import("./types.js").TypeName} type
 * @property {import("./types.js").TypeName} [also] another type that will do
 * @property {readonly string[]} [words] the words of a CMIVocabulary
 * @property {import("./types.js").Range} [range]
 * @property {string} initial its value before anyone sets it
 */

/** The closed sets of words, with those a SCO may write to `cmi.core.lesson_status` apart. */
export const WORDS = {
  mode: ["normal", "review", "browse"],
  status: ["passed", "completed", "failed", "incomplete", "browsed", "not attempted"],
  settableStatus: ["passed", "completed", "failed", "incomplete", "browsed"],
  exit: ["time-out", "suspend", "logout", ""],
  credit: ["credit", "no-credit"],
  entry: ["ab-initio", "resume", ""],
  interaction: ["true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric"],
  result: ["correct", "wrong", "unanticipated", "neutral"],
  timeLimitAction: ["exit,message", "exit,no message", "continue,message", "continue,no message"],
};

/** @type {Pick<Element, "type" | "also" | "range">} */
const SCORE = { type: "CMIDecimal", also: "CMIBlank", range: [0, 100] };

/** @type {Readonly<Record<string, Element>>} */
export const ELEMENTS = {
  "cmi._version": optional("r", "CMIString255", { initial: "3.4" }),
  "cmi.core._children": mandatory("r", "CMIString255"),
  "cmi.core.student_id": mandatory("r", "CMIIdentifier"),
  "cmi.core.student_name": mandatory("r", "CMIString255"),
  "cmi.core.lesson_location": mandatory("rw", "CMIString255"),
  "cmi.core.credit": mandatory("r", "CMIVocabulary", { words: WORDS.credit }),
  "cmi.core.lesson_status": mandatory("rw", "CMIVocabulary", { words: WORDS.settableStatus, initial: "not attempted" }),
  "cmi.core.entry": mandatory("r", "CMIVocabulary", { words: WORDS.entry }),
  "cmi.core.score._children": mandatory("r", "CMIString255"),
  "cmi.core.score.raw": mandatory("rw", "CMIDecimal", SCORE),
  "cmi.core.score.min": optional("rw", "CMIDecimal", SCORE),
  "cmi.core.score.max": optional("rw", "CMIDecimal", SCORE),
  "cmi.core.total_time": mandatory("r", "CMITimespan"),
  "cmi.core.lesson_mode": optional("r", "CMIVocabulary", { words: WORDS.mode }),
  "cmi.core.exit": mandatory("w", "CMIVocabulary", { words: WORDS.exit }),
  "cmi.core.session_time": mandatory("w", "CMITimespan"),
  "cmi.suspend_data": mandatory("rw", "CMIString4096"),
  "cmi.launch_data": mandatory("r", "CMIString4096"),
  "cmi.comments": optional("rw", "CMIString4096"),
  "cmi.comments_from_lms": optional("r", "CMIString4096"),
  "cmi.objectives._children": optional("r", "CMIString255"),
  "cmi.objectives._count": optional("r", "CMIInteger"),
  "cmi.objectives.n.id": optional("rw", "CMIIdentifier"),
  "cmi.objectives.n.score._children": optional("r", "CMIString255"),
  "cmi.objectives.n.score.raw": optional("rw", "CMIDecimal", SCORE),
  "cmi.objectives.n.score.min": optional("rw", "CMIDecimal", SCORE),
  "cmi.objectives.n.score.max": optional("rw", "CMIDecimal", SCORE),
  "cmi.objectives.n.status": optional("rw", "CMIVocabulary", { words: WORDS.status }),
  "cmi.student_data._children": optional("r", "CMIString255"),
  "cmi.student_data.mastery_score": optional("r", "CMIDecimal"),
  "cmi.student_data.max_time_allowed": optional("r", "CMITimespan"),
  "cmi.student_data.time_limit_action": optional("r", "CMIVocabulary", { words: WORDS.timeLimitAction }),
  "cmi.student_preference._children": optional("r", "CMIString255"),
  "cmi.student_preference.audio": optional("rw", "CMISInteger", { range: [-1, 100], initial: "0" }),
  "cmi.student_preference.language": optional("rw", "CMIString255"),
  "cmi.student_preference.speed": optional("rw", "CMISInteger", { range: [-100, 100], initial: "0" }),
  "cmi.student_preference.text": optional("rw", "CMISInteger", { range: [-1, 1], initial: "0" }),
  "cmi.interactions._children": optional("r", "CMIString255"),
  "cmi.interactions._count": optional("r", "CMIInteger"),
  "cmi.interactions.n.id": optional("w", "CMIIdentifier"),
  "cmi.interactions.n.objectives._count": optional("r", "CMIInteger"),
  "cmi.interactions.n.objectives.n.id": optional("w", "CMIIdentifier"),
  "cmi.interactions.n.time": optional("w", "CMITime"),
  "cmi.interactions.n.type": optional("w", "CMIVocabulary", { words: WORDS.interaction }),
  "cmi.interactions.n.correct_responses._count": optional("r", "CMIInteger"),
  "cmi.interactions.n.correct_responses.n.pattern": optional("w", "CMIFeedback"),
  "cmi.interactions.n.weighting": optional("w", "CMIDecimal"),
  "cmi.interactions.n.student_response": optional("w", "CMIFeedback"),
  "cmi.interactions.n.result": optional("w", "CMIVocabulary", { words: WORDS.result, also: "CMIDecimal" }),
  "cmi.interactions.n.latency": optional("w", "CMITimespan"),
};

const NAMES = Object.keys(ELEMENTS);

/**
 * True for a name that only groups elements, such as `cmi.core` or `cmi.objectives.n`.
 * @param {string} model
 */
export function isGroup(model) {
  return NAMES.some((name) => name.startsWith(`${model}.`));
}

/**
 * The value of `_children` of a group or array: its members, comma separated, in the model's order.
 * @param {string} group such as `cmi.core` or `cmi.objectives`
 * @param {(element: Element) => boolean} supports
 */
export function childrenOf(group, supports) {
  const prefix = isGroup(`${group}.n`) ? `${group}.n.` : `${group}.`;
  const members = NAMES.filter((name) => name.startsWith(prefix) && supports(elementOf(name)))
    .map((name) => name.slice(prefix.length).split(".")[0] ?? "")
    .filter((member) => !member.startsWith("_"));
  return [...new Set(members)].join(",");
}

/**
 * @param {string} model
 * @returns {Element}
 */
export function elementOf(model) {
  const element = ELEMENTS[model];
  if (!element) throw new Error(`${model} is not an element of the data model`);
  return element;
}

/**
 * @param {Element["access"]} access
 * @param {Element["type"]} type
 * @param {Partial<Element>} [more]
 * @returns {Element}
 */
function mandatory(access, type, more) {
  return { initial: "", ...more, access, type, mandatory: true };
}

/**
 * @param {Element["access"]} access
 * @param {Element["type"]} type
 * @param {Partial<Element>} [more]
 * @returns {Element}
 */
function optional(access, type, more) {
  return { initial: "", ...more, access, type, mandatory: false };
}
