// The axes of the map: ticks with numbers along its left and lower edge.

import type { Theme } from "../draw/colors.ts";
import { haloText } from "../draw/canvas.ts";
import { tickStep, tickText, ticks } from "../draw/ticks.ts";
import { type View, height, width } from "../plane/view.ts";

/** The names of the axes. */
export interface AxisWords {
  w1: string;
  w2: string;
  /** An axis whose unit is drawn so many times as large as the other's. */
  stretched(name: string, times: number): string;
}

const TICK = 5;

/** Ticks with numbers along the left and lower edge, inside the map. */
export function paintAxes(
  pen: CanvasRenderingContext2D,
  view: View,
  theme: Theme,
  words: AxisWords,
): void {
  const size = 11.5 * theme.scale;
  pen.font = `${size}px ${theme.font}`;
  const { stretch } = view;
  paintXAxis(pen, view, theme, size, stretch > 1 ? words.stretched(words.w1, stretch) : words.w1);
  paintYAxis(pen, view, theme, size, stretch < 1 ? words.stretched(words.w2, 1 / stretch) : words.w2);
}

function paintXAxis(pen: CanvasRenderingContext2D, view: View, theme: Theme, size: number, name: string): void {
  const { width: w, height: h } = view.size;
  const count = w / (110 * theme.scale);
  const step = tickStep(width(view.box), count);
  const room = pen.measureText(name).width + 9 + 2 * size;
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  for (const value of ticks(view.box.xmin, view.box.xmax, count)) {
    const x = view.x(value);
    paintTick(pen, theme, x, h, x, h - TICK);
    if (x > 3 * size && x < w - Math.max(4 * size, room)) {
      haloText(pen, tickText(value, step), x, h - TICK - 4, theme.text, theme.halo);
    }
  }
  pen.textAlign = "right";
  haloText(pen, name, w - 9, h - TICK - 4, theme.text, theme.halo);
}

function paintYAxis(pen: CanvasRenderingContext2D, view: View, theme: Theme, size: number, name: string): void {
  const { height: h } = view.size;
  const count = h / (100 * theme.scale);
  const step = tickStep(height(view.box), count);
  pen.textAlign = "left";
  for (const value of ticks(view.box.ymin, view.box.ymax, count)) {
    const y = view.y(value);
    paintTick(pen, theme, 0, y, TICK, y);
    if (y > 2.6 * size && y < h - 1.8 * size) {
      pen.textBaseline = "middle";
      haloText(pen, tickText(value, step), TICK + 4, y, theme.text, theme.halo);
    }
  }
  pen.textBaseline = "top";
  haloText(pen, name, TICK + 4, 7, theme.text, theme.halo);
}

function paintTick(pen: CanvasRenderingContext2D, theme: Theme, x0: number, y0: number, x1: number, y1: number): void {
  pen.strokeStyle = theme.dim;
  pen.globalAlpha = 0.55;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
  pen.globalAlpha = 1;
}
