import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { mergeStates } from "../../builder/runtime/merge.js";
import { emptyState, fitState, giveAnswer, handIn, moveRun, recordOf, seeParts, startRun, visitPage, withoutGone } from "../../builder/runtime/state.js";
import { course, frozen, keyOf, named, question, sit, walk } from "./courses.js";

/**
 * @typedef {import("./courses.js").Course} Course
 * @typedef {import("./courses.js").State} State
 */

const OF = course();
const EMPTY = frozen(emptyState(1));

/** @param {State} state @param {string} id @param {boolean} [right] */
const answered = (state, id, right = true) => giveAnswer(OF, state, named(OF, id), right ? "a" : "b", right);

/** A state without the order of its table. @param {State} state */
const unordered = (state) => ({ ...state, questions: new Map(state.questions.map((record) => [record.key, record])) });

describe("steps", () => {
  test("that change nothing give back the same state", () => {
    const seen = frozen(seeParts(visitPage(EMPTY, "abc"), ["abc"]));
    assert.equal(visitPage(seen, "abc"), seen);
    assert.equal(seeParts(seen, ["abc"]), seen);
    assert.equal(moveRun(seen, "1", 2), seen);
    assert.equal(handIn(OF, seen, "1"), seen);
    assert.equal(startRun(OF, seen, "9"), seen);
    const open = frozen(startRun(OF, seen, "1"));
    assert.equal(startRun(OF, open, "1"), open, "a run that is open stays");
    assert.equal(moveRun(open, "1", 0), open);
  });

  test("never change the state they are given", () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const state = frozen(walk(OF, seed));
      walk(OF, seed + 100, state, 40);
      mergeStates(OF, state, frozen(walk(OF, seed + 200)));
    }
  });

  test("remember the place and the parts", () => {
    const state = seeParts(seeParts(visitPage(EMPTY, "abc"), ["abc", "abd"]), ["abe"]);
    assert.deepEqual([state.place, [...state.parts]], ["abc", ["abc", "abd", "abe"]]);
  });
});

describe("giveAnswer", () => {
  test("registers every question in the course's order at the first answer", () => {
    const state = answered(EMPTY, "t2.11", false);
    assert.deepEqual(state.questions.map(({ key }) => key), OF.questions.map(({ key }) => key));
    assert.deepEqual(recordOf(state, named(OF, "t2.11").key), { key: named(OF, "t2.11").key, mark: "m", packed: "b", right: false, asked: true });
    assert.equal(state.questions.filter(({ asked }) => asked).length, 1);
  });

  test("keeps the places and appends what an updated package brings", () => {
    const before = answered(EMPTY, "p1.1a");
    const fresh = question("fresh", "practice", ["1.1"]);
    const updated = { ...OF, questions: [fresh, ...OF.questions.slice(3)] };
    const after = giveAnswer(updated, before, fresh, "a", true);
    assert.deepEqual(after.questions.map(({ key }) => key), [...OF.questions.map(({ key }) => key), fresh.key]);
    assert.deepEqual(after.questions[0], before.questions[0]);
  });

  test("knows what was drawn before anything was answered", () => {
    const state = answered(startRun(OF, EMPTY, "1"), "p1.1a");
    const drawn = state.tests.get("1")?.keys ?? [];
    assert.ok(drawn.length === 4 && drawn.every((key) => recordOf(state, key).asked));
  });

  test("a question without a record has a blank one", () => {
    assert.deepEqual(recordOf(EMPTY, "zzz"), { key: "zzz", mark: "", packed: "", right: null, asked: false });
  });
});

