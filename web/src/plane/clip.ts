// Segments cut to a rectangle. A diverging run's iterates reach 1e300; a canvas
// holds coordinates in float32, so that they are cut in float64 before.

/** A rectangle by its edges, in any unit. */
export interface Rect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A cut segment: its ends, and where they lay on the whole one (0 to 1). */
export interface Cut {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  from: number;
  to: number;
}

/** The part of a segment inside a rectangle (Liang and Barsky 1984); null where there is none. */
export function clipSegment(x0: number, y0: number, x1: number, y1: number, r: Rect): Cut | null {
  const [dx, dy] = [x1 - x0, y1 - y0];
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return null;
  let [from, to] = [0, 1];
  const sides: [number, number][] = [
    [-dx, x0 - r.left],
    [dx, r.right - x0],
    [-dy, y0 - r.top],
    [dy, r.bottom - y0],
  ];
  for (const [toward, distance] of sides) {
    if (toward === 0 && distance < 0) return null;
    if (toward < 0) from = Math.max(from, distance / toward);
    if (toward > 0) to = Math.min(to, distance / toward);
  }
  if (from > to) return null;
  return {
    x0: x0 + from * dx,
    y0: y0 + from * dy,
    x1: x0 + to * dx,
    y1: y0 + to * dy,
    from,
    to,
  };
}
