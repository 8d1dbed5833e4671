import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cloud, longest, placeAt, pointAt, stepOf } from "./cloud.ts";
import { inkOf } from "./paint.ts";

const path = (last: number, ...x: number[]) => ({ last, x: Float32Array.from(x), y: Float32Array.from(x, (v) => -v), loss: Float32Array.from(x) });

test("a point stands for each so many steps, the last one for the member's last", () => {
  const member = path(23, 0, 10, 20, 30);
  assert.deepEqual([0, 1, 2, 3].map((i) => stepOf(member, 10, i)), [0, 10, 20, 23]);
  assert.deepEqual([0, 9, 10, 19.5, 22.9, 23, 400].map((k) => pointAt(member, 10, k)), [0, 0, 1, 1, 2, 3, 3]);
});

test("between two points a member is on its way, and at its end it stays", () => {
  const member = path(23, 0, 10, 20, 26);
  assert.deepEqual([0, 5, 10, 20, 21.5, 23, 99].map((k) => placeAt(member, 10, k)[0]), [0, 5, 10, 20, 23, 26, 26]);
  assert.deepEqual(placeAt(member, 10, 5), [5, -5]);
  assert.deepEqual(placeAt(path(0, 7), 10, 3), [7, -7]);
});

test("an ensemble goes on as long as its longest member", () => {
  const cloud = (...lasts: number[]): Cloud => ({ every: 1, ends: null, members: lasts.map((last) => path(last)) });
  assert.equal(longest([]), 0);
  assert.equal(longest([null, cloud(3, 12), cloud(7)]), 12);
});

test("the more members, the less ink each has, and even 200 are seen", () => {
  const inks = [2, 10, 40, 200].map(inkOf);
  assert.deepEqual(inks, [...inks].sort((a, b) => b - a));
  assert.ok(inks[0]! < 0.6 && inks[3]! > 0.03);
});
