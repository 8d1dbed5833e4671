import { test } from "node:test";
import assert from "node:assert/strict";
import { closeShade, fromScale, levelScale, levelsFor, shade, toScale, trace } from "./contours.ts";
import type { Heights } from "./heights.ts";
import { isRing } from "./outlines.ts";
import { undefinedMask } from "./undefined.ts";
import type { Box } from "./view.ts";

const box: Box = { xmin: -2, xmax: 2, ymin: -2, ymax: 2 };

function heightsOf(f: (x: number, y: number) => number, over: Box = box, n = 65): Heights {
  const values = new Float32Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const x = over.xmin + (i * (over.xmax - over.xmin)) / (n - 1);
      const y = over.ymin + (j * (over.ymax - over.ymin)) / (n - 1);
      values[j * n + i] = f(x, y);
    }
  }
  return { box: over, n, values };
}

const bowl = (x: number, y: number) => x * x + y * y;

test("levels rise, and stand closer near the bottom", () => {
  const heights = heightsOf(bowl);
  const levels = levelsFor(levelScale(heights, box, 0), heights);
  assert.ok(levels.length >= 15 && levels.length <= 40, `${levels.length} levels`);
  const gaps = levels.slice(1).map((level, i) => level - levels[i]);
  assert.ok(gaps.every((gap) => gap > 0));
  assert.ok(gaps[0] < gaps[gaps.length - 1] / 5);
});

test("a pole does not flatten the rest", () => {
  const plain = levelsFor(levelScale(heightsOf(bowl), box, 0), heightsOf(bowl));
  const spiked = heightsOf((x, y) => bowl(x, y) + (x === 0 && y === 0 ? 1e30 : 0));
  spiked.values[5] = Infinity;
  spiked.values[6] = NaN;
  const levels = levelsFor(levelScale(spiked, box, 0), spiked);
  assert.ok(Math.abs(levels.length - plain.length) <= 2);
  assert.ok(levels[levels.length - 1] < 10);
  assert.ok(trace(spiked, levels).flatMap((c) => c.lines.flat(2)).every(Number.isFinite));
});

test("an unbounded surface has even levels on both sides of its saddle", () => {
  const heights = heightsOf((x, y) => x * x - y * y);
  const levels = levelsFor(levelScale(heights, box, null), heights);
  assert.ok(levels.some((l) => l < -1) && levels.some((l) => l > 1));
  const gaps = levels.slice(1).map((level, i) => level - levels[i]);
  assert.ok(Math.max(...gaps) - Math.min(...gaps) < 1e-6);
});

test("a flat plain has no contours and no error", () => {
  const heights = heightsOf(() => 3);
  const levels = levelsFor(levelScale(heights, box, 3), heights);
  assert.ok(Array.isArray(trace(heights, levels)));
  const nothing = heightsOf(() => NaN);
  assert.deepEqual(levelsFor(levelScale(nothing, box, null), nothing), []);
});

test("a closer look keeps the levels and adds between them", () => {
  const scale = levelScale(heightsOf(bowl), box, 0);
  const near = heightsOf(bowl, { xmin: 1, xmax: 1.1, ymin: 1, ymax: 1.1 });
  const levels = levelsFor(scale, near);
  assert.ok(levels.length >= 9, `${levels.length} levels`);
  assert.ok(levels.every((level) => level > 1.9 && level < 2.5));
});

test("a close look at a minimum has rings down to its bottom", () => {
  const scale = levelScale(heightsOf(bowl), box, 0);
  const near = heightsOf(bowl, { xmin: -1e-3, xmax: 1e-3, ymin: -1e-3, ymax: 1e-3 });
  const radii = levelsFor(scale, near).map(Math.sqrt);
  assert.ok(radii.length >= 14, `${radii.length} rings`);
  assert.ok(radii[0]! < 2e-4, `the innermost of radius ${radii[0]}`);
  assert.ok(radii.every((r, i) => i === 0 || r > radii[i - 1]!));
});

test("heights that are counted from a loss give the same levels and lines", () => {
  const over = { xmin: 0.5, xmax: 0.6, ymin: 0.5, ymax: 0.6 };
  const scale = levelScale(heightsOf(bowl), box, 0);
  const plain = heightsOf(bowl, over);
  const counted = { ...heightsOf((x, y) => bowl(x, y) - 0.6, over), above: 0.6 };
  const [a, b] = [plain, counted].map((heights) => levelsFor(scale, heights));
  assert.equal(a!.length, b!.length);
  a!.forEach((level, i) => assert.ok(Math.abs(level - b![i]!) < 1e-6));
  const [first, second] = [trace(plain, a!), trace(counted, b!)];
  assert.deepEqual(second.map((c) => c.level), b);
  second.forEach(({ lines }, i) => assert.equal(lines.length, first[i]!.lines.length));
});

