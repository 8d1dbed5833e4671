import { test } from "node:test";
import assert from "node:assert/strict";
import { markSize } from "./marks.ts";
import { View } from "./view.ts";

test("marks keep their size where there is room, and shrink in a crowd", () => {
  const view = new View({ xmin: -5, xmax: 5, ymin: -5, ymax: 5 }, { width: 768, height: 600 });
  assert.equal(markSize(0, view), 1);
  assert.equal(markSize(20, view), 1);
  const crowd = markSize(341, view);
  assert.ok(crowd > 0.4 && crowd < 0.6, String(crowd));
  assert.equal(markSize(100_000, view), 0.35);
});
