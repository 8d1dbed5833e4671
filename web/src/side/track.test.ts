import { test } from "node:test";
import assert from "node:assert/strict";
import { bands, fractionToRate, limitAt, outcomeBand, rateToFraction } from "./track.ts";
import type { KnownSweep } from "../wire/wire.ts";

const range = [0.001, 10] as const;

test("rates and places of the track are each other's inverse", () => {
  assert.equal(rateToFraction(0.1, range), 0.5);
  assert.equal(fractionToRate(0.5, range), 0.1);
  assert.deepEqual([fractionToRate(-1, range), fractionToRate(2, range)], [0.001, 10]);
  assert.equal(fractionToRate(0.123, range), Number((0.001 * 1e4 ** 0.123).toPrecision(3)));
});

test("a limit beside the track has no tick", () => {
  assert.equal(limitAt(20, range), null);
  assert.equal(limitAt(0.1, range), 0.5);
});

test("a sweep becomes stretches that touch and cover the track", () => {
  const sweep = {
    rates: [0.001, 0.01, 0.1, 1, 10],
    outcomes: ["crawling", "crawling", "converged", "oscillating", "diverged"],
    global: [false, false, true, false, false],
    steps: [300, 300, 20, 300, 3],
  } as unknown as KnownSweep;
  const found = bands(sweep, range);
  assert.deepEqual(found.map((b) => b.band), ["crawl", "good", "high", "far"]);
  assert.deepEqual([found[0].from, found[3].to], [0, 1]);
  found.slice(1).forEach((b, i) => assert.equal(b.from, found[i].to));
  assert.equal(found[0].to, 0.375);
  assert.ok(found[1].speeds[0].speed > found[0].speeds[0].speed, "20 steps are faster than 300");
});

test("every outcome has its colour", () => {
  assert.equal(outcomeBand("stuck-saddle"), "stuck");
  assert.equal(outcomeBand("thrown"), "high");
  assert.equal(outcomeBand("escaped-unbounded"), "far");
  assert.equal(outcomeBand("hovering", true), "good");
  assert.equal(outcomeBand("hovering", false), "stuck");
  for (const outcome of ["bouncing", "leaving"] as const) assert.equal(outcomeBand(outcome), "high");
});
