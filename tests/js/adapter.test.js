import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { decodeState, encodeState } from "../../builder/runtime/code.js";
import { emptyState, giveAnswer, handIn, seeParts, startRun } from "../../builder/runtime/state.js";
import { connect } from "../../builder/targets/scorm12/adapter.js";
import { correctPattern, interactionType, studentResponse, timeOfDay, timespan } from "../../builder/targets/scorm12/formats.js";
import { count } from "../../builder/preview/lms/lms.js";
import { TYPES, course, named, question } from "./courses.js";
import { device, open, wait } from "./device.js";
import { OF, PROFILES, answer, faulty, launch, lmsOf, readAll, sitTest, windowOf } from "./launch.js";

const LARGE = course([6, 6, 6, 6, 5], 4);

describe("finding the API", () => {
  const { API } = lmsOf();
  const far = { get API() { throw new Error("another origin"); }, get opener() { throw new Error("another origin"); } };

  /** @param {number} depth @param {object} top */
  function nested(depth, top) {
    let win = /** @type {any} */ (top);
    for (let level = 0; level < depth; level += 1) win = { parent: win };
    return win;
  }

  /** @type {[string, any, string][]} */
  const rows = [
    ["in the window itself", { API }, "live"],
    ["in a parent", nested(3, { API }), "live"],
    ["500 parents up", nested(500, { API }), "live"],
    ["beyond another origin's frame", { parent: { __proto__: far, parent: { API } } }, "live"],
    ["in the opener", { opener: { API } }, "live"],
    ["in a parent of the opener", { opener: nested(2, { API }) }, "live"],
    ["in the opener of a parent", { parent: { opener: { API } } }, "live"],
    ["in the opener's opener", { opener: { opener: { API } } }, "live"],
    ["beside a frame called API", { API: { document: {} }, parent: { API } }, "live"],
    ["nowhere", {}, "absent"],
    ["nowhere, with another origin's frames", { __proto__: far, parent: { __proto__: far } }, "absent"],
  ];
  for (const [name, win, status] of rows) {
    test(`${name}: ${status}`, () => {
      const fresh = lmsOf();
      const place = JSON.stringify(win) && win;
      assert.equal(connect(OF, replaceApi(place, API, fresh.API), TYPES).status(), status);
    });
  }

  test("says in which folder of its origin it was found", () => {
    const inFrame = { parent: { API: lmsOf().API, location: { pathname: "/moodle-a/mod/scorm/player.php" } } };
    assert.equal(connect(OF, /** @type {any} */ (inFrame), TYPES).learner.site, "/moodle-a/mod/scorm/");
  });

  test("in a loop of windows comes to an end", () => {
    const loop = /** @type {any} */ ({});
    loop.parent = loop;
    loop.opener = { parent: loop, opener: loop };
    assert.equal(connect(OF, loop, TYPES).status(), "absent");
  });

  test("in the nearest window first", () => {
    const [near, distant] = [lmsOf(), lmsOf()];
    connect(OF, /** @type {any} */ ({ API: near.API, parent: { API: distant.API }, opener: { API: distant.API } }), TYPES);
    assert.deepEqual([count(near.log, "LMSInitialize"), distant.log.length], [1, 0]);
  });
});

/**
 * The same windows with an LMS of their own. @param {any} win @param {unknown} from @param {unknown} to @returns {any}
 */
function replaceApi(win, from, to) {
  for (let at = win, steps = 0; at && steps < 600; at = at.parent ?? Object.getOwnPropertyDescriptor(at, "opener")?.value, steps += 1) {
    if (Object.getOwnPropertyDescriptor(at, "API")?.value === from) at.API = to;
  }
  return win;
}

/** Finishes lessons one by one. @param {{store: import("../../builder/runtime/store.js").Store}} page @param {number} from @param {number} to */
function readSome({ store }, from, to) {
  for (const { parts } of LARGE.lessons.slice(from, to)) {
    store.touch((state) => seeParts(state, parts.map(({ key }) => key)));
    store.flush();
  }
}

