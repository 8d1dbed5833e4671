import { test } from "node:test";
import assert from "node:assert/strict";
import { clipSegment } from "./clip.ts";

const square = { left: 0, right: 10, top: 0, bottom: 10 };

test("a segment is cut to the square", () => {
  const cut = clipSegment(-10, 5, 20, 5, square);
  assert.deepEqual([cut?.x0, cut?.y0, cut?.x1, cut?.y1].map((v) => Math.round(v ?? NaN)), [0, 5, 10, 5]);
  assert.equal(clipSegment(-5, -5, -1, 20, square), null);
  assert.equal(clipSegment(2, 2, 3, 3, square)?.to, 1);
});

test("a segment to 1e300 leaves on the right side", () => {
  const cut = clipSegment(5, 5, 1e300, 5, square);
  assert.ok(cut && Math.abs(cut.x1 - 10) < 1e-9 && cut.y1 === 5);
  assert.equal(clipSegment(5, 5, Infinity, 5, square), null);
});
