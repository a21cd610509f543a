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
    const at = new Date(on.time);
    wait(on, 3600);
    const link = fakeLink({ fresh: true });
    const fresh = open(on, OF, link, 0.9);
    assert.deepEqual(fresh.state(), emptyState(Math.floor(0.9 * 2 ** 32)));
    assert.deepEqual(fresh.found(), at);
    answer(fresh, "t2.10");
    fresh.adopt();
    assert.equal(packed(fresh.state(), "p1.1b"), "a");
    assert.equal(packed(fresh.state(), "t2.10"), "a");
    assert.equal(fresh.state().seed, Math.floor(0.9 * 2 ** 32), "the order of options stays");
    assert.equal(fresh.found(), false);
    assert.equal(packed(link.updates.at(-1)?.state, "p1.1b"), "a");
    assert.equal(open(on, OF, fakeLink({ code: encodeState(fresh.state()) })).found(), false);
  });

  test("whose LMS has lost a whole attempt brings it back", () => {
    for (const code of ["", "?"]) {
      const on = device();
      const first = open(on, OF, fakeLink());
      answer(first, "p1.1a");
      answer(open(on, OF, fakeLink({ code: encodeState(first.state()) })), "p1.1b");
      const link = fakeLink({ code });
      const store = open(on, OF, link);
      assert.equal(packed(store.state(), "p1.1b"), "a");
      assert.equal(store.found(), false);
      wait(on, 0);
      assert.equal(packed(link.updates[0]?.state, "p1.1b"), "a");
    }
  });

  test("of an LMS that knows nothing of one sitting asks: it was lost, or this is a new attempt", () => {
    const on = device();
    answer(open(on, OF, fakeLink()), "p1.1a");
    const at = new Date(on.time);
    const link = fakeLink({ fresh: true });
    const store = open(on, OF, link, 0.9);
    assert.deepEqual([store.state().questions.length, store.found()], [0, at]);
    answer(store, "p1.1b");
    assert.deepEqual(open(on, OF, fakeLink({ code: encodeState(store.state()) })).found(), at, "and asks again, as long as nothing is said");
    store.adopt();
    assert.equal(packed(link.updates.at(-1)?.state, "p1.1a"), "a");
    assert.equal(store.found(), false);
  });

  test("does not ask where answers never left this device", () => {
    const on = device();
    answer(open(on, OF, fakeLink({ works: false })), "p1.1a");
    const store = open(on, OF, fakeLink({ fresh: true }));
    assert.equal(packed(store.state(), "p1.1a"), "a");
    assert.equal(store.found(), false);
  });

  describe("with a code that is not whole", () => {
    const whole = walk(OF, 5);
    const code = encodeState(whole);
    const damaged = [code.slice(0, -9), code.replace("0", "?"), "another tool's data", `2${code.slice(1)}`];

    test("says so where this device cannot mend it", () => {
      for (const text of damaged) {
        const store = open(device(), OF, fakeLink({ code: text }));
        assert.deepEqual(store.found(), true, text);
      }
      for (const text of [code, "", ` ${code}\n`]) assert.equal(open(device(), OF, fakeLink({ code: text })).found(), false, text);
    });

    test("is mended from this device without a word", () => {
      for (const text of damaged) {
        const on = device();
        const first = open(on, OF, fakeLink({ code }));
        answer(first, "p1.1a");
        const store = open(on, OF, fakeLink({ code: text }), 0.9);
        assert.equal(store.found(), false, text);
        const { counter: _, ...kept } = first.state();
        const { counter: __, ...found } = store.state();
        assert.deepEqual(found, kept);
      }
    });
  });

  test("of a new attempt still brings in answers that the LMS never took", () => {
    const on = device();
    const first = open(on, OF, fakeLink());
    answer(first, "p1.1a");
    const link = fakeLink({ code: encodeState(first.state()) });
    const back = open(on, OF, link);
    link.works = false;
    answer(back, "p1.1b");
    assert.equal(packed(open(on, OF, fakeLink({ fresh: true }), 0.9).state(), "p1.1b"), "a");
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
  /** @param {string} id @param {string} [name] @param {string} [site] */
  const person = (id, name = id, site = "/lms/") => ({ learner: { id, name, site } });
  const nobody = person("", "", "");

  /** @type {[string, ReturnType<typeof person>, boolean][]} */
  const strangers = [
    ["another id", person("bob"), false],
    ["the same letters in another case", person("ANN", "Ann"), false],
    ["an id that ends in hers", person("ann/ann", "Ann"), false],
    ["her id in another LMS on the same origin", person("ann", "Ann", "/other/"), true],
    ["her id and another name", person("ann", "Annabel"), true],
    ["no id", nobody, false],
  ];
  for (const [name, other, asked] of strangers) {
    test(`never shows one learner another's answers: ${name}`, () => {
      const on = device();
      answer(open(on, OF, fakeLink({ works: false })), "p1.1a");
      const bob = open(on, OF, fakeLink({ ...other, fresh: true }), 0.2);
      assert.equal(bob.state().questions.length, 0);
      assert.equal(bob.found() instanceof Date, asked);
      answer(bob, "p1.1b");
      bob.decline();
      const again = open(on, OF, fakeLink({ ...other, code: encodeState(bob.state()) }), 0.3);
      assert.deepEqual([packed(again.state(), "p1.1a"), again.found()], ["", false], "and is not asked again");
      const ann = open(on, OF, fakeLink());
      assert.equal(packed(ann.state(), "p1.1a"), "a");
      assert.ok(!packed(ann.state(), "p1.1b"));
    });
  }

  test("brings a learner's answers back under another name or LMS where the attempt is the same", () => {
    const on = device();
    const first = open(on, OF, fakeLink());
    answer(first, "p1.1a");
    const code = encodeState(first.state());
    answer(first, "p1.1b");
    const moved = open(on, OF, fakeLink({ ...person("ann", "Ann Archer", "/new/"), code }));
    assert.equal(packed(moved.state(), "p1.1b"), "a");
    assert.equal(moved.found(), false);
  });

  test("offers what was answered without an LMS, to whoever says it is theirs", () => {
    const on = device();
    const preview = open(on, OF, fakeLink({ ...nobody, state: "absent" }));
    answer(preview, "p1.1a");
    assert.equal(preview.found(), false);
    const bob = open(on, OF, fakeLink(person("bob")));
    assert.equal(bob.state().questions.length, 0);
    assert.equal(bob.found() instanceof Date, true);
    bob.decline();
    assert.equal(bob.found(), false);
    assert.equal(open(on, OF, fakeLink(person("bob"))).found(), false, "bob is not asked again");
    const link = fakeLink();
    const ann = open(on, OF, link);
    assert.equal(ann.found() instanceof Date, true, "but ann is");
    ann.adopt();
    assert.equal(packed(link.updates.at(-1)?.state, "p1.1a"), "a");
    assert.equal(ann.found(), false);
    assert.equal(open(on, OF, fakeLink(person("cy"))).found(), false);
  });

  test("keeps what two people did without an LMS apart, and offers the latest first", () => {
    const on = device();
    for (const id of ["p1.1a", "p1.1b"]) {
      on.tab = "";
      const page = open(on, OF, fakeLink({ ...nobody, state: "refused" }), id === "p1.1a" ? 0.1 : 0.2);
      assert.equal(page.state().questions.length, 0);
      answer(page, id);
      wait(on, 60);
    }
    const ann = open(on, OF, fakeLink());
    ann.adopt();
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(ann.state(), id)), ["", "a"]);
    ann.adopt();
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(ann.state(), id)), ["a", "a"]);
    assert.equal(ann.found(), false);
  });

  test("offers nothing where nothing was done, and leaves nothing behind", () => {
    const on = device();
    open(on, OF, fakeLink({ ...nobody, state: "absent" }));
    assert.equal(on.items.size, 0);
    assert.equal(open(on, OF, fakeLink()).found(), false);
  });

  test("merges the copy of a learner without a name only into the same attempt", () => {
    const on = device();
    const store = open(on, OF, fakeLink(nobody));
    answer(store, "p1.1a");
    const other = open(on, OF, fakeLink(nobody), 0.9);
    assert.equal(other.state().questions.length, 0);
    assert.equal(other.found() instanceof Date, true);
    const first = device();
    const begun = open(first, OF, fakeLink(nobody));
    const code = encodeState(begun.state());
    answer(begun, "p1.1a");
    assert.equal(packed(open(first, OF, fakeLink({ ...nobody, code }), 0.9).state(), "p1.1a"), "a");
    assert.equal(first.items.size, 1);
  });

  test("is never stopped by what stands under its names", () => {
    for (const text of ["", "5", "~", "\u0000", "x".repeat(9999), "5{}", `5${encodeState(walk(OF, 3)).slice(0, 30)}`]) {
      const on = device();
      answer(open(on, OF, fakeLink()), "p1.1a");
      for (const name of on.items.keys()) on.items.set(name, text);
      on.items.set("coursewright.example-F5062131.", text);
      on.items.set("coursewright.example-F5062131./x", text);
      const store = open(on, OF, fakeLink({ code: "" }));
      answer(store, "p1.1b");
      assert.equal(store.saved().kind, "saved");
    }
  });

  test("keeps two packages apart", () => {
    const on = device();
    answer(open(on, OF, fakeLink()), "p1.1a");
    assert.equal(open(on, { ...OF, package: "other" }, fakeLink()).state().questions.length, 0);
  });
});

