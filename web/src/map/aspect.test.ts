// That a gradient stands square on its contour: the map has one unit for both weights,
// for every surface of the catalogue, in a window of any shape and at any zoom.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Theme } from "../draw/colors.ts";
import { boxOf, fitBox, View, withRoom, zoomAt, type Box, type Size } from "../plane/view.ts";
import { Field } from "../relief/field.ts";
import { paintAxes } from "./axes.ts";

const SURFACES = JSON.parse(readFileSync("testdata/wire/views.json", "utf8")) as { id: string; view: number[]; start: [number, number]; dimension: number }[];
const PLANES = SURFACES.filter(({ dimension }) => dimension === 2);

/** Maps of windows, frames and phones, also beside a relief. */
const SIZES: Size[] = [
  [772, 516], [772, 389], [1180, 790], [616, 530], [386, 516], [390, 354], [360, 269], [390, 280], [195, 280], [510, 238], [800, 450], [1920, 300],
].map(([width, height]) => ({ width: width!, height: height! }));

const words = { w1: "w₁", w2: "w₂", stretched: (name: string, times: number) => `${name} ×${Number(times.toPrecision(3))}` };
const theme = { scale: 1, font: "sans", dim: "#888", text: "#000", halo: "#fff" } as unknown as Theme;

/** The texts that the axes of a view write. */
function written(view: View): string[] {
  const texts: string[] = [];
  const pen = new Proxy({}, {
    get: (_, name) => (name === "measureText" ? (text: string) => ({ width: 7 * text.length }) : name === "fillText" ? (text: string) => texts.push(text) : () => undefined),
    set: () => true,
  }) as unknown as CanvasRenderingContext2D;
  paintAxes(pen, view, theme, words);
  return texts.filter((text) => text.startsWith("w"));
}

/** Boxes that the map of a surface comes to show: its own, and closer looks at its start and at a corner. */
function boxes({ view, start }: (typeof PLANES)[number], size: Size): Box[] {
  const own = fitBox(withRoom(boxOf(view), start), size);
  return [1, 0.5, 1e-3, 40].flatMap((factor) => [start, [own.xmin, own.ymax]].map(([x, y]) => fitBox(zoomAt(own, factor, x!, y!), size)));
}

test("every surface of the catalogue is there", () => {
  assert.ok(PLANES.length >= 29 && SURFACES.length - PLANES.length === 3);
});

test("both weights have one unit, on the map of every surface, in any window, at any zoom", () => {
  for (const surface of PLANES) {
    for (const size of SIZES) {
      for (const box of boxes(surface, size)) {
        const view = new View(box, size);
        const [ux, uy] = [view.x(box.xmin + 1e-3) - view.x(box.xmin), view.y(box.ymin) - view.y(box.ymin + 1e-3)];
        assert.ok(Math.abs(ux / uy - 1) < 1e-6, `${surface.id} at ${size.width} × ${size.height}: ${ux / uy}`);
        assert.deepEqual(written(view), ["w₁", "w₂"], surface.id);
      }
    }
  }
});

test("an axis whose unit is larger says by how much", () => {
  const size = { width: 400, height: 200 };
  assert.deepEqual(written(new View(fitBox({ xmin: 0, xmax: 100, ymin: 0, ymax: 1 }, size), size)), ["w₁", "w₂ ×50"]);
  assert.deepEqual(written(new View(fitBox({ xmin: 0, xmax: 1, ymin: 0, ymax: 9 }, size), size)), ["w₁ ×18", "w₂"]);
});

test("the relief of a surface has one unit too, or says by how much one is larger", () => {
  const scale = { log: false, floor: 0, shift: 0, step: 0.1, from: 0, to: 1 };
  for (const surface of PLANES) {
    for (const size of SIZES) {
      const box = boxes(surface, size)[0]!;
      const field = new Field({ box, n: 2, values: new Float32Array(4) }, scale);
      const [ux, uz] = [field.x(box.xmin + 1) - field.x(box.xmin), field.z(box.ymin) - field.z(box.ymin + 1)];
      assert.ok(Math.abs(ux / uz / field.stretch - 1) < 0.011, `${surface.id} at ${size.width} × ${size.height}: ${ux / uz}, told ${field.stretch}`);
    }
  }
});
