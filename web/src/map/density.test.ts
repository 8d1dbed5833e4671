import assert from "node:assert/strict";
import { test } from "node:test";
import { ALONE, Density, inkFor } from "./density.ts";

test("a line alone keeps its ink, and so do two that cross", () => {
  const density = new Density(300, 300);
  density.add(0, 150, 300, 150, 2);
  density.add(150, 0, 150, 300, 2);
  assert.equal(inkFor(density.under(0, 150, 300, 150)), ALONE);
});

test("lines that lie on each other share about the ink of one", () => {
  for (const n of [10, 20, 60]) {
    const density = new Density(300, 300);
    for (let k = 0; k < n; k++) density.add(100, 100, 140, 140, 2);
    const ink = inkFor(density.under(100, 100, 140, 140));
    assert.ok(ink < ALONE && ink >= 0.04);
    const width = 2; // of 6 px of a cell: a place under a line is covered by n of them
    const covered = 1 - (1 - ink) ** n;
    assert.ok(covered < 0.999 || n > 50, `${n} lines of ${width} px cover ${covered}`);
  }
  assert.ok(inkFor(3) > inkFor(6) && inkFor(1000) === 0.04);
});

test("the ground is seen through lines that lie side by side, from where they would make a wall", () => {
  for (const times of [1.5, 2, 4, 8]) assert.ok(1 - Math.exp(-times * inkFor(times)) < 0.5, `${times} times`);
});

test("what is off the map weighs nothing", () => {
  const density = new Density(100, 100);
  for (let k = 0; k < 50; k++) density.add(200, 200, 300, 300, 2);
  assert.equal(density.under(0, 0, 99, 99), 0);
  assert.equal(density.under(500, 500, 600, 600), 0);
});
