import assert from "node:assert/strict";
import { test } from "node:test";
import type { Heights } from "./heights.ts";
import { roomIn, undefinedMask, undefinedRings } from "./undefined.ts";

const n = 129;
const at = (i: number) => -5 + (10 * i) / (n - 1);

function heightsOf(loss: (x: number, y: number) => number): Heights {
  const box = { xmin: -5, xmax: 5, ymin: -5, ymax: 5 };
  return { box, n, values: Float32Array.from({ length: n * n }, (_, s) => loss(at(s % n), at(Math.floor(s / n)))) };
}

test("what is not defined is marked, up to its edge", () => {
  const mask = undefinedMask(heightsOf((x, y) => Math.sqrt(x - 1) + y * y))!;
  for (let s = 0; s < n * n; s++) assert.equal(mask[s] === 1, at(s % n) < 1);
  const rings = undefinedRings(mask, n);
  const edge = Math.max(...rings.flat().map(([x]) => x));
  assert.ok(Math.abs(at(0) + (edge * 10) / (n - 1) - 1) < 10 / (n - 1), `edge at ${edge}`);
  const room = roomIn(mask, n)!;
  assert.ok(room.length > n / 2 && Math.abs(room.y - n / 2) < 2);
});

test("poles that the loss changes its sign over are marked along all of their way, and no more", () => {
  const poles: [string, (x: number, y: number) => number, (x: number, y: number) => number][] = [
    ["1/(x^2+y^2-1)", (x, y) => 1 / (x * x + y * y - 1), (x, y) => Math.abs(Math.hypot(x, y) - 1)],
    ["1/x", (x, y) => 1 / (x - 0.013) + y * y * 0.01, (x) => Math.abs(x - 0.013)],
    ["tan(x)+y^2", (x, y) => Math.tan(x) + y * y, (x) => Math.min(...[-1.5, -0.5, 0.5, 1.5].map((k) => Math.abs(x - k * Math.PI)))],
  ];
  for (const [name, loss, away] of poles) {
    const mask = undefinedMask(heightsOf(loss));
    assert.ok(mask, name);
    let marked = 0;
    for (let s = 0; s < n * n; s++) {
      if (!mask[s]) continue;
      marked++;
      assert.ok(away(at(s % n), at(Math.floor(s / n))) < 2 * (10 / (n - 1)), `${name} at ${at(s % n)}, ${at(Math.floor(s / n))}`);
    }
    assert.ok(marked > 60, `${name}: ${marked} samples`);
  }
});

test("samples beside a pole to which the loss rises are marked", () => {
  const heights = heightsOf((x, y) => 1 / (x - 0.01) ** 2 + y * y);
  for (let j = 0; j < n; j++) heights.values[j * n + 64] = Infinity;
  const mask = undefinedMask(heights)!;
  for (let s = 0; s < n * n; s++) assert.equal(mask[s] === 1, s % n === 64);
});

test("steep places, cliffs and waves are no poles", () => {
  for (const loss of [
    (x: number, y: number) => x * x + y * y,
    (x: number, y: number) => 100 * (y - x * x) ** 2,
    (x: number) => Math.tanh(1000 * (x - 0.02)),
    (x: number, y: number) => Math.sin(40 * x) + y,
    (x: number) => 1 / (x * x + 1e-4),
    () => 3,
  ]) {
    assert.equal(undefinedMask(heightsOf(loss)), null, String(loss));
  }
});
