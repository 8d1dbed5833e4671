import assert from "node:assert/strict";
import { test } from "node:test";
import { View } from "../plane/view.ts";
import { doubtsOf, settle } from "./doubts.ts";
import { hopOf, partOf, placeOn } from "./hop.ts";
import { outlineOf } from "./outline.ts";
import { lossRange } from "./range.ts";
import { lossAt, type Row, splice } from "./row.ts";

function row(loss: (x: number) => number, from: number, to: number, n = 1025): Row {
  const xs = Float64Array.from({ length: n }, (_, i) => from + (i * (to - from)) / (n - 1));
  return { xs, losses: xs.map(loss) };
}

test("a finer row replaces its part of a coarser one, and joins what touches it", () => {
  const rows = splice([row((x) => x, 0, 10, 11)], row((x) => x, 4, 5, 5));
  assert.equal(rows.length, 1);
  assert.deepEqual([...rows[0]!.xs], [0, 1, 2, 3, 4, 4.25, 4.5, 4.75, 5, 6, 7, 8, 9, 10]);
  const apart = splice(rows, row((x) => x, 20, 21, 2));
  assert.deepEqual(apart.map(({ xs }) => xs.length), [14, 2]);
  assert.equal(lossAt(apart, 4.6), 4.6);
  assert.ok(Number.isNaN(lossAt(apart, 15)), "between rows nothing is known");
});

test("a curve is shown from its lowest to its highest loss", () => {
  assert.deepEqual(lossRange([row((x) => x * x / 2, -5, 5)], [-5, 5], 8), [0, 12.5]);
  const well = (x: number) => 1 - Math.exp(-400 * (x - 1) ** 2);
  const [low, high] = lossRange([row(well, -5, 5)], [-5, 5], 1);
  assert.ok(low < 0.01 && high === 1, `a narrow well is no spike: ${low} to ${high}`);
});

test("what shoots up or down without end is cut, and the start is always shown", () => {
  const [, top] = lossRange([row((x) => 1 / (x * x), -5, 5, 1024)], [-5, 5], 1 / 16);
  assert.ok(top > 2 && top < 20, `1/x² up to ${top}`);
  const [bottom] = lossRange([row((x) => -1 / (x * x), -5, 5, 1024)], [-5, 5], -1 / 16);
  assert.ok(bottom < -2 && bottom > -20, `−1/x² down to ${bottom}`);
  assert.equal(lossRange([row((x) => 1 / (x * x), -5, 5, 1024)], [-5, 5], 100)[1], 100);
  const [, wall] = lossRange([row((x) => Math.exp(5 * x), -5, 5)], [-5, 5], Math.exp(5));
  assert.ok(wall > Math.exp(5) && wall < Math.exp(25) / 10, `exp(5x) up to ${wall}`);
});

test("a level curve has a range with a height", () => {
  for (const loss of [0, 3, -2]) {
    const [low, high] = lossRange([row(() => loss, 0, 1)], [0, 1], loss);
    assert.ok(low < loss && high > loss);
  }
  assert.deepEqual(lossRange([], [0, 1], NaN), [0, 1]);
});

test("a hop goes from place to place, over the line between them and over the curve", () => {
  const hop = hopOf([0, 100], [200, 60], 1);
  assert.deepEqual([placeOn(hop, 0), placeOn(hop, 1)], [[0, 100], [200, 60]]);
  assert.equal(placeOn(hop, 0.5)[0], 100);
  assert.ok(placeOn(hop, 0.5)[1] < 80 - 20);
  const hump = (x: number) => 100 - 90 * Math.exp(-(((x - 100) / 30) ** 2));
  const over = hopOf([0, 100], [200, 100], 1, hump);
  for (let t = 0.05; t < 1; t += 0.05) {
    const [x, y] = placeOn(over, t);
    assert.ok(y < hump(x) + 0.5, `at ${x} the hop is at ${y}, the curve at ${hump(x)}`);
  }
  assert.deepEqual(placeOn(partOf(hop, 0.3), 1), placeOn(hop, 0.3));
});

test("a small step is a straight line, as the curve is there", () => {
  const hop = hopOf([0, 0], [4, 3], 1, () => -50);
  assert.deepEqual(placeOn(hop, 0.5), [2, 1.5]);
});

test("where the loss is not defined the curve has a gap", () => {
  const view = new View({ xmin: -1, xmax: 1, ymin: -5, ymax: 1 }, { width: 200, height: 100 });
  const { lines, gaps } = outlineOf([row((x) => Math.log(x), -2, 2, 401)], [], view);
  assert.equal(lines.length, 1);
  assert.equal(gaps.length, 1);
  assert.ok(Math.abs(gaps[0]![1] - 100) <= 2 && gaps[0]![0] <= 0, `a gap of ${gaps}`);
  assert.ok(lines[0]!.every(([, y]) => y >= -200 && y <= 300), "a line ends not far from the picture");
});

test("where the loss rises to a pole the curve has a gap, and no line leads over it", () => {
  const view = new View({ xmin: -1, xmax: 1, ymin: 0, ymax: 50 }, { width: 200, height: 100 });
  const marked = row((x) => (Math.abs(x - 0.003) < 0.01 ? Infinity : 1 / (x - 0.003) ** 2), -2, 2, 401);
  const { lines, gaps } = outlineOf([marked], [], view);
  assert.deepEqual([lines.length, gaps.length], [2, 1]);
  assert.ok(gaps[0]![0] < 100.3 && gaps[0]![1] > 100.3 && gaps[0]![1] - gaps[0]![0] < 5, `a gap of ${gaps}`);
  assert.deepEqual(doubtsOf(marked), [], "the server has looked");
});

test("a pole and a jump stay in doubt however closely they are looked at, a cliff does not", () => {
  const look = (loss: (x: number) => number) => {
    let doubts = doubtsOf(row(loss, -5.003, 5, 1025));
    const n = doubts.length;
    for (let i = 0; i < 3; i++) doubts = doubts.flatMap((doubt) => settle(doubt, row(loss, doubt.from, doubt.to, 65)) ?? []);
    return [n, doubts.filter(({ broken }) => broken).length, doubts.length];
  };
  assert.deepEqual(look((x) => 1 / x).slice(1), [1, 1]);
  assert.deepEqual(look((x) => Math.sign(x)), [1, 1, 1]);
  assert.deepEqual(look((x) => 1 / (1 + Math.exp(-2000 * x))).slice(1), [0, 0]);
  assert.deepEqual(look((x) => x * x), [0, 0, 0]);
  assert.deepEqual(look((x) => Math.sin(8 * x)), [0, 0, 0]);
  assert.deepEqual(look((x) => Math.sqrt(x)), [1, 0, 1], "an end of what is defined is no break");
});
