import assert from "node:assert/strict";
import { test } from "node:test";
import { View } from "../plane/view.ts";
import { lanesOf, sideOf } from "./lanes.ts";

const view = new View({ xmin: 0, xmax: 400, ymin: 0, ymax: 400 }, { width: 400, height: 400 });

function run(...points: [number, number][]) {
  return { trajectory: { x: Float64Array.from(points, ([x]) => x), y: Float64Array.from(points, ([, y]) => y), length: points.length } };
}

const along = (n: number, step: number) => run(...Array.from({ length: n }, (_, k): [number, number] => [20 + step * k, 20 + step * k]));

test("runs on one line lie in lanes beside each other, in their order", () => {
  assert.deepEqual(lanesOf([along(30, 10), along(4, 90), along(15, 20)], new Set(), view), [-3.5, 0, 3.5]);
});

test("a run that bounces along the line of another shares it", () => {
  const bounce = run([20, 20], [300, 300], [60, 60], [260, 260]);
  assert.deepEqual(lanesOf([along(30, 10), bounce], new Set(), view), [-1.75, 1.75]);
});

test("runs that share their first steps alone, or their end, keep to their own way", () => {
  const [left, right] = [run([20, 20], [60, 60], [60, 200], [60, 350]), run([20, 20], [60, 60], [200, 60], [350, 60])];
  assert.deepEqual(lanesOf([left, right], new Set(), view), [0, 0]);
  const settled = (from: [number, number]) => run(from, ...Array.from({ length: 60 }, (): [number, number] => [200, 200]));
  assert.deepEqual(lanesOf([settled([20, 200]), settled([200, 20])], new Set(), view), [0, 0]);
});

test("a hidden run takes no lane, and a run that does not move none", () => {
  assert.deepEqual(lanesOf([along(30, 10), along(15, 20), run([20, 20], [21, 21])], new Set([0]), view), [0, 0, 0]);
});

test("a run that left the map, even to no finite place, is compared as far as it is seen", () => {
  assert.deepEqual(lanesOf([along(30, 10), run([20, 20], [120, 120], [900, 900], [NaN, NaN])], new Set(), view), [-1.75, 1.75]);
});

test("there and back lie on the same side", () => {
  assert.deepEqual(sideOf(3, 4), sideOf(-3, -4));
  assert.deepEqual(sideOf(0, 5), sideOf(0, -5));
  assert.equal(sideOf(0.1, 0.1), null);
});
