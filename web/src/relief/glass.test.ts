// The plane of glass through the relief.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Field, TALL } from "./field.ts";
import { glassOver, type GlassShape } from "./glass.ts";

/** A field over [−1, 1]² of a loss. */
function fieldOf(loss: (x: number, y: number) => number): Field {
  const n = 21;
  const at = (i: number) => -1 + (2 * i) / (n - 1);
  const values = Float32Array.from({ length: n * n }, (_, s) => loss(at(s % n), at(Math.floor(s / n))));
  return new Field({ box: { xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, n, values }, { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 });
}

function corner({ position }: GlassShape, i: number): number[] {
  return [...position.slice(3 * i, 3 * i + 3)];
}

test("the glass stands on the line of the step, from border to border, on the ground", () => {
  const field = fieldOf((x) => (x + 1) / 2);
  const shape = glassOver(field, { from: [0.2, 0.5], update: [-0.3, 0] })!;
  const last = shape.part.length / 4 - 1;
  const ends = [corner(shape, 0), corner(shape, 4 * last)].sort((a, b) => a[0]! - b[0]!);
  assert.ok(Math.abs(ends[0]![0]! + 1) < 1e-6 && Math.abs(ends[1]![0]! - 1) < 1e-6);
  for (let i = 0; i <= last; i++) {
    const [x = NaN, y = NaN, z = NaN] = corner(shape, 4 * i);
    assert.ok(Math.abs(z + 0.5) < 1e-6, "w2 is −z");
    assert.ok(Math.abs(y - (TALL * (x + 1)) / 2) < 1e-6, `the ground at ${x} is ${y}`);
    assert.ok(corner(shape, 4 * i + 1)[1]! > TALL);
  }
  assert.equal(shape.index.length, 12 * last);
});

test("where the loss is not defined there is neither glass nor curve", () => {
  const whole = glassOver(fieldOf(() => 0.5), { from: [0, 0], update: [1, 0] })!;
  const torn = glassOver(fieldOf((x) => (x < 0 ? NaN : 0.5)), { from: [0, 0], update: [1, 0] })!;
  assert.ok(torn.index.length < 0.6 * whole.index.length && torn.index.length > 0.3 * whole.index.length);
  assert.ok(torn.position.every(Number.isFinite));
});

test("there is none beside the relief, and a step however short or far has its own", () => {
  const field = fieldOf(() => 0.5);
  assert.equal(glassOver(field, { from: [0, 5], update: [1, 0] }), null);
  assert.equal(glassOver(field, { from: [0, 0], update: [0, 0] }), null);
  assert.ok(glassOver(field, { from: [50, 50], update: [1e-9, 1e-9] }));
});
