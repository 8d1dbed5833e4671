// The map's levels as the shader takes them: evenly spaced on the level scale.

import { type LevelScale, fromScale, levelsFor, toScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";

/** The levels as numbers for the shader, in units of the level scale. */
export interface Bands {
  /** The lowest level, and the spacing, on the scale; the last level's index. */
  first: number;
  gap: number;
  last: number;
  /** From a level to the loss half-way to the next one. */
  middle: number;
  /** What stands for the ground under the lowest level. */
  beneath: number;
  /** The range of the colours. */
  from: number;
  to: number;
}

/** The bands of heights on their scale. */
export function bandsOf(heights: Heights, scale: LevelScale): Bands {
  const levels = levelsFor(scale, heights).map((loss) => toScale(scale, loss));
  const last = Math.max(0, levels.length - 1);
  const first = levels[0] ?? scale.from;
  const gap = last > 0 ? (levels[last] - first) / last : scale.step;
  const middle = scale.log ? Math.log((1 + Math.exp(gap)) / 2) : gap / 2;
  const [a, b] = [fromScale(scale, first), fromScale(scale, first + gap)];
  const beneath = toScale(scale, a - (b - a) / 2);
  return { first, gap, last, middle, beneath, from: scale.from, to: scale.to };
}
