import assert from "node:assert/strict";
import { test } from "node:test";
import { placesIn } from "./words-at-foot.ts";

test("a name's places are those in its band, the middle first", () => {
  const places = placesIn({ from: 0, to: 100 }, 40);
  assert.deepEqual(places[0], { from: 30, to: 70 });
  assert.ok(places.every(({ from, to }) => from >= 0 && to <= 100), "never out of its band");
  assert.ok(places.some(({ from }) => from < 10) && places.some(({ to }) => to > 90), "as far as its ends");
});