describe("a launch", () => {
  for (const profile of PROFILES) {
    test(`in the ${profile} profile takes at most 20 calls to the first answer, and no error`, () => {
      const page = launch({ profile }, { of: LARGE });
      assert.ok(page.lms.log.length <= 11, `${page.lms.log.length} calls`);
      readSome(page, 0, 4);
      assert.ok(page.lms.log.length <= 20, `${page.lms.log.length} calls`);
      assert.deepEqual(faulty(page.lms), []);
      answer(page, "p1.1a");
      page.store.leave();
      const again = launch({ profile, record: page.lms.record() }, { of: LARGE });
      readSome(again, 4, 8);
      assert.ok(again.lms.log.length <= 20, `${again.lms.log.length} calls on re-entry`);
    });
  }

  test("sets incomplete where nothing was stored, and commits early where something was", () => {
    const first = launch();
    assert.deepEqual([count(first.lms.log, "LMSSetValue", "cmi.core.lesson_status"), count(first.lms.log, "LMSCommit")], [1, 0]);
    answer(first, "p1.1a");
    first.store.leave();
    const second = launch({ record: first.lms.record() });
    assert.deepEqual([count(second.lms.log, "LMSSetValue"), count(second.lms.log, "LMSCommit")], [0, 1]);
    assert.equal(second.lms.record().core.lesson_status, "incomplete");
  });

  test("asks each optional part of the data model once", () => {
    const { lms } = launch();
    for (const name of ["cmi.core.score._children", "cmi.objectives._children", "cmi.interactions._children"]) assert.equal(count(lms.log, "LMSGetValue", name), 1);
  });

  test("reads what was stored whatever entry says", () => {
    const first = launch({ profile: "moodle" });
    answer(first, "p1.1a");
    const record = first.lms.record();
    record.core.exit = "";
    const second = launch({ record });
    assert.equal(second.lms.API.LMSGetValue("cmi.core.entry"), "");
    assert.deepEqual(second.store.state(), first.store.state());
    assert.deepEqual(second.link.learner, { id: "ann", name: "Archer, Ann", site: "" });
  });

  test("that ends without a step leaves the attempt incomplete, to be resumed with the same seed", () => {
    for (const profile of PROFILES) {
      const page = launch({ profile });
      page.store.hide({ persisted: false });
      const record = page.lms.record();
      assert.deepEqual([record.core.lesson_status, record.core.exit, record.finishes], ["incomplete", "suspend", 1]);
      assert.equal(launch({ profile, record }, { seed: 0.1 }).store.state().seed, page.store.state().seed);
    }
  });
});

describe("an answer", () => {
  for (const profile of PROFILES) {
    test(`in the ${profile} profile is one commit, suspend_data first, and no error`, () => {
      const page = launch({ profile });
      const before = page.lms.log.length;
      answer(page, "p1.1a");
      const calls = page.lms.log.slice(before);
      assert.equal(calls[0]?.args[0], "cmi.suspend_data");
      assert.equal(count(calls, "LMSCommit"), 1);
      assert.equal(calls.at(-1)?.method, "LMSCommit");
      assert.deepEqual(faulty(page.lms), []);
      assert.equal(page.lms.record().suspend_data, encodeState(page.store.state()));
    });
  }

  test("registers every question once, in the table's order, and is written at its place", () => {
    const page = launch();
    answer(page, "t1.11", false);
    const { interactions, objectives, core } = page.lms.record();
    assert.deepEqual(interactions.map(({ id }) => id), OF.questions.map(({ id, criteria: [first = ""] }) => `F5062131_AC${first.replace(".", "_")}_${id}`));
    const { time, ...written } = interactions[OF.questions.indexOf(named(OF, "t1.11"))] ?? { time: "" };
    assert.deepEqual(written, {
      id: "F5062131_AC1_1_t1-11",
      objectives: [{ id: "F5062131_AC1_1" }],
      type: "choice",
      correct_responses: [{ pattern: "a" }],
      weighting: "1",
      student_response: "b",
      result: "wrong",
      latency: "0000:00:12.35",
    });
    assert.match(time, /^\d\d:\d\d:\d\d$/);
    assert.deepEqual(objectives.map(({ id, status }) => [id, status]), [["F5062131_AC1_1", "incomplete"], ["F5062131_AC1_2", "not attempted"], ["F5062131_AC2_1", "not attempted"]]);
    assert.deepEqual(core.score, { raw: "0", min: "0", max: "100" });
  });

  test("to the same question again sends what changes only", () => {
    const page = launch();
    answer(page, "p1.1a", false);
    const before = page.lms.log.length;
    answer(page, "p1.1a", true);
    const names = page.lms.log.slice(before).filter(({ method }) => method === "LMSSetValue").map(({ args }) => args[0]);
    assert.deepEqual(names, ["cmi.suspend_data", "cmi.interactions.0.time", "cmi.interactions.0.student_response", "cmi.interactions.0.result", "cmi.interactions.0.latency", "cmi.core.session_time"]);
    assert.equal(page.lms.record().interactions[0]?.result, "correct");
    assert.equal(page.lms.record().interactions[0]?.weighting, "0");
  });

  test("serves every criterion of its question", () => {
    const both = question("both", "test", ["2.1", "1.1"]);
    const of = { ...OF, questions: [both, ...OF.questions] };
    const page = launch({}, { of });
    answer(page, "both");
    const [first] = page.lms.record().interactions;
    assert.equal(first?.id, "F5062131_AC2_1_both");
    assert.deepEqual(first?.objectives, [{ id: "F5062131_AC2_1" }, { id: "F5062131_AC1_1" }]);
  });

  test("is the whole state, read back from what the LMS stored", () => {
    const page = launch({}, { of: LARGE });
    readAll(page);
    sitTest(page, "1", ["1.2"]);
    assert.deepEqual(decodeState(page.lms.record().suspend_data), page.store.state());
  });
});

