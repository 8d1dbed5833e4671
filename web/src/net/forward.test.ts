// The page's forward pass is the server's: the fixture is written by the server's tests.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { DataSet } from "../wire/wire.ts";
import { dataOf, judged } from "./data.ts";
import { Forward } from "./forward.ts";
import { borderOf, gridOf, regionsOf, samplesFor } from "./regions.ts";

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
    const { train } = dataOf({ units, train: set, held: set });
    const out = new Forward({ units, act }).outputs(weights, train.inputs, new Float64Array(train.count));
    outputs.forEach((want, i) => assert.ok(Math.abs(out[i]! - want) <= 1e-9 * (1 + Math.abs(want)), `${act}, ${loss}, point ${i}: ${out[i]}, not ${want}`));
    assert.equal(judged(train, out, loss).right, right, `${act}, ${loss}`);
  }
});

test("regions tell at each place what the network says there, rows from the top", () => {
  const { units, act, loss, weights, set } = passes[0]!;
  const forward = new Forward({ units, act });
  const { box } = dataOf({ units, train: set, held: set });
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
