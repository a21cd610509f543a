/**
 * Chance that can be repeated: the same seed gives the same order of options and the same draw of questions.
 */

/**
 * @typedef {import("./types.js").Course} Course
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./types.js").State} State
 */

/**
 * A whole number of 32 bits that depends on every character (multiply and xor, then mixed).
 * @param {string} text
 * @returns {number} 0 to 2 ** 32 - 1
 */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return mixBits(hash);
}

/**
 * @param {number} seed  any whole number; its low 32 bits count
 * @returns {() => number} evenly spread numbers, 0 included, 1 not
 */
export function randomFrom(seed) {
  let step = seed | 0;
  return () => {
    step = (step + 0x9e3779b9) | 0;
    return mixBits(step) / 2 ** 32;
  };
}

/**
 * A copy in random order, every order equally likely.
 * @template T
 * @param {readonly T[]} list
 * @param {() => number} random
 * @returns {T[]}
 */
export function shuffled(list, random) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [/** @type {T} */ (copy[other]), /** @type {T} */ (copy[last])];
  }
  return copy;
}

/**
 * The order in which a question's options are shown, the same all through an attempt.
 * @param {number} seed  of the attempt
 * @param {string} questionKey
 * @param {number} count  of options
 * @returns {number[]} places in the author's order, 0-based
 */
export function optionOrder(seed, questionKey, count) {
  const order = Array.from({ length: count }, (_, place) => place);
  return shuffled(order, randomFrom(hashText(`${seed} ${questionKey}`)));
}

/**
 * The questions of an outcome's next test run: for each criterion not yet achieved as many as its rule or the course
 * draws (or as there are), those never asked first, then those last answered wrongly, then the others.
 * A question that serves two criteria is drawn once and counts for both.
 * @param {Course} course
 * @param {State} state
 * @param {string} outcomeNumber
 * @returns {string[]} keys, in random order
 */
export function drawQuestions(course, state, outcomeNumber) {
  const outcome = course.outcomes.find(({ number }) => number === outcomeNumber);
  const run = (state.tests.get(outcomeNumber)?.run ?? 0) + 1;
  const random = randomFrom(hashText(`${state.seed} ${outcomeNumber} ${run}`));
  /** @type {Question[]} */
  const drawn = [];
  for (const criterion of outcome?.criteria ?? []) {
    if (state.criteria.get(criterion) === "achieved") continue;
    const fits = course.questions.filter(({ purpose, criteria }) => purpose === "test" && criteria.includes(criterion));
    const wanted = drawCount(course, criterion) - fits.filter((question) => drawn.includes(question)).length;
    const others = fits.filter((question) => !drawn.includes(question));
    const order = shuffled(others, random).sort((a, b) => drawRank(state, a) - drawRank(state, b));
    drawn.push(...order.slice(0, Math.max(0, wanted)));
  }
  return shuffled(drawn, random).map(({ key }) => key);
}

/**
 * How many questions a test draws for a criterion, where there are as many.
 * @param {Course} course
 * @param {string} criterion
 */
export function drawCount(course, criterion) {
  return course.testing.criteria[criterion]?.draw ?? course.draw;
}

/**
 * @param {State} state
 * @param {Question} question
 * @returns {number} lower is drawn first
 */
function drawRank(state, question) {
  const record = state.questions.find(({ key }) => key === question.key);
  if (!record?.asked) return 0;
  return record.right === false ? 1 : 2;
}

/**
 * Spreads every bit of a number over all 32.
 * @param {number} bits
 * @returns {number} 0 to 2 ** 32 - 1
 */
function mixBits(bits) {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