describe("a test run", () => {
  test("starts at the first question and moves within its questions", () => {
    const state = startRun(OF, EMPTY, "1");
    assert.deepEqual({ ...state.tests.get("1"), keys: 0 }, { run: 1, keys: 0, at: 0, handedIn: false, used: 0, extra: 0 });
    const places = [2, 3, 4, -1].map((at) => moveRun(state, "1", at).tests.get("1")?.at);
    assert.deepEqual(places, [2, 3, 3, 0]);
  });

  test("achieves a criterion when every drawn question on it is right", () => {
    const state = sit(OF, EMPTY, "1", ({ criteria }) => criteria[0] === "1.2");
    assert.deepEqual([...state.criteria], [["1.1", "achieved"], ["1.2", "failed"]]);
    assert.equal(state.tests.get("1")?.handedIn, true);
    assert.equal(handIn(OF, state, "1"), state);
  });

  test("fails a criterion with one wrong or unanswered question", () => {
    const open = startRun(OF, EMPTY, "2");
    assert.equal(handIn(OF, open, "2").criteria.get("2.1"), "failed");
    const [first = ""] = open.tests.get("2")?.keys ?? [];
    const one = giveAnswer(OF, open, /** @type {any} */ (OF.questions.find(({ key }) => key === first)), "a", true);
    assert.equal(handIn(OF, one, "2").criteria.get("2.1"), "failed");
  });

  test("judges its own outcome's criteria only, and never takes an achievement back", () => {
    const of = course([1, 1], 0);
    const both = question("both", "test", ["1.1", "2.1"]);
    const shared = { ...of, questions: [...of.questions, both] };
    const first = sit(shared, EMPTY, "1");
    assert.deepEqual([...first.criteria], [["1.1", "achieved"]]);
    const second = sit(shared, first, "2", () => true);
    assert.deepEqual([...second.criteria], [["1.1", "achieved"], ["2.1", "failed"]]);
  });

  test("clears the answers it asks for again, and no others", () => {
    const failed = sit(OF, EMPTY, "1", () => true);
    const again = startRun(OF, failed, "1");
    const { keys = [], run } = again.tests.get("1") ?? {};
    assert.equal(run, 2);
    for (const record of again.questions) {
      if (keys.includes(record.key)) assert.deepEqual(record, { key: record.key, mark: "", packed: "", right: null, asked: true });
      else assert.deepEqual(record, recordOf(failed, record.key));
    }
  });

  test("leaves alone an answer that counts in another outcome's open run", () => {
    const of = course([1, 1], 0);
    const both = question("both", "test", ["1.1", "2.1"]);
    const shared = { ...of, questions: [...of.questions, both] };
    const open = giveAnswer(shared, startRun(shared, EMPTY, "1"), both, "a", true);
    assert.equal(recordOf(startRun(shared, open, "2"), both.key).packed, "a");
  });

  test("is not drawn when all is achieved", () => {
    const done = sit(OF, EMPTY, "2");
    assert.equal(startRun(OF, done, "2"), done);
  });
});

describe("an updated package", () => {
  const before = sit(OF, answered(EMPTY, "p1.1a"), "1");
  const key = named(OF, "p1.1a").key;

  test("takes back an answer whose options are others by now, and keeps that it was asked", () => {
    const updated = { ...OF, questions: OF.questions.map((each) => (each.key === key ? { ...each, mark: "n" } : each)) };
    const after = fitState(updated, before);
    assert.deepEqual(recordOf(after, key), { key, mark: "", packed: "", right: null, asked: true });
    assert.deepEqual(after.questions.filter((record) => record.key !== key), before.questions.filter((record) => record.key !== key));
  });

  test("keeps the records of questions that are gone in their place", () => {
    const updated = { ...OF, questions: OF.questions.filter((each) => each.key !== key) };
    assert.deepEqual(fitState(updated, before).questions, before.questions);
    assert.deepEqual(mergeStates(updated, before, before).questions, before.questions);
    assert.deepEqual(withoutGone(updated, before).questions.map(({ key: each }) => each), before.questions.map(({ key: each }) => each));
    assert.equal(recordOf(withoutGone(updated, before), key).packed, "");
  });

  test("takes gone questions out of a run; one without any is over", () => {
    const open = moveRun(startRun(OF, EMPTY, "2"), "2", 1);
    const [first = "", last = ""] = open.tests.get("2")?.keys ?? [];
    const without = (/** @type {string[]} */ ...keys) => ({ ...OF, questions: OF.questions.filter((each) => !keys.includes(each.key)) });
    assert.deepEqual(fitState(without(last), open).tests.get("2"), { run: 1, keys: [first], at: 0, handedIn: false, used: 0, extra: 0 });
    assert.deepEqual(fitState(without(first, last), open).tests.get("2"), { run: 1, keys: [], at: 0, handedIn: true, used: 0, extra: 0 });
    assert.equal(startRun(without(first, last), fitState(without(first, last), open), "2").tests.get("2")?.run, 2);
  });
});

