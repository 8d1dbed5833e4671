import assert from "node:assert/strict";
import { test } from "node:test";
import { hypsometric, rampColor, rampOf } from "./ramp.ts";

const light = { low: "#2d5580", mid: "#7eacc3", high: "#f7f3e8" };
const ramp = rampOf(light);

test("the ramp goes from its first colour by its second to its third", () => {
  assert.deepEqual(rampColor(light, 0), [0x2d, 0x55, 0x80]);
  assert.deepEqual(rampColor(light, 1), [0xf7, 0xf3, 0xe8]);
  assert.deepEqual(rampColor(light, 2), rampColor(light, 1));
  rampColor(light, 0.5).forEach((v, c) => assert.ok(Math.abs(v - [0x7e, 0xac, 0xc3][c]!) < 3));
});

/** The red of each pixel of a plane of shades, its first row at the top. */
function reds(shade: (i: number, j: number) => number, n = 5): number[] {
  const shades = Float32Array.from({ length: n * n }, (_, at) => shade(at % n, Math.floor(at / n)));
  return [...hypsometric(shades, n, [1, 1], ramp)].filter((_, at) => at % 4 === 0);
}

test("a slope to the south-east lies in the shade, one to the north-west in the light, and level ground keeps its colour", () => {
  const middle = 12;
  const level = reds(() => 0.5)[middle]!;
  assert.equal(level, rampColor(light, 0.5)[0]);
  assert.ok(reds((i, j) => 0.5 - 0.1 * (i - 2) + 0.1 * (j - 2))[middle]! < level);
  assert.equal(reds((i, j) => 0.5 + 0.02 * (i - 2) - 0.02 * (j - 2))[middle]!, level);
});

test("rows go up the plane, and what is no number is clear", () => {
  const rows = reds((_, j) => j / 4);
  assert.ok(rows[0]! > rows[20]!);
  const pixels = hypsometric(Float32Array.from([0, NaN, 0, 0]), 2, [1, 1], ramp);
  assert.deepEqual([3, 7, 11, 15].map((at) => pixels[at]), [255, 255, 255, 0]);
});
