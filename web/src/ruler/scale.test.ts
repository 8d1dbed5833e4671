import assert from "node:assert/strict";
import { test } from "node:test";
import { axisRates, panned, parseRange, rangeText, RateScale, zoomed, type Range } from "./scale.ts";

const own: Range = [0.001, 10];

test("rates and places are each other's inverse", () => {
  const scale = new RateScale(own, 20, 800);
  assert.equal(Math.round(scale.x(0.1)), 420);
  assert.equal(scale.rate(420), 0.1);
  assert.deepEqual([scale.rate(-50), scale.rate(5000)], [0.001, 10]);
  assert.deepEqual([scale.clampedX(1e-6), scale.clampedX(1e6)], [20, 820]);
  assert.deepEqual([scale.has(0.001), scale.has(10), scale.has(11)], [true, true, false]);
});

test("each pixel of a near range has its own rate", () => {
  const scale = new RateScale([0.06, 0.1], 0, 1200);
  const rates = new Set(Array.from({ length: 1201 }, (_, x) => scale.rate(x)));
  assert.ok(rates.size > 380, `${rates.size} rates on 1200 pixels`);
  assert.ok(scale.x(0.082) - scale.x(0.078) > 100);
});

test("a zoom keeps the rate under the hand, a pan its ratio, and both stay in reach", () => {
  const near = zoomed(own, 0.5, 0.1, own);
  const [before, after] = [new RateScale(own, 0, 100), new RateScale(near, 0, 100)];
  assert.ok(Math.abs(before.x(0.1) - after.x(0.1)) < 1e-9);
  assert.ok(Math.abs(near[1] / near[0] - 100) < 1e-9);
  const moved = panned(near, 0.5, own);
  assert.ok(Math.abs(moved[1] / moved[0] - 100) < 1e-9 && Math.abs(moved[0] / near[0] - 10) < 1e-9);
  assert.deepEqual(zoomed(own, 1e6, 0.1, own), [0.00001, 1000]);
  assert.ok(panned(own, 100, own)[1] <= 1000);
  const nearest = zoomed([0.99, 1.01], 0.001, 1, own);
  assert.ok(nearest[1] / nearest[0] >= 1.0099);
});

test("a range goes into a link and comes back", () => {
  assert.equal(rangeText([0.06, 0.1], 1200), "0.06,0.1");
  assert.deepEqual(parseRange(rangeText([0.07812345, 0.0823456], 1200)), [0.078123, 0.082346]);
  assert.equal(rangeText([1e-9, 1e6], 300), "1e-9,1000000");
  for (const wrong of ["", "1", "2,1", "0,1", "a,b"]) assert.equal(parseRange(wrong), null);
});

test("the axis has round numbers, as many as stand apart", () => {
  assert.deepEqual(axisRates([0.01, 10], 1236, 44), [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]);
  assert.deepEqual(axisRates([0.01, 10], 340, 44), [0.01, 0.03, 0.1, 0.3, 1, 3, 10]);
  assert.deepEqual(axisRates([0.01, 10], 200, 44), [0.01, 0.1, 1, 10]);
  const near = axisRates([0.06, 0.1], 900, 44);
  assert.ok(near.length >= 5 && near.length <= 15 && near.includes(0.08), String(near));
  assert.deepEqual(axisRates([1e-6, 1e6], 200, 44), [1e-6, 0.001, 1, 1000, 1e6]);
});
