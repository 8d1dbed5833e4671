import assert from "node:assert/strict";
import { test } from "node:test";
import { Field, TALL } from "./field.ts";
import { Pose, along, axesOf } from "./orbit.ts";
import { hitOf, isSeen, onLevel } from "./pick.ts";

const n = 65;
const at = (i: number) => -1 + (2 * i) / (n - 1);
const fieldOf = (loss: (x: number, y: number) => number) =>
  new Field(
    { box: { xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, n, values: Float32Array.from({ length: n * n }, (_, s) => loss(at(s % n), at(Math.floor(s / n)))) },
    { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 },
  );

/** A wall along x = 0 between two plains. */
const ridge = fieldOf((x) => Math.max(0, 1 - 6 * Math.abs(x)));

function poseOf(azimuth: number, elevation: number): Pose {
  const axes = axesOf({ azimuth, elevation });
  return new Pose(along([0, 0.2, 0], axes.forward, -5), axes, { width: 800, height: 600 });
}

test("the surface under a pixel is the one that is seen there", () => {
  const pose = poseOf(-30, 55);
  for (const [w1, w2] of [[-0.5, 0.3], [-0.9, -0.9], [0.05, 0.2], [0.7, -0.4]] as const) {
    const place = ridge.place(w1, w2);
    const hit = hitOf(ridge, pose.eye, pose.ray(...(pose.project(place).slice(0, 2) as [number, number])));
    if (!isSeen(ridge, pose.eye, place)) continue;
    assert.ok(hit && !hit.wall);
    assert.ok(Math.hypot(hit.x - place[0], hit.z - place[2]) < 0.01, `${w1}, ${w2} → ${hit.x}, ${hit.z}`);
  }
});

test("a ridge hides what is behind it from low down, not from above", () => {
  const behind = ridge.place(-0.3, 0);
  assert.ok(!isSeen(ridge, poseOf(90, 15).eye, behind));
  assert.ok(isSeen(ridge, poseOf(90, 80).eye, behind));
  assert.ok(isSeen(ridge, poseOf(-90, 15).eye, behind));
});

test("a ray past the relief meets nothing; one at its wall says so", () => {
  const pose = poseOf(0, 30);
  assert.equal(hitOf(ridge, pose.eye, pose.ray(5, 5)), null);
  const high = fieldOf((x) => (x > -0.9 ? 1 : 0));
  const wall = pose.project([0.2, TALL / 2, high.hz]);
  const hit = hitOf(high, pose.eye, pose.ray(wall[0], wall[1]));
  assert.ok(hit?.wall);
  assert.ok(Math.abs(hit.z - high.hz) < 1e-6);
});

test("a drag off the relief stays at its edge", () => {
  const pose = poseOf(0, 40);
  const hit = onLevel(ridge, pose.eye, pose.ray(799, 300), 0.1);
  assert.ok(hit);
  assert.equal(hit.x, ridge.hx);
  assert.equal(onLevel(ridge, pose.eye, pose.ray(400, -4000), 0.1), null, "nothing level lies in the sky");
});