test("a close look spreads its own colours, the lower loss never the higher", () => {
  const whole = heightsOf(bowl);
  const scale = levelScale(whole, box, 0);
  const near = closeShade(scale, heightsOf(bowl, { xmin: -0.01, xmax: 0.01, ymin: -0.01, ymax: 0.01 }));
  assert.ok(near(1.5e-4) - near(0) > 0.5 && near(0) >= 0 && near(2e-4) <= 1);
  const steps = Array.from({ length: 40 }, (_, i) => near(5e-6 * i));
  steps.slice(1).forEach((t, i) => assert.ok(t >= steps[i]!));
});

test("the scale is its own inverse, and shades go from 0 to 1 and beyond", () => {
  const scale = levelScale(heightsOf(bowl), box, 0);
  assert.ok(Math.abs(fromScale(scale, toScale(scale, 1.7)) - 1.7) < 1e-12);
  assert.equal(shade(scale, 0), 0);
  assert.ok(Math.abs(shade(scale, fromScale(scale, scale.to)) - 1) < 1e-9 && shade(scale, 1e9) > 1);
});

test("a contour lies at its level", () => {
  const [contour] = trace(heightsOf(bowl), [1]);
  const ring = contour.lines.find((r) => r.length > 50 && r.every(([x]) => x > 1 && x < 63));
  assert.ok(ring);
  for (const [i, j] of ring) {
    const [x, y] = [-2 + i / 16, -2 + j / 16];
    assert.ok(Math.abs(bowl(x, y) - 1) < 0.01, `${x}, ${y}`);
  }
});

test("a steep surface shows the foot of its cliff as well as its face", () => {
  const over = { xmin: -0.5, xmax: 2, ymin: -2, ymax: 3 };
  const cliff = heightsOf((x, y) => (y * x ** 6 - 1) ** 2 / 2, over);
  const below = (steep: boolean) => levelsFor(levelScale(cliff, over, 0, steep), cliff).filter((level) => level < 0.5).length;
  assert.ok(below(true) >= 2, `${below(true)} levels below the plateau`);
  assert.ok(below(true) > below(false));
});

/** Losses that end in the view: by a root and by a logarithm, in a corner, within a ring, and at poles. */
const ending: Record<string, (x: number, y: number) => number> = {
  root: (x, y) => Math.sqrt(x) + y * y,
  logarithm: (x, y) => Math.log(x) + y * y,
  corner: (x, y) => Math.sqrt(x) + Math.sqrt(y),
  disc: (x, y) => Math.sqrt(1 - x * x - y * y) + x,
  ring: (x, y) => Math.log(x * x + y * y - 1),
  pole: (x, y) => 1 / (x - 0.7) + y,
  peak: (x, y) => 1 / (x * x) + y,
};

for (const [name, loss] of Object.entries(ending)) {
  test(`no contour runs along the edge of what is not defined: ${name}`, () => {
    const heights = heightsOf(loss);
    const { n, values } = heights;
    const mask = undefinedMask(heights)!;
    assert.ok(mask.includes(1) && mask.includes(0));
    const levels = levelsFor(levelScale(heights, box, null), heights);
    const all = trace(heights, levels);
    assert.ok(all.some(({ lines }) => lines.length > 0));
    for (const { level, lines } of all) {
      for (const [x, y] of lines.flat()) {
        if (Math.min(x, y) < 0 || Math.max(x, y) > n - 1) continue; // where the grid ends
        const ends = [values[Math.floor(y) * n + Math.floor(x)]!, values[Math.ceil(y) * n + Math.ceil(x)]!];
        assert.ok(Math.min(...ends) <= level && level <= Math.max(...ends), `${level} between ${ends} at ${x}, ${y}`);
        assert.ok(ends.every(Number.isFinite), `${level} between ${ends} at ${x}, ${y}`);
        assert.equal(mask[Math.floor(y) * n + Math.floor(x)]! + mask[Math.ceil(y) * n + Math.ceil(x)]!, 0);
      }
      lines.filter((line) => !isRing(line)).forEach((line) => assert.ok(line.length > 1));
    }
  });
}

test("a contour that meets the edge of what is not defined goes on up to it", () => {
  const heights = heightsOf(ending.root!);
  const ends = trace(heights, [1])[0]!.lines.filter((line) => !isRing(line)).flatMap((line) => [line[0]!, line.at(-1)!]);
  for (const y of [-1, 1]) assert.ok(ends.some(([i, j]) => Math.abs(i - 32) < 1e-9 && Math.abs(j - (32 + 16 * y)) < 0.01), `${ends}`); // at x = 0, where the loss is y²
});
