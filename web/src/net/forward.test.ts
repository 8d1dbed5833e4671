// The page's forward pass is the server's: the fixture is written by the server's tests.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { DataSet } from "../wire/wire.ts";
import { dataOf, judged } from "./data.ts";
import { Forward } from "./forward.ts";
import { borderOf, fitOf, gridOf, regionsOf, samplesFor } from "./regions.ts";

interface Pass {
  units: number[];
  act: string;
  loss: string;
  weights: number[];
  set: DataSet;
  outputs: number[];
  right: number;
}

const passes = JSON.parse(readFileSync("testdata/wire/forward.json", "utf8")) as Pass[];

test("outputs and the share that is right are the server's, for every activation and loss", () => {
  assert.equal(passes.length, 8);
  for (const { units, act, loss, weights, set, outputs, right } of passes) {
    const { train } = dataOf({ units, train: set, held: set, loss });
    const out = new Forward({ units, act }).outputs(weights, train.inputs, new Float64Array(train.count));
    outputs.forEach((want, i) => assert.ok(Math.abs(out[i]! - want) <= 1e-9 * (1 + Math.abs(want)), `${act}, ${loss}, point ${i}: ${out[i]}, not ${want}`));
    assert.equal(judged(train, out, loss).right, right, `${act}, ${loss}`);
  }
});

test("regions tell at each place what the network says there, rows from the top", () => {
  const { units, act, loss, weights, set } = passes[0]!;
  const forward = new Forward({ units, act });
  const { box } = dataOf({ units, train: set, held: set, loss });
  const grid = gridOf(box, 5);
  assert.ok(grid[1]! > grid[grid.length - 1]!);
  const { sure } = regionsOf(forward, weights, grid, 5, loss);
  const out = forward.outputs(weights, grid.subarray(14, 16), new Float64Array(1))[0]!;
  assert.ok(Math.abs(sure[7]! - 1 / (1 + Math.exp(-out))) < 1e-6);
});

test("the border lies where the values cross, between the samples' centres", () => {
  assert.deepEqual(borderOf([-1, 1, -1, 1], 2, 0), [[1, 0.5, 1, 1.5]]);
  assert.deepEqual(borderOf([1, 1, 1, 1], 2, 0), []);
});

test("a picture of a larger network has fewer samples", () => {
  assert.ok(samplesFor(17) > samplesFor(337) && samplesFor(337) > samplesFor(2000));
  assert.ok(samplesFor(2000) ** 2 * 2000 < 2e6);
});

test("one input's curve is that of the share where outputs are logits, and tells where it is undecided", () => {
  const forward = new Forward({ units: [1, 1], act: "sigmoid" });
  const box = { xmin: -1, xmax: 1, ymin: 0, ymax: 1 };
  const { y, undecided } = fitOf(forward, [2, -1], { box }, 41, "sigmoid-mse");
  assert.ok(Math.abs(y[0]! - 1 / (1 + Math.exp(3))) < 1e-12 && undecided.length === 1 && Math.abs(undecided[0]! - 0.5) < 1e-9);
  assert.equal(fitOf(forward, [2, -1], { box }, 41, "half-mse").y[0], -3);
});

test("a fitted line that passes the picture by is told of, one that only crosses it is in it", () => {
  const box = { xmin: -1, xmax: 1, ymin: -1, ymax: 1 };
  const out = (w: number, b: number) => fitOf(new Forward({ units: [1, 1], act: "linear" }), [w, b], { box }, 3, "mse").out;
  assert.deepEqual([out(0, 0), out(0, 5), out(0, -5), out(100, 50), out(1, 5)], [false, true, true, false, true]);
  assert.ok(out(NaN, 0) && out(Infinity, 0), "without a height it is nowhere");
});

test("a single point lies in the middle of its box, and shares lie between 0 and 1", () => {
  const held = { x: [], y: [] };
  assert.deepEqual(dataOf({ units: [1, 1], train: { x: [[1]], y: [1] }, held, loss: "half-mse" }).box, { xmin: -0.24, xmax: 2.24, ymin: -0.24, ymax: 2.24 });
  const { box } = dataOf({ units: [1, 1], train: { x: [[-1], [1]], y: [0.4, 0.6] }, held, loss: "bce" });
  assert.ok(box.ymin < 0 && box.ymax > 1);
});
