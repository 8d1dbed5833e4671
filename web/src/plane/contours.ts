// Contour levels and their outlines. Levels are spaced by the logarithm of the
// height over the lowest known loss, L − L*, so that the bottom of a valley is
// seen as well as its walls. They come from quantiles of the heights: a spike or
// a pole is one more line at most, and never flattens the rest.

import { type Heights, quantile, sortedHeights } from "./heights.ts";
import { outlines, type Ring } from "./outlines.ts";
import { definedParts, undefinedMask } from "./undefined.ts";
import type { Box } from "./view.ts";

/** About so many levels over the surface's own view. */
const COUNT = 20;
/** A closer look keeps the levels it has and halves their spacing until it sees so many. */
const FEWEST = 14;

/** A closer look leaves no more than this part of what it sees without a line. */
const EMPTY = 0.04;

/** How height is measured: t = log(L − floor + shift), or t = L where that is fairer. */
export interface LevelScale {
  log: boolean;
  floor: number;
  shift: number;
  /** Spacing of levels in t. */
  step: number;
  /** The range of t that the colours span. */
  from: number;
  to: number;
}

/** The scale for a surface, from its heights over its own view; steep is one that spans many powers of ten. */
export function levelScale(heights: Heights, view: Box, best: number | null, steep = false): LevelScale {
  let sorted = sortedHeights(heights, view);
  if (sorted.length === 0) sorted = sortedHeights(heights);
  if (sorted.length === 0) sorted = Float32Array.of(0, 1);
  const lowest = sorted[0];
  const top = quantile(sorted, 0.985);
  if (best === null || !(top > best)) return linearScale(quantile(sorted, 0.015), top);
  const floor = Math.min(best, lowest);
  const [low, mid, high] = [0.05, 0.5, 0.95].map((q) => quantile(sorted, q) - floor);
  const shift = evenShift(low, mid, high, steep);
  if (shift === null) return linearScale(floor, top);
  const from = Math.log(shift);
  const to = Math.log(top - floor + shift);
  return { log: true, floor, shift, step: (to - from) / COUNT, from, to };
}

/**
 * The shift that puts the median half-way between low and high on the log
 * scale, and then a part of it, for more levels near the minimum.
 * On a surface that spans many powers of ten the valley, where runs go, is a small
 * part of the map: it is a part of low there, so that the valley has levels too.
 * Null where heights are spread evenly already.
 */
function evenShift(low: number, mid: number, high: number, steep: boolean): number | null {
  const even = (mid * mid - low * high) / (low + high - 2 * mid);
  if (!(high > 0)) return null;
  if (steep) return Math.min(Math.max(low * 0.1, high * 1e-6), even > 0 ? Math.max(even * 0.12, high * 2e-3) : Infinity);
  if (!(even > 0)) return even < 0 && mid > low && 2 * mid > low + high ? high * 0.25 : high * 2e-3;
  return Math.min(Math.max(even * 0.12, high * 2e-3), high * 0.25);
}

function linearScale(from: number, to: number): LevelScale {
  const span = to > from ? to - from : Math.max(1, Math.abs(from));
  return { log: false, floor: from, shift: 0, step: span / COUNT, from, to: from + span };
}

/** Height on the scale. */
export function toScale(scale: LevelScale, loss: number): number {
  if (!scale.log) return loss;
  return Math.log(Math.max(loss - scale.floor, 0) + scale.shift);
}

/** The loss at a place of the scale. */
export function fromScale(scale: LevelScale, t: number): number {
  return scale.log ? Math.exp(t) - scale.shift + scale.floor : t;
}

/** Where a loss stands between the lowest colour (0) and the highest (1), or beyond them. */
export function shade(scale: LevelScale, loss: number): number {
  return (toScale(scale, loss) - scale.from) / (scale.to - scale.from);
}

/** A close look spans at least this part of the colours, so that its slopes are seen. */
const CLOSE_SPAN = 0.75;
/** So many heights of a close look tell how its colours are spread. */
const RANKS = 65;

/**
 * The shade for heights of a part of the map: colours of its own, half by height
 * and half by how much of the part lies below, so that a slope at its edge takes
 * no more of them than it is wide.
 */
