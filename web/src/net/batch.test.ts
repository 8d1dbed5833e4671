import assert from "node:assert/strict";
import { test } from "node:test";
import type { Theme } from "../draw/colors.ts";
import { batchStepOf } from "./batch.ts";
import { paintPoints } from "./paint.ts";

test("the mini-batch at a step is that of the step which leaves it, at a run's end of its last", () => {
  assert.deepEqual([0, 1, 12, 299, 300].map((k) => batchStepOf(k, 300)), [0, 1, 12, 299, 299]);
  assert.deepEqual([0, 1, 2, 200].map((k) => batchStepOf(k, 2)), [0, 1, 1, 1], "of a run that has ended early");
  assert.deepEqual([batchStepOf(5, 0), batchStepOf(5, -1), batchStepOf(3.7, 300)], [0, 0, 3]);
});

/** A pen that notes how many arcs and lines begin where. */
function noting() {
  const [arcs, crosses] = [[] as [number, number, number][], [] as number[]];
  let lines = 0;
  const pen = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, key) => {
      if (key === "arc") return (x: number, y: number, r: number) => arcs.push([x, y, r]);
      if (key === "lineTo") return (x: number) => (++lines % 2 === 1 ? crosses.push(x) : 0);
      return () => undefined;
    },
    set: () => true,
  });
  return { pen, arcs, crosses };
}

test("rings are around the points of the mini-batch and no others, crosses stand for those told wrong", () => {
  const { pen, arcs, crosses } = noting();
  const points = { count: 4, inputs: Float64Array.from([0, 0, 1, 0, 2, 0, 3, 0]), targets: Float64Array.from([0, 1, 0, 1]) };
  const sheet = { pen, width: 400, height: 100, scale: 1 };
  const inks = { regions: [[0, 0, 0], [0, 0, 0]] as [[number, number, number], [number, number, number]], points: ["a", "b"] as [string, string] };
  paintPoints(sheet, points, 2, { xmin: 0, xmax: 4, ymin: -1, ymax: 1 }, inks, { paper: "#fff", text: "#000" } as Theme, { radius: 3, wrong: Uint8Array.from([0, 1, 0, 0]), batch: new Set([1, 3]) });
  assert.deepEqual(arcs.filter(([, , r]) => r > 4).map(([x]) => x), [100, 300], "the rings");
  assert.deepEqual(arcs.filter(([, , r]) => r < 4).map(([x]) => x), [0, 200, 300], "those told right are round");
  assert.ok(crosses.length > 0 && crosses.every((x) => Math.abs(x - 100) < 5), "the one told wrong is a cross");
});
