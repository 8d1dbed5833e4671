// The point that is looked at, on the map: an arrow down the slope.

import { addArrowHead } from "./arrows.ts";
import type { Theme } from "./colors.ts";
import { type View, height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

export interface Probe {
  at: Point;
  /** ∇L there; null where it is not known. */
  gradient: [number, number] | null;
}

/** The arrow's length in px: how steep it is, is told in numbers. */
const LENGTH = 46;

/** The way of −∇L on the screen, as a unit vector with y down; null where there is none. */
export function steepest({ gradient }: Probe, view: View): [number, number] | null {
  if (!gradient) return null;
  const x = (-gradient[0] * view.size.width) / width(view.box);
  const y = (gradient[1] * view.size.height) / height(view.box);
  const length = Math.hypot(x, y);
  return length > 0 && Number.isFinite(length) ? [x / length, y / length] : null;
}

/** Draw the arrow from the point; with a cross where no pointer shows it. */
export function paintProbe(pen: CanvasRenderingContext2D, probe: Probe, view: View, theme: Theme, crossed: boolean): void {
  const [x, y] = [view.x(probe.at[0]), view.y(probe.at[1])];
  const { scale } = theme;
  pen.save();
  pen.lineCap = "round";
  if (crossed) paintCross(pen, x, y, theme);
  const way = steepest(probe, view);
  if (way) {
    const [tx, ty] = [x + way[0] * LENGTH * scale, y + way[1] * LENGTH * scale];
    const size = 12 * scale;
    paintShaft(pen, x, y, tx - way[0] * size * 0.6, ty - way[1] * size * 0.6, theme);
    pen.beginPath();
    addArrowHead(pen, tx, ty, Math.atan2(way[1], way[0]), size);
    pen.fillStyle = theme.text;
    pen.fill();
  }
  pen.beginPath();
  pen.arc(x, y, 2.6 * scale, 0, 2 * Math.PI);
  pen.fillStyle = theme.text;
  pen.fill();
  pen.restore();
}

function paintShaft(pen: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number, theme: Theme): void {
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  for (const [ink, lineWidth] of [[theme.halo, 5.5], [theme.text, 2.2]] as const) {
    pen.strokeStyle = ink;
    pen.lineWidth = lineWidth * theme.scale;
    pen.stroke();
  }
}

function paintCross(pen: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  const [near, far] = [7 * theme.scale, 15 * theme.scale];
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) paintShaft(pen, x + dx * near, y + dy * near, x + dx * far, y + dy * far, theme);
}
