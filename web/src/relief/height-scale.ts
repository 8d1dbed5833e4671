// Which part of the heights the relief shows, and whether height is the loss or
// its logarithm. What lies far beyond what the surface is about is cut off, so
// that a spike or a pole never flattens the rest.

import type { HeightKind } from "../plane/height-kind.ts";
import { type LevelScale, fromScale, toScale } from "../plane/contours.ts";
import { type Heights, quantile, sampleAt, sortedHeights } from "../plane/heights.ts";
import type { Point } from "../wire/wire.ts";

/** How height is measured; the loss beyond which heights are cut off, null where none are. */
export interface HeightScale {
  /** Height goes with the level scale, a logarithm; else with the loss. */
  log: boolean;
  /** The lowest and the highest that is shown, on the level scale. */
  bottom: number;
  top: number;
  /** The same as losses. */
  low: number;
  high: number;
  cutAbove: number | null;
  cutBelow: number | null;
}

/** Heights may pass the range of the colours by this part of it before they are cut. */
const OVERSHOOT = 0.8;
/** Where heights are cut, so much of the range is still shown beyond the colours. */
const RIM = 0.08;
/** At least this part of the colours' range fills the height: a flat surface looks flat. */
const FLATTEST = 0.4;

/** True heights may stand so many times as high as what the surface is about before they are cut, and are cut at the second of these. */
const [HIGH, CUT] = [4, 1.7];

/**
 * The part of the heights that is shown. A level scale that is no logarithm has
 * one kind of height; seen are points that heights are not to be cut off at.
 */
export function heightScale(heights: Heights, scale: LevelScale, kind: HeightKind = "log", seen: readonly Point[] = []): HeightScale {
  return scale.log && kind === "true" ? trueScale(heights, scale, seen) : levelHeights(heights, scale);
}

/** All of the heights, but for what lies far out of the colours' range. */
function levelHeights(heights: Heights, scale: LevelScale): HeightScale {
  const span = scale.to - scale.from;
  const [least, highest] = extent(heights, scale);
  const cutAbove = highest > scale.to + OVERSHOOT * span;
  const cutBelow = least < scale.from - OVERSHOOT * span;
  const top = cutAbove ? scale.to + RIM * span : highest;
  const bottom = cutBelow ? scale.from - RIM * span : Math.min(least, top);
  const most = Math.max(top, bottom + FLATTEST * span);
  return {
    log: scale.log,
    bottom,
    top: most,
    low: fromScale(scale, bottom),
    high: fromScale(scale, most),
    cutAbove: cutAbove ? fromScale(scale, top) : null,
    cutBelow: cutBelow ? fromScale(scale, bottom) : null,
  };
}

/** The loss itself, from the lowest up to well above a quarter of the heights and the points that are to be seen. */
function trueScale(heights: Heights, scale: LevelScale, seen: readonly Point[]): HeightScale {
  const sorted = sortedHeights(heights);
  const low = Math.min(scale.floor, sorted[0] ?? scale.floor);
  const about = seen.map(([x, y]) => sampleAt(heights, x, y)).filter(Number.isFinite);
  const reach = Math.max(quantile(sorted, 0.25), ...about) - low;
  const most = highest(heights);
  const whole = Number.isFinite(most) && (most - low <= HIGH * reach || !(reach > 0));
  const high = whole ? Math.max(most, low + 1e-12 * Math.max(1, Math.abs(low))) : low + CUT * reach;
  return { log: false, bottom: toScale(scale, low), top: toScale(scale, high), low, high, cutAbove: whole ? null : high, cutBelow: null };
}

/** The highest of all, which may be infinite. */
function highest({ values }: Heights): number {
  let most = -Infinity;
  for (const loss of values) if (loss > most) most = loss;
  return most;
}

/** Where a loss stands between the bottom (0) and the top (1); NaN for what is no number. */
export function rise(s: HeightScale, scale: LevelScale, loss: number): number {
  if (Number.isNaN(loss)) return NaN;
  const part = s.log ? (toScale(scale, loss) - s.bottom) / (s.top - s.bottom) : (loss - s.low) / (s.high - s.low);
  return Math.min(1, Math.max(0, part));
}

/** The least and the most on the scale; infinite ones count, what is no number does not. */
function extent(heights: Heights, scale: LevelScale): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const loss of heights.values) {
    if (Number.isNaN(loss)) continue;
    if (loss < least) least = loss;
    if (loss > most) most = loss;
  }
  return least > most ? [scale.from, scale.to] : [toScale(scale, least), toScale(scale, most)];
}
