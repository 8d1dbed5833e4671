import { test } from "node:test";
import assert from "node:assert/strict";
import { markSize, named } from "./marks.ts";
import type { Surface } from "../wire/wire.ts";

test("marks keep their size where there is room, and shrink in a crowd", () => {
  const size = { width: 768, height: 600 };
  assert.equal(markSize(0, size), 1);
  assert.equal(markSize(20, size), 1);
  const crowd = markSize(341, size);
  assert.ok(crowd > 0.4 && crowd < 0.6, String(crowd));
  assert.equal(markSize(100_000, size), 0.35);
});

test("the map names the minima by their losses, the one global minimum as what it is, else a pole", () => {
  const words = { globalMinimum: (loss: string) => `lowest ${loss}`, pole: "no bottom", rise: "no top" };
  const surface = (global: boolean[], pole: [number, number] | null, rise: [number, number] | null) =>
    ({ minima: global.map((g, i) => ({ at: [i, 2], loss: i - 3, global: g })), pole, rise }) as unknown as Surface;
  const texts = (global: boolean[], pole: [number, number] | null = null, rise: [number, number] | null = null) => named(surface(global, pole, rise), words).map(({ text, main }) => (main ? `${text}!` : text));
  assert.deepEqual(texts([true, false]), ["lowest −3.00!", "−2.00"]);
  assert.deepEqual(texts([false], [3, 4]), ["no bottom!", "−3.00"]);
  assert.deepEqual(texts([true], null, [0, 0]), ["lowest −3.00!", "no top!"]);
  assert.deepEqual(texts([true, true]), ["−3.00", "−2.00"]);
  assert.deepEqual(texts(Array.from({ length: 30 }, (_, i) => i === 0)), ["lowest −3.00!"]);
});

test("the lowest minimum's number is another one than those of the others", () => {
  const words = { globalMinimum: (loss: string) => `lowest ${loss}`, pole: "", rise: "" };
  const texts = (...losses: number[]) =>
    named({ minima: losses.map((loss, i) => ({ at: [i, 2], loss, global: i === 0 })), pole: null, rise: null } as unknown as Surface, words).map(({ text }) => text);
  assert.deepEqual(texts(-1.001, -0.999, -0.5), ["lowest −1.001", "−0.999", "−0.500"]);
  assert.deepEqual(texts(-1.1, -0.9, -0.9), ["lowest −1.10", "−0.90", "−0.90"]);
});
