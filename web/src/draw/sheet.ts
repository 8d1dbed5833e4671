// What is drawn on the plane is drawn alike on the map and on the relief. It is
// worked out on a plan, the plane from above in px, and each picture has a sheet
// that lays the plan on its ground.

import { strokeCased } from "./casing.ts";
import type { Theme } from "./colors.ts";
import type { Cut } from "../plane/clip.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** A line through places of the plan, in px of it. */
export type Path = readonly (readonly [number, number])[];

/** A place in px of the picture. */
export interface Spot {
  x: number;
  y: number;
  /** Nothing of the landscape stands before it. */
  clear: boolean;
}

/** How a line is drawn; widths in px at the theme's scale 1. */
export interface Stroke {
  ink: string;
  width: number;
  /** Opacity from 0 to 1; 1 by default. */
  alpha?: number;
  dash?: readonly number[];
  /** The paths are short: each is seen, or not, as a whole. */
  short?: boolean;
}

/** Where a run left the picture: the tip of its arrow, in px of the picture, and the arrow's angle on it. */
export interface Leaving {
  x: number;
  y: number;
  angle: number;
  /** The run's step; 0 for one that starts off the picture. */
  k: number;
  /** The upper left corner of a tag of this size in px. */
  tag(width: number, height: number): { x: number; y: number };
}

/** The ground of a picture, to draw on. */
export interface Sheet {
  readonly pen: CanvasRenderingContext2D;
  readonly theme: Theme;
  /** The plane from above, in px; on the map it is what the map shows. */
  readonly plan: View;
  /** How large the plane is on the screen, in px: there is room for so many marks. */
  readonly span: { width: number; height: number };
  /** It is seen from above and by no light: the map. */
  readonly flat: boolean;
  /** Where a place of the plane is seen; null where it is off the picture by more than margin px. In a narrow gap of a relief, such as a pole's, it is one only with rim: at the gap's edge. */
  spot(at: Point, margin?: number, rim?: boolean): Spot | null;
  /** Where a run's head is seen, on its way from one iterate to the next; null where it is off the picture by more than margin px. */
  head(run: Trajectory, position: number, margin?: number): Spot | null;
  /** Draws lines of the plan. */
  stroke(paths: readonly Path[], stroke: Stroke): void;
  /** Draws an arrow along a part of a line of the plan; its head is of size px, and is left out where the line was cut before its end, but for a dashed arrow, whose head is hollow. */
  arrow(line: Cut, size: number, strokes: readonly [halo: Stroke, line: Stroke]): void;
  /** Where a run left the picture, if it is off it at a step. */
  leaving(run: Trajectory, position: number): Leaving | null;
}

/** What a hill hides is drawn with this much of its ink. */
export const FAINT = 0.32;

/** Strokes the pen's path in a colour, on a halo of the ground; the width in px. */
export function strokeHaloed(pen: CanvasRenderingContext2D, theme: Theme, color: string, lineWidth: number): void {
  pen.lineCap = "butt";
  strokeCased(pen, theme, color, lineWidth);
}

/** The two short lines of an arrow's head, its tip at (x, y). */
export function barbs(x: number, y: number, angle: number, size: number): [number, number][] {
  const at = (turn: number): [number, number] => [x + size * Math.cos(angle + turn), y + size * Math.sin(angle + turn)];
  return [at(2.6), [x, y], at(-2.6)];
}
