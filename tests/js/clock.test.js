import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { timeLeft } from "../../builder/runtime/clock.js";
import { decodeState, encodeState } from "../../builder/runtime/code.js";
import { emptyState, startRun, tickRun } from "../../builder/runtime/state.js";
import { course } from "./courses.js";

/** @typedef {import("../../builder/runtime/types.js").TestRun} TestRun */

const untimed = course();
/** @param {number} minutes */
const timed = (minutes) => ({ ...untimed, testing: { ...untimed.testing, minutes } });

/** @param {number} extra @param {number} used */
function state(extra, used) {
  return tickRun(startRun(untimed, emptyState(1), "1", extra), "1", used);
}

/** @param {import("../../builder/runtime/types.js").State | null} state */
const run = (state) => /** @type {TestRun} */ (state?.tests.get("1"));

describe("timeLeft", () => {
  test("has no end without a limit", () => {
    assert.equal(timeLeft(untimed, run(state(50, 1000))), Infinity);
  });

  test("counts from the limit with the extra time", () => {
    assert.equal(timeLeft(timed(8), run(state(0, 30))), 450);
    assert.equal(timeLeft(timed(8), run(state(50, 30))), 690);
  });

  test("is up after coming back where it was up before, whatever the extra time", () => {
    for (let minutes = 1; minutes <= 20; minutes += 1) {
      for (let extra = 0; extra <= 300; extra += 1) {
        const limit = timeLeft(timed(minutes), run(state(extra, 0)));
        const later = run(decodeState(encodeState(state(extra, limit + 0.01))));
        assert.ok(timeLeft(timed(minutes), later) <= 0, `${minutes} minutes and ${extra} %`);
      }
    }
  });
});
