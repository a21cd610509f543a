import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { decodeState, encodeState } from "../../builder/runtime/code.js";
import { emptyState, seeParts, visitPage } from "../../builder/runtime/state.js";
import { named, walk } from "./courses.js";
import { device, fakeLink, open, wait } from "./device.js";
import { OF, answerIn as answer, packedIn as packed } from "./launch.js";

/** The text of Ann's copy. @param {import("./device.js").Device} on */
const copyOf = (on) => [...on.items].find(([name]) => name.startsWith("coursewright.example-F5062131.ann/"))?.[1];

describe("an answer", () => {
  test("is kept on the device before it is sent, and sent once", () => {
    const on = device();
    /** @type {(string | undefined)[]} */
    const kept = [];
    const link = fakeLink({ save: (update) => (kept.push(copyOf(on)), link.updates.push(update), true) });
    const store = open(on, OF, link);
    answer(store, "p1.1a");
    assert.equal(kept.length, 1);
    assert.equal(packed(decodeState(kept[0]?.slice(1) ?? ""), "p1.1a"), "a");
    assert.equal(link.updates[0]?.answer?.index, 0);
    assert.equal(link.updates[0]?.code, encodeState(store.state()));
    assert.equal(store.state().counter, 1);
    assert.deepEqual(store.saved(), { kind: "saved", at: new Date(on.time), waiting: 0 });
  });

  test("has an index in the table even when it is the first", () => {
    const link = fakeLink();
    answer(open(device(), OF, link), "t2.10");
    assert.equal(link.updates[0]?.answer?.index, OF.questions.indexOf(named(OF, "t2.10")));
  });

  test("tells those who listen", () => {
    const store = open(device(), OF, fakeLink());
    let calls = 0;
    const stop = store.subscribe(() => (calls += 1));
    answer(store, "p1.1a");
    stop();
    answer(store, "p1.1b");
    assert.equal(calls, 1);
  });

  test("given again in the same way is sent again", () => {
    const link = fakeLink();
    const store = open(device(), OF, link);
    answer(store, "p1.1a");
    answer(store, "p1.1a");
    assert.deepEqual(link.updates.map(({ state }) => state.counter), [1, 2]);
  });
});

describe("what is only touched", () => {
  test("is kept at once and sent with the next commit", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    store.touch((state) => seeParts(visitPage(state, "abc"), ["abc"]));
    assert.equal(link.updates.length, 0);
    assert.ok(decodeState(copyOf(on)?.slice(1) ?? "")?.parts.has("abc"));
    store.flush();
    store.flush();
    assert.equal(link.updates.length, 1);
    assert.equal(link.updates[0]?.state.place, "abc");
  });

  test("and changes nothing is nothing", () => {
    const link = fakeLink();
    const store = open(device(), OF, link);
    store.touch((state) => visitPage(state, ""));
    store.change((state) => visitPage(state, ""));
    store.flush();
    assert.deepEqual([link.updates.length, store.state().counter], [0, 0]);
  });
});

