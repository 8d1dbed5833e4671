import assert from "node:assert/strict";
import { test } from "node:test";
import { Inertia } from "./inertia.ts";

test("a fling turns on and comes to rest", () => {
  const inertia = new Inertia();
  inertia.start(200, 0);
  let [turned, frames] = [0, 0];
  for (let now = 0; inertia.moving && frames < 1000; now += 16, frames++) turned += inertia.step(now)[0];
  assert.ok(!inertia.moving);
  assert.ok(turned > 5 && turned < 60, `${turned} degrees`);
});

test("a slow hand does not fling", () => {
  const inertia = new Inertia();
  inertia.start(8, 4);
  assert.ok(!inertia.moving);
});
