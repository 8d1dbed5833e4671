// The picture of where starts end, once it is drawn: what draws it is fetched when it is first shown.
import type { Box } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** A basin map of n × n starts as an image that may be finer, its first row at the top of the box. */
export interface BasinImage {
  canvas: HTMLCanvasElement;
  n: number;
  box: Box;
  /** The minima that have a basin, each with its colour. */
  hues: { at: Point; loss: number; color: string }[];
}

/** The colour of a minimum's basin, if it has one. */
export function hueAt(image: BasinImage | null, [x, y]: Point): string | null {
  return image?.hues.find(({ at }) => at[0] === x && at[1] === y)?.color ?? null;
}
