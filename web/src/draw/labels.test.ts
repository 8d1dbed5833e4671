import assert from "node:assert/strict";
import { test } from "node:test";
import { type LabelBox, Labels } from "./labels.ts";

const apart = (a: LabelBox, b: LabelBox) => a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
const TAG = { x: 40, y: 4, width: 120, height: 20 };
const BUTTONS = { x: 60, y: 0, width: 140, height: 50 };

test("a label lies beside what is spared where there is room", () => {
  const labels = new Labels(200, 200);
  labels.spare({ x: 0, y: 0, width: 200, height: 40 });
  assert.ok(labels.nudge(TAG).y >= 40);
});

test("the first free place is taken and none after it is looked at, else the first over nothing but what is spared", () => {
  const places = [TAG, { ...TAG, y: 40 }, { ...TAG, y: 80 }, { ...TAG, y: 120 }];
  const put = (spared: LabelBox[]) => {
    const labels = new Labels(200, 200);
    labels.reserve(TAG);
    for (const place of spared) labels.spare(place);
    let looked = 0;
    const inTurn = function* () {
      for (const place of places) yield (looked++, place);
    };
    return { place: labels.put(inTurn()), looked };
  };
  assert.deepEqual(put([]), { place: places[1], looked: 2 });
  assert.deepEqual(put([places[1]!]), { place: places[2], looked: 3 });
  assert.deepEqual(put(places.slice(1)), { place: places[1], looked: 4 });
});

/** Numbers between 0 and 1, the same ones each time (Park and Miller 1988). */
function sequence(seed: number): () => number {
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

test("a label that is moved lies on the map and on nothing that is taken, wherever it is wanted, as long as a larger one has a place", () => {
  const random = sequence(7);
  for (let scene = 0; scene < 600; scene++) {
    const [width, height] = [[390, 390], [390, 300], [850, 560], [1280, 900]][scene % 4]! as [number, number];
    const labels = new Labels(width, height);
    const taken: LabelBox[] = [{ x: width - 300, y: 4, width: 296, height: 96 }, { x: 34, y: height - 80, width: 150, height: 54 }]; // buttons, and a note
    for (let i = 0; i < scene % 12; i++) taken.push({ x: random() * width, y: random() * height, width: 60 + random() * 100, height: 20 + random() * 60 });
    for (const place of taken) labels.reserve(place);
    for (let tag = 0; tag < 6; tag++) {
      const wanted = { x: (random() * 1.4 - 0.2) * width, y: tag % 2 ? -10 : random() * height, width: 90 + random() * 180, height: 23 };
      const room = { ...wanted, width: wanted.width + Math.max(8, wanted.width / 4) + 2, height: wanted.height + 24 };
      const isFree = (place: LabelBox) => taken.every((other) => apart(place, other));
      let free = false;
      for (let y = 4; y + room.height <= height - 4 && !free; y += 6) for (let x = 4; x + room.width <= width - 4 && !free; x += 6) free = isFree({ ...room, x, y });
      const place = labels.nudge(wanted);
      assert.ok(place.x >= 0 && place.y >= 0 && place.x + place.width <= width && place.y + place.height <= height, `scene ${scene}: off the map`);
      if (free) assert.ok(isFree(place), `scene ${scene}, tag ${tag}: ${JSON.stringify(place)} covers what is taken`);
      taken.push(place);
    }
  }
});

test("where nothing is free a label covers as little as it can", () => {
  const labels = new Labels(200, 60);
  labels.reserve({ x: 0, y: 0, width: 200, height: 40 });
  assert.ok(labels.nudge(TAG).y >= 34);
});

test("where iterates are everywhere a label lies on them, and under no button and on no other label", () => {
  const labels = new Labels(200, 200);
  labels.reserve(BUTTONS);
  labels.spare({ x: 0, y: 0, width: 200, height: 200 });
  const [first, second] = [labels.nudge(TAG), labels.nudge(TAG)];
  for (const place of [first, second]) assert.ok(apart(place, BUTTONS), JSON.stringify(place));
  assert.ok(apart(first, second));
});

test("a label that has a few places takes one over what is spared rather than none, and a free one before it", () => {
  const labels = new Labels(200, 200);
  labels.spare({ x: 0, y: 0, width: 200, height: 40 });
  const [over, free] = [{ x: 10, y: 10, width: 30, height: 10 }, { x: 10, y: 60, width: 30, height: 10 }];
  assert.deepEqual(labels.put([over, free]), free);
  assert.deepEqual(labels.put([over, free]), over);
  assert.equal(labels.put([over, free]), null);
});

test("a label that may be left out is put neither on what is taken nor on what is spared", () => {
  const labels = new Labels(200, 200);
  labels.reserve(BUTTONS);
  labels.spare({ x: 0, y: 0, width: 200, height: 100 });
  assert.equal(labels.putFree([TAG, { ...TAG, y: 60 }]), null);
  assert.equal(labels.putFree([TAG, { ...TAG, y: 120 }])?.y, 120);
});
