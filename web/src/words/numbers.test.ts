import assert from "node:assert/strict";
import { test } from "node:test";
import { parseNumber, rounded, shown, shownCoordinate, shownLoss, shownRate, trend, written } from "./numbers.ts";

test("numbers have a true minus and few digits", () => {
  assert.equal(shown(-0.54012), "−0.54");
  assert.equal(shown(260000), "2.6\u00a0×\u00a010⁵");
  assert.equal(shown(1.23e-13), "1.23\u00a0×\u00a010⁻¹³");
  assert.equal(shown(0), "0");
  assert.equal(shown(Number.NaN), "·");
  assert.equal(shown(Infinity), "∞");
  assert.equal(shown(100000), "10⁵");
  assert.equal(shown(-1e-7), "−10⁻⁷");
});

test("losses near one have two decimals, so that two of them compare", () => {
  assert.equal(shownLoss(-3.1708), "−3.17");
  assert.equal(shownLoss(-0.5), "−0.50");
  assert.equal(shownLoss(1e-9), "10⁻⁹");
  assert.equal(shownLoss(null), "·");
});

test("a loss that only its rounding changes goes neither up nor down", () => {
  assert.equal(trend(-0.5424742630682904, -0.5424742630682903, 3), "");
  assert.equal(trend(3, 3, 3), "");
  assert.equal(trend(0, 0, 0), "");
  assert.equal(trend(4e-21, 9e-21, 170), "", "a minimum of 0 is computed from terms of the size of the first loss");
  assert.equal(trend(-0.5424742, -0.5424741, 3), " ↑");
  assert.equal(trend(4e-25, 3e-25, 1e-20), " ↓");
  assert.equal(trend(8, Infinity, 1), " ↑");
  assert.equal(trend(Number.NaN, 1, 1), "");
});

test("rates have up to four digits", () => {
  assert.equal(shownRate(1.44812), "1.448");
  assert.equal(shownRate(0.1), "0.1");
  assert.equal(shownRate(1e-5), "10⁻⁵");
});

test("what a person types is read, and what is no number is not", () => {
  assert.equal(parseNumber(" −0,5 "), -0.5);
  assert.equal(parseNumber("1e-3"), 1e-3);
  assert.equal(parseNumber(".5"), 0.5);
  for (const bad of ["", "0x10", "1/2", "abc", "1e999", "1,2,3"]) assert.equal(parseNumber(bad), null, bad);
});

test("a query's numbers read back and have no plus", () => {
  for (const value of [0.1, 1e21, 1e-7, 123456]) {
    assert.equal(Number(written(value)), value);
    assert.doesNotMatch(written(value), /\+/);
  }
  assert.equal(rounded(0.123456, 3), 0.123);
});

test("a coordinate has two decimals, and no sign where all of them are zeros", () => {
  assert.deepEqual([1.5, -0.04, -0.0049, 0, -20000].map(shownCoordinate), ["1.50", "−0.04", "0.00", "0.00", "−20000"]);
});
