import { test } from "node:test";
import assert from "node:assert/strict";
import { longestFirst } from "./heads.ts";

/** A run of such places along the line y = x. */
function along(name: string, ...places: number[]) {
  const way = Float64Array.from(places);
  return { name, run: { trajectory: { x: way, y: way } } };
}

/** A plan of a pixel a unit. */
const plan = { x: (x: number) => x, y: (y: number) => -y };

// At 1/λ a step ends half way along that of 2/λ: drawn before it, it was covered whole.
test("the updates of runs that go one way are drawn the longest first", () => {
  const runs = [along("half", 4, 0, 0), along("whole", 4, -4, 4), along("ended", 4), along("least", 4, 3, 2), along("lost", 4, NaN)];
  const names = (k: number) => longestFirst(runs, k, plan).map(({ name }) => name);
  assert.deepEqual(names(0), ["whole", "half", "least", "ended", "lost"]);
  assert.deepEqual(names(1).slice(0, 2), ["whole", "least"]);
});