describe("a course, start to end", () => {
  for (const profile of PROFILES) {
    test(`in the ${profile} profile`, () => {
      const on = device();
      const first = launch({ profile }, { on });
      answer(first, "p1.1a", false);
      readAll(first);
      sitTest(first, "1", ["1.2"]);
      first.store.hide({ persisted: false });
      let record = first.lms.record();
      assert.deepEqual([record.core.lesson_status, record.core.exit, record.core.score.raw], ["incomplete", "suspend", "33"]);
      if (profile !== "mandatory") {
        assert.deepEqual(record.objectives.map(({ status, score }) => [status, score.raw]), [["passed", "100"], ["failed", "0"], ["incomplete", ""]]);
      }
      const second = launch({ profile, record }, { on });
      assert.deepEqual(second.store.state(), first.store.state());
      sitTest(second, "1");
      sitTest(second, "2");
      assert.equal(second.link.passed, true);
      assert.equal(second.store.leave(), true);
      record = second.lms.record();
      assert.deepEqual([record.core.lesson_status, record.core.exit, record.core.score.raw], ["passed", "", "100"]);
      if (profile !== "mandatory") {
        assert.deepEqual(record.objectives.map(({ status, score }) => [status, score.raw]), [["passed", "100"], ["passed", "100"], ["passed", "100"]]);
        assert.equal(record.interactions.length, OF.questions.length);
      }
      assert.deepEqual([...faulty(first.lms), ...faulty(second.lms)], []);
      for (const { lms } of [first, second]) assert.deepEqual([count(lms.log, "LMSInitialize"), count(lms.log, "LMSFinish")], [1, 1]);
    });
  }

  test("keeps `passed` whatever comes later", () => {
    const page = launch();
    answer(page, "p1.1a");
    const record = page.lms.record();
    record.core.lesson_status = "passed";
    const second = launch({ record });
    answer(second, "p1.1b", false);
    second.store.leave();
    assert.deepEqual([second.lms.record().core.lesson_status, second.lms.record().core.exit], ["passed", ""]);
  });

  test("never writes failed, not attempted or logout", () => {
    const page = launch();
    readAll(page);
    sitTest(page, "1", ["1.1", "1.2"]);
    page.store.leave();
    const written = page.lms.log.filter(({ args: [name] }) => name === "cmi.core.lesson_status" || name === "cmi.core.exit").map(({ args }) => args[1]);
    assert.ok(written.every((value) => value === undefined || ["incomplete", "suspend"].includes(String(value))));
  });
});

