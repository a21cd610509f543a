/** Bookmarks are kept for one learner, survive tabs and missing storage, and are never another's. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createBookmarks } from "../../builder/runtime/bookmarks.js";
import { device } from "./device.js";

test("a bookmark is kept, found again and taken away", () => {
  const { storage, items } = device();
  createBookmarks(() => "ann", storage).toggle("kinds");
  const again = createBookmarks(() => "ann", storage);
  assert.deepEqual(again.list(), ["kinds"]);
  again.toggle("people");
  again.toggle("kinds");
  assert.deepEqual(again.list(), ["people"]);
  assert.equal(items.get("ann"), "people");
});

test("another learner of the same device has their own", () => {
  const { storage } = device();
  let learner = "ann";
  const bookmarks = createBookmarks(() => learner, storage);
  bookmarks.toggle("kinds");
  learner = "bob";
  assert.deepEqual(bookmarks.list(), []);
  bookmarks.toggle("people");
  learner = "ann";
  assert.deepEqual(bookmarks.list(), ["kinds"]);
});

test("two tabs add to the same list", () => {
  const { storage } = device();
  const [one, two] = [createBookmarks(() => "ann", storage), createBookmarks(() => "ann", storage)];
  one.toggle("kinds");
  two.toggle("people");
  assert.deepEqual(one.list(), ["kinds", "people"]);
});

test("without storage, and in review, they last as long as the page", () => {
  const { storage, trouble, items } = device();
  trouble.broken = true;
  for (const bookmarks of [createBookmarks(() => "ann", null), createBookmarks(() => "ann", storage), createBookmarks(() => "", storage)]) {
    bookmarks.toggle("kinds");
    assert.deepEqual(bookmarks.list(), ["kinds"]);
    bookmarks.toggle("kinds");
    assert.deepEqual(bookmarks.list(), []);
  }
  assert.equal(items.size, 0);
});

test("what could not be written is not shown to the next learner", () => {
  const { storage, trouble } = device();
  trouble.broken = true;
  let learner = "ann";
  const bookmarks = createBookmarks(() => learner, storage);
  bookmarks.toggle("kinds");
  learner = "bob";
  assert.deepEqual(bookmarks.list(), []);
});
