import { test } from "node:test";
import assert from "node:assert/strict";
import { exitOf } from "./arrows.ts";
import { clipSegment } from "./clip.ts";
import { Trajectory } from "./trajectories.ts";
import { View } from "./view.ts";

const square = { left: 0, right: 10, top: 0, bottom: 10 };

function runOf(...points: [number, number][]): Trajectory {
  const run = new Trajectory(0, points.length);
  points.forEach(([x, y], k) => {
    run.x[k] = x;
    run.y[k] = y;
    run.gx[k] = -1;
  });
  run.length = points.length;
  return run;
}

test("a segment is cut to the square", () => {
  const cut = clipSegment(-10, 5, 20, 5, square);
  assert.deepEqual([cut?.x0, cut?.y0, cut?.x1, cut?.y1].map((v) => Math.round(v ?? NaN)), [0, 5, 10, 5]);
  assert.equal(clipSegment(-5, -5, -1, 20, square), null);
  assert.equal(clipSegment(2, 2, 3, 3, square)?.to, 1);
});

test("a segment to 1e300 leaves on the right side", () => {
  const cut = clipSegment(5, 5, 1e300, 5, square);
  assert.ok(cut && Math.abs(cut.x1 - 10) < 1e-9 && cut.y1 === 5);
  assert.equal(clipSegment(5, 5, Infinity, 5, square), null);
});

const view = new View({ xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, { width: 100, height: 100 });

test("a run on the map has no exit", () => {
  assert.equal(exitOf(runOf([0, 0], [5, 0], [0.5, 0]), 2, view), null);
  assert.equal(exitOf(runOf([0, 0], [5, 0]), 0, view), null);
});

test("a run that left is shown where it left for the last time", () => {
  const exit = exitOf(runOf([0, 0], [-5, 0], [0.5, 0], [9, 0], [-1e300, 0]), 4, view, 10);
  assert.equal(exit?.k, 3);
  assert.ok(exit && Math.abs(exit.x - 90) < 1e-9 && Math.abs(exit.angle) < 1e-9);
});

test("a run whose next iterate is not finite goes the way of its update", () => {
  const exit = exitOf(runOf([0, 0], [NaN, NaN]), 1, view, 10);
  assert.ok(exit && exit.k === 1 && Math.abs(exit.x - 90) < 1e-9);
});
