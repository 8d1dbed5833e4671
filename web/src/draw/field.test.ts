import { test } from "node:test";
import assert from "node:assert/strict";
import { type Gradients, fieldArrows, lattice } from "./field.ts";
import { View, contains, panBy, width } from "../plane/view.ts";

const view = new View({ xmin: -5, xmax: 5, ymin: -4, ymax: 4 }, { width: 750, height: 600 });

function gradientsOf(f: (x: number, y: number) => [number, number]): Gradients {
  const { box, n } = lattice(view, 1);
  const step = width(box) / (n - 1);
  const at = (k: number) => f(box.xmin + (k % n) * step, box.ymin + Math.floor(k / n) * step);
  const each = [...Array(n * n).keys()].map(at);
  return { box, n, gx: Float32Array.from(each, (g) => g[0]), gy: Float32Array.from(each, (g) => g[1]) };
}

test("the lattice covers the map with arrows about as far apart in both directions", () => {
  const { box, n } = lattice(view, 1);
  assert.ok(contains(box, view.box));
  assert.ok(n >= 20 && n <= 30, String(n));
  const larger = lattice(view, 2);
  assert.ok(larger.n < n, "a projector's arrows stand farther apart");
});

test("the lattice stays in the plane while the map is moved", () => {
  const a = lattice(view, 1);
  const b = lattice(new View(panBy(view.box, 1.37, -0.6), view.size), 1);
  const step = width(a.box) / (a.n - 1);
  const steps = (b.box.xmin - a.box.xmin) / step;
  assert.ok(Math.abs(steps - Math.round(steps)) < 1e-9 && steps >= 1);
});

test("arrows point down the slope on the screen", () => {
  for (const { angle } of fieldArrows(gradientsOf(() => [1, 1]), view, 1)) {
    assert.ok(Math.abs(angle - (3 * Math.PI) / 4) < 1e-6, `up the plane to the right is down to the left, not ${angle}`);
  }
});

test("on axes of two scales arrows follow the way that a step takes on the screen", () => {
  const flat = new View({ xmin: -5, xmax: 5, ymin: -40, ymax: 40 }, view.size);
  const { box, n } = lattice(flat, 1);
  const ones = new Float32Array(n * n).fill(1);
  const [arrow] = fieldArrows({ box, n, gx: ones, gy: ones }, flat, 1);
  const [dx, dy] = [flat.x(-1) - flat.x(0), flat.y(-1) - flat.y(0)];
  assert.ok(Math.abs(arrow!.angle - Math.atan2(dy, dx)) < 1e-9);
});

test("a steeper place has a longer arrow, none longer than the spacing, none too short to see", () => {
  const arrows = fieldArrows(gradientsOf((x) => [10 ** x, 0]), view, 1).sort((a, b) => a.x - b.x);
  assert.ok(arrows.every(({ length }, i) => i === 0 || length >= arrows[i - 1]!.length - 1e-6));
  assert.ok(arrows[0]!.length > 5 && arrows[arrows.length - 1]!.length < 34);
});

test("there is no arrow where the gradient is zero or not a number", () => {
  assert.equal(fieldArrows(gradientsOf(() => [0, 0]), view, 1).length, 0);
  assert.equal(fieldArrows(gradientsOf(() => [NaN, 1]), view, 1).length, 0);
});
