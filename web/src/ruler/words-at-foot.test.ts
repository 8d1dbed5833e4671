import assert from "node:assert/strict";
import { test } from "node:test";
import { placed, placesIn } from "./words-at-foot.ts";

test("a name stands in the middle of its band, or beside what is there", () => {
  const places = placesIn({ from: 0, to: 100 }, 40);
  assert.deepEqual(places[0], { from: 30, to: 70 });
  assert.ok(places.every(({ from, to }) => from >= 0 && to <= 100), "never out of its band");
  assert.deepEqual(placed([{ of: "converges", places }], [{ from: 60, to: 90 }])[0]!.span, { from: 14, to: 54 });
  assert.deepEqual(placed([{ of: "stuck", places }], [{ from: 56, to: 90 }])[0]!.span, { from: 6, to: 46 }, "with room between them");
});

test("no word stands over another, and one that has no room is left out", () => {
  const words = [{ of: "a", places: [{ from: 0, to: 30 }] }, { of: "b", places: [{ from: 20, to: 50 }, { from: -40, to: -10 }] }, { of: "c", places: [{ from: 10, to: 25 }] }];
  assert.deepEqual(placed(words), [{ of: "a", span: { from: 0, to: 30 } }, { of: "b", span: { from: -40, to: -10 } }]);
});
