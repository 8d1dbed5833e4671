import assert from "node:assert/strict";
import { test } from "node:test";
import type { MemberPath } from "../wire/wire.ts";
import { Field } from "./field.ts";
import { MemberLines } from "./member-lines.ts";

const n = 41;
const at = (i: number) => -1 + (2 * i) / (n - 1);
const fieldOf = (loss: (x: number) => number) =>
  new Field({ box: { xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, n, values: Float32Array.from({ length: n * n }, (_, s) => loss(at(s % n))) }, { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 });
const ridge = fieldOf((x) => 1 - Math.abs(x));

const path = (last: number, ...points: [number, number][]): MemberPath => ({ last, x: Float32Array.from(points, ([x]) => x), y: Float32Array.from(points, ([, y]) => y), loss: new Float32Array(points.length) });
const lay = (field: Field, every: number, ...paths: MemberPath[]) => new MemberLines(field).lay({ every, paths, alpha: 0.2 });
const pointsOf = ({ points, count }: MemberLines) => Array.from({ length: count }, (_, i) => [...points.subarray(4 * i, 4 * i + 4)] as [number, number, number, number]);
const pairsOf = ({ pairs, joined }: MemberLines) => Array.from({ length: joined }, (_, i) => [pairs[2 * i]!, pairs[2 * i + 1]!] as const);

test("a long step of a member leaps over what stands between, from where it was to where it lands", () => {
  const points = pointsOf(lay(ridge, 1, path(1, [-0.8, 0], [0.8, 0])));
  for (const [x, y, z] of points) assert.ok(y >= ridge.height(x, z) - 1e-6, `${x}: ${y}`);
  for (const [x, y, z] of [points[0]!, points.at(-1)!]) assert.ok(Math.abs(y - ridge.height(x, z)) < 1e-6);
  assert.deepEqual(points.map(([, , , k]) => k), [...points.map(([, , , k]) => k)].sort((a, b) => a - b));
});

test("between points that are several steps apart the line lies on the ground: it is no leap", () => {
  const points = pointsOf(lay(ridge, 10, path(10, [-0.8, 0], [0.8, 0])));
  assert.ok(points.length > 12, `${points.length}`);
  for (const [x, y, z] of points) assert.ok(Math.abs(y - ridge.height(x, z)) < 1e-6);
});

test("no line joins two members, nor goes on where one was off the relief or where there is no loss", () => {
  const two = lay(ridge, 1, path(1, [-0.8, 0], [-0.78, 0]), path(1, [0.5, 0.5], [0.52, 0.5]));
  assert.deepEqual(pairsOf(two), [[0, 1], [2, 3]]);
  const out = lay(ridge, 1, path(3, [0.9, 0], [1.5, 0], [1.5, 0.5], [0.9, 0.5]));
  for (const [x, , z] of pointsOf(out)) assert.ok(Math.abs(x) <= 1 + 1e-6 && Math.abs(z) <= 1 + 1e-6);
  for (const [i, j] of pairsOf(out)) assert.ok(Math.abs(pointsOf(out)[i]![2] - pointsOf(out)[j]![2]) < 0.2, "nothing along the edge");
  const gap = fieldOf((x) => (Math.abs(x) < 0.15 ? NaN : 1));
  for (const [, y] of pointsOf(lay(gap, 10, path(10, [-0.8, 0], [0.8, 0])))) assert.ok(!Number.isNaN(y));
  assert.equal(lay(ridge, 1, path(2, [0.1, 0], [Infinity, 0], [NaN, NaN])).joined, 0);
});

test("a member that left ends where it went out, at its step there", () => {
  const [last] = pointsOf(lay(ridge, 1, path(1, [0.5, 0], [1.5, 0]))).slice(-1);
  assert.ok(Math.abs(last![0] - 1) < 1e-5 && Math.abs(last![3] - 0.5) < 1e-5, `${last}`);
});

test("forty members of 400 steps of each kind are not more points than a card draws in a frame", () => {
  const walk = (seed: number) => path(400, ...Array.from({ length: 401 }, (_, k): [number, number] => [0.9 * Math.sin(seed + 1.3 * k), 0.9 * Math.cos(seed + 0.7 * k)]));
  const lines = lay(ridge, 1, ...Array.from({ length: 40 }, (_, i) => walk(i)));
  assert.ok(lines.count < 70_000 && lines.joined <= lines.count, `${lines.count}`);
});
