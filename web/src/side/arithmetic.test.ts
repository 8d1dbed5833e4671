import assert from "node:assert/strict";
import { test } from "node:test";
import { inFull, inOrder, stepAddress } from "./arithmetic-update.ts";
import { updateAt } from "../plane/update.ts";
import type { StepLine } from "../wire/wire.ts";

test("the update that leaves the playhead is told, and at the end of a run its last", () => {
  assert.deepEqual(updateAt(0, { last: 9, complete: true }), { k: 0, over: false });
  assert.deepEqual(updateAt(8, { last: 9, complete: true }), { k: 8, over: false });
  assert.deepEqual(updateAt(9, { last: 9, complete: true }), { k: 8, over: true });
  assert.deepEqual(updateAt(50, { last: 9, complete: true }), { k: 8, over: true });
});

test("a run that is still coming is not over, and one that never moved has no update", () => {
  assert.deepEqual(updateAt(9, { last: 4, complete: false }), { k: 3, over: false });
  assert.equal(updateAt(0, { last: 0, complete: true }), null);
  assert.equal(updateAt(3, { last: -1, complete: false }), null);
});

test("an update's address adds its run and step to any scenario", () => {
  assert.equal(stepAddress("", 1, 4), "/api/step?run=1&k=4");
  assert.equal(stepAddress("surface=bowl&lr=0.1", 0, 7), "/api/step?surface=bowl&lr=0.1&run=0&k=7");
});

const line = (name: string, results: (number | null)[] = []): StepLine => ({ name, mathml: "", numbers_mathml: [], results_mathml: [], results });

test("the next weights come first, whole or by component, then the rest in its order", () => {
  const { main, rest } = inOrder(["g", "m'", "w'.x", "", "w'.y"].map((name) => line(name)));
  assert.deepEqual(main.map((l) => l.name), ["w'.x", "w'.y"]);
  assert.deepEqual(rest.map((l) => l.name), ["g", "m'", ""]);
});

test("all digits of a result are there for those who want them", () => {
  assert.equal(inFull(line("w'", [0.1 + 0.2, -1e-7])), "0.30000000000000004, −1e-7");
  assert.equal(inFull(line("w'", [null])), "·");
});
