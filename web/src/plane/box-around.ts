// The box around points, of which a part of the map is made when a hand asks for it.

import { type Box, height, width } from "./view.ts";

/** The smallest box around finite points, with a margin of its size; null without two places. */
export function boxAround(points: Iterable<readonly [number, number]>, margin = 0.1): Box | null {
  const box = { xmin: Infinity, xmax: -Infinity, ymin: Infinity, ymax: -Infinity };
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    box.xmin = Math.min(box.xmin, x);
    box.xmax = Math.max(box.xmax, x);
    box.ymin = Math.min(box.ymin, y);
    box.ymax = Math.max(box.ymax, y);
  }
  const size = Math.max(width(box), height(box));
  if (!(size > 0) || !Number.isFinite(size)) return null;
  const thinnest = size * 0.05;
  const grow = (span: number) => Math.max(span, thinnest) * margin + Math.max(0, thinnest - span) / 2;
  const [gx, gy] = [grow(width(box)), grow(height(box))];
  return {
    xmin: box.xmin - gx,
    xmax: box.xmax + gx,
    ymin: box.ymin - gy,
    ymax: box.ymax + gy,
  };
}