describe("re-entry", () => {
  test("finds objectives by id, in whatever order an LMS has them", () => {
    for (const profile of /** @type {const} */ (["strict", "moodle"])) {
      const first = launch({ profile });
      answer(first, "p1.1a");
      const record = first.lms.record();
      record.objectives.reverse();
      record.objectives.unshift({ id: "from_an_older_package", status: "passed", score: { raw: "", min: "", max: "" } });
      const second = launch({ profile, record });
      sitTest(second, "2");
      const byId = Object.fromEntries(second.lms.record().objectives.map(({ id, status }) => [id, status]));
      assert.deepEqual(byId, { from_an_older_package: "passed", F5062131_AC2_1: "passed", F5062131_AC1_2: "not attempted", F5062131_AC1_1: "incomplete" });
      assert.deepEqual(faulty(second.lms), []);
    }
  });

  test("writes all once more, because an LMS may have dropped some of it, then only what changes", () => {
    const first = launch({}, { of: LARGE });
    answer(first, "p1.1a");
    answer(first, "p1.1b");
    const second = launch({ record: first.lms.record() }, { of: LARGE });
    /** @param {string} id @param {string} group */
    const written = (id, group) => {
      const before = second.lms.log.length;
      answer(second, id);
      const names = second.lms.log.slice(before).flatMap(({ method, args: [name] }) => (method === "LMSSetValue" ? [String(name)] : []));
      return new Set(names.filter((name) => name.startsWith(`cmi.${group}.`) && !name.endsWith(".id")).map((name) => Number(name.split(".")[2])));
    };
    const places = ["p1.1a", "p1.1b", "p1.2a", "p1.2b"].map((id) => LARGE.questions.indexOf(named(LARGE, id)));
    assert.deepEqual([...written("p1.2a", "interactions")], places.slice(0, 3));
    assert.deepEqual([...written("p1.2b", "interactions")], places.slice(3));
    assert.deepEqual([...written("p1.3a", "objectives")], [2]);
  });

  test("of an updated package appends its questions and criteria, and moves none", () => {
    const first = launch();
    answer(first, "p1.1a");
    const record = first.lms.record();
    const old = record.interactions.map(({ id }) => id);
    const bigger = course([3, 1]);
    const of = { ...bigger, questions: bigger.questions.filter(({ id }) => id !== "p1-2b") };
    const second = launch({ record }, { of });
    answer(second, "p1.3a");
    assert.deepEqual(faulty(second.lms), []);
    const { interactions, objectives } = second.lms.record();
    assert.deepEqual(interactions.slice(0, old.length).map(({ id }) => id), old);
    assert.deepEqual(interactions.slice(old.length).map(({ id }) => id.slice(0, 14)), Array(5).fill("F5062131_AC1_3"));
    assert.deepEqual(objectives.map(({ id }) => id.slice(-2)), ["_1", "_2", "_1", "_3"]);
  });

  test("hands in a test that was answered before", () => {
    const first = launch();
    first.store.change((state) => startRun(OF, state, "2"));
    for (const key of first.store.state().tests.get("2")?.keys ?? []) answer(first, String(OF.questions.find((each) => each.key === key)?.id));
    first.store.leave();
    const second = launch({ record: first.lms.record() });
    second.store.change((state) => handIn(OF, state, "2"));
    assert.deepEqual(second.lms.record().objectives.find(({ id }) => id === "F5062131_AC2_1"), { id: "F5062131_AC2_1", status: "passed", score: { raw: "100", min: "", max: "" } });
  });
});

describe("review and browse mode", () => {
  for (const mode of /** @type {const} */ (["review", "browse"])) {
    for (const profile of /** @type {const} */ (["strict", "moodle"])) {
      test(`${mode} in the ${profile} profile writes nothing`, () => {
        const first = launch({ profile });
        answer(first, "p1.1a");
        first.store.leave();
        for (const record of [first.lms.record(), undefined]) {
          const before = lmsOf({ profile, record, mode }).record();
          const on = device();
          const page = launch({ profile, record, mode }, { on });
          assert.equal(page.link.status(), "readonly");
          answer(page, "p1.1b");
          readAll(page);
          page.store.leave();
          wait(on, 100);
          assert.deepEqual([count(page.lms.log, "LMSSetValue"), count(page.lms.log, "LMSCommit"), on.items.size], [0, 0, 0]);
          const after = page.lms.record();
          assert.deepEqual([after.suspend_data, after.core.lesson_status, after.core.score], [before.suspend_data, before.core.lesson_status, before.core.score]);
          assert.deepEqual(faulty(page.lms), []);
        }
      });
    }
  }

  test("an unknown mode is normal", () => {
    const { API } = lmsOf();
    const odd = { ...API, LMSGetValue: (/** @type {string} */ name) => (name === "cmi.core.lesson_mode" ? "NORMAL" : API.LMSGetValue(name)) };
    assert.equal(connect(OF, windowOf(odd), TYPES).status(), "live");
  });
});

