import { test } from "node:test";
import assert from "node:assert/strict";
import { exitOf, uncovered } from "./arrows.ts";
import { overlap } from "./labels.ts";
import { Trajectory } from "../plane/trajectories.ts";
import { View } from "../plane/view.ts";

const view = new View({ xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, { width: 200, height: 200 });

function run(...xs: number[]): Trajectory {
  const column = Float64Array.from(xs);
  const zero = new Float64Array(xs.length);
  const trajectory = new Trajectory(0);
  trajectory.append({
    kind: "iterates", id: 1, run: 0, first: 0, count: xs.length,
    x: column, y: zero, loss: column, gx: column, gy: zero, lr: zero,
  });
  return trajectory;
}

test("a run on the map leaves nowhere", () => {
  assert.equal(exitOf(run(0, 2, 0.5), 2, view), null);
});

test("a run that swings across the map leaves at its last crossing, with the step at the playhead", () => {
  const swings = run(0.5, 2, -3, 5);
  const left = exitOf(swings, 2, view, 10);
  assert.deepEqual([left?.k, left?.x], [2, 10]);
  const right = exitOf(swings, 3, view, 10);
  assert.deepEqual([right?.k, right?.x], [3, 190]);
});

test("a run that goes on outside still points to where it left", () => {
  const gone = exitOf(run(0, 3, 7, 20), 3, view, 10);
  assert.deepEqual([gone?.k, gone?.x, gone?.angle], [3, 190, 0]);
});

test("a run that starts off the map is pointed to from its middle", () => {
  assert.deepEqual(exitOf(run(-4), 0, view, 10)?.x, 10);
});

test("a run whose next iterate is far beyond any screen, or not finite, goes the way of its update", () => {
  assert.deepEqual(exitOf(run(9, -1e300), 1, view, 10)?.x, 10);
  const lost = exitOf(run(0.5, NaN), 1, view, 10); // its gradient there points to +x
  assert.deepEqual([lost?.k, lost?.x], [1, 10]);
});

test("the arrow of a run that left lies under no button, stays on the map and keeps its way, wherever it leaves", () => {
  const phone = { size: { width: 390, height: 245 } };
  const bar = { x: 242, y: 6, width: 142, height: 44 };
  let moved = 0;
  for (const [x, y] of [...Array(38).keys()].flatMap((i) => [[11 + 10 * i, 11], [379, 11 + 6 * i], [11, 11 + 6 * i]])) {
    for (let angle = -3; angle < 3.2; angle += 0.25) {
      const left = { x: x!, y: y!, angle, k: 3 };
      const free = uncovered(left, [bar], 20, phone);
      const tail = { x: free.x - 20 * Math.cos(angle), y: free.y - 20 * Math.sin(angle) };
      const arrow = { x: Math.min(free.x, tail.x) - 6, y: Math.min(free.y, tail.y) - 6, width: Math.abs(free.x - tail.x) + 12, height: Math.abs(free.y - tail.y) + 12 };
      assert.ok(!overlap(arrow, bar), `${[x, y, angle]}: ${[free.x, free.y]}`);
      assert.ok(free.x >= 0 && free.x <= 390 && free.y >= 0 && free.y <= 245);
      assert.deepEqual([free.angle, free.k], [angle, 3]);
      if (free.x !== x || free.y !== y) moved++;
    }
  }
  assert.ok(moved > 100, "some leave where the buttons are");
  assert.deepEqual(uncovered({ x: 20, y: 200, angle: 3, k: 3 }, [bar], 20, phone), { x: 20, y: 200, angle: 3, k: 3 });
});
