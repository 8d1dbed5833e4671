import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestFlag, rows, stacked } from "./stack.ts";

const flag = (run: number, x: number, held = false) => ({ run, x, width: 50, held });

test("flags apart stand in one row", () => {
  const places = stacked([flag(0, 100), flag(1, 300), flag(2, 500)], 800);
  assert.deepEqual(places.map(({ row }) => row), [0, 0, 0]);
  assert.deepEqual(places.map(({ from }) => from), [100, 300, 500]);
});

test("flags nearer than a finger stack, and so do those whose cloth would touch", () => {
  assert.deepEqual(stacked([flag(0, 100), flag(1, 143)], 800).map(({ row }) => row), [0, 1]);
  assert.deepEqual(stacked([flag(0, 100), flag(1, 151)], 800).map(({ row }) => row), [0, 1]);
  assert.deepEqual(stacked([flag(0, 100), flag(1, 153)], 800).map(({ row }) => row), [0, 0]);
  const narrow = [0, 1].map((run) => ({ run, x: 100 + 30 * run, width: 10, held: false }));
  assert.deepEqual(stacked(narrow, 800).map(({ row }) => row), [0, 1]);
});

test("six on one place have six rows, and no two of a row touch", () => {
  const places = stacked([0, 1, 2, 3, 4, 5].map((run) => flag(run, 200)), 800);
  assert.equal(rows(places), 6);
  assert.equal(new Set(places.map(({ row }) => row)).size, 6);
});

test("the one in the hand keeps the first row while it passes others", () => {
  for (const x of [270, 299, 300, 301, 330]) {
    const places = stacked([flag(0, 300), flag(1, x, true)], 800);
    assert.deepEqual(places.map(({ row }) => row), [1, 0], `at ${x}`);
  }
});

test("at the right end the cloth flies to the left", () => {
  const [place] = stacked([flag(0, 780)], 800);
  assert.deepEqual([place?.left, place?.from], [true, 730]);
});

test("a flag whose number a line would cross flies to the left, where there is room", () => {
  const from = (x: number, line: number | null) => stacked([flag(0, x)], 800, line)[0]!.from;
  assert.equal(from(100, 120), 50);
  assert.equal(from(100, 150), 100);
  assert.equal(from(100, 100), 100);
  assert.equal(from(100, null), 100);
  assert.equal(from(30, 40), 30);
});

test("as long as no pole moves all stay where they stand, unless they do not fit", () => {
  const before = stacked([flag(0, 100), flag(1, 160)], 800);
  assert.deepEqual(stacked([flag(0, 100), flag(1, 160)], 800, 170, before), before, "a line that comes later moves none");
  const wide = [{ ...flag(0, 100), width: 56 }, flag(1, 160)];
  assert.deepEqual(stacked(wide, 800, null, before).map(({ row, width }) => [row, width]), [[0, 56], [0, 50]]);
  const wider = [{ ...flag(0, 100), width: 70 }, flag(1, 160)];
  assert.deepEqual(stacked(wider, 800, null, before).map(({ row }) => row), [0, 1], "what does not fit makes room");
  const stack = stacked(wider, 800);
  assert.deepEqual(stacked([flag(0, 100), flag(1, 160)], 800, null, stack).map(({ row }) => row), [0, 1], "nor does one fall back for a pixel");
  assert.deepEqual(stacked([flag(0, 100), flag(1, 163)], 800, 170, stack).map(({ row, left }) => [row, left]), [[0, false], [1, true]], "a flag that is moved is placed anew");
  assert.deepEqual(stacked([flag(0, 100)], 800, null, stack).map(({ row }) => row), [0]);
});

test("a pointer takes the nearest flag within its reach, and none beyond", () => {
  const places = stacked([100, 130, 300].map((x, run) => ({ run, x, width: 50, held: false })), 1000);
  assert.deepEqual([110, 118, 290, 200].map((x) => nearestFlag(places, x, 20)), [0, 1, 2, -1]);
});
