/** The store at the beginning: what the LMS has, what the device has, and whose it is. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { encodeState } from "../../builder/runtime/code.js";
import { emptyState, recordOf } from "../../builder/runtime/state.js";
import { named, question, walk } from "./courses.js";
import { device, fakeLink, open, wait } from "./device.js";
import { OF, answerIn as answer, packedIn as packed } from "./launch.js";

describe("the next launch", () => {
  test("merges what the LMS did not get, and sends it at once", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    answer(store, "p1.1a");
    const code = encodeState(store.state());
    link.works = false;
    answer(store, "p1.1b");
    const second = fakeLink({ code });
    const next = open(on, OF, second);
    assert.equal(packed(next.state(), "p1.1b"), "a");
    assert.deepEqual([next.saved().kind, next.saved().waiting], ["saving", 1]);
    wait(on, 0);
    assert.equal(second.updates.length, 1);
    assert.equal(packed(second.updates[0]?.state, "p1.1b"), "a");
    assert.deepEqual([next.saved().kind, next.saved().waiting], ["saved", 0]);
  });

  test("brings back what an LMS took and lost, in the first session too", () => {
    const on = device();
    answer(open(on, OF, fakeLink()), "p1.1a");
    const link = fakeLink();
    assert.equal(packed(open(on, OF, link).state(), "p1.1a"), "a");
    wait(on, 0);
    assert.equal(packed(link.updates[0]?.state, "p1.1a"), "a");
  });

  test("brings back what is behind a code that cannot be read", () => {
    for (const code of ["?", "2abc", encodeState(walk(OF, 3)).slice(0, 9)]) {
      const on = device();
      answer(open(on, OF, fakeLink()), "p1.1a");
      assert.equal(packed(open(on, OF, fakeLink({ code })).state(), "p1.1a"), "a");
    }
  });

  test("sends nothing when the LMS has it all", () => {
    const on = device();
    const store = open(on, OF, fakeLink());
    answer(store, "p1.1a");
    const link = fakeLink({ code: encodeState(store.state()) });
    assert.deepEqual(open(on, OF, link).state(), store.state());
    wait(on, 100);
    assert.equal(link.updates.length, 0);
  });

  test("on another device goes by the LMS", () => {
    const store = open(device(), OF, fakeLink());
    answer(store, "p1.1a");
    const other = open(device(), OF, fakeLink({ code: encodeState(store.state()) }), 0.1);
    assert.deepEqual(other.state(), store.state());
  });

  test("of a new attempt begins afresh, and offers the earlier one", () => {
    const on = device();
    const first = open(on, OF, fakeLink());
    answer(first, "p1.1a");
    const back = open(on, OF, fakeLink({ code: encodeState(first.state()) }));
    answer(back, "p1.1b");
    const link = fakeLink();
    const fresh = open(on, OF, link, 0.9);
    assert.deepEqual(fresh.state(), emptyState(Math.floor(0.9 * 2 ** 32)));
    assert.equal(packed(fresh.others(), "p1.1b"), "a");
    answer(fresh, "t2.10");
    fresh.adopt();
    assert.equal(packed(fresh.state(), "p1.1b"), "a");
    assert.equal(packed(fresh.state(), "t2.10"), "a");
    assert.equal(fresh.state().seed, Math.floor(0.9 * 2 ** 32), "the order of options stays");
    assert.equal(fresh.others(), null);
    assert.equal(packed(link.updates.at(-1)?.state, "p1.1b"), "a");
  });

  test("of a new attempt still brings in answers that the LMS never took", () => {
    const on = device();
    const first = open(on, OF, fakeLink());
    answer(first, "p1.1a");
    const link = fakeLink({ code: encodeState(first.state()) });
    const back = open(on, OF, link);
    link.works = false;
    answer(back, "p1.1b");
    assert.equal(packed(open(on, OF, fakeLink(), 0.9).state(), "p1.1b"), "a");
  });

  test("fits an updated package", () => {
    const on = device();
    const store = open(on, OF, fakeLink());
    answer(store, "p1.1a");
    const key = named(OF, "p1.1a").key;
    const updated = { ...OF, questions: [...OF.questions.map((each) => (each.key === key ? { ...each, mark: "n" } : each)), question("fresh", "test", ["2.1"])] };
    const next = open(on, updated, fakeLink({ code: encodeState(store.state()) }));
    assert.deepEqual(recordOf(next.state(), key), { key, mark: "", packed: "", right: null, asked: true });
  });
});

describe("a shared computer", () => {
  test("never shows one learner another's answers", () => {
    const on = device();
    answer(open(on, OF, fakeLink()), "p1.1a");
    const bob = open(on, OF, fakeLink({ learner: { id: "bob", name: "Bob", site: "/lms/" } }), 0.2);
    assert.equal(bob.state().questions.length, 0);
    assert.equal(bob.others(), null);
    assert.equal(packed(open(on, OF, fakeLink()).state(), "p1.1a"), "a");
  });

  test("offers what was answered without an LMS, to whoever says it is theirs", () => {
    const on = device();
    const preview = open(on, OF, fakeLink({ state: "absent", learner: { id: "", name: "", site: "" } }));
    answer(preview, "p1.1a");
    assert.equal(preview.others(), null);
    const bob = open(on, OF, fakeLink({ learner: { id: "bob", name: "Bob", site: "/lms/" } }));
    assert.equal(bob.state().questions.length, 0);
    assert.equal(packed(bob.others(), "p1.1a"), "a");
    bob.decline();
    assert.equal(bob.others(), null);
    assert.equal(open(on, OF, fakeLink({ learner: { id: "bob", name: "Bob", site: "/lms/" } })).others(), null, "bob is not asked again");
    const link = fakeLink();
    const ann = open(on, OF, link);
    assert.equal(packed(ann.others(), "p1.1a"), "a", "but ann is");
    ann.adopt();
    assert.equal(packed(link.updates.at(-1)?.state, "p1.1a"), "a");
    assert.equal(ann.others(), null);
    assert.equal(open(on, OF, fakeLink({ learner: { id: "cy", name: "Cy", site: "/lms/" } })).others(), null);
  });

  test("offers nothing where nothing was done", () => {
    const on = device();
    open(on, OF, fakeLink({ state: "absent" }));
    assert.equal(open(on, OF, fakeLink()).others(), null);
  });

  test("merges the copy of a learner without a name only into the same attempt", () => {
    const on = device();
    const nameless = { learner: { id: "", name: "", site: "" } };
    const store = open(on, OF, fakeLink(nameless));
    answer(store, "p1.1a");
    const other = open(on, OF, fakeLink(nameless), 0.9);
    assert.equal(other.state().questions.length, 0);
    const first = device();
    const begun = open(first, OF, fakeLink(nameless));
    const code = encodeState(begun.state());
    answer(begun, "p1.1a");
    assert.equal(packed(open(first, OF, fakeLink({ ...nameless, code })).state(), "p1.1a"), "a");
  });

  test("keeps two packages apart", () => {
    const on = device();
    answer(open(on, OF, fakeLink()), "p1.1a");
    assert.equal(open(on, { ...OF, package: "other" }, fakeLink()).state().questions.length, 0);
  });
});

describe("without an LMS", () => {
  test("work is kept here and found again", () => {
    const on = device();
    const store = open(on, OF, fakeLink({ state: "absent", learner: { id: "", name: "", site: "" } }));
    answer(store, "p1.1a");
    assert.deepEqual(store.saved(), { kind: "here", at: new Date(on.time), waiting: 0 });
    const again = open(on, OF, fakeLink({ state: "absent" }));
    assert.equal(packed(again.state(), "p1.1a"), "a");
    assert.equal(on.timers.length, 0);
  });

  test("that starts after all, the work of this page is merged and sent", () => {
    const on = device();
    const link = fakeLink({ state: "refused", learner: { id: "", name: "", site: "" } });
    const store = open(on, OF, link);
    answer(store, "p1.1a");
    assert.deepEqual([store.saved().kind, store.saved().waiting], ["kept", 1]);
    assert.equal(link.updates.length, 0);
    Object.assign(link, { learner: { id: "ann", name: "Ann", site: "/lms/" }, retry: () => ((link.state = "live"), true) });
    answer(store, "p1.1b");
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(link.updates.at(-1)?.state, id)), ["a", "a"]);
    assert.deepEqual([store.saved().kind, store.saved().waiting], ["saved", 0]);
    assert.equal(store.others(), null);
    assert.deepEqual([...on.items.keys()], ["coursewright.example-F5062131.ann"]);
  });

  test("that starts after all, work found on the device is offered, not merged", () => {
    const on = device();
    answer(open(on, OF, fakeLink({ state: "absent", learner: { id: "", name: "", site: "" } })), "p1.1a");
    const link = fakeLink({ state: "refused", learner: { id: "", name: "", site: "" } });
    const store = open(on, OF, link);
    answer(store, "p1.1b");
    Object.assign(link, { learner: { id: "ann", name: "Ann", site: "/lms/" }, retry: () => ((link.state = "live"), true) });
    store.tryAgain();
    assert.equal(store.state().questions.length, 0);
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(store.others(), id)), ["a", "a"]);
    store.adopt();
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(link.updates.at(-1)?.state, id)), ["a", "a"]);
  });
});
