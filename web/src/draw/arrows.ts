// Where a run leaves the map, and the shape of an arrow.

import { type LabelBox, overlap } from "./labels.ts";
import { clipSegment, type Rect } from "../plane/clip.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";

/** A run that is off the map at the playhead: where it left, which way, at which step. */
export interface Exit {
  x: number;
  y: number;
  angle: number;
  /** Its iterate at the playhead; 0 for a run that starts off the map. */
  k: number;
}

/** The map's rectangle in pixels, smaller by an inset. */
export function inside(view: View, inset: number): Rect {
  const { width, height } = view.size;
  return { left: inset, right: width - inset, top: inset, bottom: height - inset };
}

/**
 * Where the run was last seen leaving the map, if it is off it at step k: the
 * last update whose line crosses the map. Null if the run is on the map there.
 */
export function exitOf(run: Trajectory, k: number, view: View, inset = 12): Exit | null {
  const end = Math.min(k, run.last);
  if (end < 0 || isOnMap(run, end, view)) return null;
  const rect = inside(view, inset);
  for (let i = end; i > 0; i--) {
    const [from, to] = [pixel(run, i - 1, view), pixel(run, i, view) ?? beyond(run, i, view)];
    if (from && to && clipSegment(...from, ...to, rect)) return exitAt(from, to, rect, end);
  }
  const at = pixel(run, end, view);
  return at && exitAt(middle(view), at, rect, end);
}

/** An exit is moved in steps so long, no further than so far, in px. */
const [MOVE, FURTHEST] = [4, 400];

/**
 * An exit whose arrow, so long in px, lies under nothing that covers the map: it is
 * moved back along its way, or along the map's edge, to the nearest place that is free.
 */
export function uncovered(exit: Exit, covered: readonly LabelBox[], length: number, { size: { width, height } }: Pick<View, "size">): Exit {
  const [dx, dy] = [Math.cos(exit.angle), Math.sin(exit.angle)];
  const isFree = (x: number, y: number) => {
    const [tail, top] = [x - length * dx, y - length * dy];
    const room = length / 3; // half its width
    const box = { x: Math.min(x, tail) - room, y: Math.min(y, top) - room, width: Math.abs(length * dx) + 2 * room, height: Math.abs(length * dy) + 2 * room };
    return !covered.some((place) => overlap(place, box));
  };
  for (let by = 0; by <= FURTHEST; by += MOVE) {
    for (const [x, y] of [[exit.x - by * dx, exit.y - by * dy], [exit.x, exit.y + by], [exit.x, exit.y - by], [exit.x - by, exit.y], [exit.x + by, exit.y]] as const) {
      if (x >= 0 && y >= 0 && x <= width && y <= height && isFree(x, y)) return { ...exit, x, y };
    }
  }
  return exit;
}

function exitAt(from: [number, number], to: [number, number], rect: Rect, k: number): Exit {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const cut = clipSegment(from[0], from[1], to[0], to[1], rect);
  const x = cut?.x1 ?? Math.min(Math.max(from[0], rect.left), rect.right);
  const y = cut?.y1 ?? Math.min(Math.max(from[1], rect.top), rect.bottom);
  return { x, y, angle, k };
}

function isOnMap(run: Trajectory, i: number, view: View): boolean {
  return view.shows(view.x(run.x[i]), view.y(run.y[i]));
}

function pixel(run: Trajectory, i: number, view: View): [number, number] | null {
  const at: [number, number] = [view.x(run.x[i]), view.y(run.y[i])];
  return at.every(Number.isFinite) ? at : null;
}

/** For an iterate that is not finite: the way that its update went. */
function beyond(run: Trajectory, i: number, view: View): [number, number] | null {
  const from = i > 0 ? pixel(run, i - 1, view) : null;
  if (!from) return null;
  const [gx, gy] = [run.gx[i - 1], run.gy[i - 1]];
  const length = Math.hypot(gx, gy);
  if (!(length > 0) || !Number.isFinite(length)) return null;
  const far = 4 * (view.size.width + view.size.height);
  return [from[0] - (gx / length) * far, from[1] + (gy / length) * far];
}

function middle(view: View): [number, number] {
  return [view.size.width / 2, view.size.height / 2];
}

/** What an arrow is drawn with. */
interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** Add a filled arrow head with its tip at (x, y). */
export function addArrowHead(pen: Pen, x: number, y: number, angle: number, size: number): void {
  const at = (turn: number, r: number): [number, number] => [
    x + r * Math.cos(angle + turn),
    y + r * Math.sin(angle + turn),
  ];
  pen.moveTo(x, y);
  pen.lineTo(...at(Math.PI - 0.42, size));
  pen.lineTo(...at(Math.PI, size * 0.72));
  pen.lineTo(...at(Math.PI + 0.42, size));
  pen.closePath();
}
