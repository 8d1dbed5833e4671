import assert from "node:assert/strict";
import { test } from "node:test";
import { levelScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";
import { rise, heightScale } from "./height-scale.ts";

const box = { xmin: -1, xmax: 1, ymin: -1, ymax: 1 };

function heightsOf(loss: (x: number, y: number) => number, n = 65): Heights {
  const at = (i: number) => -1 + (2 * i) / (n - 1);
  return { box, n, values: Float32Array.from({ length: n * n }, (_, s) => loss(at(s % n), at(Math.floor(s / n)))) };
}

const bowl = (x: number, y: number) => x * x + y * y;

test("a bowl is shown whole", () => {
  const heights = heightsOf(bowl);
  const scale = levelScale(heights, box, 0);
  const s = heightScale(heights, scale);
  assert.equal(s.cutAbove, null);
  assert.equal(s.cutBelow, null);
  assert.equal(rise(s, scale, 0), 0);
  assert.equal(rise(s, scale, 2), 1);
});

test("a pole is cut off, and the rest stands as tall as without it", () => {
  const pole = (x: number, y: number) => bowl(x, y) + (Math.hypot(x - 0.5, y) < 0.04 ? 1e12 : 0);
  const [plain, spiked] = [heightsOf(bowl), heightsOf(pole)];
  const [a, b] = [levelScale(plain, box, 0), levelScale(spiked, box, 0)];
  const s = heightScale(spiked, b);
  assert.ok(s.cutAbove !== null && s.cutAbove < 10, `cut at ${s.cutAbove}`);
  assert.equal(rise(s, b, 1e12), 1);
  assert.ok(Math.abs(rise(s, b, 0.5) - rise(heightScale(plain, a), a, 0.5)) < 0.15);
});

test("an unbounded surface is cut on both sides", () => {
  const heights = heightsOf((x, y) => x - y + (x > 0.95 && y < -0.95 ? 1e6 : 0) - (x < -0.95 && y > 0.95 ? 1e6 : 0));
  const s = heightScale(heights, levelScale(heights, box, null));
  assert.ok(s.cutAbove !== null && s.cutAbove < 10);
  assert.ok(s.cutBelow !== null && s.cutBelow > -10);
});

test("infinities stand at the cut, and what is no number stands nowhere", () => {
  const heights = heightsOf((x, y) => (x > 0.9 ? Infinity : y > 0.9 ? NaN : bowl(x, y)));
  const scale = levelScale(heights, box, 0);
  const s = heightScale(heights, scale);
  assert.ok(Number.isFinite(s.top) && Number.isFinite(s.bottom));
  assert.equal(rise(s, scale, Infinity), 1);
  assert.ok(Number.isNaN(rise(s, scale, NaN)));
});

test("true heights go with the loss, and are cut high above the start and the minima, not at the walls", () => {
  const steep = (x: number, y: number) => bowl(x, y) + 1e5 * Math.max(0, x - 0.8) ** 2;
  const heights = heightsOf(steep);
  const scale = levelScale(heights, box, 0);
  assert.ok(scale.log);
  const s = heightScale(heights, scale, "true", [[-0.7, 0.6]]);
  const start = rise(s, scale, bowl(-0.7, 0.6));
  assert.ok(s.cutAbove !== null && start > 0.25 && start < 0.7, `${s.cutAbove}, ${start}`);
  for (const loss of [0.1, 0.4, 0.8]) assert.ok(Math.abs(rise(s, scale, loss) - loss / s.high) < 1e-6);
});

test("a true bowl is shown whole, its height in proportion to the loss", () => {
  const heights = heightsOf(bowl);
  const s = heightScale(heights, levelScale(heights, box, 0), "true", [[-0.5, 0.5]]);
  assert.equal(s.cutAbove, null);
  assert.ok(Math.abs(rise(s, levelScale(heights, box, 0), 1) - 0.5) < 1e-6);
});

test("a flat surface stays flat", () => {
  const heights = heightsOf(() => 3);
  const scale = levelScale(heights, box, 3);
  const s = heightScale(heights, scale);
  assert.ok(s.top > s.bottom);
  assert.ok(Math.abs(rise(s, scale, 3)) < 0.5);
});
