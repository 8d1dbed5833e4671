import assert from "node:assert/strict";
import { test } from "node:test";
import { paintOrder } from "./paint-order.ts";

const run = (...x: number[]) => ({ trajectory: { length: x.length, x: Float64Array.from(x), y: new Float64Array(x.length) } });

test("the run that reaches furthest lies under the others", () => {
  assert.deepEqual(paintOrder([run(1, 0.5), run(1, 0), run(1, -9, 80)]), [2, 1, 0]);
});

test("one that left every number reaches furthest; equals keep their order", () => {
  assert.deepEqual(paintOrder([run(0, 2), run(0, 1, NaN), run(0, -2)]), [1, 0, 2]);
  assert.deepEqual(paintOrder([run(), run()]), [0, 1]);
});

test("iterates that come later count", () => {
  const [near, grows] = [run(0, 3), run(0, 1, 50)];
  grows.trajectory.length = 2;
  assert.deepEqual(paintOrder([near, grows]), [0, 1]);
  grows.trajectory.length = 3;
  assert.deepEqual(paintOrder([near, grows]), [1, 0]);
});
