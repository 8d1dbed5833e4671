// The cut as numbers and sentences.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CutAnswer } from "../wire/wire.ts";
import { factorAt, frameOf, lossAt, multipleOf, parabolaAt, widerFor } from "./curve.ts";
import { lossTicks } from "./paint.ts";
import { setMessages } from "../words/words.ts";
import { chartSaid, effectOf, landingSaid, parabolaSaid, twoLosses } from "./said.ts";

/** The cut of w²/2 from w = 1 at a rate: the loss is (1 − ηt)²/2, lowest at 1/η. */
function bowl(lr: number, n = 601): CutAnswer {
  const loss = (t: number) => (1 - lr * t) ** 2 / 2;
  const back = 2 / lr;
  const [low, high] = [0, Math.max(1, back)];
  const shown: [number, number] = [low - 0.14 * high, high * 1.2];
  const [from, to] = [shown[0] - 0.5, shown[1] * 3];
  const losses = Array.from({ length: n }, (_, i) => loss(from + ((to - from) * i) / (n - 1)));
  return {
    run: 0, k: 0, w: [1, 0], update: [-lr, 0], next: [1 - lr, 0], loss: 0.5, landing: loss(1), lr, line: "moves", length: lr,
    slope: -lr, curvature: lr * lr, lambda: 1, vertex: 1 / lr, plain: true, scaled: true, shown, from, to, losses,
    factors: { kind: "step", decay: 0, directions: [] },
  };
}

test("a loss between two that are known is between them, and the ends are exact", () => {
  const cut = bowl(0.3);
  assert.equal(lossAt(cut, 0), 0.5);
  assert.equal(lossAt(cut, 1), cut.landing);
  assert.ok(Math.abs((lossAt(cut, 2.5) ?? NaN) - 0.25 ** 2 / 2) < 1e-4);
  assert.equal(multipleOf(cut, 600), cut.to);
  assert.equal(lossAt(cut, cut.to + 1), null);
  assert.equal(lossAt({ ...cut, losses: cut.losses.map(() => null) }, 2.5), null);
});

test("on a quadratic the parabola is the loss, back at its height at twice the vertex", () => {
  const cut = bowl(0.3);
  for (const at of [-0.5, 0.7, 3, 8]) assert.ok(Math.abs(parabolaAt(cut, at) - (1 - 0.3 * at) ** 2 / 2) < 1e-12);
  assert.ok(Math.abs(parabolaAt(cut, 2 * cut.vertex!) - cut.loss) < 1e-12);
});

test("the frame has the start, the landing, the lowest point and room above the start", () => {
  for (const lr of [0.01, 0.3, 1.5, 1.99, 2.1, 5]) {
    const cut = bowl(lr);
    const { x, y } = frameOf(cut, null);
    assert.ok(x[0] < 0 && x[1] > 1, `${lr}`);
    assert.ok(y[0] < 0 && y[1] > 0.5, `${lr}: ${y}`);
    assert.ok(lr > 3 || cut.landing! < y[1], `${lr}: the landing is shown`);
  }
});

test("a landing far above the start leaves the chart, which still shows the start's gain", () => {
  const { y } = frameOf(bowl(40), null);
  assert.ok(y[1] < 3 && y[1] > 0.5, `${y}`);
});

test("the frame grows with a ghost, never jumps, and is asked for anew only beyond what is known", () => {
  const cut = bowl(0.5);
  let before = frameOf(cut, 0.1);
  for (let at = 0.1; at < 12; at += 0.05) {
    const now = frameOf(cut, at);
    assert.ok(now.x[1] >= before.x[1] && now.x[1] - before.x[1] < 0.1, `${at}`);
    assert.ok(now.x[1] > at);
    before = now;
  }
  assert.equal(widerFor(cut, 2), null);
  assert.deepEqual(widerFor(cut, 100), [cut.from, 250]);
});

test("a flat line has a frame too", () => {
  const flat = { ...bowl(0.3), loss: 2, landing: 2, slope: 0, curvature: 0, vertex: null, losses: Array(601).fill(2) as number[] };
  const { y } = frameOf(flat, null);
  assert.ok(y[0] < 2 && y[1] > 2, `${y}`);
});

test("where it lands is said by what it is", () => {
  assert.match(landingSaid(bowl(0.3), null), /^cut\.lands\.lower/);
  assert.match(landingSaid(bowl(2.5), null), /^cut\.lands\.higher/);
  assert.match(landingSaid(bowl(0.5), { lr: 2.5, at: 5 }), /^cut\.ghost\.higher/);
  assert.match(landingSaid({ ...bowl(2), landing: 0.5 }, null), /^cut\.lands\.level/);
  assert.match(landingSaid({ ...bowl(2), landing: null }, null), /^cut\.lands\.undefined/);
});

test("the chart is said with its numbers, by the weights' own unit", () => {
  setMessages({ "cut.alt": "{from} {to} {length} {slope} {lambda}" });
  assert.equal(chartSaid(bowl(0.5)), "0.5 0.125 0.5 −1 1");
  assert.equal(chartSaid({ ...bowl(0.5), slope: null, lambda: null }), "0.5 0.125 0.5 · ·");
  setMessages({});
});

test("what the parabola tells follows its curvature and slope", () => {
  const cut = bowl(0.3);
  assert.equal(parabolaSaid(cut), "cut.plain");
  assert.equal(parabolaSaid({ ...cut, plain: false }), "cut.curved");
  assert.equal(parabolaSaid({ ...cut, lambda: -1, vertex: null }), "cut.down");
  assert.equal(parabolaSaid({ ...cut, lambda: 0, vertex: null }), "cut.straight");
  assert.equal(parabolaSaid({ ...cut, slope: 0.1, vertex: -1 }), "cut.behind");
  assert.equal(parabolaSaid({ ...cut, lambda: null }), "cut.kinked");
});

test("where the loss hardly changes its ticks count from the start", () => {
  const wide = lossTicks({ x: [0, 1], y: [-3, 1] }, 0.5, 4);
  assert.deepEqual(wide.ticks.map(({ text }) => text), ["−3", "−2", "−1", "0", "1"]);
  const fine = lossTicks({ x: [0, 1], y: [-3.17 - 1e-9, -3.17 + 2e-9] }, -3.17, 3);
  assert.ok(fine.relative && !wide.relative);
  assert.ok(fine.ticks.every(({ text }) => text.length < 8) && fine.ticks.some(({ text }) => text === "0"), fine.ticks.map(({ text }) => text).join());
});

test("two losses have the digits that tell them apart", () => {
  assert.deepEqual(twoLosses(-3.16999, -3.17001), ["−3.16999", "−3.17001"]);
  assert.deepEqual(twoLosses(1, 2), ["1", "2"]);
  const [a, b] = twoLosses(1, 1 + 1e-15);
  assert.equal(a, b);
});

test("a factor does what its size, its sign and the curvature say", () => {
  assert.deepEqual([0.3, -0.3, -1.2, 1.2, 1, 0].map((factor) => effectOf(factor, 2)), ["shrinks", "crosses", "swings", "grows", "stays", "gone"]);
  assert.equal(effectOf(1.2, -2), "away");
});

test("a factor at a ghost's rate is between those that were sent", () => {
  assert.equal(factorAt([1, 0, -1], 4, 1), 0.5);
  assert.equal(factorAt([1, 0, -1], 4, 4), -1);
  assert.equal(factorAt([1, 0, -1], 4, 5), null);
});
