import { test } from "node:test";
import assert from "node:assert/strict";
import { Crossings, crossings } from "./crossings.ts";
import { Trajectory, type ShownRun } from "../plane/trajectories.ts";
import { View } from "../plane/view.ts";

/** A map of 100 × 100 px on which the world's y grows upwards. */
const view = new View({ xmin: 0, xmax: 10, ymin: 0, ymax: 10 }, { width: 100, height: 100 });

function runOf(points: [number, number][]): Trajectory {
  const run = new Trajectory(0, points.length);
  points.forEach(([x, y], k) => ([run.x[k], run.y[k]] = [x, y]));
  run.length = points.length;
  return run;
}

test("a long step through a place counts though both its ends lie outside", () => {
  const run = runOf([[0, 5], [10, 5], [10, 9]]);
  assert.equal(crossings(run, { x: 40, y: 45, width: 20, height: 10 }, view), 1);
  assert.equal(crossings(run, { x: 40, y: 20, width: 20, height: 10 }, view), 0, "above the line");
});

test("a slanted step past a corner does not count", () => {
  const run = runOf([[0, 4], [6, 10]]);
  assert.equal(crossings(run, { x: 32, y: 35, width: 20, height: 10 }, view), 0);
});

test("the clearest place is first, a hidden run is no matter, and ties keep their order", () => {
  const runs = [runOf([[0, 5], [10, 5]])].map((trajectory) => ({ trajectory }) as unknown as ShownRun);
  const [on, off, other] = [45, 20, 70].map((y) => ({ x: 40, y, width: 20, height: 10 }));
  assert.deepEqual(new Crossings(runs, new Set(), view).clearest([on!, off!, other!]), [off, other, on]);
  assert.deepEqual(new Crossings(runs, new Set([0]), view).clearest([on!, off!]), [on, off]);
});
