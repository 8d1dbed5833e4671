import assert from "node:assert/strict";
import { test } from "node:test";
import { smoothRims } from "./rim.ts";

/** A grid of n × n samples about 0 whose surface is a disc of a radius in cells, at its own height of a dome. */
function disc(n: number, radius: number) {
  const y = new Float32Array(n * n), place = new Float32Array(3 * n * n), level = new Float32Array(n * n);
  for (let v = 0; v < n * n; v++) {
    const [x, z] = [(v % n) - (n - 1) / 2, Math.floor(v / n) - (n - 1) / 2];
    y[v] = -Math.sqrt(1 - (x * x + z * z) / radius ** 2);
    place.set([x, y[v]! || 0, z], 3 * v);
    level[v] = y[v]!;
  }
  return { n, y, place, level };
}

const rimOf = ({ n, y }: ReturnType<typeof disc>) => [...y.keys()].filter((v) => y[v] === y[v] && [v - 1, v + 1, v - n, v + n].some((s) => Number.isNaN(y[s])));
const spread = (values: number[]) => Math.max(...values) - Math.min(...values);

test("a disc's rim is round, and as high all around", () => {
  const grid = disc(41, 15.3), rim = rimOf(grid);
  const radii = () => rim.map((v) => Math.hypot(grid.place[3 * v]!, grid.place[3 * v + 2]!)), heights = () => rim.map((v) => grid.place[3 * v + 1]!);
  const before = [spread(radii()), spread(heights())];
  smoothRims(grid.place, grid.level, grid.y, grid.n);
  assert.ok(spread(radii()) < 0.5 * before[0]!, `${spread(radii())} of ${before[0]}`);
  assert.ok(spread(heights()) < 0.5 * before[1]!, `${spread(heights())} of ${before[1]}`);
  assert.ok(rim.every((v) => Number.isFinite(grid.level[v])));
});

test("what is no rim, and the box's edge, keep their places", () => {
  const grid = disc(21, 8), kept = new Set([...grid.y.keys()].filter((v) => !rimOf(grid).includes(v)));
  const before = grid.place.slice();
  smoothRims(grid.place, grid.level, grid.y, grid.n);
  for (const v of kept) assert.deepEqual(grid.place.slice(3 * v, 3 * v + 3), before.slice(3 * v, 3 * v + 3));
  const all = disc(11, 100), whole = all.place.slice();
  smoothRims(all.place, all.level, all.y, all.n);
  assert.deepEqual(all.place, whole, "a surface without a rim");
});
