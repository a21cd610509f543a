/**
 * What an LMS keeps beside the state: one objective for each criterion, one interaction for each question
 * (RTE 3.4.4). Both are optional for an LMS: what it refuses for good is not tried again in this session. Every session
 * writes all of them once: interactions cannot be read, and an LMS may have dropped some in silence.
 */

import { criterionFigures, criterionIds, criterionState } from "../../runtime/progress.js";
import { correctPattern, interactionType, objectiveStatus, partResult, studentResponse, timeOfDay, timespan } from "./formats.js";

/**
 * @typedef {import("./api.js").Calls} Calls
 * @typedef {import("../../runtime/types.js").Course} Course
 * @typedef {import("../../runtime/types.js").GivenAnswer} GivenAnswer
 * @typedef {import("../../runtime/types.js").Question} Question
 * @typedef {import("../../runtime/types.js").QuestionRecord} QuestionRecord
 * @typedef {import("../../runtime/types.js").QuestionType} QuestionType
 * @typedef {import("../../runtime/types.js").State} State
 */

/**
 * @typedef {object} Records
 * @property {(answer: GivenAnswer) => void} note  an answer to be written, with its time
 * @property {(state: State, ending: boolean) => void} write  what has changed
 * @property {() => void} forget  nothing counts as written any more
 */

/**
 * @param {Course} course
 * @param {Record<string, QuestionType>} types  by name
 * @param {Calls} calls
 * @param {{objectives: boolean, interactions: boolean}} supported
 * @returns {Records}
 */
