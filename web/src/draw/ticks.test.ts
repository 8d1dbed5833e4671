import { test } from "node:test";
import assert from "node:assert/strict";
import { logTicks, powerText, tickStep, tickText, ticks } from "./ticks.ts";

test("ticks are round, inside and about as many as asked for", () => {
  assert.deepEqual(ticks(-5, 5, 5), [-4, -2, 0, 2, 4]);
  assert.deepEqual(ticks(0.12, 0.37, 5), [0.15, 0.2, 0.25, 0.3, 0.35]);
  for (const span of [1e-7, 0.3, 7, 42, 1e6]) {
    const count = ticks(-span / 3, span, 6).length;
    assert.ok(count >= 3 && count <= 11, `${count} ticks over ${span}`);
  }
});

test("there are no ticks without a span", () => {
  assert.deepEqual(ticks(1, 1, 5), []);
  assert.deepEqual(ticks(0, Infinity, 5), []);
});

test("log ticks are powers of ten, thinned", () => {
  assert.deepEqual(logTicks(1e-3, 10, 10), [0.001, 0.01, 0.1, 1, 10]);
  assert.deepEqual(logTicks(1e-8, 10, 4), [1e-6, 1e-3, 1]);
  assert.deepEqual(logTicks(0, 10, 4), []);
});

test("a tick has the places that its step needs, and a true minus", () => {
  assert.equal(tickText(-2, 2), "−2");
  assert.equal(tickText(0.1, 0.05), "0.10");
  assert.equal(tickText(-0.5, tickStep(1, 2)), "−0.5");
});

test("powers of ten are written with superscripts", () => {
  assert.deepEqual([powerText(1e-3), powerText(1), powerText(1e12)], ["10⁻³", "10⁰", "10¹²"]);
});
