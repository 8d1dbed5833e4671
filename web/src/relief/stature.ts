// How tall the relief is: which part of the heights it shows, and where it is
// cut, so that a spike or a pole never flattens the rest.

import { type LevelScale, fromScale, toScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";

/** What is shown, on the level scale; a loss where something is cut off, else null. */
export interface Stature {
  bottom: number;
  top: number;
  cutAbove: number | null;
  cutBelow: number | null;
}

/** Heights may pass the range of the colours by this part of it before they are cut. */
const OVERSHOOT = 0.8;
/** What is left above the colours where they are. */
const RIM = 0.08;
/** A surface flatter than this part of its colours' range stays flat. */
const FLATTEST = 0.4;

/** The part of the heights that is shown: all of it, but for what lies far out of the colours' range. */
export function stature(heights: Heights, scale: LevelScale): Stature {
  const span = scale.to - scale.from;
  const [least, most] = extent(heights, scale);
  const cutAbove = most > scale.to + OVERSHOOT * span;
  const cutBelow = least < scale.from - OVERSHOOT * span;
  const top = cutAbove ? scale.to + RIM * span : most;
  const bottom = cutBelow ? scale.from - RIM * span : Math.min(least, top);
  return {
    bottom,
    top: Math.max(top, bottom + FLATTEST * span),
    cutAbove: cutAbove ? fromScale(scale, top) : null,
    cutBelow: cutBelow ? fromScale(scale, bottom) : null,
  };
}

/** Where a loss stands between the bottom (0) and the top (1); NaN for what is no number. */
export function rise(s: Stature, scale: LevelScale, loss: number): number {
  if (Number.isNaN(loss)) return NaN;
  return Math.min(1, Math.max(0, (toScale(scale, loss) - s.bottom) / (s.top - s.bottom)));
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
