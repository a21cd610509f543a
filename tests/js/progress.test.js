import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { achievedCount, criterionFigures, criterionState, isPassed, lessonsDone, lessonState, minutesLeft, nextFor, nextStep, percent, testState } from "../../builder/runtime/progress.js";
import { emptyState, giveAnswer, handIn, seeParts, startRun } from "../../builder/runtime/state.js";
import { course, frozen, named, sit } from "./courses.js";

/** @typedef {import("./courses.js").State} State */

const OF = frozen(course());
const EMPTY = emptyState(1);

/** @param {string} id */
const partsOf = (id) => OF.lessons.find((lesson) => lesson.id === id)?.parts.map(({ key }) => key) ?? [];
/** @param {State} state @param {string[]} ids */
const read = (state, ...ids) => seeParts(state, ids.flatMap((id) => partsOf(`lesson-${id}`)));
/** @param {State} state @param {string} id */
const tried = (state, id) => giveAnswer(OF, state, named(OF, id), "b", false);

const ALL = read(EMPTY, "1.1", "1.2", "2.1");
const FAILED = sit(OF, EMPTY, "1", ({ criteria }) => criteria[0] === "1.2");

describe("criterionState", () => {
  /** @type {[string, State, string][]} */
  const rows = [
    ["nothing", EMPTY, "not_started"],
    ["one part seen", seeParts(EMPTY, partsOf("lesson-1.1").slice(0, 1)), "seen"],
    ["another criterion's part", read(EMPTY, "1.2"), "not_started"],
    ["a practice question tried", tried(EMPTY, "p1.1a"), "practised"],
    ["another's", tried(EMPTY, "p1.2a"), "not_started"],
    ["a test question answered, nothing handed in", tried(startRun(OF, EMPTY, "1"), "t1.10"), "seen"],
    ["achieved", FAILED, "achieved"],
  ];
  for (const [name, state, expected] of rows) {
    test(`${name}: ${expected}`, () => assert.equal(criterionState(OF, state, "1.1"), expected));
  }
  test("failed: to_retry", () => assert.equal(criterionState(OF, FAILED, "1.2"), "to_retry"));
});

describe("nextFor", () => {
  const half = tried(read(EMPTY, "1.1"), "p1.1a");
  /** @type {[string, State, string, ReturnType<typeof nextFor>][]} */
  const rows = [
    ["nothing done: the first part", EMPTY, "1.1", { kind: "read", id: "part-1.1-x" }],
    ["one part seen: the other", seeParts(EMPTY, partsOf("lesson-1.1").slice(0, 1)), "1.1", { kind: "read", id: "part-1.1-y" }],
    ["all read: practice", read(EMPTY, "1.1"), "1.1", { kind: "practise", id: "p1-1a" }],
    ["one question practised: the other", half, "1.1", { kind: "practise", id: "p1-1b" }],
    ["all practised: the test", tried(half, "p1.1b"), "1.1", { kind: "test", id: "1" }],
    ["missed in the test: the test", FAILED, "1.2", { kind: "retry", id: "1" }],
    ["achieved: nothing", FAILED, "1.1", null],
  ];
  for (const [name, state, id, expected] of rows) test(name, () => assert.deepEqual(nextFor(OF, state, id), expected));
  test("nothing to test in a draft: nothing", () => {
    const draft = { ...OF, outcomes: OF.outcomes.map((outcome) => ({ ...outcome, test: false })) };
    assert.equal(nextFor(draft, tried(half, "p1.1b"), "1.1"), null);
  });
});

test("lessonState", () => {
  const half = seeParts(EMPTY, partsOf("lesson-1.1").slice(0, 1));
  const states = [EMPTY, half, read(EMPTY, "1.1")].map((state) => lessonState(OF, state, "lesson-1.1"));
  assert.deepEqual(states, ["not_started", "seen", "done"]);
  assert.deepEqual([EMPTY, half, ALL].map((state) => lessonsDone(OF, state)), [0, 0, 3]);
});

test("testState", () => {
  const begun = startRun(OF, EMPTY, "1");
  const states = [EMPTY, begun, FAILED, startRun(OF, FAILED, "1"), sit(OF, FAILED, "1")].map((state) => testState(OF, state, "1"));
  assert.deepEqual(states, ["not_started", "practised", "to_retry", "to_retry", "achieved"]);
  assert.equal(testState(OF, FAILED, "2"), "not_started");
});

