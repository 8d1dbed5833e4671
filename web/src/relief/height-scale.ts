// Which part of the heights the relief shows. What lies far beyond the range of
// the colours is cut off, so that a spike or a pole never flattens the rest.

import { type LevelScale, fromScale, toScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";

/** The lowest and the highest that is shown, on the level scale; the loss beyond which heights are cut off, null where none are. */
export interface HeightScale {
  bottom: number;
  top: number;
  cutAbove: number | null;
  cutBelow: number | null;
}

/** Heights may pass the range of the colours by this part of it before they are cut. */
const OVERSHOOT = 0.8;
/** Where heights are cut, so much of the range is still shown beyond the colours. */
const RIM = 0.08;
/** At least this part of the colours' range fills the height: a flat surface looks flat. */
const FLATTEST = 0.4;

/** The part of the heights that is shown: all of it, but for what lies far out of the colours' range. */
export function heightScale(heights: Heights, scale: LevelScale): HeightScale {
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
export function rise(s: HeightScale, scale: LevelScale, loss: number): number {
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
