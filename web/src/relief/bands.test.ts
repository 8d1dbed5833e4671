import assert from "node:assert/strict";
import { test } from "node:test";
import { levelScale, levelsFor, shade, toScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";
import { bandsOf } from "./bands.ts";

const box = { xmin: -2, xmax: 2, ymin: -2, ymax: 2 };
const n = 65;
const at = (i: number) => -2 + (4 * i) / (n - 1);
const heightsOf = (loss: (x: number, y: number) => number): Heights => ({
  box,
  n,
  values: Float32Array.from({ length: n * n }, (_, s) => loss(at(s % n), at(Math.floor(s / n)))),
});

const surfaces: [string, Heights, number | null][] = [
  ["a valley", heightsOf((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2), 0],
  ["a saddle", heightsOf((x, y) => x * x - y * y), null],
];

for (const [name, heights, best] of surfaces) {
  const scale = levelScale(heights, box, best);
  const bands = bandsOf(heights, scale);
  const levels = levelsFor(scale, heights);

  test(`the shader's levels are the map's: ${name}`, () => {
    assert.equal(bands.last, levels.length - 1);
    levels.forEach((loss, i) => assert.ok(Math.abs(toScale(scale, loss) - (bands.first + i * bands.gap)) < 1e-6 * bands.gap * levels.length));
  });

  test(`a band has the map's colour: ${name}`, () => {
    for (let i = 0; i < bands.last; i++) {
      const t = bands.first + i * bands.gap + bands.middle;
      const drawn = Math.min(1, Math.max(0, (t - bands.from) / (bands.to - bands.from)));
      assert.ok(Math.abs(drawn - Math.min(1, Math.max(0, shade(scale, (levels[i] + levels[i + 1]) / 2)))) < 1e-6);
    }
  });
}