describe("criterionFigures", () => {
  test("count practice questions answered, right or wrong", () => {
    assert.deepEqual(criterionFigures(OF, tried(EMPTY, "p1.1a"), "1.1"), { practised: 1, practice: 2, right: 0, drawn: 0 });
  });

  test("say nothing of a run before it is handed in", () => {
    const open = startRun(OF, EMPTY, "2");
    const [key] = open.tests.get("2")?.keys ?? [];
    const one = giveAnswer(OF, open, /** @type {any} */ (OF.questions.find((each) => each.key === key)), "a", true);
    assert.deepEqual(criterionFigures(OF, one, "2.1"), { practised: 0, practice: 2, right: 0, drawn: 0 });
    assert.deepEqual(criterionFigures(OF, handIn(OF, one, "2"), "2.1"), { practised: 0, practice: 2, right: 1, drawn: 2 });
  });

  test("keep an achieved criterion whole in later runs", () => {
    const later = startRun(OF, FAILED, "1");
    assert.deepEqual(criterionFigures(OF, later, "1.1"), { practised: 0, practice: 2, right: 2, drawn: 2 });
    assert.deepEqual(criterionFigures(OF, FAILED, "1.2"), { practised: 0, practice: 2, right: 0, drawn: 2 });
  });
});

describe("the rule", () => {
  const achieved = sit(OF, sit(OF, EMPTY, "1"), "2");

  test("asks for every criterion and every lesson", () => {
    assert.deepEqual([EMPTY, ALL, achieved].map((state) => isPassed(OF, state)), [false, false, false]);
    assert.equal(isPassed(OF, read(achieved, "1.1", "1.2", "2.1")), true);
    assert.equal(isPassed(OF, read(achieved, "1.1", "1.2")), false);
  });

  test("may be a mark", () => {
    const two = read(sit(OF, EMPTY, "1"), "1.1", "1.2", "2.1");
    assert.equal(achievedCount(OF, two), 2);
    assert.equal(percent(OF, two), 66);
    const passes = [66, 67].map((mark) => isPassed({ ...OF, rule: { kind: "pass_mark", mark } }, two));
    assert.deepEqual(passes, [true, false]);
  });

  test("is never met by a course without criteria", () => {
    assert.equal(isPassed({ ...OF, outcomes: [], lessons: [] }, EMPTY), false);
    assert.equal(percent({ ...OF, outcomes: [] }, EMPTY), 0);
  });

  test("gives a whole number from 0 to 100", () => {
    assert.deepEqual([EMPTY, FAILED, achieved].map((state) => percent(OF, state)), [0, 33, 100]);
  });
});

test("minutesLeft counts lessons by the parts not seen", () => {
  const half = seeParts(EMPTY, partsOf("lesson-1.1").slice(0, 1));
  assert.deepEqual([EMPTY, half, read(EMPTY, "1.1"), ALL].map((state) => minutesLeft(OF, state)), [60, 50, 40, 0]);
});

describe("nextStep", () => {
  const achieved = read(sit(OF, sit(OF, EMPTY, "1"), "2"), "1.1", "1.2", "2.1");
  /** @type {[string, State, string][]} */
  const rows = [
    ["at first the first lesson", EMPTY, "lesson lesson-1.1"],
    ["then the next", read(EMPTY, "1.1"), "lesson lesson-1.2"],
    ["the test when the outcome's lessons are done", read(EMPTY, "1.1", "1.2"), "test 1"],
    ["then the next outcome", sit(OF, read(EMPTY, "1.1", "1.2"), "1"), "lesson lesson-2.1"],
    ["all lessons read", ALL, "test 1"],
    ["the second outcome's test", sit(OF, ALL, "1"), "test 2"],
    ["a retry only where its lessons are done", FAILED, "lesson lesson-1.1"],
    ["a retry before other lessons", read(FAILED, "1.1", "1.2"), "retry 1"],
    ["a retry that is open", startRun(OF, read(FAILED, "1.1", "1.2"), "1"), "retry 1"],
    ["all achieved, a lesson open", read(sit(OF, sit(OF, EMPTY, "1"), "2"), "1.1", "2.1"), "lesson lesson-1.2"],
    ["nothing left", achieved, "finished "],
  ];
  for (const [name, state, expected] of rows) {
    test(`${name}: ${expected}`, () => {
      const { kind, id } = nextStep(OF, state);
      assert.equal(`${kind} ${id}`, expected);
    });
  }

  test("an outcome without a test is not asked for", () => {
    const draft = { ...OF, outcomes: OF.outcomes.map((outcome) => ({ ...outcome, test: false })) };
    assert.deepEqual(nextStep(draft, ALL), { kind: "finished", id: "" });
  });
});
