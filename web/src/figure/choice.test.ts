import assert from "node:assert/strict";
import test from "node:test";
import { Choice } from "./choice.ts";

test("the good run of three is the usual one, the first that is seen where it is hidden", () => {
  const choice = new Choice();
  choice.count = 3;
  assert.deepEqual([choice.run, choice.seen, choice.marked], [1, 1, null]);
  choice.toggle(1);
  assert.deepEqual([choice.run, choice.seen, choice.marked], [0, 0, null]);
  choice.count = 1;
  assert.deepEqual([choice.run, choice.seen], [0, 0]);
});

test("what is picked is marked while it is there and seen, and again afterwards", () => {
  const choice = new Choice();
  choice.count = 3;
  choice.picked = 2;
  assert.deepEqual([choice.run, choice.marked], [2, 2]);
  choice.toggle(2);
  assert.deepEqual([choice.run, choice.marked], [1, null]);
  choice.toggle(2);
  assert.equal(choice.marked, 2);
  choice.count = 2; // of another scenario
  assert.deepEqual([choice.run, choice.marked], [1, null]);
});

test("where all are hidden no run is seen, and none is made up", () => {
  for (const count of [1, 2, 3, 6]) {
    const choice = new Choice();
    choice.count = count;
    choice.picked = count - 1;
    for (let run = 0; run < count; run++) choice.toggle(run);
    assert.deepEqual([choice.seen, choice.marked], [null, null]);
    assert.ok(choice.run < count);
  }
});