describe("the session", () => {
  test("is taken up again when the browser dropped the page without an event", () => {
    const lms = lmsOf();
    answer({ store: open(device(), OF, connect(OF, windowOf(lms.API), TYPES)), of: OF }, "p1.1a");
    const link = connect(OF, windowOf(lms.API), TYPES);
    assert.equal(link.status(), "live");
    assert.notEqual(link.code, "");
  });

  test("once finished takes nothing more", () => {
    const page = launch();
    answer(page, "p1.1a");
    page.store.leave();
    const before = page.lms.log.length;
    answer(page, "p1.1b");
    page.store.flush();
    page.store.tryAgain();
    page.store.hide({ persisted: false });
    assert.equal(page.lms.log.length, before);
    assert.deepEqual([page.link.status(), page.link.save({ code: "", state: emptyState(1), answer: null })], ["finished", false]);
  });

  test("is written with its time", () => {
    const page = launch();
    answer(page, "p1.1a");
    page.store.leave();
    assert.match(page.lms.record().core.total_time, /^0000:00:0\d\.\d\d$/);
  });
});

describe("formats", () => {
  for (const [type, module] of Object.entries(TYPES)) {
    const contract = JSON.parse(readFileSync(new URL(`../../builder/questions/${type}/contract.json`, import.meta.url), "utf8"));
    test(`of ${type} are those of its contract`, () => {
      for (const { solution, pattern, interaction = contract.interaction, answers } of contract.cases) {
        assert.equal(interactionType(solution), interaction);
        assert.equal(correctPattern(solution), pattern);
        for (const { answer: given, packed, text = "", credit, response } of answers) {
          assert.equal(studentResponse(given), response);
          assert.deepEqual(module.unpack(packed, text, solution), given);
          assert.equal(module.pack(given, solution), packed);
          assert.equal(module.text?.(given, solution) ?? "", text);
          assert.equal(module.credit(solution, given), credit);
        }
      }
    });
  }

  test("of every kind of answer", () => {
    /** @type {[import("../../builder/runtime/types.js").Solution, string, import("../../builder/runtime/types.js").Answer, string, string][]} */
    const rows = [
      [{ kind: "pairs", targets: 3, right: [2, 0] }, "matching", { kind: "pairs", picks: [1, -1] }, "1.b", "{1.c,2.a}"],
      [{ kind: "sequence", items: 3 }, "sequencing", { kind: "sequence", order: [2, 0, 1] }, "c,a,b", "a,b,c"],
      [{ kind: "path", right: [0, 1] }, "performance", { kind: "path", picks: [1, 1] }, "b,b", "a,b"],
      [{ kind: "texts", right: ["crème", "“nouveau”"] }, "fill-in", { kind: "texts", texts: ["Œuf – 茶", "a\nb"] }, "?uf - ?; a b", 'creme; "nouveau"'],
      [{ kind: "texts", right: [] }, "performance", { kind: "texts", texts: ["x".repeat(300)] }, "x".repeat(255), ""],
      [{ kind: "number", right: 1e-7 }, "numeric", { kind: "number", text: "+1250.50" }, "1250.5", "0.0000001"],
      [{ kind: "scale", points: 5 }, "likert", { kind: "scale", pick: 4 }, "e", ""],
      [{ kind: "sequence", items: 37 }, "performance", { kind: "sequence", order: [36, 0] }, "A,a", [..."abcdefghijklmnopqrstuvwxyz0123456789A"].join(",")],
    ];
    for (const [solution, type, answer, response, pattern] of rows) {
      assert.deepEqual([interactionType(solution), studentResponse(answer), correctPattern(solution)], [type, response, pattern]);
    }
    const widest = Array.from({ length: 64 }, (_, place) => place);
    assert.ok(studentResponse({ kind: "pairs", picks: widest }).length <= 255);
  });

  test("of spans of time", () => {
    /** @type {[number, string][]} */
    const rows = [[0, "0000:00:00.00"], [59.999, "0000:01:00.00"], [3599.99, "0000:59:59.99"], [3661.5, "0001:01:01.50"], [-5, "0000:00:00.00"], [NaN, "0000:00:00.00"], [1e9, "9999:59:59.99"], [Infinity, "9999:59:59.99"]];
    for (const [seconds, expected] of rows) assert.equal(timespan(seconds), expected);
  });

  test("of the time of day", () => {
    assert.equal(timeOfDay(new Date(2026, 0, 5, 9, 4, 7)), "09:04:07");
    assert.equal(timeOfDay(new Date(2026, 0, 5, 23, 59, 59, 999)), "23:59:59");
  });
});
