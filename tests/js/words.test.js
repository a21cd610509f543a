import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

import { capital, day, duration, inWords, lessonWord, listed, spoken, stateWord, t, tn, usePhrases } from "../../builder/runtime/words.js";

afterEach(() => usePhrases());

/** Which Welsh form goes with 0, 1, 2, …: the build writes this from the catalogue's rule. */
const RULE = "01230040";
const QUESTIONS = ["{count} cwestiwn", "{count} cwestiwn", "{count} gwestiwn", "{count} chwestiwn", "{count} chwestiwn"];

/** @param {number} count */
const questions = (count) => tn("{count} question", "{count} questions", count);

describe("in English", () => {
  test("a phrase is what is written, with its values", () => {
    assert.equal(t("Question {number} of {total}", { number: 2, total: 9 }), "Question 2 of 9");
    assert.equal(t("You chose “{answer}”."), "You chose “{answer}”.");
  });
  test("there is one, and there are many", () => {
    assert.deepEqual([0, 1, 2, 21].map(questions), ["0 questions", "1 question", "2 questions", "21 questions"]);
    assert.equal(tn("{count} question", "{count} questions", 3, { count: inWords(3) }), "three questions");
  });
  test("lists, times, dates and states", () => {
    assert.deepEqual([[], ["1.1"], ["1.1", "1.2"], ["1.1", "1.2", "2.1"]].map(listed), ["", "1.1", "1.1 and 1.2", "1.1, 1.2 and 2.1"]);
    assert.deepEqual([0, 1, 60, 125].map(duration), ["0 minutes", "1 minute", "1 hour", "2 hours 5 minutes"]);
    assert.equal(day(new Date(2026, 5, 5)), "5 June 2026");
    assert.equal(stateWord("to_retry"), "To retry");
    assert.deepEqual(lessonWord("done"), ["tick", "read"]);
    assert.deepEqual([inWords(0), capital(inWords(12)), inWords(13)], ["no", "Twelve", "13"]);
    assert.deepEqual(spoken(), { lang: false });
  });
});

describe("in another language", () => {
  test("forms follow its rule, and its last digit is for all other numbers", () => {
    usePhrases({ "": RULE, "{count} question": QUESTIONS });
    const said = ["0 cwestiwn", "1 cwestiwn", "2 gwestiwn", "3 chwestiwn", "4 cwestiwn", "6 chwestiwn", "7 cwestiwn", "100 cwestiwn"];
    assert.deepEqual([0, 1, 2, 3, 4, 6, 7, 100].map(questions), said);
    assert.equal(questions(2.5), "2.5 cwestiwn");
  });
  test("what is not translated stays English, with English forms", () => {
    usePhrases({ "": RULE, "{count} question": ["{count} cwestiwn"] });
    assert.deepEqual([t("Start the test"), tn("{count} hour", "{count} hours", 3), questions(3)], ["Start the test", "3 hours", "3 questions"]);
  });
  test("words for numbers may be figures, and months are its own", () => {
    usePhrases({
      "no one two three four five six seven eight nine ten eleven twelve": "0 1 2",
      "January February March April May June July August September October November December": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin",
      "{day} {month} {year}": "{year} {month} {day}",
    }, "cy");
    assert.deepEqual([inWords(2), inWords(9), day(new Date(2026, 5, 5))], ["2", "9", "2026 Mehefin 5"]);
    assert.deepEqual(spoken(), { lang: "cy" });
  });
});
