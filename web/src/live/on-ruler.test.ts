import assert from "node:assert/strict";
import { test } from "node:test";
import { heaped } from "./on-ruler.ts";

test("dots lie on the ground, and on each other where they are at one rate", () => {
  const heap = heaped([{ x: 50, r: 4 }, { x: 10, r: 4 }, { x: 12, r: 4 }], 100);
  assert.deepEqual(heap.map(({ x, y }) => [x, y]), [[10, 4], [12, 12], [50, 4]]);
});

test("a heap is no higher than there is room", () => {
  const heap = heaped([...Array(40)].map(() => ({ x: 5, r: 3 })), 60);
  assert.ok(heap.every(({ y, r }) => y - r >= 0 && y + r <= 60 + 1e-9));
  assert.equal(new Set(heap.map(({ y }) => y)).size, 40);
});
