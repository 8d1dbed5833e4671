import assert from "node:assert/strict";
import { test } from "node:test";
import { Trajectory } from "../plane/trajectories.ts";
import { Drape, stepOf } from "./drape.ts";
import { Field, TALL } from "./field.ts";

const n = 41;
const at = (i: number) => -1 + (2 * i) / (n - 1);
const ridge = new Field(
  {
    box: { xmin: -1, xmax: 1, ymin: -1, ymax: 1 },
    n,
    values: Float32Array.from({ length: n * n }, (_, s) => 1 - Math.abs(at(s % n))),
  },
  { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 },
);

function runOf(points: [number, number][]): Trajectory {
  const run = new Trajectory(0);
  const column = (pick: (p: [number, number]) => number) => Float64Array.from(points, pick);
  const none = new Float64Array(points.length);
  run.append({ kind: "iterates", id: 1, run: 0, first: 0, count: points.length, x: column((p) => p[0]), y: column((p) => p[1]), loss: none, gx: none, gy: none, lr: none });
  return run;
}

const points = ({ data, count }: Drape["line"]) => Array.from({ length: count }, (_, i) => [...data.subarray(4 * i, 4 * i + 4)]);

test("a long step is an arc over the ridge with a shadow on it, lifted by no more than its share", () => {
  const drape = new Drape();
  drape.extend(ridge, runOf([[-0.8, 0], [0.8, 0]]));
  const [line, shadow] = [points(drape.line), points(drape.shadow)];
  for (const [x, y, z] of line) {
    const over = y - ridge.height(x, z);
    assert.ok(over >= -1e-6 && over <= 0.08 * TALL + 1e-6, `${over} above the ground`);
  }
  for (const [x, y, z] of shadow) assert.ok(Math.abs(y - ridge.height(x, z)) < 1e-6);
  for (const end of [line, shadow]) assert.deepEqual([end[0]![0], end.at(-1)![0]].map((x) => x.toFixed(3)), ["-0.800", "0.800"]);
});

test("a leap over a hollow does not slide through it", () => {
  const drape = new Drape();
  const hollow = new Field({ box: ridge.box, n, values: Float32Array.from({ length: n * n }, (_, s) => Math.abs(at(s % n))) }, ridge.scale);
  drape.extend(hollow, runOf([[-0.8, 0], [0.8, 0]]));
  const middle = points(drape.line).find(([x]) => Math.abs(x) < 0.05)!;
  assert.ok(middle[1] > 0.8 * TALL, `${middle[1]}`);
  assert.equal(drape.dots.count, 2, "a dot where it starts, and one where it lands");
});

test("short steps over a ridge climb it", () => {
  const drape = new Drape();
  drape.extend(ridge, runOf(Array.from({ length: 41 }, (_, k) => [-0.8 + 0.04 * k, 0] as [number, number])));
  const line = points(drape.line);
  assert.equal(drape.shadow.count, 0);
  assert.ok(line.length > 20, `${line.length} points`);
  for (const [x, y, z] of line) assert.ok(Math.abs(y - ridge.height(x, z)) < 1e-6);
  assert.ok(Math.max(...line.map(([, y]) => y)) > 0.95 * Math.max(...ridge.y));
});

test("steps grow along the line from iterate to iterate", () => {
  const drape = new Drape();
  drape.extend(ridge, runOf([[-0.8, 0], [0, 0.5], [0.5, 0.5]]));
  const steps = points(drape.line).map(([, , , k]) => stepOf(k));
  assert.deepEqual([steps[0], steps.at(-1)], [0, 2]);
  for (let i = 1; i < steps.length; i++) assert.ok(steps[i] > steps[i - 1]);
  assert.equal(drape.dots.count, 3);
});

test("a run that leaves is cut at the edge, and begins a new line where it comes back", () => {
  const drape = new Drape();
  drape.extend(ridge, runOf([[0, 0], [3, 0], [0, 0.5], [1e300, NaN]]));
  const line = points(drape.line);
  const begun = line.filter(([, , , k]) => k < 0);
  assert.equal(begun.length, 2);
  assert.ok(line.every(([x]) => Math.abs(x) <= 1 + 1e-6));
  assert.ok(Math.max(...line.map(([x]) => x)) > 0.999);
  assert.equal(drape.dots.count, 2, "no dot off the relief");
});

test("many short steps make a line all the same", () => {
  const drape = new Drape();
  drape.extend(ridge, runOf(Array.from({ length: 2000 }, (_, k) => [-0.5 + k * 2e-4, 0] as [number, number])));
  const line = points(drape.line);
  assert.ok(line.length < 1000 && line.length > 100, `${line.length} points`);
  assert.ok(Math.abs(line[line.length - 1][0] - -0.1002) < 1e-3);
});

test("what comes later is added, and until() finds a step", () => {
  const run = runOf([[-0.8, 0], [-0.4, 0]]);
  const drape = new Drape();
  assert.ok(drape.extend(ridge, run));
  const before = drape.line.count;
  assert.ok(!drape.extend(ridge, run));
  run.append({ kind: "iterates", id: 1, run: 0, first: 2, count: 1, x: Float64Array.of(0), y: Float64Array.of(0), loss: new Float64Array(1), gx: new Float64Array(1), gy: new Float64Array(1), lr: new Float64Array(1) });
  assert.ok(drape.extend(ridge, run));
  assert.equal(drape.line.until(1), before);
  assert.equal(drape.line.until(0), 1);
  assert.equal(drape.line.until(99), drape.line.count);
});
