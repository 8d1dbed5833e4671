// Where things are on the ruler: rows of flags above, the ground that the sweep
// stands on, its band, and the axis, in px of its host.

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
  /** A finger works it: rows are as high as one where there is room. */
  coarse: boolean;
}

/** The parts of a ruler of a size; em is the root's letters in px. */
export function geometry(width: number, height: number, em: number, coarse: boolean): Geometry {
  const band = 0.34 * em;
  const foot = height - 1.5 * em - band;
  const top = 0.45 * em;
  const cloth = 1.55 * em;
  return { width, height, em, margin: 1.35 * em, top, cloth, crest: top + cloth + 0.1 * em, foot, band, numbers: height - 0.72 * em, coarse };
}

/** The height of each of so many rows of flags. */
export function pitch({ top, cloth, foot, coarse }: Geometry, rows: number): number {
  return Math.min(coarse ? 44 : cloth + 2, (foot - top) / Math.max(1, rows));
}
