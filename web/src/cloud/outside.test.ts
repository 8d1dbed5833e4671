import assert from "node:assert/strict";
import { test } from "node:test";
import type { EndsMessage, MemberPath } from "../wire/wire.ts";
import type { Cloud } from "./cloud.ts";
import { Labels, overlap } from "../draw/labels.ts";
import { OutsideCorner, outsideOf } from "./outside.ts";

const path = (...x: number[]): MemberPath => ({ last: x.length - 1, x: Float32Array.from(x), y: new Float32Array(x.length), loss: new Float32Array(x.length) });
const ends = { members: 4 } as unknown as EndsMessage;
const cloud = (ends: EndsMessage | null): Cloud => ({ every: 1, members: [path(0, 0), path(0, 9), path(5, 0), path(0, NaN)], ends });
const isIn = ([x]: [number, number]) => Math.abs(x) <= 1;

test("members outside the picture are counted at the step, run by run, one without a place among them", () => {
  const clouds = [cloud(ends), null, cloud(ends)];
  assert.deepEqual(outsideOf(clouds, new Set(), 1, isIn), [{ run: 0, members: 2, of: 4 }, { run: 2, members: 2, of: 4 }]);
  assert.deepEqual(outsideOf(clouds, new Set([0]), 0, isIn), [{ run: 2, members: 1, of: 4 }]);
  assert.deepEqual(outsideOf(clouds, new Set(), 0, ([x]) => x < 9), [], "none is told of where all are seen");
});

test("of an ensemble that has come in part nothing is counted", () => {
  assert.deepEqual(outsideOf([cloud(null)], new Set(), 1, isIn), []);
});

test("the note keeps its corner while what moves comes over it, and takes another where the picture is of another place", () => {
  const size = { width: 400, height: 300 };
  const corner = new OutsideCorner();
  const put = (place: string, ...taken: { x: number; y: number; width: number; height: number }[]) => {
    const labels = new Labels(size.width, size.height);
    for (const each of taken) labels.reserve(each);
    const { x, y } = corner.put(place, size, 100, 20, 1, labels);
    assert.equal(labels.put([{ x, y, width: 10, height: 10 }]), null, "its place is taken");
    return `${x < 200 ? "left" : "right"} ${y > 150 ? "foot" : "top"}`;
  };
  const head = { x: 60, y: 250, width: 20, height: 20 };
  assert.deepEqual([put("a"), put("a", head), put("a")], ["left foot", "left foot", "left foot"]);
  assert.deepEqual([put("b", head), put("b"), put("a")], ["right foot", "right foot", "left foot"]);
});

test("where every corner is taken the note has the one of which least is, and keeps it", () => {
  const size = { width: 400, height: 300 };
  const corner = new OutsideCorner();
  const put = (...taken: { x: number; y: number; width: number; height: number }[]) => {
    const labels = new Labels(size.width, size.height);
    for (const each of taken) labels.reserve(each);
    const { x, y } = corner.put("a", size, 100, 20, 1, labels);
    return [x, y];
  };
  const whole = { x: 0, y: 0, width: 400, height: 300 };
  const first = put(whole, { x: 0, y: 150, width: 400, height: 150 }, { x: 0, y: 0, width: 200, height: 150 });
  assert.deepEqual(first, [400 - 34 - 100, 10], "the upper right one is covered once, the others twice");
  assert.deepEqual([put(whole), put({ x: 250, y: 0, width: 100, height: 50 }), put()], [first, first, first]);
});

test("where the tools take the top of a narrow picture and a note takes its foot, this one stands below the tools", () => {
  const size = { width: 390, height: 355 };
  const labels = new Labels(size.width, size.height);
  const tools = { x: 150, y: 6, width: 235, height: 45 };
  const foot = { x: 90, y: 302, width: 290, height: 46 };
  for (const each of [tools, foot]) labels.reserve(each);
  const box = new OutsideCorner().put("a", size, 190, 24, 1, labels);
  assert.deepEqual([tools, foot].map((each) => overlap(each, box)), [false, false]);
});