export function closeShade(scale: LevelScale, heights: Heights): (loss: number) => number {
  const sorted = sortedHeights(heights);
  const above = heights.above ?? 0;
  const at = (loss: number) => shade(scale, loss);
  const ranks = Array.from({ length: RANKS }, (_, i) => at(quantile(sorted, i / (RANKS - 1)) + above));
  const [lowest, highest] = [ranks[0]!, at(quantile(sorted, 0.995) + above)];
  if (!(highest > lowest)) return at;
  const span = Math.max(CLOSE_SPAN, Math.min(1, highest) - Math.max(0, lowest));
  const from = Math.min(Math.max(lowest, 0), 1 - span);
  return (loss) => {
    const t = at(loss);
    return from + span * (0.5 * ((t - lowest) / (highest - lowest)) + 0.5 * rankIn(ranks, t));
  };
}

/** Where a value stands among sorted ones, 0 to 1. */
function rankIn(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  if (!(value > sorted[0]!)) return 0;
  if (value >= sorted[high]!) return 1;
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! <= value) low = mid;
    else high = mid;
  }
  const part = (value - sorted[low]!) / (sorted[high]! - sorted[low]!);
  return (low + part) / (sorted.length - 1);
}

/** The lowest height and nearly the highest, on the scale. */
function span(scale: LevelScale, heights: Heights): [number, number] {
  const sorted = sortedHeights(heights);
  const above = heights.above ?? 0;
  return [toScale(scale, sorted[0] + above), toScale(scale, quantile(sorted, 0.995) + above)];
}

/** The levels that cross heights of a box, lowest first. */
export function levelsFor(scale: LevelScale, heights: Heights): number[] {
  const [lowest, highest] = span(scale, heights);
  if (!(highest >= lowest)) return [];
  let step = scale.step;
  for (let i = 0; i < 40 && (highest - lowest) / step < FEWEST; i++) step /= 2;
  while ((highest - lowest) / step > 4 * COUNT) step *= 2;
  const first = Math.ceil((lowest - scale.from) / step + 1e-9);
  const levels: number[] = [];
  for (let j = first; scale.from + j * step <= highest; j++) {
    levels.push(fromScale(scale, scale.from + j * step));
  }
  return step < scale.step ? [...bottomLevels(heights, levels[0]), ...levels] : levels;
}

/**
 * Levels below the first, for a close look of which much lies there: a quarter
 * as high over the bottom each, so that in a bowl the rings are half as wide.
 */
function bottomLevels(heights: Heights, first = NaN): number[] {
  const sorted = sortedHeights(heights);
  const above = heights.above ?? 0;
  const levels: number[] = [];
  for (let part = (first - above - sorted[0]) / 4; levels.length < 4; part /= 4) {
    const below = sorted.findIndex((value) => value > sorted[0] + 4 * part);
    if (!(below > EMPTY * sorted.length) || !(sorted[0] + part > sorted[0])) break;
    levels.unshift(sorted[0] + part + above);
  }
  return levels;
}

/** Where the loss is at a level, in the grid's own coordinates: rings, and lines that end where there is no loss. */
export interface Contour {
  level: number;
  lines: Ring[];
}

/** Trace the levels through the heights, but where mask has no loss: between a sample that has one and one that has none, nothing is at a level. */
export function trace(heights: Heights, levels: number[], mask: ArrayLike<number> | null = undefinedMask(heights)): Contour[] {
  if (levels.length === 0) return [];
  const { n, above = 0 } = heights;
  const own = levels.map((level) => level - above);
  return outlines(bounded(heights.values, own), n, own).map((rings, i) => ({
    level: levels[i]!,
    lines: mask ? rings.flatMap((ring) => definedParts(ring, mask, n)) : rings,
  }));
}

/**
 * Heights kept within one level of the outermost ones: the crossing on an edge
 * of the grid is found by linear interpolation, which a pole next to it would
 * pull to one side. What is not a number counts as high; the lines around it are
 * cut out.
 */
function bounded(values: Float32Array, levels: number[]): Float64Array {
  const first = levels[0];
  const last = levels[levels.length - 1];
  const margin = Math.max(last - (levels[levels.length - 2] ?? last - Math.abs(last) - 1), 1e-300);
  const [floor, ceiling] = [first - (last - first) - margin, last + 2 * margin];
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    out[i] = Number.isNaN(value) ? ceiling : Math.min(Math.max(value, floor), ceiling);
  }
  return out;
}
