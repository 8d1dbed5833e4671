import { test } from "node:test";
import assert from "node:assert/strict";
import { besideTips, type Heads, longestFirst, spareHeads, updateName } from "./heads.ts";
import { Labels, overlap } from "./labels.ts";
import type { Sheet } from "./sheet.ts";

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

test("an update is called −η∇L only where it is that, by whatever optimizer and schedule", () => {
  const run = (dx: number, dy: number) => ({ x: Float64Array.of(1, 1 + dx), y: Float64Array.of(2, 2 + dy), gx: Float64Array.of(3, 0), gy: Float64Array.of(-5, 0), lr: Float64Array.of(0.1, 0.1) });
  assert.equal(updateName(run(-0.3, 0.5), 0), "−η∇L");
  assert.equal(updateName(run(-0.3, 0.50001), 0), "Δw", "weight decay, noise");
  assert.equal(updateName(run(-0.15, 0.25), 0), "Δw", "a clipped gradient, another rate");
  assert.equal(updateName(run(-0.57, 0.95), 0), "Δw", "momentum");
  assert.equal(updateName(run(-0.1, 0.1), 0), "Δw", "a step by signs");
});

test("updates that leave the picture one way are drawn side by side", () => {
  const cut = (x1: number, y1: number) => ({ x0: 0, y0: 0, x1, y1, from: 0, to: 0.5 });
  const first = cut(100, 0);
  assert.equal(besideTips(first, [], 1), first);
  assert.equal(besideTips(first, [cut(0, 100), cut(100, 40)], 1), first, "others end elsewhere");
  const ends = [1, 2, 3].map((n) => besideTips(first, Array.from({ length: n }, () => first), 1));
  assert.deepEqual(ends.map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1].map(Math.round)), [[0, 11, 100, 11], [0, -11, 100, -11], [0, 22, 100, 22]]);
  assert.equal(Math.round(besideTips(first, [cut(104, 3)], 2).y1), 22, "as large as the theme's letters");
});

// The start of a network's run was named under another run's head.
test("a label makes way for a head that stands still, and for none that plays", () => {
  const sheet = { theme: { scale: 1 }, head: () => ({ x: 100, y: 100, clear: true }) } as unknown as Sheet;
  const heads = (position: number) => ({ runs: [{ trajectory: { last: 9 } }], hidden: new Set(), position }) as unknown as Heads;
  const wanted = { x: 80, y: 95, width: 40, height: 18 };
  const head = { x: 94, y: 94, width: 12, height: 12 };
  for (const position of [3, 3.5]) {
    const labels = new Labels(300, 300);
    spareHeads(sheet, heads(position), labels);
    assert.equal(overlap(labels.nudge(wanted), head), position === 3.5);
  }
});
