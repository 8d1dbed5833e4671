import assert from "node:assert/strict";
import { test } from "node:test";
import type { Vec3 } from "./field.ts";
import { DEFAULT, Pose, along, axesOf, frame, limited, orbitText, parseOrbit } from "./orbit.ts";

const size = { width: 800, height: 600 };

test("a link's camera is read as it is written", () => {
  assert.equal(orbitText({ azimuth: -24, elevation: 40, distance: 1, tx: 0, ty: 0 }), "-24,40,1");
  assert.equal(orbitText({ azimuth: 10.04, elevation: 33.33, distance: 0.5, tx: 0.1, ty: -0.25 }), "10,33.3,0.5,0.1,-0.25");
  for (const text of ["-24,40,1", "170.5,12,0.25,0.5,-1"]) assert.equal(orbitText(parseOrbit(text)!), text);
});

test("what is no camera is none", () => {
  for (const text of ["", "1,2", "1,2,3,4", "a,b,c", "1,2,0", "1,,1", "1,2,-1", "Infinity,2,1"]) assert.equal(parseOrbit(text), null, text);
});

test("the eye never goes below, nor loses the relief", () => {
  const far = limited({ azimuth: 540, elevation: -40, distance: 99, tx: 7, ty: -7 });
  assert.ok(far.elevation > 0 && far.distance < 3);
  assert.deepEqual([far.azimuth, far.tx, far.ty], [180, 1, -1]);
  assert.ok(limited({ ...DEFAULT, distance: 0, elevation: 120 }).distance > 0);
  assert.ok(limited({ ...DEFAULT, elevation: 120 }).elevation < 90);
});

test("a ray through a pixel meets what is seen there", () => {
  const axes = axesOf({ azimuth: 35, elevation: 30 });
  const pose = new Pose(along([0, 0, 0], axes.forward, -5), axes, size);
  const place: Vec3 = [0.4, 0.2, -0.6];
  const [px, py, depth] = pose.project(place);
  const met = along(pose.eye, pose.ray(px, py), depth);
  met.forEach((v, i) => assert.ok(Math.abs(v - place[i]) < 1e-9));
});

test("azimuth 0 looks north with w1 to the right, and a greater one from the right", () => {
  const { right, forward } = axesOf({ azimuth: 0, elevation: 30 });
  assert.deepEqual(right.map(Math.abs), [1, 0, 0]);
  assert.ok(forward[2] < 0 && forward[1] < 0);
  assert.ok(axesOf({ azimuth: 40, elevation: 30 }).forward[0] < 0);
});

test("a framed block fills the view and is nowhere cut", () => {
  const margins = { top: 60, bottom: 40, left: 30, right: 20 };
  const corners: Vec3[] = [];
  for (const x of [-1, 1]) for (const y of [-0.2, 0.4]) for (const z of [-0.8, 0.8]) corners.push([x, y, z]);
  for (const shape of [size, { width: 360, height: 480 }, { width: 1200, height: 400 }]) {
    const axes = axesOf(DEFAULT);
    const { distance, shift, across } = frame(corners, axes, shape, margins);
    const pose = new Pose(along(along(along([0, 0, 0], axes.up, shift), axes.right, across), axes.forward, -distance), axes, shape);
    const seen = corners.map((c) => pose.project(c));
    const [left, right] = [Math.min(...seen.map((p) => p[0])), Math.max(...seen.map((p) => p[0]))];
    const [top, bottom] = [Math.min(...seen.map((p) => p[1])), Math.max(...seen.map((p) => p[1]))];
    assert.ok(left > 29 && right < shape.width - 19, `${left}…${right} of ${shape.width}`);
    assert.ok(top > 59 && bottom < shape.height - 39, `${top}…${bottom} of ${shape.height}`);
    assert.ok((left < 32 && right > shape.width - 22) || (top < 64 && bottom > shape.height - 44), "it fills one way");
  }
});
