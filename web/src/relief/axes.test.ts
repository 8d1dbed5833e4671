import assert from "node:assert/strict";
import { test } from "node:test";
import type { Theme } from "../draw/colors.ts";
import { type LabelBox, overlap } from "../draw/labels.ts";
import { paintAxes } from "./axes.ts";
import type { Field } from "./field.ts";
import type { Pose } from "./orbit.ts";

const WORDS = { w1: "w1", w2: "w2", stretched: (name: string) => name };

/** What is written on a relief seen from a phone, with what covers it, and where. */
function written(covered: LabelBox[]): { text: string; box: LabelBox }[] {
  const found: { text: string; box: LabelBox }[] = [];
  const write = (text: string, x: number, y: number) => found.push({ text, box: { x: x - 3 * text.length, y: y - 5, width: 6 * text.length, height: 10 } });
  const pen = new Proxy({ measureText: (text: string) => ({ width: 6 * text.length }), fillText: write }, { get: (own, key) => own[key as keyof typeof own] ?? (() => {}), set: () => true });
  const field = { stretch: 1, hx: 1, hz: 1, box: { xmin: -5, xmax: 5, ymin: -5, ymax: 5 }, x: (v: number) => v / 5, z: (v: number) => -v / 5, rise: (v: number) => v / 20, scale: { floor: 0 }, heightScale: { log: false, low: 0, high: 10 } };
  const pose = { eye: [1, 1, 1], project: ([x, y, z]: number[]) => [195 + 110 * x! - 60 * z!, 150 + 40 * x! + 60 * z! - 80 * y!] };
  paintAxes(pen as unknown as CanvasRenderingContext2D, field as unknown as Field, pose as unknown as Pose, { scale: 1, font: "", dim: "", halo: "" } as Theme, WORDS, covered);
  return found;
}

test("no number and no name of the relief's axes lies under its note", () => {
  const all = written([]);
  const names = (list: typeof all) => list.map(({ text }) => text).filter((text) => text.startsWith("w")).sort();
  assert.deepEqual(names(all), ["w1", "w2"]);
  for (let y = 100; y < 300; y += 10) {
    const note = { x: 120, y, width: 270, height: 44 };
    const now = written([note]).filter(({ text }) => !text.startsWith("L"));
    for (const { text, box } of now) assert.ok(!overlap(box, note), `${text} at ${box.x}, ${box.y} under a note at ${y}`);
    assert.ok(now.length < all.length || all.every(({ box }) => !overlap(box, note)));
  }
  const { box } = all.find(({ text }) => text === "w1")!;
  assert.ok(names(written([{ ...box, x: box.x - 2, y: box.y - 2 }])).includes("w1"), "the name goes along its axis");
});
