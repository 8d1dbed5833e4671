import { test } from "node:test";
import assert from "node:assert/strict";
import { floorOf, gapColumns, gapRange, reachesBelow } from "./chart-data.ts";
import { Trajectory, type ShownRun } from "../plane/trajectories.ts";
import type { ScenarioMessage } from "../wire/wire.ts";

function runOf(losses: number[], outcome = "converged"): ShownRun {
  const trajectory = new Trajectory(0, losses.length);
  trajectory.loss.set(losses);
  trajectory.length = losses.length;
  return { trajectory, outcome: { outcome } } as unknown as ShownRun;
}

const scenario = (negative: boolean, best: number | null) => ({ negative, best }) as ScenarioMessage;

test("losses count from the best known only where they can be negative", () => {
  assert.equal(floorOf(scenario(false, 0.5), [runOf([3])]), 0);
  assert.equal(floorOf(scenario(true, -3), [runOf([3, -1])]), -3);
  assert.equal(floorOf(scenario(true, -3), [runOf([3, -3.5])]), -3.5, "a run may find better");
  assert.equal(floorOf(scenario(true, null), [runOf([NaN])]), 0);
});

test("a diverging run leaves the frame and does not stretch it", () => {
  const [low, high] = gapRange([runOf([10, 1, 0.1]), runOf([10, 1e200, Infinity], "diverged")], 0);
  assert.ok(low <= 0.1 && low >= 0.01);
  assert.ok(high > 100 && high < 1000);
});

test("an exact zero stands on the bottom and is no reason for 300 decades", () => {
  const runs = [runOf([10, 1e-200, 0])];
  const [low] = gapRange(runs, 0);
  assert.ok(low >= 1e-10);
  const [steps, gaps] = gapColumns(runs, 0, low);
  assert.deepEqual([steps.length, gaps], [3, [10, low, low]]);
});

test("the bottom says so where a curve would fall further", () => {
  const runs = [runOf([10, 1e-200, 0])];
  assert.equal(reachesBelow(runs, 0, gapRange(runs, 0)[0]), true);
  const shallow = [runOf([10, 1e-3, NaN]), runOf([10, 1e200], "diverged")];
  assert.equal(reachesBelow(shallow, 0, gapRange(shallow, 0)[0]), false);
});

test("runs of other lengths and values that are not finite are holes", () => {
  const [steps, a, b] = gapColumns([runOf([1, NaN]), runOf([1, 2, Infinity])], 0, 0.1);
  assert.deepEqual(steps, [0, 1, 2]);
  assert.deepEqual([a, b], [[1, null, null], [1, 2, null]]);
});

test("nothing to draw still has an axis", () => {
  assert.deepEqual(gapRange([runOf([0, 0])], 0), [0.1, 10]);
});
