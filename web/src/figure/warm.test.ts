import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure } from "./figure.ts";
import { warm } from "./warm.ts";

/** A page that pauses when it is told to, and a figure that counts how often it is drawn. */
function page(playing = false, relief: object | null = null) {
  const window = new EventTarget();
  const pauses: (() => void)[] = [];
  const figure = { player: { playing }, stage: { relief }, drawn: 0, refresh: () => void figure.drawn++ };
  Object.assign(globalThis, { window: { requestIdleCallback: true }, requestIdleCallback: (call: () => void) => pauses.push(call), addEventListener: window.addEventListener.bind(window) });
  const pause = (times: number) => {
    for (let i = 0; i < times; i++) pauses.shift()?.();
  };
  return { window, figure, pauses, pause };
}

test("what is shown is drawn again in the page's pauses, so often and no more", () => {
  const { figure, pauses, pause } = page();
  warm(figure as unknown as Figure);
  assert.equal(figure.drawn, 0, "nothing before a pause");
  pause(100);
  assert.ok(figure.drawn >= 10 && figure.drawn < 30, `${figure.drawn} times`);
  assert.equal(pauses.length, 0);
});

test("a view in 3D is not drawn in vain, and a busy machine is left alone", (t) => {
  const dear = page(false, {});
  warm(dear.figure as unknown as Figure);
  dear.pause(5);
  const busy = page();
  warm(busy.figure as unknown as Figure);
  busy.pause(2);
  const now = performance.now();
  t.mock.method(performance, "now", () => now + 60_000);
  busy.pause(5);
  assert.deepEqual([dear.figure.drawn, busy.figure.drawn], [0, 2]);
});

test("a hand or a key ends it, and what plays is drawn anyway", () => {
  const { window, figure, pauses, pause } = page();
  warm(figure as unknown as Figure);
  pause(3);
  window.dispatchEvent(new Event("pointerdown"));
  pause(5);
  assert.deepEqual([figure.drawn, pauses.length], [3, 0]);
  const plays = page(true);
  warm(plays.figure as unknown as Figure);
  plays.pause(100);
  assert.equal(plays.figure.drawn, 0);
});
