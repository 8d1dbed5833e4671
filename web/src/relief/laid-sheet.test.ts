import assert from "node:assert/strict";
import { test } from "node:test";
import type { Theme } from "../draw/colors.ts";
import { type LabelBox, overlap } from "../draw/labels.ts";
import { EXIT_ARROW } from "../draw/tags.ts";
import { Trajectory } from "../plane/trajectories.ts";
import { Field } from "./field.ts";
import { LaidSheet } from "./laid-sheet.ts";
import { Pose, along, axesOf } from "./orbit.ts";

const size = { width: 800, height: 600 };
const n = 33;
const plain = new Field(
  { box: { xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, n, values: new Float32Array(n * n) },
  { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 },
);

/** A run that leaves the plain in one step, at an angle. */
function leaver(angle: number): Trajectory {
  const run = new Trajectory(0);
  const [x, y] = [Float64Array.of(0, 9 * Math.cos(angle)), Float64Array.of(0, 9 * Math.sin(angle))];
  run.append({ kind: "iterates", id: 1, run: 0, first: 0, count: 2, x, y, loss: x, gx: x, gy: y, lr: x });
  return run;
}

test("the arrow of a run that left the relief stands under nothing that the page has laid over it", () => {
  const axes = axesOf({ azimuth: -30, elevation: 55 });
  const pose = new Pose(along([0, 0.2, 0], axes.forward, -5), axes, size);
  const sheet = (covered: LabelBox[] | null) => new LaidSheet(null as never, plain, pose, { scale: 1 } as Theme, covered && { size, covered });
  let moved = 0;
  for (let i = 0; i < 24; i++) {
    const run = leaver((i * Math.PI) / 12);
    const left = sheet(null).leaving(run, 1)!;
    const bar = { x: left.x - 90, y: left.y - 25, width: 180, height: 50 }; // buttons where it would stand
    const { x, y, angle } = sheet([bar]).leaving(run, 1)!;
    const tail = { x: x - EXIT_ARROW * Math.cos(angle), y: y - EXIT_ARROW * Math.sin(angle) };
    const arrow = { x: Math.min(x, tail.x), y: Math.min(y, tail.y), width: Math.abs(x - tail.x), height: Math.abs(y - tail.y) };
    assert.ok(!overlap(arrow, bar), `${i}: ${[x, y]}`);
    assert.ok(x >= 0 && y >= 0 && x <= size.width && y <= size.height);
    if (x !== left.x || y !== left.y) moved++;
  }
  assert.equal(moved, 24);
});