describe("a save that fails", () => {
  test("is tried again after 5 seconds, then twice as long, up to a minute", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    link.works = false;
    answer(store, "p1.1a");
    assert.equal(store.saved().kind, "kept");
    const start = on.time;
    /** @type {number[]} */
    const times = [];
    const save = link.save;
    link.save = (update) => (times.push((on.time - start) / 1000), save(update));
    wait(on, 300);
    assert.deepEqual(times, [5, 15, 35, 75, 135, 195, 255]);
  });

  test("counts the answers that wait, until one save takes them all", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    link.works = false;
    answer(store, "p1.1a");
    answer(store, "p1.1b");
    answer(store, "p1.1b", false);
    assert.equal(store.saved().waiting, 2);
    link.works = true;
    wait(on, 60);
    assert.deepEqual(store.saved(), { kind: "saved", at: store.saved().at, waiting: 0 });
    const last = link.updates.at(-1);
    assert.deepEqual([packed(last?.state, "p1.1a"), packed(last?.state, "p1.1b")], ["a", "b"]);
    assert.equal(on.timers.length, 0);
    link.works = false;
    answer(store, "p1.1a");
    const [timer] = on.timers;
    assert.equal(timer && timer.at - on.time, 5000, "waiting begins anew");
  });

  test("has another counter each time it is tried", () => {
    const on = device();
    const link = fakeLink();
    link.works = false;
    answer(open(on, OF, link), "p1.1a");
    wait(on, 40);
    const counters = link.updates.map(({ state }) => state.counter);
    assert.equal(new Set(counters).size, counters.length);
    assert.ok(counters.length > 3);
  });

  test("is tried at once when the learner asks, or the network is back", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    link.works = false;
    answer(store, "p1.1a");
    link.works = true;
    store.tryAgain();
    assert.equal(store.saved().kind, "saved");
    store.tryAgain();
    assert.equal(link.updates.length, 2);
  });

  test("by throwing is not lost either", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    const { save } = link;
    link.save = () => {
      throw new Error("a bug");
    };
    assert.throws(() => answer(store, "p1.1a"), /a bug/);
    link.save = save;
    wait(on, 10);
    assert.equal(packed(link.updates.at(-1)?.state, "p1.1a"), "a");
  });
});

describe("two tabs", () => {
  test("lose nothing that either has", () => {
    const on = device();
    const [one, two] = [fakeLink(), fakeLink()];
    const left = open(on, OF, one);
    const right = open(on, OF, two, 0.9);
    answer(left, "p1.1a");
    answer(right, "p1.1b");
    answer(left, "t2.10");
    const last = one.updates.at(-1)?.state;
    assert.deepEqual(["p1.1a", "p1.1b", "t2.10"].map((id) => packed(last, id)), ["a", "a", "a"]);
  });
});

describe("two tabs with one question", () => {
  test("keep the answer that was given last, however much the other tab has done before", () => {
    const on = device();
    const [one, two] = [fakeLink(), fakeLink()];
    const left = open(on, OF, one);
    const right = open(on, OF, two, 0.9);
    for (const id of ["p1.1a", "p1.1b", "p1.2a"]) answer(left, id);
    answer(right, "p1.1a", false);
    assert.equal(packed(two.updates.at(-1)?.state, "p1.1a"), "b");
    assert.equal(packed(open(on, OF, fakeLink({ code: one.updates.at(-1)?.code })).state(), "p1.1a"), "b");
  });
});

describe("a device that keeps nothing", () => {
  for (const name of ["has no storage", "forbids it"]) {
    test(`${name}: the course still takes everything`, () => {
      const on = device();
      on.trouble.broken = true;
      const options = name === "has no storage" ? { ...on, storage: /** @type {any} */ (null) } : on;
      const link = fakeLink();
      const store = open(options, OF, link);
      answer(store, "p1.1a");
      assert.deepEqual(store.saved(), { kind: "course", at: new Date(on.time), waiting: 0 });
      link.works = false;
      answer(store, "p1.1b");
      assert.deepEqual(store.saved(), { kind: "nowhere", at: null, waiting: 1 });
      link.works = true;
      store.tryAgain();
      assert.equal(store.saved().kind, "course");
    });
  }

  test("without an LMS says that nothing is saved", () => {
    const on = device();
    on.trouble.broken = true;
    assert.equal(open(on, OF, fakeLink({ state: "absent" })).saved().kind, "nowhere");
  });

  test("is full: what it still has does no harm", () => {
    const on = device();
    const link = fakeLink({ works: false });
    const store = open(on, OF, link);
    answer(store, "p1.1a");
    on.storage.setItem = () => {
      throw new Error("quota exceeded");
    };
    link.works = true;
    answer(store, "p1.1b");
    assert.deepEqual([store.saved().kind, store.saved().waiting], ["course", 0]);
    assert.equal(store.leave(), true);
    assert.equal(store.saved().kind, "course", "sent: more is not known");
  });

  test("breaks in the middle, and mends", () => {
    const on = device();
    const store = open(on, OF, fakeLink());
    on.trouble.broken = true;
    answer(store, "p1.1a");
    assert.equal(store.saved().kind, "course");
    on.trouble.broken = false;
    answer(store, "p1.1b");
    assert.equal(store.saved().kind, "saved");
  });
});

