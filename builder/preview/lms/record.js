/** What an LMS keeps of a learner between launches, and its flat form `element -> value`. */

/**
 * @typedef {{ raw: string, min: string, max: string }} Score
 * @typedef {{ id: string, status: string, score: Score }} ObjectiveRecord
 */

/**
 * @typedef {object} InteractionRecord
 * @property {string} id
 * @property {{ id: string }[]} objectives
 * @property {string} time
 * @property {string} type
 * @property {{ pattern: string }[]} correct_responses
 * @property {string} weighting
 * @property {string} student_response
 * @property {string} result
 * @property {string} latency
 */

/**
 * Plain JSON. Values never stored are "", except `lesson_status` ("not attempted").
 * @typedef {object} LmsRecord
 * @property {{ lesson_location: string, lesson_status: string, exit: string, total_time: string, score: Score }} core
 * @property {string} suspend_data
 * @property {string} comments
 * @property {{ audio: string, language: string, speed: string, text: string }} student_preference
 * @property {ObjectiveRecord[]} objectives
 * @property {InteractionRecord[]} interactions
 * @property {number} launches LMSInitialize calls that succeeded
 * @property {number} commits times values were stored, the one at LMSFinish included
 * @property {number} finishes LMSFinish calls that succeeded
 */

/** @typedef {Pick<LmsRecord, "launches" | "commits" | "finishes">} Counters */

/**
 * @param {ReadonlyMap<string, string>} stored
 * @param {Counters} counters
 * @returns {LmsRecord}
 */
export function toRecord(stored, counters) {
  const sizes = arraySizes(stored.keys());
  /** @param {string} name */
  const at = (name) => stored.get(name) ?? "";
  /** @param {string} group */
  const score = (group) => ({ raw: at(`${group}.raw`), min: at(`${group}.min`), max: at(`${group}.max`) });
  /** @param {string} array */
  const items = (array) => Array.from({ length: sizes.get(array) ?? 0 }, (_, index) => `${array}.${index}`);
  return {
    core: {
      lesson_location: at("cmi.core.lesson_location"),
      lesson_status: at("cmi.core.lesson_status") || "not attempted",
      exit: at("cmi.core.exit"),
      total_time: at("cmi.core.total_time"),
      score: score("cmi.core.score"),
    },
    suspend_data: at("cmi.suspend_data"),
    comments: at("cmi.comments"),
    student_preference: {
      audio: at("cmi.student_preference.audio"),
      language: at("cmi.student_preference.language"),
      speed: at("cmi.student_preference.speed"),
      text: at("cmi.student_preference.text"),
    },
    objectives: items("cmi.objectives").map((item) => ({
      id: at(`${item}.id`),
      status: at(`${item}.status`),
      score: score(`${item}.score`),
    })),
    interactions: items("cmi.interactions").map((item) => ({
      id: at(`${item}.id`),
      objectives: items(`${item}.objectives`).map((name) => ({ id: at(`${name}.id`) })),
      time: at(`${item}.time`),
      type: at(`${item}.type`),
      correct_responses: items(`${item}.correct_responses`).map((name) => ({ pattern: at(`${name}.pattern`) })),
      weighting: at(`${item}.weighting`),
      student_response: at(`${item}.student_response`),
      result: at(`${item}.result`),
      latency: at(`${item}.latency`),
    })),
    ...counters,
  };
}

/**
 * The flat form of a record; what was never stored ("" there, or the status "not attempted") is left out.
 * @param {Partial<LmsRecord>} record
 * @returns {Map<string, string>}
 */
export function fromRecord(record) {
  const { launches, commits, finishes, ...values } = record;
  const never = "not attempted";
  return new Map(leaves("cmi", values).filter(([name, value]) => name !== "cmi.core.lesson_status" || value !== never));
}

/**
 * The sizes of all arrays that the names speak of: one more than the largest index.
 * @param {Iterable<string>} names
 * @returns {Map<string, number>}
 */
export function arraySizes(names) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const name of names) {
    for (const { array, index } of steps(name)) sizes.set(array, Math.max(sizes.get(array) ?? 0, index + 1));
  }
  return sizes;
}

/**
 * The array indices in a name, outermost first.
 * @param {string} name
 * @returns {{ array: string, index: number }[]}
 */
export function steps(name) {
  const parts = name.split(".");
  return parts.flatMap((part, place) =>
    /^\d+$/.test(part) ? [{ array: parts.slice(0, place).join("."), index: Number(part) }] : [],
  );
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {[string, string][]}
 */
function leaves(name, value) {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => leaves(`${name}.${key}`, part));
  }
  return typeof value === "string" && value !== "" ? [[name, value]] : [];
}