describe("without an LMS", () => {
  test("work is kept here and found again in the same tab; in another it is asked whose it is", () => {
    const on = device();
    const absent = { state: /** @type {const} */ ("absent"), learner: { id: "", name: "", site: "" } };
    const store = open(on, OF, fakeLink(absent));
    answer(store, "p1.1a");
    assert.deepEqual(store.saved(), { kind: "here", at: new Date(on.time), waiting: 0 });
    const again = open(on, OF, fakeLink(absent), 0.1);
    assert.equal(packed(again.state(), "p1.1a"), "a");
    assert.equal(on.timers.length, 0);
    on.tab = "";
    const other = open(on, OF, fakeLink(absent), 0.2);
    assert.equal(other.state().questions.length, 0);
    assert.equal(other.found() instanceof Date, true);
    other.adopt();
    assert.equal(packed(other.state(), "p1.1a"), "a");
    assert.equal(on.items.size, 1);
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
    assert.equal(store.found(), false);
    assert.equal(on.items.size, 1);
    assert.equal(packed(open(on, OF, fakeLink()).state(), "p1.1a"), "a", "it is ann's now");
  });

  test("that starts after all, work found on the device is offered, not merged", () => {
    const on = device();
    answer(open(on, OF, fakeLink({ state: "absent", learner: { id: "", name: "", site: "" } })), "p1.1a");
    const link = fakeLink({ state: "refused", learner: { id: "", name: "", site: "" } });
    const store = open(on, OF, link, 0.1);
    answer(store, "p1.1b");
    Object.assign(link, { learner: { id: "ann", name: "Ann", site: "/lms/" }, retry: () => ((link.state = "live"), true) });
    store.tryAgain();
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(store.state(), id)), ["", "a"]);
    assert.equal(store.found() instanceof Date, true);
    store.adopt();
    assert.deepEqual(["p1.1a", "p1.1b"].map((id) => packed(link.updates.at(-1)?.state, id)), ["a", "a"]);
  });
});
