// Which losses the curve's picture shows: those of the curve that is in sight.
// What shoots up or down without end must not flatten all the rest.

import { lossAt, type Row } from "./row.ts";

/** An interval of the axis, or of losses. */
export type Interval = [from: number, to: number];

/** The curve is looked at in so many places of what is in sight. */
const LOOKS = 1025;
/** A curve that rises so many times as high as the start stands is cut off, at so many times that. */
const [HIGH, ROOM] = [8, 3];
/** So few of the samples are a spike, where they make up this part of the height. */
const [FEW, MOST] = [4, 0.6];
/** Beyond its body, of all but a tenth at each end, a curve that is cut goes on by this part of it. */
const BEYOND = 0.4;

/** The losses to show of a curve between two places; start is the loss at the start, NaN where it is not in sight. */
export function lossRange(rows: readonly Row[], [from, to]: Interval, start: number): Interval {
  const losses = Array.from({ length: LOOKS }, (_, i) => lossAt(rows, from + (i * (to - from)) / (LOOKS - 1)));
  const sorted = Float64Array.from(losses.filter(Number.isFinite)).sort();
  if (sorted.length === 0) return withStart([NaN, NaN], start);
  return withStart([lowest(sorted), highest(sorted, start)], start);
}

function lowest(sorted: Float64Array): number {
  const [low, bottom, top] = [sorted[0]!, quantile(sorted, 0.1), quantile(sorted, 0.9)];
  const few = sorted[Math.min(FEW, sorted.length - 1)]!;
  const spike = few - low > MOST * (bottom - low) && bottom - low > top - bottom;
  return spike ? bottom - BEYOND * (top - bottom) : low;
}

function highest(sorted: Float64Array, start: number): number {
  const [low, high] = [lowest(sorted), sorted[sorted.length - 1]!];
  const [bottom, top] = [quantile(sorted, 0.1), quantile(sorted, 0.9)];
  const few = sorted[Math.max(0, sorted.length - 1 - FEW)]!;
  const spike = high - few > MOST * (high - top) && high - top > top - bottom;
  const most = spike ? top + BEYOND * (top - bottom) : high;
  if (!(high - low > HIGH * (start - low))) return most;
  return Math.min(most, Math.max(low + ROOM * (start - low), top));
}

/** The range with the start in it, and not without a height. */
function withStart([low, high]: Interval, start: number): Interval {
  const ends = [low, high, start].filter(Number.isFinite);
  if (ends.length === 0) return [0, 1];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const least = 1e-12 * Math.max(Math.abs(from), Math.abs(to));
  if (to - from > least) return [from, to];
  const half = Math.abs(from) / 2 || 0.5;
  return [from - half, to + half];
}

function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.round(q * (sorted.length - 1))]!;
}
