// A step as it is seen on the curve: a hop from where it takes off to where it
// lands, over what lies between.

/** A hop in px, as a curve of second order: its ends and the point that bends it. */
export interface Hop {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Half-way along the axis. */
  cx: number;
  cy: number;
}

/** How high a hop rises over the line from end to end: a part of its length, so many px at most. */
const [RISE, HIGHEST] = [0.2, 46];
/** How far it clears the curve, in px. */
const CLEAR = 7;
/** A hop shorter than this is a straight line; one shorter than that follows the curve, and need not clear it; in px. */
const [SHORTEST, FOLLOWS] = [7, 60];
/** The curve is looked at in so many places under a hop. */
const LOOKS = 13;

/** A place in px. */
type Place = readonly [x: number, y: number];

/** The hop from one place to another, in px; curve tells how high it stands at an x, NaN where it is not known. */
export function hopOf([x0, y0]: Place, [x1, y1]: Place, scale: number, curve?: (x: number) => number): Hop {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const rise = length < SHORTEST * scale ? 0 : Math.min(RISE * length, HIGHEST * scale);
  const high = curve && length > FOLLOWS * scale ? Math.max(rise, over([x0, y0], [x1, y1], CLEAR * scale, curve)) : rise;
  return { x0, y0, x1, y1, cx: (x0 + x1) / 2, cy: (y0 + y1) / 2 - 2 * high };
}

/** How high a hop must rise half-way to clear the curve. */
function over([x0, y0]: Place, [x1, y1]: Place, clear: number, curve: (x: number) => number): number {
  let high = 0;
  for (let i = 1; i < LOOKS; i++) {
    const t = i / LOOKS;
    const above = y0 + t * (y1 - y0) - curve(x0 + t * (x1 - x0));
    if (above > 0) high = Math.max(high, (above + clear) / (4 * t * (1 - t)));
  }
  return high;
}

/** Where a hop is after a part of it, from 0 to 1. */
export function placeOn({ x0, y0, x1, y1, cx, cy }: Hop, t: number): [number, number] {
  const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return [a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1];
}

/** The first part of a hop. */
export function partOf(hop: Hop, t: number): Hop {
  const [x1, y1] = placeOn(hop, t);
  return { x0: hop.x0, y0: hop.y0, x1, y1, cx: hop.x0 + t * (hop.cx - hop.x0), cy: hop.y0 + t * (hop.cy - hop.y0) };
}

/** What a path is drawn with. */
interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
}

/** Adds a hop to a path. */
export function addHop(pen: Pen, { x0, y0, x1, y1, cx, cy }: Hop): void {
  pen.moveTo(x0, y0);
  if (cy === (y0 + y1) / 2) pen.lineTo(x1, y1);
  else pen.quadraticCurveTo(cx, cy, x1, y1);
}
