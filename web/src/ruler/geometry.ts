// Where things are on the ruler: rows of flags above, the ground that the sweep
// stands on, its band, and the axis, in px of its host.
import type { LabelBox } from "../draw/labels.ts";
import { NEAR, type FlagPlace, type Rows } from "./places.ts";
import { rows } from "./stack.ts";

/** The ruler's parts, in px. */
export interface Geometry {
  width: number;
  height: number;
  /** The root's letters, which all sizes follow. */
  em: number;
  /** The axis begins and ends so far from the edges. */
  margin: number;
  /** A flag's cloth is so high; its first row begins at top. */
  top: number;
  cloth: number;
  /** The most height of the silhouette, and its foot. */
  crest: number;
  foot: number;
  /** The thickness of the band under the foot. */
  band: number;
  /** The middle of the axis' numbers. */
  numbers: number;
  /** A finger works it: each row is as high as one. */
  coarse: boolean;
  /** What the button over it takes; null while that is not seen. */
  button: LabelBox | null;
}

/** Between two rows, in px: cloths do not touch; and where lines lead to flags aside there is room for those. */
const APART = 2;
const LEADING = 12;
/** Between two rows for fingers there is room for a word, where the ruler is high enough; in letters. */
const WORD = 1.2;

/** The parts of a ruler of a size; em is the root's letters in px. */
export function geometry(width: number, height: number, em: number, coarse: boolean): Geometry {
  const band = 0.34 * em;
  const foot = height - 1.5 * em - band;
  const top = 0.45 * em;
  const cloth = 1.55 * em;
  return { width, height, em, margin: 1.35 * em, top, cloth, crest: top + cloth + 0.1 * em, foot, band, numbers: height - 0.72 * em, coarse, button: null };
}

/** The rows of flags that a ruler has room for. */
export function roomFor({ top, cloth, foot, coarse }: Geometry): Rows {
  const fit = (each: number) => Math.max(1, Math.floor((foot - top) / each));
  return coarse ? { over: fit(NEAR), aside: fit(NEAR) } : { over: fit(cloth + APART / 2), aside: Math.min(2, fit(cloth + LEADING / 2)) };
}

/** The height of each row of flags. */
export function pitch({ em, top, cloth, foot, coarse }: Geometry, places: readonly FlagPlace[]): number {
  const own = coarse ? Math.max(NEAR, cloth + WORD * em) : cloth + (places.some(({ aside }) => aside) ? LEADING : APART);
  return Math.min(own, (foot - top) / Math.max(1, rows(places)));
}

/** Where a row's cloths begin and how high the row is. */
export function rowTop(g: Geometry, places: readonly FlagPlace[], row: number): [top: number, height: number] {
  const height = pitch(g, places);
  return [g.top + row * height, height];
}
