import assert from "node:assert/strict";
import { test } from "node:test";
import type { Heights } from "../plane/heights.ts";
import { Field, TALL } from "./field.ts";

const scale = { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 };

/** Heights over [0, 4] × [0, 2]. */
export function fieldOf(loss: (x: number, y: number) => number, n = 5): Field {
  const values = Float32Array.from({ length: n * n }, (_, s) => loss((4 * (s % n)) / (n - 1), (2 * Math.floor(s / n)) / (n - 1)));
  const heights: Heights = { box: { xmin: 0, xmax: 4, ymin: 0, ymax: 2 }, n, values };
  return new Field(heights, scale);
}

test("places of the plane go to the scene and back", () => {
  const field = fieldOf(() => 0);
  assert.deepEqual([field.hx, field.hz, field.stretch], [1, 0.5, 1]);
  assert.deepEqual([field.x(0), field.x(4)], [-1, 1]);
  assert.deepEqual([field.z(0), field.z(2)], [field.hz, -field.hz], "w2 grows away from the eye");
  assert.ok(Math.abs(field.w1(field.x(1.3)) - 1.3) < 1e-12);
  assert.ok(Math.abs(field.w2(field.z(0.7)) - 0.7) < 1e-12);
});

test("a box longer than one can look at is drawn shorter, and says by how much", () => {
  const heights = { box: { xmin: 0, xmax: 24, ymin: 0, ymax: 2 }, n: 2, values: new Float32Array(4) };
  const field = new Field(heights, scale);
  assert.ok(field.hz > 0.4 && Math.abs(field.stretch - 0.2) < 1e-9, `${field.hz}, ${field.stretch}`);
});

test("a plane's height is exact between its samples", () => {
  const field = fieldOf((x) => x / 4);
  for (const w1 of [0, 0.1, 1.7, 3.99, 4]) {
    const [, y] = field.place(w1, 0.9);
    assert.ok(Math.abs(y - (TALL * w1) / 4) < 1e-6, `at ${w1}: ${y}`);
  }
});

test("a saddle cell is split along one diagonal", () => {
  const field = fieldOf((x, y) => (x === 0) === (y === 0) ? 0 : 1, 2);
  assert.ok(Math.abs(field.height(0, 0) - TALL) < 1e-6, "the diagonal from b to c is an edge");
  assert.ok(Math.abs(field.height(-0.5, field.hz / 2) - TALL / 2) < 1e-6);
});

test("a hole has no height", () => {
  const field = fieldOf((x, y) => (x === 1 && y === 1 ? NaN : 0));
  assert.ok(Number.isNaN(field.place(1, 1)[1]));
  assert.equal(field.rim(field.x(1), field.z(1)), 0, "its edge has one");
  assert.equal(field.place(3.5, 0.2)[1], 0);
});
