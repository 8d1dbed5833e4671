import assert from "node:assert/strict";
import { test } from "node:test";
import type { KnownSweep } from "../wire/wire.ts";
import { FULL, heights, lossScale } from "./silhouette.ts";

const sweep = {
  rates: [0.001, 0.01, 0.1, 1, 10],
  outcomes: ["crawling", "stuck-local", "converged", "bouncing", "diverged"],
  global: [false, false, true, true, false],
  loss: [7, 2, -3 + 1e-12, -2, 1e300],
  floor: -3,
} as unknown as KnownSweep;

test("heights follow log(L − L*), and a run that left is full", () => {
  const found = heights(sweep, lossScale(sweep, [0.001, 10]));
  assert.deepEqual([found[0], found[2], found[4]], [FULL, 0, 1]);
  assert.ok(found[0]! > found[1]! && found[1]! > found[3]! && found[3]! > 0);
});

test("what is above the lowest is told apart where only such rates are seen", () => {
  const near = lossScale({ ...sweep, floor: 0, loss: [7, 2, 1.9, 1.8, 1e300], outcomes: ["bouncing", "bouncing", "bouncing", "bouncing", "diverged"] } as KnownSweep, [0.01, 1]);
  assert.ok(near.low > 0.1 && near.high === 2);
});

test("where losses swing they are told apart, and what rests lies on the ground", () => {
  const swings = Array.from({ length: 100 }, (_, i) => -2.5 + 0.01 * i);
  const scale = lossScale(sweep, [0.1, 10], swings);
  assert.ok(scale.low > 0.2 && Math.abs(scale.high - 1.49) < 1e-9, JSON.stringify(scale));
  assert.equal(heights(sweep, scale)[2], 0);
});

test("losses below those known move the ground under all", () => {
  assert.equal(lossScale({ ...sweep, floor: 5 }, [0.001, 10]).floor, -3 + 1e-12);
  assert.equal(lossScale(sweep, [0.001, 10], [-4]).floor, -4);
});

test("a run that falls without end lies on the ground, and does not press the others flat", () => {
  const falls = { ...sweep, outcomes: ["crawling", "stuck-local", "escaped-unbounded", "escaped-unbounded", "diverged"], loss: [7, 2, -1e9, null, 1e300], floor: 2 } as KnownSweep;
  const found = heights(falls, lossScale(falls, [0.001, 10]));
  assert.deepEqual(found.slice(2), [0, 0, 1]);
  assert.equal(found[0], FULL);
});

test("without one gap there still is a scale", () => {
  const all = { ...sweep, outcomes: ["converged", "converged", "converged", "converged", "diverged"], loss: [0, 0, 0, 0, null], floor: 0 } as KnownSweep;
  assert.deepEqual(heights(all, lossScale(all, [0.001, 10])), [0, 0, 0, 0, 1]);
});
