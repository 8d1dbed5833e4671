import assert from "node:assert/strict";
import { test } from "node:test";
import { View } from "../plane/view.ts";
import { hasLoss, placeOf } from "./place.ts";

test("a run that left where the loss is defined stands at the edge, and neither beyond it nor on the curve", () => {
  const view = new View({ xmin: -5, xmax: 5, ymin: -4, ymax: 4 }, { width: 800, height: 400 });
  const curve = (x: number) => view.y(Math.log(view.worldX(x)));
  const run = { x: Float64Array.of(1, 0.5, -0.5), y: Float64Array.of(0, Math.log(0.5), Math.log(0.5)), loss: Float64Array.of(0, Math.log(0.5), NaN) };
  assert.deepEqual([0, 1, 2].map((k) => hasLoss(run, k)), [true, true, false]);
  assert.deepEqual(placeOf(run, 1, view, curve), [view.x(0.5), view.y(Math.log(0.5))]);
  const [x, y] = placeOf(run, 2, view, curve);
  assert.ok(Math.abs(x - view.x(0)) < 0.1, `at ${view.worldX(x)}`);
  assert.equal(y, view.y(Math.log(0.5)));
  assert.equal(placeOf(run, 2, view, () => NaN)[0] < view.x(0.5) + 0.1, true); // while the curve is not known
  const gone = { ...run, x: Float64Array.of(1, 0.5, -50) };
  assert.equal(placeOf(gone, 2, view, curve)[0], view.x(-50)); // it left the picture
});
