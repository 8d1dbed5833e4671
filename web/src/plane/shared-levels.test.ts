import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { levelScale, levelsFor, toScale } from "./contours.ts";
import { indexLevels } from "./index-levels.ts";
import { undefinedMask } from "./undefined.ts";
import { boxOf } from "./view.ts";

interface Case {
  name: string;
  view: number[];
  box: number[];
  n: number;
  best: number | null;
  steep: boolean;
  heights: (number | null)[];
  levels: number[];
  named: number[];
  masked: number;
}

test("levels are those of the server's figures", () => {
  for (const { name, view, box, n, best, steep, ...want } of JSON.parse(readFileSync("testdata/levels.json", "utf8")) as Case[]) {
    const heights = { box: boxOf(box), n, values: Float32Array.from(want.heights, (height) => height ?? NaN) };
    const scale = levelScale(heights, boxOf(view), best, steep);
    const levels = levelsFor(scale, heights);
    assert.deepEqual(levels, want.levels, name);
    const step = (toScale(scale, levels.at(-1)!) - toScale(scale, levels[0]!)) / (levels.length - 1);
    assert.deepEqual(indexLevels(scale, levels[0]!, levels.at(-1)!, 2.4 * step), want.named, name);
    assert.equal(undefinedMask(heights)?.reduce((sum, one) => sum + one, 0) ?? 0, want.masked, name);
  }
});
