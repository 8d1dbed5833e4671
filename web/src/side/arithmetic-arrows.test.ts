import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowOf, slopeOn, updateOn } from "./arithmetic-arrows.ts";
import type { Theme } from "../draw/colors.ts";
import { View } from "../plane/view.ts";
import type { StepLine } from "../wire/wire.ts";

const sheet = { plan: new View({ xmin: -5, xmax: 5, ymin: -5, ymax: 5 }, { width: 500, height: 500 }), theme: { scale: 1 } as Theme };
const run = { x: Float64Array.of(0, 2, 2.01, 40), y: Float64Array.of(0, 1, 1, 40) };
const line = (name: string): StepLine => ({ name, mathml: "", numbers_mathml: [], results_mathml: [], results: [] });

test("the next weights are about the update, the gradient about the slope, and a rate or a state about no arrow", () => {
  assert.deepEqual(["w'", "w'.x", "g", "m'", "eta", "shrink", ""].map((name) => arrowOf(line(name))), ["update", "update", "slope", null, null, null, null]);
});

test("an update goes from one iterate to the next; one too short to be seen, or off the picture, is said to be", () => {
  const { cut } = updateOn(sheet, run, 0, 2) as Exclude<ReturnType<typeof updateOn>, string>;
  assert.deepEqual([cut.x0, cut.y0, cut.x1, cut.y1], [250, 250, 350, 200]);
  assert.equal(updateOn(sheet, run, 1, 2), "short");
  const leaves = updateOn(sheet, run, 2, 2) as Exclude<ReturnType<typeof updateOn>, string>;
  assert.ok(leaves.cut.to < 1 && leaves.cut.x1 <= 500);
  assert.equal(updateOn(sheet, { x: Float64Array.of(8, 9), y: Float64Array.of(8, 8) }, 0, 2), "away");
});

test("of one weight the update goes along its axis, though the loss beside it falls", () => {
  const { cut } = updateOn(sheet, run, 0, 1) as Exclude<ReturnType<typeof updateOn>, string>;
  assert.deepEqual([cut.x0, cut.y0, cut.x1, cut.y1], [250, 250, 350, 250]);
});

test("the gradient's arrow goes up the slope, in the plane and on the curve; without a slope there is none", () => {
  const up = slopeOn(sheet, run, 0, [-3, 0], 2) as Exclude<ReturnType<typeof slopeOn>, string>;
  assert.ok(up.cut.x1 < up.cut.x0 && Math.abs(up.cut.y1 - up.cut.y0) < 1e-9);
  for (const slope of [2, -2]) {
    const { cut } = slopeOn(sheet, run, 0, [slope], 1) as Exclude<ReturnType<typeof slopeOn>, string>;
    assert.ok(Math.sign(cut.x1 - cut.x0) === Math.sign(slope) && cut.y1 < cut.y0, "upwards");
  }
  assert.equal(slopeOn(sheet, run, 0, [0, 0], 2), "flat");
  assert.equal(slopeOn(sheet, run, 0, [0], 1), "flat");
  assert.equal(slopeOn(sheet, run, 3, [1, 1], 2), "away");
});
