import { test } from "node:test";
import assert from "node:assert/strict";
import { Terrain } from "./terrain.ts";
import type { Heights } from "../plane/heights.ts";
import { type Box, contains, scaleBox } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";

// Paths are the browser's; what is tested here only builds them.
globalThis.Path2D = class {
  moveTo(): void {}
  lineTo(): void {}
  closePath(): void {}
} as unknown as typeof Path2D;

const own: Box = { xmin: -5, xmax: 5, ymin: -5, ymax: 5 };
const near: Box = { xmin: 1, xmax: 2, ymin: 1, ymax: 2 };
const surface = { view: [-5, 5, -5, 5], best: 0, unbounded: false } as unknown as Surface;

function makeTerrain() {
  const asked: Box[] = [];
  const source = async (_: Surface, box: Box): Promise<Heights> => {
    asked.push(box);
    return { box, n: 3, values: Float32Array.from([2, 1, 2, 1, 0, 1, 2, 1, 2]) };
  };
  const terrain = new Terrain(source, () => {});
  terrain.setSurface(surface);
  return { terrain, asked };
}

const arrived = () => new Promise((done) => setTimeout(done, 5));

test("a map that opens zoomed fetches the whole first, then what is seen", async () => {
  const { terrain, asked } = makeTerrain();
  terrain.need(near, own, true);
  await arrived();
  terrain.need(near, own, true);
  await arrived();
  assert.equal(asked.length, 2);
  assert.ok(contains(asked[0], own) && contains(asked[1], near) && !contains(asked[1], own));
  assert.equal(terrain.groundsFor(near).length, 2);
  assert.equal(terrain.groundsFor(own).length, 1, "the closer look is not a patch on the whole");
});

test("nothing is fetched twice, and coming back needs nothing", async () => {
  const { terrain, asked } = makeTerrain();
  for (const box of [own, own, near, near, own, scaleBox(own, 0.95, 0.95)]) {
    terrain.need(box, own, box !== own);
    await arrived();
  }
  assert.equal(asked.length, 2);
});

test("a closer look is let go of once all is seen, even one that comes after that", async () => {
  const { terrain, asked } = makeTerrain();
  terrain.need(own, own, false);
  await arrived();
  terrain.need(near, own, true);
  await arrived();
  assert.ok(terrain.detail);
  terrain.need(own, own, false);
  assert.equal(terrain.detail, null);
  terrain.need(near, own, true);
  terrain.need(own, own, false);
  await arrived();
  assert.equal(terrain.detail, null);
  terrain.need(near, own, true);
  await arrived();
  assert.ok(terrain.detail);
  assert.equal(asked.length, 4);
});

test("a failed fetch is tried again, but not in every frame", async () => {
  let calls = 0;
  let changes = 0;
  const terrain = new Terrain(async () => {
    calls++;
    throw new Error("away");
  }, () => changes++, 20);
  terrain.setSurface(surface);
  terrain.need(own, own, false);
  await arrived();
  terrain.need(own, own, false);
  assert.deepEqual([calls, changes], [1, 0]);
  await new Promise((done) => setTimeout(done, 40));
  terrain.need(own, own, false);
  assert.deepEqual([calls, changes], [2, 1]);
  assert.deepEqual(terrain.groundsFor(own), []);
});
