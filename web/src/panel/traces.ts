// The ways of a surface's own runs, drawn on its thumbnail.
import { casingOf } from "../draw/casing.ts";
import { runColor, type Theme } from "../draw/colors.ts";

/** By run x, y, x, y, … in thousandths of the view, from its lower left corner. */
export type Traces = readonly (readonly number[])[];

/** Lines and dots in px of the picture. */
const [LINE, HALO, DOT] = [3.4, 2, 4.6];
/** A way that is longer than so many widths of the picture goes to and fro: it is drawn thin, and only so far. */
const [LONG, THIN, FAINT] = [2.2, 1.6, 0.6];

/** Draws the ways in a picture, the longest under the others; edge px of it above and below are beyond what the thousandths are of. */
export function paintTraces(canvas: HTMLCanvasElement, traces: Traces, theme: Theme, edge = 0): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const { width, height } = canvas;
  const ways = traces.map((way, run) => {
    const places = placesOf(way, width, height, edge);
    const ahead = upTo(places, LONG * width);
    return { run, places: ahead, long: ahead.length < places.length, length: lengthOf(places) };
  });
  pen.lineJoin = pen.lineCap = "round";
  for (const { run, places, long } of ways.sort((a, b) => b.length - a.length)) {
    const line = new Path2D();
    for (const [x, y] of places) line.lineTo(x, y);
    const ink = runColor(theme, run);
    if (!long) {
      pen.strokeStyle = casingOf(theme, ink).halo;
      pen.lineWidth = LINE + 2 * HALO;
      pen.stroke(line);
    }
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = long ? THIN : LINE;
    pen.globalAlpha = long ? FAINT : 1;
    pen.stroke(line);
    pen.globalAlpha = 1;
    const end = places.at(-1);
    if (!end || long) continue;
    pen.beginPath();
    pen.arc(...end, DOT, 0, 2 * Math.PI);
    pen.fill();
  }
}

function lengthOf(places: readonly [number, number][]): number {
  return places.reduce((sum, [x, y], k) => sum + (k > 0 ? Math.hypot(x - places[k - 1]![0], y - places[k - 1]![1]) : 0), 0);
}

/** The first places of a way, as far as it is no longer than that; two at least. */
function upTo(places: [number, number][], most: number): [number, number][] {
  let [k, length] = [1, 0];
  while (k < places.length && (k < 2 || length < most)) {
    length += Math.hypot(places[k]![0] - places[k - 1]![0], places[k]![1] - places[k - 1]![1]);
    k++;
  }
  return places.slice(0, k);
}

/** Where a way's places are in a picture. */
export function placesOf(way: readonly number[], width: number, height: number, edge: number): [number, number][] {
  return Array.from({ length: way.length >> 1 }, (_, k) => [(way[2 * k]! / 1000) * width, height - edge - (way[2 * k + 1]! / 1000) * (height - 2 * edge)]);
}
