import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import { browserClock, Timer } from "./clock.ts";

/** The browser's time in the test's hands; set counts the timers that the browser was asked for. */
function timed(t: TestContext) {
  let now = 1000;
  let set = 0;
  t.mock.method(performance, "now", () => now);
  mock.timers.enable({ apis: ["setTimeout"] });
  const own = globalThis.setTimeout;
  globalThis.setTimeout = ((...of: Parameters<typeof own>) => (set++, own(...of))) as typeof own;
  t.after(() => ((globalThis.setTimeout = own), mock.timers.reset()));
  const pass = (ms: number) => {
    for (let i = 0; i < ms; i++) (now++, mock.timers.tick(1));
  };
  return { pass, set: () => set };
}

test("calls come when they are due, in their order, and not once they are called off", (t) => {
  const { pass } = timed(t);
  const came: string[] = [];
  browserClock.after(30, () => came.push("c"));
  browserClock.after(10, () => came.push("a"));
  const off = browserClock.after(20, () => came.push("never"));
  browserClock.after(20, () => (came.push("b"), browserClock.after(5, () => came.push("b5"))));
  off();
  pass(9);
  assert.deepEqual(came, []);
  pass(1);
  assert.deepEqual(came, ["a"]);
  pass(20);
  assert.deepEqual(came, ["a", "b", "b5", "c"]);
  pass(1000);
  assert.equal(came.length, 4);
});

test("a call that fails keeps no other from coming", (t) => {
  const { pass } = timed(t);
  const came: string[] = [];
  browserClock.after(10, () => {
    throw new Error("fails");
  });
  browserClock.after(10, () => came.push("next"));
  assert.throws(() => pass(10));
  pass(10);
  assert.deepEqual(came, ["next"]);
});

test("what is put off again and again needs few timers of the browser", (t) => {
  const { pass, set } = timed(t);
  let came = 0;
  const timer = new Timer(browserClock);
  for (let i = 0; i < 500; i++) {
    timer.set(400, () => came++);
    pass(2);
  }
  assert.equal(came, 0);
  assert.ok(set() < 10, `${set()} timers`);
  pass(400);
  assert.equal(came, 1);
});
