/** Every element of the data model (RTE 3.4.4) as a SCO meets it, in the strict and the mandatory profile. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createLms } from "../../builder/preview/lms/lms.js";
import { ELEMENTS } from "../../builder/preview/lms/model.js";
import { answer, play } from "./play.js";

/** @typedef {import("../../builder/preview/lms/profiles.js").ProfileName} ProfileName */

/**
 * The standard's table: access, whether mandatory (M) or optional (O), a value that fits one that can
 * be set, and what is read first from one that can be read.
 */
const TABLE = `
cmi._version                              r  O | | 3.4
cmi.core._children                        r  M | | student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time
cmi.core.student_id                       r  M | | ann
cmi.core.student_name                     r  M | | Archer, Ann
cmi.core.lesson_location                  rw M | page-2 |
cmi.core.credit                           r  M | | credit
cmi.core.lesson_status                    rw M | incomplete | not attempted
cmi.core.entry                            r  M | | ab-initio
cmi.core.score._children                  r  M | | raw,min,max
cmi.core.score.raw                        rw M | 50 |
cmi.core.score.min                        rw O | 0 |
cmi.core.score.max                        rw O | 100 |
cmi.core.total_time                       r  M | | 0000:00:00.00
cmi.core.lesson_mode                      r  O | | normal
cmi.core.exit                             w  M | suspend |
cmi.core.session_time                     w  M | 00:01:00 |
cmi.suspend_data                          rw M | v1 |
cmi.launch_data                           r  M | |
cmi.comments                              rw O | good |
cmi.comments_from_lms                     r  O | |
cmi.objectives._children                  r  O | | id,score,status
cmi.objectives._count                     r  O | | 0
cmi.objectives.n.id                       rw O | a |
cmi.objectives.n.score._children          r  O | | raw,min,max
cmi.objectives.n.score.raw                rw O | 50 |
cmi.objectives.n.score.min                rw O | 0 |
cmi.objectives.n.score.max                rw O | 100 |
cmi.objectives.n.status                   rw O | passed |
cmi.student_data._children                r  O | | mastery_score,max_time_allowed,time_limit_action
cmi.student_data.mastery_score            r  O | |
cmi.student_data.max_time_allowed         r  O | |
cmi.student_data.time_limit_action        r  O | |
cmi.student_preference._children          r  O | | audio,language,speed,text
cmi.student_preference.audio              rw O | -1 | 0
cmi.student_preference.language           rw O | en |
cmi.student_preference.speed              rw O | -100 | 0
cmi.student_preference.text               rw O | 1 | 0
cmi.interactions._children                r  O | | id,objectives,time,type,correct_responses,weighting,student_response,result,latency
cmi.interactions._count                   r  O | | 0
cmi.interactions.n.id                     w  O | q1 |
cmi.interactions.n.objectives._count      r  O | | 0
cmi.interactions.n.objectives.n.id        w  O | a |
cmi.interactions.n.time                   w  O | 10:00:00 |
cmi.interactions.n.type                   w  O | choice |
cmi.interactions.n.correct_responses._count      r O | | 0
cmi.interactions.n.correct_responses.n.pattern   w O | a |
cmi.interactions.n.weighting              w  O | 1 |
cmi.interactions.n.student_response       w  O | b |
cmi.interactions.n.result                 w  O | correct |
cmi.interactions.n.latency                w  O | 00:00:10 |
`;

const rows = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [head = "", fitting = "", first = ""] = line.split("|").map((cell) => cell.trim());
    const [model = "", access = "", support = ""] = head.split(/\s+/);
    return { model, name: model.replaceAll(".n", ".0"), access, mandatory: support === "M", fitting, first };
  });

/** @param {ProfileName} profile */
function api(profile) {
  const { API } = createLms({ profile, learner: { id: "ann", name: "Archer, Ann" } });
  return API;
}

/** @type {import("./play.js").Step[]} One objective and one choice question. */
const PREPARED = [
  ["set", "cmi.objectives.0.id", "a"],
  ["set", "cmi.interactions.0.type", "choice"],
];

test("the model has the standard's elements and no others", () => {
  assert.deepEqual(
    rows.map((row) => row.model),
    Object.keys(ELEMENTS),
  );
});

for (const { model, name, access, fitting, first } of rows) {
  test(`strict: ${model} (${access})`, () => {
    const empty =
      model === "cmi.objectives.n.id"
        ? "a"
        : model === "cmi.objectives._count" || model === "cmi.interactions._count"
          ? "1"
          : first;
    assert.deepEqual(answer(api("strict"), [...PREPARED, ["get", name]]), access === "w" ? ["", "404"] : [empty, "0"]);
    const keyword = /_(children|count|version)$/.test(model);
    const refused = keyword ? "402" : "403";
    assert.deepEqual(
      answer(api("strict"), [...PREPARED, ["set", name, fitting]]),
      access === "r" ? ["false", refused] : ["true", "0"],
    );
    if (access !== "rw") return;
    assert.deepEqual(answer(api("strict"), [...PREPARED, ["set", name, fitting], ["get", name]]), [fitting, "0"]);
  });
}

for (const { model, name, access, mandatory, fitting } of rows) {
  test(`mandatory: ${model} ${mandatory ? "exists" : "answers 401"}`, () => {
    const codes = play(api("mandatory"), [["init"], ["get", name], ["set", name, fitting]]).slice(1);
    if (!mandatory)
      return assert.deepEqual(codes, [
        ["", "401"],
        ["false", "401"],
      ]);
    assert.equal(codes[0]?.[1], access === "w" ? "404" : "0");
    assert.equal(codes[1]?.[0], access === "r" ? "false" : "true");
  });
}

test("mandatory: only what is there is listed", () => {
  assert.deepEqual(answer(api("mandatory"), [["get", "cmi.core.score._children"]]), ["raw", "0"]);
  assert.deepEqual(answer(api("mandatory"), [["get", "cmi.core._children"]]), [
    "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,exit,session_time",
    "0",
  ]);
  assert.deepEqual(answer(api("mandatory"), [["get", "cmi.objectives._version"]]), ["", "401"]);
  assert.deepEqual(answer(api("mandatory"), [["get", "cmi.foo"]]), ["", "201"]);
});

test("comments are strung together", () => {
  assert.deepEqual(
    answer(api("strict"), [
      ["set", "cmi.comments", "one "],
      ["set", "cmi.comments", "two"],
      ["get", "cmi.comments"],
    ]),
    ["one two", "0"],
  );
});
