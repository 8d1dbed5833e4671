import assert from "node:assert/strict";
import { test } from "node:test";
import { type Area, type Marks, paintLeft, paintStop, stepsOn } from "./chart-marks.ts";
import type { Theme } from "../draw/colors.ts";

/** Curves beside the numbers of the axis, which are to the left of them and below. */
const area = { left: 40, top: 10, width: 200, height: 60 };
const WIDE = 60;

/** What is written by a paint, with its left end and its middle. */
function written(paint: (marks: Marks) => void, steps: (part: Area) => number = () => 0): { text: string; x: number; y: number }[] {
  const said: { text: string; x: number; y: number }[] = [];
  const pen = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => (name === "measureText" ? () => ({ width: WIDE }) : name === "fillText" ? (text: string, x: number, y: number) => said.push({ text, x, y }) : () => {}),
    set: () => true,
  });
  const theme = { scale: 1, runs: ["#000"], shapes: [], paper: "#fff" } as unknown as Theme;
  paint({ pen, theme: new Proxy(theme, { get: (from, name) => Reflect.get(from, name) ?? ["#000"] }), area, steps, texts: [] });
  return said;
}

test("what is written beside a mark of the loss chart stays on the curves' ground, off the axes' numbers", () => {
  for (const x of [area.left, area.left + 20, area.left + 100, area.left + 190, area.left + 200]) {
    for (const y of [area.top, area.top + 5, area.top + 30, area.top + 60]) {
      const said = [
        ...written((marks) => paintStop(marks, 0, [x, y], null, "stop at 73")),
        ...written((marks) => paintLeft(marks, [{ run: 0, up: y < 40, k: 3, loss: 1e9, crossing: 0 }], () => [x, y < 40 ? area.top : area.top + 60], () => "10⁹ at step 3")),
      ];
      assert.equal(said.length, 2);
      for (const { text, x: left, y: middle } of said) {
        assert.ok(left >= area.left && left + WIDE <= area.left + area.width, `${text} from ${left}, at ${x}`);
        assert.ok(middle >= area.top + 6 && middle <= area.top + area.height - 6, `${text} at ${middle}, by ${y}`);
      }
    }
  }
});

test("what left the chart is told where fewest of the curves are, and no two of it on each other", () => {
  const heights = Array.from({ length: 101 }, (_, k) => (k < 60 ? 0.95 : 0.1)); // they stay high, then fall
  const place = (k: number, at: number): [number, number] => [area.left + (k / 100) * area.width, area.top + area.height * (1 - at)];
  const steps = (part: Area) => stepsOn(heights, place, area.width / 100, { ...part, left: part.left - area.left });
  const left = [3, 4].map((k) => ({ run: 0, up: true, k, loss: 1e9, crossing: k }));
  const said = written((marks) => paintLeft(marks, left, ({ crossing }) => [place(crossing, 1)[0], area.top], (_, k) => `at step ${k}`), steps);
  assert.equal(said.length, 2);
  for (const { text, x, y } of said) assert.equal(steps({ left: x, top: y - 7, width: WIDE, height: 14 }), 0, `${text} at ${x}, ${y}`);
  assert.ok(Math.abs(said[0]!.y - said[1]!.y) >= 14 || Math.abs(said[0]!.x - said[1]!.x) >= WIDE, JSON.stringify(said));
});

test("a curve that leaps over a part of the chart lies on it", () => {
  const place = (k: number, at: number): [number, number] => [10 * k, at];
  assert.equal(stepsOn([0, 0, 50, 50], place, 10, { left: 10, top: 20, width: 10, height: 10 }), 1);
  assert.equal(stepsOn([0, 0, null, 50], place, 10, { left: 10, top: 20, width: 10, height: 10 }), 0);
});
