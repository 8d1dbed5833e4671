import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestIterate } from "./nearest.ts";

const run = (...x: number[]) => ({ trajectory: { last: x.length - 1, x: Float64Array.from(x), y: new Float64Array(x.length) } });
const runs = [run(0, 10, 20), run(0, 12, 40)];
const none = new Set<number>();
const plain = { pixel: (x: number, y: number) => [x, y] as const };

test("the nearest iterate within reach is meant, and none beyond it", () => {
  assert.deepEqual(nearestIterate(runs, none, 9, plain, [19, 0], 5), { run: 0, k: 2 });
  assert.equal(nearestIterate(runs, none, 9, plain, [30, 0], 5), null);
});

test("what the playhead has not reached, and a hidden run, are not meant", () => {
  assert.equal(nearestIterate(runs, none, 1, plain, [40, 0], 5), null);
  assert.deepEqual(nearestIterate(runs, new Set([1]), 9, plain, [12, 0], 5), { run: 0, k: 1 });
});

test("at the common start the later run, which lies on top, is meant", () => {
  assert.deepEqual(nearestIterate(runs, none, 9, plain, [0, 0], 5), { run: 1, k: 0 });
});

test("what the view does not hold, or a hill hides, is passed over", () => {
  const cut = { pixel: (x: number, y: number) => (x === 12 ? null : ([x, y] as const)) };
  assert.deepEqual(nearestIterate(runs, none, 9, cut, [12, 0], 5), { run: 0, k: 1 });
  const hill = { ...plain, seen: (x: number) => x !== 12 };
  assert.deepEqual(nearestIterate(runs, none, 9, hill, [12, 0], 5), { run: 0, k: 1 });
});
