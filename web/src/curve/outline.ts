// The curve as lines in px, and the stretches where there is none.

import { endsOf, type Row } from "./row.ts";
import type { View } from "../plane/view.ts";

/** Places in px, one after another. */
export type Line = [x: number, y: number][];

/** The curve of a view: its lines, and from where to where the loss is not defined or has a pole, in px. */
export interface Outline {
  lines: Line[];
  gaps: [from: number, to: number][];
}

/** Two places of the axis between which the curve is broken: it jumps, or has a pole. */
export type Break = [from: number, to: number];

/** A line is drawn up to this many heights beyond the picture. */
const BEYOND = 2;

/** The outline of what is in sight of the rows. */
export function outlineOf(rows: readonly Row[], breaks: readonly Break[], view: View): Outline {
  const outline: Outline = { lines: [], gaps: [] };
  for (const row of rows) addRow(outline, row, breaks, view);
  for (const [from, to] of breaks) outline.gaps.push([view.x(from), view.x(to)]);
  outline.gaps = outline.gaps.filter(([from, to]) => to >= 0 && from <= view.size.width);
  return outline;
}

function addRow({ lines, gaps }: Outline, { xs, losses }: Row, breaks: readonly Break[], view: View): void {
  const { xmin, xmax } = view.box;
  const { height } = view.size;
  let line: Line = [];
  let undefinedFrom: number | null = null;
  const end = () => (line.length > 1 && lines.push(line), (line = []));
  for (let i = 0; i < xs.length; i++) {
    if ((xs[i + 1] ?? Infinity) < xmin || (xs[i - 1] ?? -Infinity) > xmax) continue;
    const x = view.x(xs[i]!);
    const loss = losses[i]!;
    if (!Number.isFinite(loss)) {
      end();
      undefinedFrom ??= i > 0 ? view.x(xs[i - 1]!) : x;
      continue;
    }
    if (undefinedFrom !== null) gaps.push([undefinedFrom, x]);
    undefinedFrom = null;
    if (i > 0 && breaks.some(([from, to]) => xs[i - 1]! >= from && xs[i]! <= to)) end();
    line.push([x, Math.min(Math.max(view.y(loss), -BEYOND * height), (1 + BEYOND) * height)]);
  }
  end();
  if (undefinedFrom !== null) gaps.push([undefinedFrom, Math.min(view.x(endsOf({ xs, losses })[1]), view.size.width)]);
}
