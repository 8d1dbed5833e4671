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

test("where iterates are everywhere a label lies on them, and under no button and on no other label", () => {
  const labels = new Labels(200, 200);
  labels.reserve(BUTTONS);
  labels.spare({ x: 0, y: 0, width: 200, height: 200 });
  const [first, second] = [labels.nudge(TAG), labels.nudge(TAG)];
  for (const place of [first, second]) assert.ok(apart(place, BUTTONS), JSON.stringify(place));
  assert.ok(apart(first, second));
});
