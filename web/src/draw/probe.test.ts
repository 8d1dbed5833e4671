import { test } from "node:test";
import assert from "node:assert/strict";
import { steepest } from "./probe.ts";
import { View } from "../plane/view.ts";

const view = new View({ xmin: -5, xmax: 5, ymin: -5, ymax: 5 }, { width: 500, height: 500 });

test("the arrow goes down the slope, and up on the screen where that is up", () => {
  assert.deepEqual(steepest({ at: [0, 0], gradient: [-3, 0] }, view), [1, 0]);
  const [x, y] = steepest({ at: [0, 0], gradient: [0, -1e-9] }, view)!;
  assert.ok(Math.abs(x) < 1e-12 && Math.abs(y + 1) < 1e-12);
});

test("it is one length long on axes of two scales as well, the way a step goes there", () => {
  const flat = new View({ xmin: -5, xmax: 5, ymin: -50, ymax: 50 }, view.size);
  const [x, y] = steepest({ at: [0, 0], gradient: [1, 1] }, flat)!;
  assert.ok(Math.abs(Math.hypot(x, y) - 1) < 1e-12);
  assert.ok(Math.abs(y / x + 0.1) < 1e-12);
});

test("there is none where the slope is zero or not known", () => {
  assert.equal(steepest({ at: [0, 0], gradient: [0, 0] }, view), null);
  assert.equal(steepest({ at: [0, 0], gradient: null }, view), null);
  assert.equal(steepest({ at: [0, 0], gradient: [NaN, 1] }, view), null);
});
