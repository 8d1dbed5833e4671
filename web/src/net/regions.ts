// What a network makes of the plane of its inputs: each place in the colour of the
// class that it tells there, paler the less sure it is, with a line between them; or
// the curve that it fits. It computes, and draws nothing.
import { type Box, height, width } from "../plane/view.ts";
import { type Data, sureness } from "./data.ts";
import type { Forward } from "./forward.ts";
import { squashed } from "./learner.ts";

/** Multiplications that a picture of regions may take, so that a step is scrubbed in a few ms. */
const WORK = 700_000;
const FINEST = 72;
const COARSEST = 24;
/** Samples a side of the small pictures in the rows. */
export const SMALL = 32;

/** How many samples a side a picture has, at most so many. */
export function samplesFor(weights: number, most = FINEST): number {
  return Math.max(COARSEST, Math.min(most, Math.floor(Math.sqrt(WORK / weights))));
}

/** Places of a box, a row from the top after the other. */
export function gridOf(box: Box, n: number): Float64Array {
  const points = new Float64Array(2 * n * n);
  for (let j = 0, at = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      points[at++] = box.xmin + (width(box) * (i + 0.5)) / n;
      points[at++] = box.ymax - (height(box) * (j + 0.5)) / n;
    }
  }
  return points;
}

/** A line in units of the picture's samples, x right and y down. */
export type Segment = [x0: number, y0: number, x1: number, y1: number];

/** Regions of n × n samples. */
export interface Regions {
  n: number;
  /** How sure the network is of class 1 at each. */
  sure: Float32Array;
  border: Segment[];
}

/** The regions of a network over its data. */
export function regionsOf(forward: Forward, weights: ArrayLike<number>, grid: Float64Array, n: number, loss: string): Regions {
  const outputs = forward.outputs(weights, grid, new Float64Array(n * n));
  const level = squashed(loss) ? 0 : 0.5;
  return { n, sure: Float32Array.from(outputs, (output) => sureness(output, loss)), border: borderOf(outputs, n, level) };
}

/** Where values on a grid cross a level, cell by cell between the samples' centres. */
export function borderOf(values: ArrayLike<number>, n: number, level: number): Segment[] {
  const lines: Segment[] = [];
  const between = (a: number, b: number) => (level - a) / (b - a);
  for (let j = 0; j + 1 < n; j++) {
    for (let i = 0; i + 1 < n; i++) {
      const [a, b, c, d] = [values[j * n + i]!, values[j * n + i + 1]!, values[(j + 1) * n + i + 1]!, values[(j + 1) * n + i]!];
      const cuts: [number, number][] = [];
      const [x, y] = [i + 0.5, j + 0.5];
      if (a > level !== b > level) cuts.push([x + between(a, b), y]);
      if (b > level !== c > level) cuts.push([x + 1, y + between(b, c)]);
      if (c > level !== d > level) cuts.push([x + 1 - between(c, d), y + 1]);
      if (d > level !== a > level) cuts.push([x, y + 1 - between(d, a)]);
      for (let cut = 0; cut + 1 < cuts.length; cut += 2) lines.push([...cuts[cut]!, ...cuts[cut + 1]!]);
    }
  }
  return lines;
}

/** What a network says along its only input: a curve, and where it is undecided between two classes. */
export interface Fit {
  x: Float64Array;
  y: Float64Array;
  undecided: number[];
  /** None of it is in the picture. */
  out: boolean;
}

/** The curve that a network fits, at n places of the box; where its outputs are logits, that of σ(z). */
export function fitOf(forward: Forward, weights: ArrayLike<number>, { box }: Pick<Data, "box">, n: number, loss: string): Fit {
  const x = Float64Array.from({ length: n }, (_, i) => box.xmin + (width(box) * i) / (n - 1));
  const y = forward.outputs(weights, x, new Float64Array(n));
  if (!squashed(loss)) return { x, y, undecided: [], out: isOut(y, box) };
  return { x, y: y.map((z) => sureness(z, loss)), undecided: zerosOf(x, y), out: false };
}

/** Whether a line through heights passes a box by: none in it, none of its parts across it; a place without a finite height has none. */
function isOut(y: Float64Array, { ymin, ymax }: Data["box"]): boolean {
  const side = (value: number | undefined) => (!Number.isFinite(value) ? NaN : value! < ymin ? -1 : value! > ymax ? 1 : 0);
  return !y.some((value, i) => side(value) === 0 || side(value) * side(y[i - 1]) < 0);
}

/** Where values over rising places cross 0. */
export function zerosOf(x: ArrayLike<number>, values: ArrayLike<number>): number[] {
  const zeros: number[] = [];
  for (let i = 1; i < x.length; i++) {
    const [a, b] = [values[i - 1]!, values[i]!];
    if (a > 0 !== b > 0) zeros.push(x[i - 1]! + ((x[i]! - x[i - 1]!) * a) / (a - b));
  }
  return zeros;
}