describe("mergeStates", () => {
  const pairs = Array.from({ length: 150 }, (_, seed) => {
    const root = walk(OF, seed);
    return seed % 3 ? [walk(OF, seed + 1000, root), walk(OF, seed + 2000, root)] : [root, walk(OF, seed + 3000)];
  });

  test("of a state with itself is that state", () => {
    for (const [a] of pairs) if (a) assert.deepEqual(mergeStates(OF, a, a), a);
  });

  test("gives the same in either order, but for the table's", () => {
    for (const [a, b] of pairs) if (a && b) assert.deepEqual(unordered(mergeStates(OF, a, b)), unordered(mergeStates(OF, b, a)));
    for (const [a, b] of pairs) {
      if (!a || !b) continue;
      const tie = { ...b, counter: a.counter };
      assert.deepEqual(unordered(mergeStates(OF, a, tie)), unordered(mergeStates(OF, tie, a)), "with equal counters");
    }
  });

  test("merged again changes nothing", () => {
    for (const [a, b] of pairs) {
      if (!a || !b) continue;
      const both = mergeStates(OF, a, b);
      assert.deepEqual(unordered(mergeStates(OF, both, a)), unordered(both));
      assert.deepEqual(unordered(mergeStates(OF, both, b)), unordered(both));
    }
  });

  test("loses no part, no result and no answer that no later run has cleared", () => {
    for (const [a, b] of pairs) {
      if (!a || !b) continue;
      const both = mergeStates(OF, a, b);
      for (const [state, other] of [[a, b], [b, a]]) {
        if (!state || !other) continue;
        const later = [...other.tests].some(([number, { run }]) => run > (state.tests.get(number)?.run ?? 0));
        for (const key of state.parts) assert.ok(both.parts.has(key));
        for (const [id, result] of state.criteria) assert.ok(both.criteria.get(id) === result || both.criteria.get(id) === "achieved");
        for (const { key, packed, asked } of state.questions) {
          /** @type {boolean} */
          const cleared = later && recordOf(other, key).asked;
          assert.ok(packed === "" || cleared || recordOf(both, key).packed !== "");
          assert.ok(!asked || recordOf(both, key).asked);
        }
      }
    }
  });

  test("of a state and its successor is the successor", () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const before = walk(OF, seed);
      const after = walk(OF, seed + 5000, before);
      if (after.counter > before.counter) assert.deepEqual(unordered(mergeStates(OF, before, after)), unordered(after));
    }
  });

  test("keeps the LMS's table and appends the rest", () => {
    const own = { ...EMPTY, questions: [named(OF, "t2.10"), named(OF, "p1.1a")].map(({ key }) => ({ key, mark: "", packed: "", right: null, asked: false })) };
    const keys = mergeStates(OF, own, answered(EMPTY, "p1.1a")).questions.map(({ key }) => key);
    assert.deepEqual(keys.slice(0, 2), own.questions.map(({ key }) => key));
    assert.equal(new Set(keys).size, OF.questions.length);
  });

  test("prefers an answer to none, and of two the one with the higher counter", () => {
    const key = named(OF, "p1.1a").key;
    const old = { ...answered(EMPTY, "p1.1a", false), counter: 3 };
    const late = { ...answered(EMPTY, "p1.1a"), counter: 9 };
    const without = { ...answered(EMPTY, "p1.1b"), counter: 12 };
    assert.equal(recordOf(mergeStates(OF, late, old), key).packed, "a");
    assert.equal(recordOf(mergeStates(OF, without, old), key).packed, "b");
    assert.equal(mergeStates(OF, without, old).counter, 12);
  });

  test("does not bring back into a later run what that run has cleared", () => {
    const failed = { ...sit(OF, EMPTY, "2", () => true), counter: 20 };
    const again = { ...startRun(OF, failed, "2"), counter: 21 };
    for (const both of [mergeStates(OF, failed, again), mergeStates(OF, { ...failed, counter: 30 }, again)]) {
      assert.ok(both.tests.get("2")?.keys.every((key) => recordOf(both, key).packed === ""));
      assert.equal(both.tests.get("2")?.run, 2);
    }
  });

  test("joins the answers of one run given on two devices", () => {
    const open = startRun(OF, EMPTY, "2");
    const [first, second] = (open.tests.get("2")?.keys ?? []).map((key) => OF.questions.find((each) => each.key === key));
    if (!first || !second) return assert.fail();
    const here = { ...giveAnswer(OF, open, first, "a", true), counter: 4 };
    const there = { ...giveAnswer(OF, open, second, "a", true), counter: 8 };
    assert.equal(handIn(OF, mergeStates(OF, here, there), "2").criteria.get("2.1"), "achieved");
  });
});

test("the keys of the examples differ", () => {
  const keys = [...OF.questions.map(({ key }) => key), keyOf("fresh"), keyOf("both")];
  assert.equal(new Set(keys).size, keys.length);
});
