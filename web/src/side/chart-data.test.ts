import { test } from "node:test";
import assert from "node:assert/strict";
import { axisTicks, bestStop, columnsOf, escapes, floorOf, height, lossAxis, sizeText } from "./chart-data.ts";
import { Trajectory, type ShownRun } from "../plane/trajectories.ts";
import type { ScenarioMessage } from "../wire/wire.ts";

function runOf(losses: number[], outcome = "converged"): ShownRun {
  const trajectory = new Trajectory(0, losses.length);
  trajectory.loss.set(losses);
  trajectory.length = losses.length;
  return { trajectory, outcome: { outcome } } as unknown as ShownRun;
}

const scenario = (negative: boolean, best: number | null, unbounded = false) => ({ negative, best, surface: { unbounded } }) as ScenarioMessage;
const positive = scenario(false, 0);

test("losses count from the best known only where they can be negative", () => {
  assert.equal(floorOf(scenario(false, 0.5), [runOf([3])]), 0);
  assert.equal(floorOf(scenario(true, -3), [runOf([3, -1])]), -3);
  assert.equal(floorOf(scenario(true, -3), [runOf([3, -3.5])]), -3.5, "a run may find better");
  assert.equal(floorOf(scenario(true, null), [runOf([NaN])]), 0);
});

test("an explosion leaves by the border, has the upper part of the chart for it, and says how far it got", () => {
  const runs = [runOf([10, 1, 0.1]), runOf([10, 20, 3e19, Infinity], "diverged")];
  const axis = lossAxis(positive, runs);
  const [bottom, top] = axis.range;
  assert.ok(bottom <= -1 && bottom >= -2);
  assert.ok(Math.abs((axis.off[1] - bottom) / (top - bottom) - 0.82) < 1e-9, "the top 18 % are off the chart");
  assert.ok(axis.off[1] > 1 && axis.off[1] < 1.5, "it does not stretch the rest");
  const [escape, ...others] = escapes(runs, axis);
  assert.deepEqual([others.length, escape?.run, escape?.up, escape?.k, escape?.loss], [0, 1, true, 2, 3e19]);
  assert.ok(escape!.crossing > 1 && escape!.crossing < 2, "where the curve crosses the border");
  assert.deepEqual(columnsOf(runs, axis)[2]?.[3], null, "what is not finite is a hole");
  assert.ok(axisTicks(axis, 6).every(({ at }) => at <= axis.off[1]), "no tick is off the chart");
});

test("a run that stays has no escape, and without one the chart is whole", () => {
  const runs = [runOf([10, 1, 0.1])];
  const axis = lossAxis(positive, runs);
  assert.deepEqual(escapes(runs, axis), []);
  assert.equal(axis.off[1], Infinity);
});

test("a fall below zero is seen as one", () => {
  const fall = Array.from({ length: 300 }, (_, k) => 5 - (k * k) / 10);
  const axis = lossAxis(scenario(true, null), [runOf(fall, "escaped-unbounded")]);
  const [, heights] = columnsOf([runOf(fall)], axis);
  assert.ok(heights!.every((at, k) => k === 0 || at! < heights![k - 1]!), "it falls at each step");
  assert.ok(height(axis, 0)! > axis.range[0] && height(axis, 0)! < axis.range[1], "zero is on the axis");
  const texts = axisTicks(axis, 6).map(({ text }) => text);
  assert.ok(texts.includes("0") && texts.some((text) => text.startsWith("−10")), texts.join());
  assert.equal(lossAxis(scenario(false, null), [runOf([3, -10])]).kind, "signed", "where nobody knew that it would");
  assert.equal(lossAxis(scenario(true, null), [runOf([3, 1])]).kind, "log", "while it has not fallen");
  const unbounded = lossAxis(scenario(true, -3, true), [runOf([3, -10])]);
  assert.deepEqual([unbounded.kind, axisTicks(unbounded, 5).map(({ text }) => text).includes("−4")], ["signed", true]);
});

test("a fall without end leaves by the lower border", () => {
  const runs = [runOf([...Array.from({ length: 99 }, (_, k) => -k * 20), -1e200, -Infinity], "escaped-unbounded")];
  const axis = lossAxis(scenario(true, null), runs);
  const [escape] = escapes(runs, axis);
  assert.deepEqual([escape?.up, escape?.k], [false, 99]);
  assert.ok(axis.range[0] > -10);
});

test("an exact zero stands on the bottom and is no reason for 300 decades", () => {
  const runs = [runOf([10, 1e-200, 0])];
  const axis = lossAxis(positive, runs);
  const [bottom] = axis.range;
  assert.ok(bottom >= -10 && axis.below);
  assert.deepEqual(columnsOf(runs, axis), [[0, 1, 2], [1, bottom, bottom]]);
  assert.ok(axisTicks(axis, 5)[0]?.text.startsWith("≤ 10"));
});

test("the bottom says so only where a curve would fall further", () => {
  assert.equal(lossAxis(positive, [runOf([10, 1e-3, NaN]), runOf([10, 1e200], "diverged")]).below, false);
});

test("runs of other lengths and values that are not finite are holes", () => {
  const axis = lossAxis(positive, [runOf([0.1, 10])]);
  const [steps, a, b] = columnsOf([runOf([1, NaN]), runOf([1, 10, Infinity])], axis);
  assert.deepEqual([steps, a, b], [[0, 1, 2], [0, null, null], [0, 1, null]]);
});

test("nothing to draw still has an axis", () => {
  for (const losses of [[0, 0], [NaN], []]) {
    const { range: [bottom, top] } = lossAxis(positive, [runOf(losses)]);
    assert.ok(top > bottom && Number.isFinite(top - bottom));
    const signed = lossAxis(scenario(true, null), [runOf(losses), runOf([-1])]);
    assert.ok(signed.range[1] > signed.range[0] && Number.isFinite(signed.range[1] - signed.range[0]));
  }
});

test("a loss that is off the chart is a power of ten with what factor it needs", () => {
  assert.deepEqual([1e19, 3.4e19, 9.7e7, 21234, -8310, -2e30].map(sizeText), ["10¹⁹", "3 × 10¹⁹", "10⁸", "21200", "−8310", "−2 × 10³⁰"]);
});

test("to stop was best where the held-out loss was lowest, the first time; nowhere without one", () => {
  const stop = (held: number[], length = held.length) => {
    const run = runOf(new Array<number>(length).fill(1));
    run.trajectory.held = Float64Array.from(held);
    return bestStop(run);
  };
  assert.deepEqual([stop([3, 2, 1, 2]), stop([1, 1, 1]), stop([NaN, 5, 4, NaN]), stop([Infinity, 9])], [2, 0, 2, 1]);
  assert.equal(stop([5, 4, 3, 2], 2), 1, "what has not come yet counts nothing");
  assert.deepEqual([stop([]), stop([NaN])], [-1, -1]);
});
