import assert from "node:assert/strict";
import { test } from "node:test";
import { hueAt } from "./basin-image.ts";
import { huesOf } from "./basins.ts";
import type { Theme } from "./colors.ts";
import type { BasinFrame, BasinsMessage } from "../wire/wire.ts";

const theme = { basins: ["#a3d3b8", "#efcf8a"] } as unknown as Theme;

test("a minimum has the hue of its basin, the lowest comes first, and one that no start ends at has none", () => {
  const minima = [{ at: [0, 0], loss: 1 }, { at: [1, 2], loss: -3 }, { at: [4, 4], loss: 0 }] as unknown as BasinsMessage["minima"];
  const frame = { minima: Uint8Array.from([0, 1, 2, 2, 255]) } as unknown as BasinFrame;
  const hues = huesOf(frame, theme, minima);
  assert.deepEqual(hues.map(({ loss, color }) => [loss, color]), [[-3, theme.basins[1]], [1, theme.basins[0]]]);
  const image = { hues } as unknown as Parameters<typeof hueAt>[0];
  assert.equal(hueAt(image, [1, 2]), theme.basins[1]);
  assert.equal(hueAt(image, [4, 4]), null);
  assert.equal(hueAt(null, [1, 2]), null);
});
