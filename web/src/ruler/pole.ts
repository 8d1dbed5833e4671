// The ways of the poles, from their cloths down to the axis.
import type { LabelBox } from "../draw/labels.ts";
import { rowTop, type Geometry } from "./geometry.ts";
import type { FlagPlace } from "./places.ts";
import { within } from "./stack.ts";

/** Corners of a line that runs along the axes, in px. */
export type Way = readonly (readonly [x: number, y: number])[];

/** So far below its cloth a line to a pole aside runs, and so far apart from the next, in px and in widths of a pole. */
const BELOW = 3;
const APART = 1.6;

/** The way of a pole of a width from its cloth to the axis: straight down, or of a flag aside first along below its row. */
export function wayOf(g: Geometry, places: readonly FlagPlace[], place: FlagPlace, width: number): Way {
  const { x, row, from, left, aside } = place;
  const [top] = rowTop(g, places, row);
  const inward = left ? -width / 2 : width / 2;
  const foot: [number, number] = [x + inward, g.foot + g.band];
  if (!aside) return [[x + inward, top], foot];
  const edge = (left ? from + place.width : from) + inward;
  const below = top + g.cloth + BELOW + width * APART * within(place, places);
  return [[edge, top], [edge, below], [x + inward, below], foot];
}

/** Whether a way comes nearer to a place than reach, in px. */
export function passes(way: Way, { x, y, width, height }: LabelBox, reach: number): boolean {
  for (let i = 1; i < way.length; i++) {
    const [[x0, y0], [x1, y1]] = [way[i - 1]!, way[i]!];
    const across = Math.min(x0, x1) - reach < x + width && Math.max(x0, x1) + reach > x;
    if (across && Math.min(y0, y1) - reach < y + height && Math.max(y0, y1) + reach > y) return true;
  }
  return false;
}
