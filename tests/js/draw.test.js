import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { drawQuestions, hashText, optionOrder, randomFrom, shuffled } from "../../builder/runtime/draw.js";
import { emptyState, startRun } from "../../builder/runtime/state.js";
import { course, named, question, sit } from "./courses.js";

/** @param {readonly string[]} keys @param {import("./courses.js").Course} of */
const ids = (keys, of) => keys.map((key) => of.questions.find((each) => each.key === key)?.id);

describe("hashText", () => {
  test("is a whole number of 32 bits, the same on every machine", () => {
    assert.deepEqual(["", "a", "b", "1 q"].map(hashText), [3770332432, 3993327588, 1879892934, 1757852403]);
  });

  test("changes with every character and its place", () => {
    const texts = Array.from({ length: 20000 }, (_, number) => `seed ${number}`);
    assert.ok(new Set(texts.map(hashText)).size > 19990);
    assert.notEqual(hashText("ab"), hashText("ba"));
  });
});

describe("randomFrom", () => {
  test("is the same for the same seed, another for another", () => {
    const first = Array.from({ length: 5 }, randomFrom(7));
    assert.deepEqual(Array.from({ length: 5 }, randomFrom(7)), first);
    assert.notDeepEqual(Array.from({ length: 5 }, randomFrom(8)), first);
  });

  test("is spread evenly from 0 to below 1", () => {
    for (const seed of [0, 1, 2, 4294967295]) {
      const numbers = Array.from({ length: 10000 }, randomFrom(seed));
      assert.ok(numbers.every((number) => number >= 0 && number < 1));
      for (let tenth = 0; tenth < 10; tenth += 1) {
        const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
        assert.ok(share > 850 && share < 1150, `${share} of 10,000 in tenth ${tenth}`);
      }
    }
  });
});

describe("shuffled", () => {
  test("keeps every member and leaves the list alone", () => {
    const list = Object.freeze([1, 2, 3, 4, 5]);
    assert.deepEqual(shuffled(list, randomFrom(1)).sort(), [1, 2, 3, 4, 5]);
    assert.deepEqual(shuffled([], randomFrom(1)), []);
  });

  test("gives every order about as often", () => {
    /** @type {Record<string, number>} */
    const orders = {};
    for (let seed = 0; seed < 6000; seed += 1) {
      const order = optionOrder(seed, "abc", 3).join("");
      orders[order] = (orders[order] ?? 0) + 1;
    }
    assert.equal(Object.keys(orders).length, 6);
    assert.ok(Object.values(orders).every((count) => count > 850 && count < 1150), JSON.stringify(orders));
  });
});

test("optionOrder is fixed by seed and question", () => {
  assert.deepEqual(optionOrder(5, "abc", 4), optionOrder(5, "abc", 4));
  const orders = new Set(["abc", "abd", "xyz", "q-1"].map((key) => optionOrder(5, key, 8).join("")));
  assert.equal(orders.size, 4);
});

describe("drawQuestions", () => {
  test("takes as many for each criterion as the course or its own rule says, mixed", () => {
    const of = course();
    const drawn = ids(drawQuestions(of, emptyState(1), "1"), of);
    assert.equal(drawn.length, 4);
    assert.deepEqual(drawn.map((id) => id?.slice(0, 4)).sort(), ["t1-1", "t1-1", "t1-2", "t1-2"]);
    assert.equal(new Set(drawn).size, 4);
    const own = { ...of, testing: { ...of.testing, criteria: { "1.2": { draw: 3, share: 1 } } } };
    assert.deepEqual(ids(drawQuestions(own, emptyState(1), "1"), own).map((id) => id?.slice(0, 4)).sort(), ["t1-1", "t1-1", "t1-2", "t1-2", "t1-2"]);
    const firsts = new Set([...Array(20).keys()].map((seed) => ids(drawQuestions(of, emptyState(seed), "1"), of)[0]?.slice(0, 4)));
    assert.equal(firsts.size, 2, "not always the first criterion first");
  });

  test("takes fewer where there are fewer, none for an outcome that is not there", () => {
    assert.equal(drawQuestions(course([2, 1], 1), emptyState(1), "1").length, 2);
    assert.deepEqual(drawQuestions(course(), emptyState(1), "9"), []);
  });

  test("is the same for the same state, another for another seed", () => {
    const of = course([4], 6);
    assert.deepEqual(drawQuestions(of, emptyState(3), "1"), drawQuestions(of, emptyState(3), "1"));
    const draws = new Set([1, 2, 3, 4, 5].map((seed) => drawQuestions(of, emptyState(seed), "1").join()));
    assert.ok(draws.size > 1);
  });

  test("leaves out achieved criteria, and puts the never asked before the wrong before the rest", () => {
    const of = course([2], 3);
    for (let seed = 0; seed < 20; seed += 1) {
      const first = sit(of, emptyState(seed), "1", (each) => each.criteria[0] === "1.2");
      const again = ids(drawQuestions(of, first, "1"), of);
      const before = ids(first.tests.get("1")?.keys ?? [], of);
      assert.equal(again.length, 2);
      assert.ok(again.every((id) => id?.startsWith("t1-2")));
      assert.ok(again.some((id) => !before.includes(id)), "the one never asked is among them");
    }
    const half = sit(of, emptyState(4), "1", (each) => each.id === "t1-10");
    const wrong = half.tests.get("1")?.keys.includes(named(of, "t1.10").key);
    if (wrong) assert.ok(ids(drawQuestions(of, half, "1"), of).includes("t1-10"));
  });

  test("draws a question for two criteria once, and counts it for both", () => {
    const of = course([2], 1);
    const both = question("both", "test", ["1.1", "1.2"]);
    const changed = { ...of, questions: [...of.questions, both] };
    const drawn = ids(drawQuestions(changed, emptyState(1), "1"), changed);
    assert.deepEqual([...drawn].sort(), ["both", "t1-10", "t1-20"]);
  });

  test("differs from run to run", () => {
    const of = course([1], 12);
    let state = emptyState(9);
    const runs = [];
    for (let run = 0; run < 4; run += 1) {
      state = sit(of, startRun(of, state, "1"), "1", () => true);
      runs.push(...(state.tests.get("1")?.keys ?? []));
    }
    assert.equal(new Set(runs).size, 8);
  });
});
