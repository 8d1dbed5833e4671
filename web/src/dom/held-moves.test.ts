import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Clock } from "../wire/clock.ts";
import { Requests } from "../wire/requests.ts";
import { onHeldMoves } from "./held-moves.ts";

/** A hand on an element whose moves are asked for; the time, frames and answers are the test's own. */
function hold(t: TestContext, took = 0) {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  let frames: (() => void)[] = [];
  let timers: { at: number; call: () => void }[] = [];
  const clock: Clock = {
    after(ms, call) {
      const timer = { at: now + ms, call };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    frame: (call) => void frames.push(call),
    random: () => 0.5,
  };
  const asked: string[] = [];
  const taken: number[] = [];
  const requests = new Requests(clock, { open: () => true, send: (message) => void asked.push((message as { run: string }).run) });
  const element = new EventTarget();
  const end = onHeldMoves(element as HTMLElement, ({ clientX }) => {
    now += took;
    taken.push(clientX);
    requests.ask("run", String(clientX), undefined, true);
  });
  const tell = (kind: string, x: number) => element.dispatchEvent(Object.assign(new Event(kind), { clientX: x }));
  /** Lets time pass, with what waits for it. */
  const at = (ms: number) => {
    now = Math.max(now, ms);
    for (const timer of timers.filter((timer) => timer.at <= now)) {
      timers = timers.filter((other) => other !== timer);
      timer.call();
    }
  };
  return {
    asked, taken, end,
    raw: (ms: number, x: number) => (at(ms), tell("pointerrawupdate", x)),
    /** The browser's frame: it tells the newest move again, then draws. */
    frame: (ms: number, x: number) => (at(ms), tell("pointermove", x), frames.splice(0).forEach((call) => call())),
    answer: () => (requests.end("run"), requests.flushSoon()),
    at,
  };
}

test("after a frame the newest raw move is asked for, and none that came before it", (t) => {
  const { asked, raw, frame, answer } = hold(t);
  raw(0, 1);
  answer();
  raw(8, 2);
  raw(15, 3);
  frame(16, 3);
  assert.deepEqual(asked, ["1"], "one a frame");
  raw(20, 4);
  assert.deepEqual(asked, ["1", "4"], "3 waits for what comes next, and is then never asked for");
});

test("while an answer is on its way, each raw move takes the place of the one that waits", (t) => {
  const { asked, raw, frame, answer } = hold(t);
  raw(0, 1);
  frame(16, 1);
  raw(17, 2);
  raw(25, 3);
  frame(32, 3);
  raw(33, 4);
  raw(40, 5);
  answer();
  raw(45, 6);
  assert.deepEqual(asked, ["1", "6"]);
});

test("a hand that rests is asked for where it rests", (t) => {
  const { asked, raw, frame, answer, at } = hold(t);
  raw(0, 1);
  answer();
  raw(8, 2);
  raw(9, 3); // a mouse of a thousand moves a second: the frame tells this one
  frame(16, 3);
  at(30);
  assert.deepEqual(asked, ["1", "3"]);
});

test("while moves are slow to take the frame's is taken, and few between frames: the page has to draw", (t) => {
  const { taken, raw, frame } = hold(t, 6);
  raw(0, 1);
  raw(8, 2);
  raw(15, 3);
  frame(16, 3);
  assert.deepEqual(taken, [1, 3]);
  raw(30, 4);
  assert.deepEqual(taken, [1, 3, 4]);
});

test("a frame tells no move that was taken already", (t) => {
  const { taken, raw, frame } = hold(t);
  raw(0, 1);
  frame(16, 1);
  raw(20, 2);
  raw(21, 3); // too soon
  frame(32, 3);
  frame(48, 3);
  raw(50, 1);
  assert.deepEqual(taken, [1, 2, 3, 1]);
});

test("once the hand has let go no move is taken", (t) => {
  const { asked, end, raw, frame, answer } = hold(t);
  raw(0, 1);
  answer();
  end();
  frame(16, 2);
  raw(20, 3);
  assert.deepEqual(asked, ["1"]);
});
