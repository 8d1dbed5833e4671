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
  assert.deepEqual([...new Crossings(runs, new Set(), view).clearest([on!, off!, other!])], [off, other, on]);
  assert.deepEqual([...new Crossings(runs, new Set([0]), view).clearest([on!, off!])], [on, off]);
});

test("a place is crossed where a line goes through it, whatever its direction, and not beside it", () => {
  const runs = [runOf([[0, 5], [10, 5]]), runOf([[0, 0], [10, 10]]), runOf([[2, 5], [2, 1e30]])].map((trajectory) => ({ trajectory }) as unknown as ShownRun);
  for (const [only, places] of [[0, [[40, 45, true], [40, 20, false], [-30, 45, false]]], [1, [[70, 20, true], [20, 20, false]]], [2, [[10, 20, true], [10, 70, false], [40, 20, false]]]] as const) {
    const asked = new Crossings(runs, new Set([0, 1, 2].filter((run) => run !== only)), view);
    for (const [x, y, crossed] of places) assert.equal(asked.crosses({ x, y, width: 20, height: 10 }), crossed, `run ${only} at ${x}, ${y}`);
  }
  for (let x = 0; x < 80; x++) {
    const place = { x, y: 31, width: 20, height: 10 };
    if (crossings(runs[1]!.trajectory, place, view) > 0) assert.ok(new Crossings(runs, new Set([0, 2]), view).crosses(place), `the slanted line at ${x}`);
  }
});
