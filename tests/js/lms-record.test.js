/** What the double keeps from one launch to the next, and what it decides at launch and at finish. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createLms } from "../../builder/preview/lms/lms.js";
import { answer, play } from "./play.js";

/**
 * @typedef {import("./play.js").Step} Step
 * @typedef {import("../../builder/preview/lms/lms.js").LmsOptions} Options
 * @typedef {import("../../builder/preview/lms/profiles.js").ProfileName} ProfileName
 */

/**
 * @param {ProfileName} profile
 * @param {Partial<Options>} [more]
 */
function launch(profile, more) {
  return createLms({ profile, learner: { id: "ann", name: "Archer, Ann" }, ...more });
}

/**
 * The record after LMSInitialize and these steps.
 * @param {ProfileName} profile
 * @param {readonly Step[]} steps
 * @param {Partial<Options>} [more]
 */
function after(profile, steps, more) {
  const lms = launch(profile, more);
  play(lms.API, [["init"], ...steps]);
  return lms.record();
}

/**
 * What a launch with this record reads.
 * @param {ProfileName} profile
 * @param {import("../../builder/preview/lms/lms.js").LmsRecord} record
 * @param {string} element
 */
function read(profile, record, element) {
  return answer(launch(profile, { record }).API, [["get", element]])?.[0];
}

const PROFILES = /** @type {const} */ (["strict", "moodle"]);

