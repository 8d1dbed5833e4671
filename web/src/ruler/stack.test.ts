import assert from "node:assert/strict";
import { test } from "node:test";
import type { FlagPlace, Rows, Standing } from "./places.ts";
import { packed } from "./pack.ts";
import { nearestFlag, rows, stacked as placed, within } from "./stack.ts";

const stackedIn = (flags: Standing[], end: number, room: Rows, line: number | null = null, before: readonly FlagPlace[] = []) => placed(flags, end, room, line, before, [], packed);

/** Room for six over one another. */
const stacked = (flags: Standing[], end: number, line: number | null = null, before: readonly FlagPlace[] = []) => stackedIn(flags, end, { over: 6, aside: 3 }, line, before);

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
  assert.equal(from(75, 70), 75);
  assert.ok(from(30, 40) >= 40, "beside its pole where neither side has room");
});

test("as long as no pole moves all stay where they stand, unless they do not fit", () => {
  const before = stacked([flag(0, 100), flag(1, 160)], 800);
  assert.deepEqual(stacked([flag(0, 100), flag(1, 160)], 800, 155, before), before, "a line that comes later moves none");
  assert.deepEqual(stacked([flag(0, 100), flag(1, 160)], 800, 170, before).map(({ from }) => from), [100, 110], "but for those whose number it goes through");
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

test("flags that find no row over their pole stand beside it, as near as there is room, and stay there", () => {
  const room = { over: 2, aside: 2 };
  const six = [300, 302, 304, 306, 308, 310].map((x, run) => flag(run, x));
  const places = stackedIn(six, 800, room);
  assert.equal(rows(places), 2);
  assert.deepEqual(places.map(({ aside }) => aside), [true, false, false, false, false, true]);
  for (const { from, width, x, left, aside } of places) assert.ok(aside ? Math.abs(from + width / 2 - x) < 90 : Math.abs((left ? from + width : from) - x) < 0.01, `${from}`);
  assert.deepEqual(stackedIn(six, 800, room, null, places), places);
  assert.deepEqual(stackedIn(six.map((each) => ({ ...each, width: 51 })), 800, room, null, places).map(({ row }) => row), places.map(({ row }) => row));
  const held = stackedIn(six.map((each) => ({ ...each, held: each.run === 5 })), 800, room, null, places)[5]!;
  assert.deepEqual([held.row, held.from, held.aside], [0, 310, false], "the one in the hand stands over its pole");
});

test("the lines to flags aside do not meet: the farther the flag, the lower its line", () => {
  const places = stackedIn([0, 1, 2, 3].map((run) => flag(run, 300 + run)), 800, { over: 1, aside: 1 });
  const right = places.filter(({ aside, left }) => aside && !left).sort((a, b) => a.from - b.from);
  assert.deepEqual(right.map((place) => within(place, places)), right.map((_, i) => i));
});

test("a flag aside does not go to the other side of a line where this one has room", () => {
  const places = stackedIn([200, 202, 204, 206].map((x, run) => flag(run, x)), 800, { over: 2, aside: 2 }, 215);
  for (const { from, width } of places) assert.ok(from + width <= 215, `${from}`);
});

test("a flag whose number has grown beyond the ruler's left end does not stay there", () => {
  const room = { over: 1, aside: 1 };
  const flags = [60, 61].map((x, run) => flag(run, x));
  const before = stackedIn(flags, 800, room).map((place) => (place.run === 1 ? { ...place, row: 0, from: 0, width: 50, left: true, aside: true } : place));
  for (const { from } of stackedIn(flags.map((each) => ({ ...each, width: 58 })), 800, room, null, before)) assert.ok(from >= 0, `${from}`);
});

test("until what packs them has come, flags that have no room stand over their poles, all of them", () => {
  const heap = [300, 302, 304, 306, 308, 310].map((x, run) => flag(run, x));
  const places = placed(heap, 800, { over: 2, aside: 2 });
  assert.deepEqual(places.map(({ run, aside }) => [run, aside]), heap.map(({ run }) => [run, false]));
  assert.equal(placed([flag(0, 30)], 800, { over: 2, aside: 2 }, 40).length, 1, "where the limit's line leaves no room too");
});
