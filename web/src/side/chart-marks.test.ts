import assert from "node:assert/strict";
import { test } from "node:test";
import { type Marks, paintLeft, paintStop } from "./chart-marks.ts";
import type { Theme } from "../draw/colors.ts";

/** Curves beside the numbers of the axis, which are to the left of them and below. */
const area = { left: 40, top: 10, width: 200, height: 60 };
const WIDE = 60;

/** What is written by a paint, with its left end and its middle. */
function written(paint: (marks: Marks) => void): { text: string; x: number; y: number }[] {
  const said: { text: string; x: number; y: number }[] = [];
  const pen = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => (name === "measureText" ? () => ({ width: WIDE }) : name === "fillText" ? (text: string, x: number, y: number) => said.push({ text, x, y }) : () => {}),
    set: () => true,
  });
  const theme = { scale: 1, runs: ["#000"], shapes: [], paper: "#fff" } as unknown as Theme;
  paint({ pen, theme: new Proxy(theme, { get: (from, name) => Reflect.get(from, name) ?? ["#000"] }), area });
  return said;
}

test("what is written beside a mark of the loss chart stays on the curves' ground, off the axes' numbers", () => {
  for (const x of [area.left, area.left + 20, area.left + 100, area.left + 190, area.left + 200]) {
    for (const y of [area.top, area.top + 5, area.top + 30, area.top + 60]) {
      const said = [
        ...written((marks) => paintStop(marks, 0, [x, y], null, "stop at 73")),
        ...written((marks) => paintLeft(marks, [{ run: 0, up: y < 40, k: 3, loss: 1e9, crossing: 0 }], () => [x, y < 40 ? area.top : area.top + 60], () => "1e9 at step 3")),
      ];
      assert.equal(said.length, 2);
      for (const { text, x: left, y: middle } of said) {
        assert.ok(left >= area.left && left + WIDE <= area.left + area.width, `${text} from ${left}, at ${x}`);
        assert.ok(middle >= area.top + 6 && middle <= area.top + area.height - 6, `${text} at ${middle}, by ${y}`);
      }
    }
  }
});
