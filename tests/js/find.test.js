/** Finding words: what counts as a word's form, which places are found, and in which order. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findPlaces, foldText, wordsToFind } from "../../builder/runtime/find.js";

/** Numbers are three times a place, plus 2 in a title, 1 in a heading, 0 in the text. */
const INDEX = {
  stop: "a and the to",
  places: ["p-bread", "p-policy", "p-cafe", "g-service"],
  words: {
    "1.1": [2], "1.10": [5], "2.50": [6], bread: [2, 3], cafe: [8], complain: [3], complaint: [0, 4], complaints: [6], policies: [5], policy: [9], serve: [0], services: [11], "19th": [6],
  },
};

/** @param {string} query */
const find = (query) => findPlaces(INDEX, query);

test("a title comes before a heading, and a heading before the text", () => {
  assert.deepEqual(find("complaint"), ["p-policy", "p-bread", "p-cafe"]);
  assert.deepEqual(find("bread"), ["p-bread", "p-policy"]);
});

test("every word has to be there, in any order", () => {
  assert.deepEqual(find("bread complaint"), ["p-bread", "p-policy"]);
  assert.deepEqual(find("policy bread"), ["p-policy"]);
  assert.deepEqual(find("cafe services"), []);
});

test("a word may be unfinished, with or without accents and capitals", () => {
  assert.deepEqual(find("compl"), ["p-policy", "p-bread", "p-cafe"]);
  assert.deepEqual(find("CAFÉ"), ["p-cafe"]);
  assert.deepEqual(find("café’s"), ["p-cafe"]);
});

test("endings do not matter", () => {
  for (const query of ["complaints", "complaining", "complained"]) assert.ok(find(query).length >= 1, query);
  assert.deepEqual(find("serving"), ["g-service", "p-bread"]);
  assert.deepEqual(find("policy").sort(), ["g-service", "p-policy"]);
  assert.deepEqual(find("policies").sort(), ["g-service", "p-policy"]);
  assert.deepEqual(wordsToFind("branches stopped")[0], ["branches", "branch"]);
  assert.deepEqual(wordsToFind("branches stopped")[1], ["stopped", "stop"]);
});

test("a criterion's number is found whole", () => {
  assert.deepEqual(find("1.1"), ["p-bread"]);
  assert.deepEqual(find("1.10"), ["p-policy"]);
  assert.deepEqual(find("1.1 bread"), ["p-bread"]);
});

test("an apostrophe belongs to its word", () => {
  assert.deepEqual(wordsToFind("don’t customer's").map(([word]) => word), ["dont", "customer"]);
});

test("words that stand everywhere are passed over", () => {
  assert.deepEqual(find("the bread and the complaint"), ["p-bread", "p-policy"]);
  assert.deepEqual(find("the"), []);
});

test("nothing, signs and code find nothing and break nothing", () => {
  for (const query of ["", "   ", "?", "(", "[a-z]+", "\\", "constructor", "__proto__", "’"]) assert.deepEqual(find(query), [], query);
});

test("folding keeps the length, so that places in the text fit", () => {
  for (const text of ["Crème brûlée", "İstanbul", "naïve 😀 ÅÄÖ", "ŵyneb Tŷ"]) assert.equal(foldText(text).length, text.length, text);
  assert.equal(foldText("Tŷ Crème"), "ty creme");
});
