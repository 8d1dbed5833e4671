import { test } from "node:test";
import assert from "node:assert/strict";
import { View, below, boxText, contains, fitBox, height, parseBox, width, zoomAt, withRoom } from "./view.ts";
import { boxAround } from "./box-around.ts";

const box = { xmin: -5, xmax: 5, ymin: -5, ymax: 5 };

test("pixels and world are each other's inverse, y up", () => {
  const view = new View(box, { width: 200, height: 100 });
  assert.deepEqual([view.x(-5), view.x(5), view.y(5), view.y(-5)], [0, 200, 0, 100]);
  assert.equal(view.worldX(view.x(1.25)), 1.25);
  assert.equal(view.worldY(view.y(-3.5)), -3.5);
});

test("a box grows to fill the screen with one scale", () => {
  const fitted = fitBox(box, { width: 800, height: 500 });
  assert.equal(width(fitted) / 800, height(fitted) / 500);
  assert.ok(contains(fitted, box));
  const upright = fitBox(box, { width: 300, height: 500 });
  assert.equal(width(upright), 10);
  assert.ok(contains(upright, box));
});

test("the scale is one in a window of any shape", () => {
  for (const size of [{ width: 844, height: 180 }, { width: 800, height: 450 }, { width: 200, height: 900 }, { width: 385, height: 600 }]) {
    for (const own of [box, { xmin: -10, xmax: 10, ymin: -4, ymax: 4 }, { xmin: -0.5, xmax: 2, ymin: -2, ymax: 3 }]) {
      const fitted = fitBox(own, size);
      assert.ok(contains(fitted, own));
      assert.equal(new View(fitted, size).stretch, 1);
    }
  }
});

test("a mere strip fills the screen with two scales, and says how they differ", () => {
  const flat = { xmin: 0, xmax: 100, ymin: 0, ymax: 1 };
  const size = { width: 800, height: 400 };
  assert.deepEqual(fitBox(flat, size), flat);
  assert.equal(new View(flat, size).stretch, 0.02);
});

test("zooming keeps the place under the pointer", () => {
  const size = { width: 400, height: 400 };
  const before = new View(box, size);
  const after = new View(zoomAt(box, 0.5, 2, 3), size);
  assert.equal(width(after.box), 5);
  assert.ok(Math.abs(after.x(2) - before.x(2)) < 1e-9);
  assert.ok(Math.abs(after.y(3) - before.y(3)) < 1e-9);
});

test("a box goes to a link and back within a fraction of a pixel", () => {
  const small = { xmin: 1.23456789, xmax: 1.23466789, ymin: -0.5, ymax: -0.4999 };
  const read = parseBox(boxText(small));
  assert.ok(read);
  for (const key of ["xmin", "xmax", "ymin", "ymax"] as const) {
    assert.ok(Math.abs(read[key] - small[key]) < 1e-4 * 1e-3);
  }
  assert.equal(boxText(box), "-5,5,-5,5");
});

test("what is no box is refused", () => {
  for (const text of ["", "1,2,3", "1,2,3,x", "2,1,0,1", "0,1,0,0", "0,Infinity,0,1", "0,1,,2"]) {
    assert.equal(parseBox(text), null, text);
  }
});

test("the box around points leaves out what is not finite and is never a line", () => {
  const around = boxAround([[0, 0], [10, 0], [NaN, 3], [Infinity, 1]], 0.1);
  assert.ok(around);
  assert.ok(around.xmin < 0 && around.xmax > 10 && around.xmax < 13);
  assert.ok(height(around) > 0.4);
  assert.equal(boxAround([[1, 1], [1, 1]]), null);
});

test("a start on the edge has room around it, one further in moves nothing, one outside neither", () => {
  const box = { xmin: -10, xmax: 10, ymin: -10, ymax: 10 };
  assert.deepEqual(withRoom(box, [-4, -10], 0.05), { ...box, ymin: -11 });
  assert.deepEqual(withRoom(box, [-4, 8], 0.05), box);
  assert.deepEqual(withRoom(box, [50, 0], 0.05), box);
});

test("a point that something covers at the top of a picture is brought out below it, and all of the box is still seen", () => {
  const [box, size] = [{ xmin: -2, xmax: 2, ymin: -2, ymax: 2 }, { width: 390, height: 390 }];
  const bar = [{ x: 100, y: 6, width: 200, height: 44 }, { x: 250, y: 56, width: 100, height: 44 }];
  for (const point of [[0, 1.7], [0.9, 1.9], [1.2, 1.2]] as const) {
    const clear = below(bar, box, size, point, 16);
    const view = new View(clear, size);
    const [x, y] = [view.x(point[0]), view.y(point[1])];
    for (const p of bar) assert.ok(x + 16 <= p.x || x - 16 >= p.x + p.width || y - 16 >= p.y + p.height - 1e-9, `${point} is at ${x}, ${y}`);
    assert.ok(contains(clear, box), JSON.stringify(clear));
    assert.ok(Math.abs(width(clear) - height(clear)) < 1e-9, "one scale");
  }
  assert.deepEqual(below(bar, box, size, [0, 0], 16), box);
  assert.deepEqual(below(bar, box, size, [-1.9, 1.9], 16), box, "beside it");
  assert.deepEqual(below([], box, size, [0, 1.9], 16), box);
});
