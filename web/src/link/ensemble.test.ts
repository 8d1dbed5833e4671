import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, toggled, withNoise } from "./ensemble.ts";

const scenario = (changes: object) => ({ seeds: 0, starts: 0, random: false, steps: 400, runs: [{}, {}, {}], ...changes }) as Parameters<typeof toggled>[0];

test("one button makes 40 runs of each: from other seeds where there is noise, else from other starts", () => {
  assert.deepEqual(toggled(scenario({})), { seeds: "none", starts: "40" });
  assert.deepEqual(toggled(scenario({ random: true })), { seeds: "40", starts: "none" });
  assert.deepEqual(toggled(scenario({ seeds: 12, random: true })), { seeds: "none", starts: "none" });
  assert.deepEqual(toggled(scenario({ starts: 12 })), { seeds: "none", starts: "none" });
});

test("it makes fewer where 40 would be too many steps", () => {
  assert.deepEqual(toggled(scenario({ steps: 5000, runs: Array(6).fill({}) })), { seeds: "none", starts: "6" });
});

test("a field chooses one kind, and takes the other away", () => {
  assert.deepEqual(chosen("seeds", "9"), { seeds: "9", starts: "none" });
  assert.deepEqual(chosen("", "9"), { seeds: "none", starts: "none" });
});

test("without noise there is no ensemble of seeds", () => {
  assert.deepEqual(withNoise("0", scenario({ seeds: 40 })), { noise: "0", seeds: "none" });
  assert.deepEqual(withNoise(null, scenario({ seeds: 40 })), { noise: null, seeds: "none" });
  assert.deepEqual(withNoise("0.5", scenario({ seeds: 40 })), { noise: "0.5" });
  assert.deepEqual(withNoise("0", scenario({ starts: 40 })), { noise: "0" });
});
