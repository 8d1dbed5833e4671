import assert from "node:assert/strict";
import { test } from "node:test";
import { LAYERS, parseLayers, usualLayers, writeLayers } from "./layers.ts";

test("a link without the key shows the usual layers, and they need no key", () => {
  assert.deepEqual(parseLayers(undefined), usualLayers);
  assert.deepEqual(parseLayers(""), usualLayers);
  assert.equal(writeLayers(usualLayers), "");
});

test("what a link names is shown, and nothing else", () => {
  const layers = parseLayers("basins,marks,nonsense");
  for (const { name } of LAYERS) assert.equal(layers[name], name === "basins" || name === "marks", name);
  assert.ok(!("nonsense" in layers));
  assert.equal(writeLayers(layers), "basins,marks");
});

test("no layer at all has a word of its own", () => {
  const none = parseLayers("none");
  assert.ok(Object.values(none).every((shown) => !shown));
  assert.equal(writeLayers(none), "none");
});
