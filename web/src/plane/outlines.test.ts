import { test } from "node:test";
import assert from "node:assert/strict";
import { contours } from "d3-contour";
import { outlines, type Ring } from "./outlines.ts";

const n = 48;
const grid = (f: (x: number, y: number) => number, size = n) => Float64Array.from({ length: size * size }, (_, s) => f((6 * (s % size)) / (size - 1) - 3, (6 * Math.floor(s / size)) / (size - 1) - 3));

/** What d3-contour traces, its outlines each before their holes. */
function traced(values: Float64Array, size: number, levels: number[]): Ring[][] {
  const areas = contours().size([size, size]).thresholds(levels)(values as unknown as number[]);
  return areas.map(({ coordinates }) => coordinates.flat().map((ring) => ring.map(([x, y]): [number, number] => [x! - 0.5, y! - 0.5])));
}

test("outlines are those that d3-contour traces, from the same point on and in the same order", () => {
  const levels = [-1.5, -0.8, -0.3, 0.05, 0.31, 0.7, 1.2, 4, 9.1];
  const surfaces: [string, (x: number, y: number) => number][] = [
    ["bowl", (x, y) => x * x + 2 * y * y],
    ["hill, holes and islands", (x, y) => Math.sin(3 * x) * Math.cos(4 * y) + 0.1 * x],
    ["rings", (x, y) => Math.sin(6 * Math.hypot(x, y))],
    ["saddle", (x, y) => x * x - y * y],
    ["steps", (x, y) => Math.round(x) * 0.5 + Math.round(y)],
    ["noise, with many cells of two ways", (x, y) => Math.sin(1e4 * (x + 1.3 * y * y)) * 2],
    ["slope", (x, y) => x + 0.3 * y],
    ["all above", () => 10],
    ["all below", () => -10],
  ];
  for (const [name, f] of surfaces) {
    const values = grid(f);
    const [own, theirs] = [outlines(values, n, levels), traced(values, n, levels)];
    theirs.forEach((rings, l) => {
      assert.equal(own[l]!.length, rings.length, `${name}: rings at ${levels[l]}`);
      rings.forEach((ring, i) => {
        assert.equal(own[l]![i]!.length, ring.length, `${name}: points of ring ${i} at ${levels[l]}`);
        ring.forEach(([x, y], k) => assert.ok(Math.hypot(own[l]![i]![k]![0] - x, own[l]![i]![k]![1] - y) < 1e-9, `${name}: point ${k} of ring ${i} at ${levels[l]}`));
      });
    });
  }
});

test("a sample at a level is above it, and a level at a corner leaves no gap", () => {
  const values = Float64Array.from([0, 0, 0, 0, 1, 0, 0, 0, 0]);
  const [at, above] = outlines(values, 3, [1, 1.5]) as [Ring[], Ring[]];
  assert.equal(at.length + above.length, traced(values, 3, [1, 1.5]).flat().length);
  assert.deepEqual(outlines(values, 3, [0.5])[0]![0], [[1.5, 1], [1, 0.5], [0.5, 1], [1, 1.5], [1.5, 1]]);
});

test("no levels have no outlines, and few samples are enough", () => {
  assert.deepEqual(outlines(new Float64Array(9), 3, []), []);
  assert.deepEqual(outlines(Float64Array.of(2), 1, [1]), traced(Float64Array.of(2), 1, [1]));
});