for (const profile of PROFILES) {
  describe(`${profile}: kept`, () => {
    test("only committed values are", () => {
      const record = after(profile, [["set", "cmi.suspend_data", "one"], ["commit"], ["set", "cmi.suspend_data", "two"]]);
      assert.deepEqual([record.suspend_data, record.launches, record.commits, record.finishes], ["one", 1, 1, 0]);
    });

    test("everything a SCO may set comes back", () => {
      const record = after(profile, [
        ["set", "cmi.core.lesson_location", "page-2"],
        ["set", "cmi.core.lesson_status", "incomplete"],
        ["set", "cmi.core.score.raw", "50"],
        ["set", "cmi.student_preference.language", "en"],
        ["set", "cmi.comments", "good"],
        ["set", "cmi.objectives.0.id", "a"],
        ["set", "cmi.objectives.1.id", "b"],
        ["set", "cmi.objectives.1.status", "passed"],
        ["set", "cmi.objectives.1.score.raw", "90"],
        ["set", "cmi.interactions.0.id", "q1"],
        ["set", "cmi.interactions.0.type", "choice"],
        ["set", "cmi.interactions.0.objectives.0.id", "a"],
        ["set", "cmi.interactions.0.correct_responses.0.pattern", "b"],
        ["set", "cmi.interactions.0.student_response", "c"],
        ["set", "cmi.interactions.0.result", "wrong"],
        ["finish"],
      ]);
      const none = { raw: "", min: "", max: "" };
      assert.deepEqual(record, {
        core: {
          lesson_location: "page-2",
          lesson_status: "incomplete",
          exit: "",
          total_time: profile === "strict" ? "0000:00:00.00" : "00:00:00.00",
          score: { ...none, raw: "50" },
        },
        suspend_data: "",
        comments: "good",
        student_preference: { audio: "", language: "en", speed: "", text: "" },
        objectives: [
          { id: "a", status: "", score: none },
          { id: "b", status: "passed", score: { ...none, raw: "90" } },
        ],
        interactions: [
          {
            id: "q1",
            objectives: [{ id: "a" }],
            time: "",
            type: "choice",
            correct_responses: [{ pattern: "b" }],
            weighting: "",
            student_response: "c",
            result: "wrong",
            latency: "",
          },
        ],
        launches: 1,
        commits: 1,
        finishes: 1,
      });
      assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
      const again = launch(profile, { record });
      assert.deepEqual({ ...again.record(), launches: 1 }, record);
      const answers = play(again.API, [
        ["init"],
        ["get", "cmi.objectives._count"],
        ["get", "cmi.objectives.1.id"],
        ["get", "cmi.interactions._count"],
        ["set", "cmi.interactions.0.student_response", "a"],
        ["set", "cmi.interactions.1.id", "q2"],
        ["set", "cmi.objectives.0.status", "failed"],
      ]);
      assert.deepEqual(
        answers.map(([result]) => String(result)),
        ["true", "2", "b", "1", "true", "true", "true"],
      );
    });

    test("total_time grows at finish only, by the last session_time", () => {
      /** @type {Step[]} */
      const session = [["set", "cmi.core.session_time", "00:50:00"], ["set", "cmi.core.session_time", "00:40:30.5"], ["commit"]];
      const committed = after(profile, session);
      assert.equal(committed.core.total_time, "");
      const once = after(profile, [...session, ["finish"]]);
      const twice = after(profile, [...session, ["finish"]], { record: once });
      const hours = profile === "strict" ? "00" : "";
      assert.deepEqual([once.core.total_time, twice.core.total_time], [`${hours}00:40:30.50`, `${hours}01:21:01.00`]);
      assert.equal(read(profile, once, "cmi.core.total_time"), `${hours}00:40:30.50`);
      assert.equal(twice.finishes, 2);
    });

    test("suspend_data survives every exit, and only suspend leads to resume", () => {
      for (const exit of ["suspend", "", "logout", "time-out", undefined]) {
        /** @type {Step[]} */
        const leaving = exit === undefined ? [] : [["set", "cmi.core.exit", exit]];
        const record = after(profile, [
          ["set", "cmi.core.lesson_status", "incomplete"],
          ["set", "cmi.suspend_data", "v1"],
          ...leaving,
          ["finish"],
        ]);
        assert.equal(read(profile, record, "cmi.core.entry"), exit === "suspend" ? "resume" : "", String(exit));
        assert.equal(read(profile, record, "cmi.suspend_data"), "v1");
      }
    });

    test("an exit of an earlier session does not count for a later one", () => {
      const suspended = after(profile, [
        ["set", "cmi.core.lesson_status", "incomplete"],
        ["set", "cmi.core.exit", "suspend"],
        ["finish"],
      ]);
      assert.equal(read(profile, after(profile, [["finish"]], { record: suspended }), "cmi.core.entry"), "");
    });

    test("a launch that stored nothing leaves ab-initio", () => {
      assert.equal(read(profile, after(profile, []), "cmi.core.entry"), "ab-initio");
    });

    test("an unset status becomes completed at finish, not at commit", () => {
      assert.equal(after(profile, [["set", "cmi.suspend_data", "a"], ["commit"]]).core.lesson_status, "not attempted");
      assert.equal(after(profile, [["finish"]]).core.lesson_status, "completed");
    });

    test("the mastery score has the last word at finish", () => {
      /** @type {readonly (readonly [status: string, raw: string, stored: string])[]} */
      const cases = [
        ["completed", "85", "passed"],
        ["incomplete", "60", "failed"],
        ["passed", "60", "failed"],
      ];
      for (const [status, raw, stored] of cases) {
        const record = after(
          profile,
          [["set", "cmi.core.lesson_status", status], ["set", "cmi.core.score.raw", raw], ["finish"]],
          { masteryScore: "80" },
        );
        assert.equal(record.core.lesson_status, stored, `${status} with ${raw}`);
      }
      const unscored = after(profile, [["set", "cmi.core.lesson_status", "incomplete"], ["finish"]], { masteryScore: "80" });
      assert.equal(unscored.core.lesson_status, "incomplete");
      assert.equal(after(profile, [["set", "cmi.core.score.raw", "85"], ["finish"]]).core.lesson_status, "completed");
    });

    test("review and browse modes write all the same", () => {
      for (const mode of /** @type {const} */ (["review", "browse"])) {
        const lms = launch(profile, { mode, masteryScore: "80" });
        const answers = play(lms.API, [
          ["init"],
          ["get", "cmi.core.lesson_mode"],
          ["get", "cmi.core.credit"],
          ["set", "cmi.core.lesson_status", "incomplete"],
          ["set", "cmi.core.score.raw", "10"],
          ["set", "cmi.suspend_data", "over"],
          ["finish"],
        ]);
        assert.deepEqual(
          answers.map(([result]) => result),
          ["true", mode, "no-credit", "true", "true", "true", "true"],
        );
        const { core, suspend_data } = lms.record();
        assert.deepEqual([core.lesson_status, core.score.raw, suspend_data], ["incomplete", "10", "over"]);
      }
    });
  });
}

