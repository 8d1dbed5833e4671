import assert from "node:assert/strict";
import { test } from "node:test";
import type { Theme } from "./colors.ts";
import { Trajectory, type ShownRun } from "../plane/trajectories.ts";
import { View } from "../plane/view.ts";
import { Crossings } from "./crossings.ts";
import { type LabelBox, Labels, overlap } from "./labels.ts";
import { paintStartLabel } from "./tags.ts";

/** A pen that notes where it writes; a letter is 7 px wide. */
function noting(): { pen: CanvasRenderingContext2D; at: [number, number][] } {
  const at: [number, number][] = [];
  const pen = { measureText: (text: string) => ({ width: 7 * text.length }), strokeText: () => undefined, fillText: (_: string, x: number, y: number) => void at.push([x, y]) };
  return { pen: pen as unknown as CanvasRenderingContext2D, at };
}

const theme = { scale: 1, font: "sans", text: "", halo: "" } as Theme;
const RING: LabelBox = { x: 88, y: 88, width: 24, height: 24 };

/** Where the start at (100, 100) is named among places that are taken, and others that are only spared. */
function named(taken: LabelBox[], spared: LabelBox[], crossings?: Crossings): LabelBox {
  const labels = new Labels(300, 600);
  for (const box of [RING, ...taken]) labels.reserve(box);
  for (const box of spared) labels.spare(box);
  const { pen, at } = noting();
  paintStartLabel(pen, theme, "Start", [100, 100], labels, crossings && ((places) => crossings.clearest(places)));
  return { x: at[0]![0], y: at[0]![1] - 9.1, width: 35, height: 18.2 };
}

const far = ({ x, y, width, height }: LabelBox) => Math.hypot(Math.max(0, x - 100, 100 - x - width), Math.max(0, y - 100, 100 - y - height));

test("the start's name stands below it, or where that is taken beside or above it, and never far off for the names of contours", () => {
  assert.ok(named([], []).y > 112);
  const below = { x: 60, y: 113, width: 80, height: 150 };
  const beside = named([below], []);
  assert.ok(far(beside) <= 14 && !overlap(beside, below), JSON.stringify(beside));
  const contours = [{ x: 0, y: 20, width: 300, height: 170 }];
  assert.ok(far(named([], contours)) <= 14);
  assert.ok(far(named([below], contours)) <= 14);
});

test("no line of a run strikes out the start's name where it has another place", () => {
  const view = new View({ xmin: 0, xmax: 300, ymin: -600, ymax: 0 }, { width: 300, height: 600 });
  for (const [dx, dy] of [[0, 1], [1, 0], [-1, 0], [0, -1], [0.8, 0.5], [-0.7, 0.9]] as const) {
    const run = new Trajectory(0);
    [0, 90].forEach((far, k) => ([run.x[k], run.y[k]] = [100 + far * dx, -100 - far * dy]));
    run.length = 2;
    const crossings = new Crossings([{ trajectory: run } as unknown as ShownRun], new Set(), view);
    const place = named([], [], crossings);
    assert.ok(!crossings.crosses(place), `${dx}, ${dy}: ${JSON.stringify(place)}`);
    assert.ok(far(place) <= 14, `${dx}, ${dy}: ${JSON.stringify(place)}`);
  }
});
