// The point that is looked at: an arrow down the slope.

import type { Path, Sheet } from "./sheet.ts";
import { type View, height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** A point of the plane that is looked at. */
export interface Probe {
  at: Point;
  /** ∇L there; null where it is not known. */
  gradient: [number, number] | null;
}

/** The arrow's length in px, the same for any slope, which the read-out gives in numbers. */
const LENGTH = 46;

/** The way of −∇L on the screen, as a unit vector with y down; null where there is none. */
export function steepest({ gradient }: Probe, view: View): [number, number] | null {
  if (!gradient) return null;
  const x = (-gradient[0] * view.size.width) / width(view.box);
  const y = (gradient[1] * view.size.height) / height(view.box);
  const length = Math.hypot(x, y);
  return length > 0 && Number.isFinite(length) ? [x / length, y / length] : null;
}

/** Draws the arrow from the point, unless a hill hides it; with a cross where no pointer shows it. */
export function paintProbe(sheet: Sheet, probe: Probe, crossed: boolean): void {
  const { pen, plan, theme } = sheet;
  const spot = sheet.spot(probe.at, LENGTH * theme.scale);
  if (!spot?.clear) return;
  const [x, y] = [plan.x(probe.at[0]), plan.y(probe.at[1])];
  const strokes = [{ ink: theme.halo, width: 5.5 }, { ink: theme.text, width: 2.2 }] as const;
  if (crossed) for (const stroke of strokes) sheet.stroke(cross(x, y, theme.scale), stroke);
  const way = steepest(probe, plan);
  if (way) {
    const [x1, y1] = [x + way[0] * LENGTH * theme.scale, y + way[1] * LENGTH * theme.scale];
    sheet.arrow({ x0: x, y0: y, x1, y1, from: 0, to: 1 }, 12 * theme.scale, strokes);
  }
  pen.beginPath();
  pen.arc(spot.x, spot.y, 2.6 * theme.scale, 0, 2 * Math.PI);
  pen.fillStyle = theme.text;
  pen.fill();
}

function cross(x: number, y: number, scale: number): Path[] {
  const [near, far] = [7 * scale, 15 * scale];
  return [[1, 0], [-1, 0], [0, 1], [0, -1]].map(([dx, dy]) => [[x + dx * near, y + dy * near], [x + dx * far, y + dy * far]]);
}
