import { test } from "node:test";
import assert from "node:assert/strict";
import { type Arc, ellipseOf } from "./ellipse.ts";
import { eigenOf } from "../plane/symmetric.ts";
import { View } from "../plane/view.ts";

const view = new View({ xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, { width: 400, height: 400 });
const form = ([[xx, xy], [, yy]]: number[][], [x, y]: number[]) => (xx * x * x + 2 * xy * x * y + yy * y * y) / 2;
const world = ([x, y]: number[]) => [x / 200, -y / 200];
const reach = (s: Arc) => Math.max(...s.points.map(([x, y]) => Math.hypot(x, y)));

test("eigenvectors are unit vectors that the matrix only stretches", () => {
  for (const h of [[[2, 1], [1, 3]], [[1, 0], [0, 5]], [[0, 2], [2, 0]], [[-1, 0.3], [0.3, -4]], [[2, 0], [0, 2]]]) {
    const { values, vectors } = eigenOf(h);
    assert.ok(values[0] >= values[1]);
    vectors.forEach(([x, y], i) => {
      assert.ok(Math.abs(Math.hypot(x, y) - 1) < 1e-12);
      assert.ok(Math.hypot(h[0][0] * x + h[0][1] * y - values[i] * x, h[1][0] * x + h[1][1] * y - values[i] * y) < 1e-12);
    });
  }
});

test("every point of a bowl's ellipse is as high over its bottom", () => {
  const h = [[9, 2], [2, 1]];
  const ellipse = ellipseOf(h, view, 40);
  assert.ok(ellipse && ellipse.outline.length === 1 && !ellipse.outline[0]!.down);
  const heights = ellipse.outline[0]!.points.map((p) => form(h, world(p)));
  assert.ok(Math.max(...heights) / Math.min(...heights) < 1 + 1e-9);
});

test("its axes reach as 1/√λ does, the longer one as far as was asked", () => {
  const ellipse = ellipseOf([[16, 0], [0, 1]], view, 40);
  const [sharp, flat] = ellipse!.axes.map(reach);
  assert.ok(Math.abs(flat! - 40) < 0.1 && Math.abs(sharp! - 10) < 0.1, `${sharp}, ${flat}`);
  assert.ok(Math.abs(ellipse!.axes[1]!.points[1]![0]) < 1e-9, "the flat direction is upright");
});

test("at a saddle it is dashed exactly where the surface goes down", () => {
  const h = [[4, 0], [0, -1]];
  const ellipse = ellipseOf(h, view, 40)!;
  assert.deepEqual(ellipse.axes.map((s) => s.down), [false, true]);
  assert.equal(ellipse.outline.length, 4);
  for (const stroke of ellipse.outline) {
    for (const point of stroke.points.slice(1, -1)) assert.equal(form(h, world(point)) < 0, stroke.down);
  }
});

test("a valley's floor that is flat keeps its ellipse; a plain has none, nor has what is not finite", () => {
  const valley = ellipseOf([[1, 0], [0, 0]], view, 40)!;
  assert.ok(reach(valley.axes[1]!) > 39.9);
  assert.equal(ellipseOf([[0, 0], [0, 0]], view, 40), null);
  assert.equal(ellipseOf([[null, 0], [0, 1]], view, 40), null);
});