export function createRecords(course, types, calls, supported) {
  const identifiers = /** @type {Record<string, string>} */ (course.target.criteria);
  const questions = new Map(course.questions.map((question) => [question.key, question]));
  /** By criterion. @type {Map<string, {status: string, raw: string}>} */
  let objectives = new Map();
  /** Ids by index, once they are looked up. @type {string[] | null} */
  let objectiveIds = null;
  /** By index. @type {(string | undefined)[]} */
  let interactionIds = [];
  /** Interactions that the LMS had at the launch; -1 before they are counted. */
  let had = -1;
  /** By index. @type {(string | undefined)[]} */
  let responses = [];
  /** Indices whose unchanging elements were written in this session. @type {Set<number>} */
  const described = new Set();
  /** Answers of this session, by index, with their time. @type {Map<number, {time: string, latency: string}>} */
  const given = new Map();

  /** @param {State} state @param {string} id */
  function objectiveOf(state, id) {
    const { right, drawn } = criterionFigures(course, state, id);
    return { status: objectiveStatus(criterionState(course, state, id)), raw: drawn ? String(Math.round((100 * right) / drawn)) : "" };
  }

  /** @param {QuestionRecord} record */
  function interactionId({ key }) {
    const question = questions.get(key);
    return question ? `${identifiers[question.criteria[0] ?? ""]}_${question.id}` : `Q_${key}`;
  }

  /** @param {QuestionRecord} record */
  function responseOf({ packed, right }) {
    return packed && `${packed} ${right}`;
  }

  /** Whether nothing more can be done about a value. @param {string} name @param {string} value */
  function settle(name, value) {
    return calls.offer(name, value) || calls.refused(name, value);
  }

  /** @param {State} state */
  function writeObjectives(state) {
    const changed = criterionIds(course).some((id) => objectives.get(id)?.status !== objectiveOf(state, id).status);
    if (!changed && !objectiveIds) return;
    objectiveIds ??= lookUpObjectives();
    for (const id of criterionIds(course)) {
      const wanted = objectiveOf(state, id);
      const index = objectiveIndex(objectiveIds, id);
      if (index < 0) return;
      const before = objectives.get(id);
      const raw = wanted.raw || before?.raw || "";
      const status = before?.status === wanted.status || settle(`cmi.objectives.${index}.status`, wanted.status);
      const score = raw === "" || before?.raw === raw || settle(`cmi.objectives.${index}.score.raw`, raw);
      if (status && score) objectives.set(id, { status: wanted.status, raw });
    }
  }

  /**
   * @param {string[]} ids  by index; grows by one that is not there yet
   * @param {string} criterion
   * @returns {number} -1 where the LMS takes no id
   */
  function objectiveIndex(ids, criterion) {
    const id = identifiers[criterion] ?? "";
    const index = ids.indexOf(id);
    if (index >= 0) return index;
    objectives.delete(criterion);
    return calls.offer(`cmi.objectives.${ids.length}.id`, id) ? ids.push(id) - 1 : -1;
  }

  /** The objectives that the LMS has: an earlier package, or another order, must not mix them up. */
  function lookUpObjectives() {
    const count = Number(calls.get("cmi.objectives._count")) || 0;
    return Array.from({ length: count }, (_, index) => calls.get(`cmi.objectives.${index}.id`));
  }

  /**
   * Gives every question its index: an LMS's report columns follow it. What an earlier package had keeps its id.
   * @param {State} state
   */
  function register(state) {
    if (had < 0) had = Number(calls.get("cmi.interactions._count")) || 0;
    state.questions.forEach((record, index) => {
      const id = interactionId(record);
      if (interactionIds[index] === id || (index < had && !questions.has(record.key))) return;
      if (calls.offer(`cmi.interactions.${index}.id`, id)) interactionIds[index] = id;
    });
  }

  /** @param {State} state */
  function writeInteractions(state) {
    register(state);
    state.questions.forEach((record, index) => {
      const question = questions.get(record.key);
      const response = responseOf(record);
      const text = state.texts.get(record.key) ?? "";
      // The learner's own words may be on another device only; what the LMS has of them stays.
      const unknown = types[question?.type ?? ""]?.text && !text && !given.has(index);
      if (!question || !response || unknown || responses[index] === response || !interactionIds[index]) return;
      if (describe(question, index) && respond(question, record, index, text)) responses[index] = response;
    });
  }

  /** @param {Question} question @param {number} index */
  function describe({ solution, criteria, purpose }, index) {
    if (described.has(index)) return true;
    const name = `cmi.interactions.${index}`;
    const pattern = correctPattern(solution);
    const taken = [
      settle(`${name}.type`, interactionType(solution)),
      ...criteria.map((id, place) => settle(`${name}.objectives.${place}.id`, identifiers[id] ?? "")),
      !pattern || settle(`${name}.correct_responses.0.pattern`, pattern),
      settle(`${name}.weighting`, purpose === "test" ? "1" : "0"),
    ];
    if (!taken.includes(false)) described.add(index);
    return described.has(index);
  }

  /** @param {Question} question @param {QuestionRecord} record @param {number} index @param {string} text  the learner's own words */
  function respond({ type, solution, scored, credit }, { packed, right }, index, text) {
    const answer = types[type]?.unpack(packed, text, solution);
    const name = `cmi.interactions.${index}`;
    const now = given.get(index);
    const taken = [
      !now || settle(`${name}.time`, now.time),
      !answer || settle(`${name}.student_response`, studentResponse(answer)),
      settle(`${name}.result`, !scored ? "neutral" : right ? "correct" : partResult(credit?.(packed, text) ?? 0)),
      !now || settle(`${name}.latency`, now.latency),
    ];
    return !taken.includes(false);
  }

  return {
    note({ index, seconds }) {
      given.set(index, { time: timeOfDay(new Date()), latency: timespan(seconds) });
      responses[index] = undefined;
    },
    write(state, ending) {
      const answered = state.questions.length > 0;
      if (!answered && !(ending && state.parts.size)) return;
      if (supported.objectives) writeObjectives(state);
      if (supported.interactions && answered) writeInteractions(state);
    },
    forget() {
      objectives = new Map();
      responses = [];
      interactionIds = [];
      described.clear();
    },
  };
}
