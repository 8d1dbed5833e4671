import { test } from "node:test";
import assert from "node:assert/strict";
import { named } from "./share-data.ts";

test("files are named after the lesson, else the surface", () => {
  assert.equal(named("/p/three-rates?lr=0.1"), "three-rates");
  assert.equal(named("/downhill/p/ravine"), "ravine");
  assert.equal(named("/?surface=himmelblau&lr=0.1"), "himmelblau");
  assert.equal(named("/?f=x%5E2&lr=0.1"), "runs");
  assert.equal(named("/?surface=..%2F%22"), "runs");
});
