// Where a grid of heights has no loss to show: it is not defined there, or it has
// a pole: the loss leaps over it from one end to the other, or rises to it from both
// sides, where the server says that it is infinite.

import { type Heights, quantile, sortedHeights } from "./heights.ts";
import { outlines, type Ring } from "./outlines.ts";

/** A leap between neighbours is a pole's if it is so many times as high as nine tenths of all heights. */
const LEAP = 1.5;
/** The edge lies so far from a defined sample to its neighbour: lines that crowd along it are covered. */
const EDGE = 0.2;

/** 1 for samples that have no loss, or lie beside a pole; null where all have one. */
export function undefinedMask(heights: Heights): Float64Array | null {
  const { values } = heights;
  const mask = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) (mask[i] = 1), count++;
  count += markPoles(heights, mask);
  return count > 0 ? mask : null;
}

/** Their outlines in the grid's own coordinates. */
export function undefinedRings(mask: Float64Array, n: number): Ring[] {
  return outlines(mask, n, [EDGE])[0]!;
}

/** The parts of a ring through the grid that lie between samples of which each has a loss: the ring itself where all of it does, else lines. */
export function definedParts(ring: Ring, mask: ArrayLike<number>, n: number): Ring[] {
  const whole = ring.slice(0, -1); // its last point is its first
  const gap = whole.findIndex((point) => inGap(point, mask, n));
  if (gap < 0) return [ring];
  const parts: Ring[] = [];
  let part: Ring = [];
  for (const point of [...whole.slice(gap + 1), ...whole.slice(0, gap + 1)]) {
    if (!inGap(point, mask, n)) part.push(point);
    else [part, parts[parts.length]] = [[], part];
  }
  return parts.filter(({ length }) => length > 1);
}

/** Whether a point on a side of a cell has an end of that side without a loss. */
function inGap([x, y]: readonly [number, number], mask: ArrayLike<number>, n: number): boolean {
  const at = (i: number, j: number) => mask[Math.min(Math.max(j, 0), n - 1) * n + Math.min(Math.max(i, 0), n - 1)]! > 0;
  return at(Math.floor(x), Math.floor(y)) || at(Math.ceil(x), Math.ceil(y));
}

/** Marks both sides of each pole, where the loss turns back on its way on either side and leaps between. */
function markPoles(heights: Heights, mask: Float64Array): number {
  const { n, values } = heights;
  const sorted = sortedHeights(heights);
  const leap = LEAP * (quantile(sorted, 0.95) - quantile(sorted, 0.05));
  if (!(leap > 0)) return 0;
  let count = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const at = j * n + i;
      if (i > 0 && i < n - 2 && isPole(values, at, 1, leap)) (mask[at] = mask[at + 1] = 1), count++;
      if (j > 0 && j < n - 2 && isPole(values, at, n, leap)) (mask[at] = mask[at + n] = 1), count++;
    }
  }
  return count;
}

function isPole(values: Float32Array, at: number, step: number, leap: number): boolean {
  const over = values[at + step]! - values[at]!;
  if (!(Math.abs(over) > leap)) return false;
  return over * (values[at]! - values[at - step]!) < 0 && over * (values[at + 2 * step]! - values[at + step]!) < 0;
}

/** The middle of the longest row of marked samples, in the grid's own coordinates, and how long it is; null where none is. */
export function roomIn(mask: Float64Array, n: number): { x: number; y: number; length: number } | null {
  let [longest, rows]: [number, { x: number; y: number }[]] = [0, []];
  for (let j = 0; j < n; j++) {
    for (let i = 0, from = 0; i <= n; i++) {
      if (i < n && mask[j * n + i]) continue;
      if (i - from > longest) [longest, rows] = [i - from, []];
      if (i - from === longest && longest > 0) rows.push({ x: (from + i - 1) / 2, y: j });
      from = i + 1;
    }
  }
  const middle = rows[rows.length >> 1];
  return middle ? { ...middle, length: longest } : null;
}
