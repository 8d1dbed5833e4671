// Where every start ends: a colour for each minimum, darker where the way to it
// is longer.

import { type RGB, type Theme, mix, parseColor } from "./colors.ts";
import type { BasinImage } from "./basin-image.ts";
import { finenessOf, type Labelled, smoothPixels } from "./smooth-labels.ts";
import { type Box, boxOf } from "../plane/view.ts";
import type { BasinFrame, BasinsMessage } from "../wire/wire.ts";

/** Ended in no minimum, and left for good, on the byte plane. */
const NOWHERE = 0;
const DIVERGED = 255;

/** The colour of each start, and which minimum it ends at. */
function coloured(frame: BasinFrame, theme: Theme): Labelled {
  const { n, minima, steps } = frame;
  const basins = theme.basins.map(parseColor);
  const longest = slowest(steps);
  const colors = new Float32Array(3 * n * n);
  for (let cell = 0; cell < n * n; cell++) {
    const speed = Math.min(1, Math.log1p(steps[cell]) / Math.log1p(longest));
    colors.set(cellColor(minima[cell], speed, basins, theme), 3 * cell);
  }
  return { n, labels: minima, colors };
}

function cellColor(minimum: number, slowness: number, colors: RGB[], theme: Theme): RGB {
  if (minimum === DIVERGED) return farColor(theme);
  if (minimum === NOWHERE) return parseColor(theme.high);
  const color = colors[(minimum - 1) % colors.length];
  return slowed(color, slowness, theme);
}

/** The colour of starts that leave for good. */
export function farColor(theme: Theme): RGB {
  return mix(parseColor(theme.bands.far), parseColor(theme.paper), theme.dark ? 0.25 : 0.35);
}

/** A minimum's colour where the way to it is long (1) or short (0). */
export function slowed(color: RGB, slowness: number, theme: Theme): RGB {
  return mix(color, theme.dark ? [10, 16, 22] : [52, 68, 84], (theme.dark ? 0.5 : 0.34) * slowness);
}

/** The count of steps that 98 in 100 cells stay below. */
function slowest(steps: Uint16Array): number {
  const sorted = Uint16Array.from(steps).sort();
  return Math.max(1, sorted[Math.floor(0.98 * (sorted.length - 1))]);
}

/** Draw a basin map; the message before it says which view it is about. */
export function basinImage(frame: BasinFrame, theme: Theme, view: Box | BasinsMessage["view"], minima: BasinsMessage["minima"]): BasinImage {
  const canvas = document.createElement("canvas");
  const plane = coloured(frame, theme);
  const fine = frame.complete ? finenessOf(plane) : 1; // while it comes it is drawn at once
  canvas.width = canvas.height = fine * frame.n;
  const image = new ImageData(smoothPixels(plane, fine), canvas.width, canvas.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return { canvas, n: frame.n, box: Array.isArray(view) ? boxOf(view) : view, hues: huesOf(frame, theme, minima) };
}

/** The colours of the minima that some start ends at, the lowest first. */
export function huesOf(frame: BasinFrame, theme: Theme, minima: BasinsMessage["minima"]): BasinImage["hues"] {
  const reached = new Set(frame.minima);
  return minima
    .map(({ at, loss }, i) => ({ at, loss, color: theme.basins[i % theme.basins.length]!, reached: reached.has(i + 1) }))
    .filter((hue) => hue.reached)
    .sort((a, b) => a.loss - b.loss);
}
