import assert from "node:assert/strict";
import { test } from "node:test";
import { Swing } from "./swing.ts";

test("a fling turns on and comes to rest", () => {
  const swing = new Swing();
  swing.start(200, 0);
  let [turned, frames] = [0, 0];
  for (let now = 0; swing.moving && frames < 1000; now += 16, frames++) turned += swing.step(now)[0];
  assert.ok(!swing.moving);
  assert.ok(turned > 5 && turned < 60, `${turned} degrees`);
});

test("a slow hand does not fling", () => {
  const swing = new Swing();
  swing.start(8, 4);
  assert.ok(!swing.moving);
});