describe("review and browse mode", () => {
  test("write nothing anywhere", () => {
    const on = device();
    const link = fakeLink({ state: "readonly", code: encodeState(walk(OF, 3)) });
    const store = open(on, OF, link);
    answer(store, "p1.1a");
    store.touch((state) => visitPage(state, "abc"));
    store.flush();
    store.tryAgain();
    wait(on, 100);
    assert.equal(packed(store.state(), "p1.1a"), "a", "the page still works");
    assert.deepEqual([link.updates.length, on.items.size], [0, 0]);
    assert.deepEqual(store.saved(), { kind: "readonly", at: null, waiting: 0 });
    store.hide({ persisted: false });
    assert.equal(link.finishes.length, 1);
  });
});

describe("the end", () => {
  test("of the page ends the session with everything", () => {
    const link = fakeLink();
    const store = open(device(), OF, link);
    store.touch((state) => seeParts(state, ["abc"]));
    store.hide({ persisted: false });
    assert.equal(link.updates.length, 0);
    assert.ok(link.finishes[0]?.state.parts.has("abc"));
    assert.deepEqual(store.saved().kind, "closed");
    store.hide({ persisted: false });
    assert.equal(link.finishes.length, 1);
  });

  test("of a page that may come back is none", () => {
    const link = fakeLink();
    const store = open(device(), OF, link);
    answer(store, "p1.1a");
    store.touch((state) => seeParts(state, ["abc"]));
    store.hide({ persisted: true });
    assert.deepEqual([link.updates.length, link.finishes.length], [2, 0]);
    store.show({ persisted: true });
    answer(store, "p1.1b");
    assert.equal(link.updates.length, 3);
  });

  test("by the button says whether all is saved", () => {
    const on = device();
    const store = open(on, OF, fakeLink());
    answer(store, "p1.1a");
    assert.equal(store.leave(), true);
    assert.equal(store.saved().kind, "closed");
    const link = fakeLink();
    const worse = open(device(), OF, link);
    link.works = false;
    answer(worse, "p1.1a");
    assert.equal(worse.leave(), false);
    assert.deepEqual([worse.saved().kind, worse.saved().waiting], ["kept", 1]);
  });

  test("leaves no timer behind", () => {
    const on = device();
    const link = fakeLink();
    const store = open(on, OF, link);
    link.works = false;
    answer(store, "p1.1a");
    store.leave();
    assert.equal(on.timers.length, 0);
  });

  test("does not lose an answer given after it", () => {
    const on = device();
    const store = open(on, OF, fakeLink());
    answer(store, "p1.1a");
    const code = encodeState(store.state());
    store.leave();
    answer(store, "p1.1b");
    assert.equal(store.saved().kind, "kept");
    assert.equal(packed(open(on, OF, fakeLink({ code })).state(), "p1.1b"), "a");
  });
});

test("a code too long for an LMS leaves out what no longer exists", () => {
  const gone = Array.from({ length: 700 }, (_, index) => ({ key: index.toString(36).padStart(3, "~").replaceAll("~", "_"), mark: "m", packed: "abc", right: true, asked: true }));
  const stored = { ...emptyState(1), questions: gone };
  const link = fakeLink({ code: encodeState(stored) });
  const store = open(device(), OF, link);
  answer(store, "p1.1a");
  const code = link.updates[0]?.code ?? "";
  assert.ok(code.length < 4096, `${code.length} characters`);
  assert.equal(decodeState(code)?.questions.length, 700 + OF.questions.length);
  assert.equal(packed(decodeState(code), "p1.1a"), "a");
});
