import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, hasEnsembles, toggled, withNoise } from "./ensemble.ts";

const scenario = (changes: object) => ({ seeds: 0, starts: 0, varied: false, ensembles: ["starts"], most_members: 166, ...changes }) as Parameters<typeof toggled>[0] & { varied: boolean };

test("one button makes 40 runs of each: from other seeds where there is noise, else from other starts", () => {
  assert.deepEqual(toggled(scenario({})), { seeds: "none", starts: "40" });
  assert.deepEqual(toggled(scenario({ ensembles: ["seeds", "starts"] })), { seeds: "40", starts: "none" });
  assert.deepEqual(toggled(scenario({ seeds: 12, ensembles: ["seeds", "starts"] })), { seeds: "none", starts: "none" });
  assert.deepEqual(toggled(scenario({ starts: 12 })), { seeds: "none", starts: "none" });
});

test("it makes fewer where 40 would be too many steps", () => {
  assert.deepEqual(toggled(scenario({ most_members: 6 })), { seeds: "none", starts: "6" });
});

test("where there can be none, it makes none", () => {
  assert.deepEqual(toggled(scenario({ ensembles: [] })), {});
  assert.deepEqual(toggled(scenario({ most_members: 1 })), {});
  assert.equal(hasEnsembles(scenario({ most_members: 1 })), false);
  assert.equal(hasEnsembles(scenario({ ensembles: [], starts: 3 })), true, "which can be taken away");
});

test("a field chooses one kind, and takes the other away", () => {
  assert.deepEqual(chosen("seeds", "9"), { seeds: "9", starts: "none" });
  assert.deepEqual(chosen("", "9"), { seeds: "none", starts: "none" });
});

test("without noise there is no ensemble of seeds", () => {
  assert.deepEqual(withNoise("0", scenario({ seeds: 40 })), { noise: "0", seeds: "none" });
  assert.deepEqual(withNoise(null, scenario({ seeds: 40 })), { noise: null, seeds: "none" });
  assert.deepEqual(withNoise("0.5", scenario({ seeds: 40 })), { noise: "0.5" });
  assert.deepEqual(withNoise("0", scenario({ seeds: 40, varied: true })), { noise: "0" }, "initial weights and mini-batches are left");
  assert.deepEqual(withNoise("0", scenario({ starts: 40 })), { noise: "0" });
});
