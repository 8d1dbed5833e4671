import { test } from "node:test";
import assert from "node:assert/strict";
import { contrast, inked, mix, parseColor, runColor, runShape, type Theme } from "./colors.ts";
import { addShape, SHAPES, shapeSVG } from "./shapes.ts";

test("colours are read in each form that a style has", () => {
  assert.deepEqual(parseColor("#fff"), [255, 255, 255]);
  assert.deepEqual(parseColor(" #0072B2 "), [0, 114, 178]);
  assert.deepEqual(parseColor("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.deepEqual(parseColor("nonsense"), [0, 0, 0]);
});

test("contrast is WCAG's", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.deepEqual(mix([0, 0, 0], [100, 200, 50], 0.5), [50, 100, 25]);
});

test("every run has a shape of its own, closed, on canvas and in SVG", () => {
  assert.equal(new Set(SHAPES).size, 6);
  assert.equal(new Set(SHAPES.map((_, i) => shapeSVG(i))).size, 6);
  SHAPES.forEach((_, i) => {
    let closed = 0;
    const far: number[] = [];
    const pen = {
      moveTo: (x: number, y: number) => void far.push(Math.hypot(x, y)),
      lineTo: (x: number, y: number) => void far.push(Math.hypot(x, y)),
      arc: () => void closed++,
      closePath: () => void closed++,
    };
    addShape(pen, i, 0, 0, 10);
    assert.equal(closed, 1);
    assert.ok(Math.max(...far) < 16);
  });
});

test("runs are drawn in the inks and with the shapes that the server gives them", () => {
  const page = { runs: Array.from({ length: 12 }, (_, ink) => `ink ${ink}`), shapes: [0, 1, 2, 3, 4, 5] } as Theme;
  const theme = inked(page, [{ ink: 0, shape: "circle" }, { ink: 2, shape: "triangle" }, { ink: 7, shape: "diamond" }]);
  assert.deepEqual([0, 1, 2].map((run) => runColor(theme, run)), ["ink 0", "ink 2", "ink 7"]);
  assert.deepEqual([0, 1, 2].map((run) => SHAPES[runShape(theme, run)]), ["circle", "triangle", "diamond"]);
  assert.equal(inked(page, []), page);
  assert.equal(runColor(page, 12), "ink 0");
});