test("browsing without a word leaves browsed by the standard, completed in Moodle", () => {
  assert.equal(after("strict", [["finish"]], { mode: "browse" }).core.lesson_status, "browsed");
  assert.equal(after("moodle", [["finish"]], { mode: "browse" }).core.lesson_status, "completed");
  assert.equal(after("strict", [["finish"]], { mode: "browse", credit: "credit" }).core.lesson_status, "completed");
  assert.equal(after("strict", [["finish"]], { mode: "review" }).core.lesson_status, "not attempted");
});

test("normal mode without credit is browse by the standard (RTE 3.5)", () => {
  const modes = PROFILES.map(
    (profile) => answer(launch(profile, { credit: "no-credit" }).API, [["get", "cmi.core.lesson_mode"]])?.[0],
  );
  assert.deepEqual(modes, ["browse", "normal"]);
});

test("the mastery score counts in normal mode with credit only", () => {
  /** @type {Step[]} */
  const steps = [["set", "cmi.core.lesson_status", "incomplete"], ["set", "cmi.core.score.raw", "85"], ["finish"]];
  /** @type {Partial<Options>[]} */
  const launches = [{ credit: "no-credit" }, { mode: "review", credit: "credit" }];
  for (const more of launches) {
    assert.equal(after("moodle", steps, { ...more, masteryScore: "80" }).core.lesson_status, "incomplete");
  }
});

test("session_time alone is never stored", () => {
  const record = after("strict", [["set", "cmi.core.session_time", "00:10:00"], ["commit"]]);
  assert.equal(read("strict", record, "cmi.core.entry"), "ab-initio");
});

test("Moodle opens finished work in review mode without credit, and incomplete work not", () => {
  for (const [status, mode, credit] of [
    ["completed", "review", "no-credit"],
    ["passed", "review", "no-credit"],
    ["failed", "review", "no-credit"],
    ["incomplete", "normal", "credit"],
  ]) {
    const record = after("moodle", [["set", "cmi.core.lesson_status", status ?? ""], ["finish"]]);
    assert.deepEqual([read("moodle", record, "cmi.core.lesson_mode"), read("moodle", record, "cmi.core.credit")], [mode, credit]);
    assert.equal(read("strict", record, "cmi.core.lesson_mode"), "normal");
  }
});

test("Moodle's entry is ab-initio as long as no status was stored", () => {
  /** @type {Step[]} */
  const steps = [["set", "cmi.suspend_data", "a"], ["set", "cmi.core.exit", "suspend"], ["commit"]];
  assert.equal(read("moodle", after("moodle", steps), "cmi.core.entry"), "ab-initio");
  assert.equal(read("strict", after("strict", steps), "cmi.core.entry"), "resume");
});

test("a record written by hand may be partial", () => {
  const { API } = launch("strict", { record: { suspend_data: "v1" } });
  assert.deepEqual(
    play(API, [["init"], ["get", "cmi.suspend_data"], ["get", "cmi.core.lesson_status"], ["get", "cmi.core.entry"]]).map(
      ([result]) => result,
    ),
    ["true", "v1", "not attempted", ""],
  );
});
