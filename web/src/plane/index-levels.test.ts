import assert from "node:assert/strict";
import { test } from "node:test";
import { type LevelScale, toScale } from "./contours.ts";
import { indexLevels, roughness } from "./index-levels.ts";

const wells: LevelScale = { log: true, floor: -3.17, shift: 1, step: 0.17, from: 0, to: 3.4 };

test("contours are named at round losses, far enough from each other", () => {
  const levels = indexLevels(wells, -3.16, 26, 0.4);
  assert.ok(levels.includes(0) && levels.includes(10) && levels.length >= 5, levels.join());
  levels.slice(1).forEach((level, i) => assert.ok(toScale(wells, level) - toScale(wells, levels[i]!) >= 0.4));
  for (const level of levels) assert.ok(roughness(level) <= 21, String(level));
});

test("a few round numbers are found on every scale", () => {
  for (const [from, to] of [[0, 1e-6], [3, 3.001], [-1e9, 1e9], [1234, 1240], [-5, -4]]) {
    const linear: LevelScale = { log: false, floor: from!, shift: 0, step: (to! - from!) / 20, from: from!, to: to! };
    const levels = indexLevels(linear, from!, to!, (to! - from!) / 7);
    assert.ok(levels.length >= 3 && levels.length <= 7, `${from} to ${to}: ${levels}`);
    for (const level of levels) assert.ok(level > from! && level < to!);
  }
});

test("where no round number lies there is none", () => {
  const linear: LevelScale = { log: false, floor: 1, shift: 0, step: 1e-14, from: 1, to: 1 + 2e-13 };
  assert.deepEqual(indexLevels(linear, 1, 1 + 2e-13, 1e-14), []);
});

test("ten is rounder than twelve", () => {
  const sorted = [12, 3, 10, 0, 2, 5, 1, 0.25].sort((a, b) => roughness(a) - roughness(b));
  assert.deepEqual(sorted, [0, 10, 1, 5, 2, 3, 0.25, 12]);
});
