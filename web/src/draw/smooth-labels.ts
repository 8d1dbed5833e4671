// A plane of labels, each with a colour, drawn finer than it was sampled: the edge
// between two labels is a smooth line and not a stair of samples, and what is as
// fine as the samples themselves stays.

import type { RGB } from "./colors.ts";

/** Samples that are this far around a place have a say in it, the nearer the more. */
const REACH = 3;
const BLUR = 1.5;
/** A sample whose label so few of its 3 × 3 neighbours have, itself among them, is finer than the blur. */
const FINE = 3;
/** A plane that has more mixed places than this part is drawn half as fine. */
const MOST_MIXED = 0.35;
/** The most pixels a side. */
const MOST = 1024;
const FINEST = 4;

/** What is drawn: labels of n × n samples, and their colours. */
export interface Labelled {
  n: number;
  labels: Uint8Array;
  /** The colour of each sample, three numbers. */
  colors: Float32Array;
}

/** The side of the picture of a plane, in pixels of a sample. */
export function finenessOf(plane: Labelled): number {
  const most = Math.max(1, Math.min(FINEST, Math.floor(MOST / plane.n)));
  const mixed = mixedOf(plane).reduce((sum, kind) => sum + Number(kind > 0), 0);
  return mixed > MOST_MIXED * plane.n * plane.n ? Math.min(2, most) : most;
}

/** Those of the planes that are drawn: fineness and picture both ask for them. */
const mixes = new WeakMap<Labelled, Uint8Array>();

/** By sample: 0 where all around have its label, 1 where an edge is near, 2 where labels are as fine as samples. */
function mixedOf(plane: Labelled): Uint8Array {
  const known = mixes.get(plane);
  if (known) return known;
  const { n, labels } = plane;
  const mixed = new Uint8Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const own = labels[j * n + i]!;
      let [edge, fine] = [false, false];
      for (let b = Math.max(0, j - REACH); b <= Math.min(n - 1, j + REACH) && !edge; b++) {
        for (let a = Math.max(0, i - REACH); a <= Math.min(n - 1, i + REACH) && !edge; a++) edge = labels[b * n + a] !== own;
      }
      if (edge && i > 0 && j > 0 && i < n - 1 && j < n - 1) {
        const around = [-n - 1, -n, -n + 1, -1, 0, 1, n - 1, n, n + 1].filter((step) => labels[j * n + i + step] === own);
        fine = around.length <= FINE;
      }
      mixed[j * n + i] = fine ? 2 : edge ? 1 : 0;
    }
  }
  mixes.set(plane, mixed);
  return mixed;
}

/** The RGBA bytes of a picture that is fine times as fine as the samples; its first row is the last of the samples. */
export function smoothPixels(plane: Labelled, fine: number): Uint8ClampedArray<ArrayBuffer> {
  const { n } = plane;
  const side = n * fine;
  const pixels = new Uint8ClampedArray(4 * side * side);
  const mixed = mixedOf(plane);
  const weights = weightsOf(fine);
  for (let v = 0; v < side; v++) {
    for (let u = 0; u < side; u++) {
      const [i, j] = [Math.floor(u / fine), Math.floor(v / fine)];
      const kind = fine === 1 ? 2 : mixed[j * n + i]!;
      const color = kind === 1 ? blended(plane, i, j, weights[(v % fine) * fine + (u % fine)]!) : kind === 2 ? at(plane, j * n + i) : between(plane, (u + 0.5) / fine - 0.5, (v + 0.5) / fine - 0.5);
      const out = 4 * ((side - 1 - v) * side + u);
      [pixels[out], pixels[out + 1], pixels[out + 2], pixels[out + 3]] = [color[0], color[1], color[2], 255];
    }
  }
  return pixels;
}

function at({ colors }: Labelled, cell: number): RGB {
  return [colors[3 * cell]!, colors[3 * cell + 1]!, colors[3 * cell + 2]!];
}

/** The colour between four samples of one label; at the edge of the plane that of the nearest. */
function between({ n, colors }: Labelled, x: number, y: number): RGB {
  const [i, j] = [Math.min(n - 2, Math.max(0, Math.floor(x))), Math.min(n - 2, Math.max(0, Math.floor(y)))];
  const [s, t] = [Math.min(1, Math.max(0, x - i)), Math.min(1, Math.max(0, y - j))];
  const a = 3 * (j * n + i);
  const mixed = (c: number) => (1 - t) * ((1 - s) * colors[a + c]! + s * colors[a + 3 + c]!) + t * ((1 - s) * colors[a + 3 * n + c]! + s * colors[a + 3 * n + 3 + c]!);
  return [mixed(0), mixed(1), mixed(2)];
}

/** By place in a sample's cell: the weights of the samples around it. */
function weightsOf(fine: number): Float32Array[] {
  const width = 2 * REACH + 1;
  return Array.from({ length: fine * fine }, (_, place) => {
    const [x, y] = [((place % fine) + 0.5) / fine - 0.5, (Math.floor(place / fine) + 0.5) / fine - 0.5];
    return Float32Array.from({ length: width * width }, (_, k) => Math.exp(-(((k % width) - REACH - x) ** 2 + (Math.floor(k / width) - REACH - y) ** 2) / (2 * BLUR * BLUR)));
  });
}

/** How much of the way between two labels one pixel is: there the edge is soft, and no wider. */
const SOFT = 0.12;
const sums = new Float32Array(4 * 256);

/** The colour of the label that weighs most around a place; where another weighs nearly as much, some of that one's. */
function blended({ n, labels, colors }: Labelled, i: number, j: number, weights: Float32Array): RGB {
  const found: number[] = [];
  for (let b = -REACH, k = 0; b <= REACH; b++) {
    for (let a = -REACH; a <= REACH; a++, k++) {
      const [x, y] = [i + a, j + b];
      if (x < 0 || y < 0 || x >= n || y >= n) continue;
      const cell = y * n + x;
      const label = labels[cell]!;
      if (!found.includes(label)) found.push(label);
      sums[4 * label]! += weights[k]!;
      for (let c = 0; c < 3; c++) sums[4 * label + 1 + c]! += weights[k]! * colors[3 * cell + c]!;
    }
  }
  found.sort((a, b) => sums[4 * b]! - sums[4 * a]!);
  const [first, second] = [found[0]!, found[1] ?? found[0]!];
  const [w1, w2] = [sums[4 * first]!, sums[4 * second]!];
  const share = first === second ? 1 : 0.5 + 0.5 * Math.min(1, (w1 - w2) / (w1 + w2) / SOFT);
  const color = [1, 2, 3].map((c) => (share * sums[4 * first + c]!) / w1 + ((1 - share) * sums[4 * second + c]!) / w2) as RGB;
  for (const label of found) sums.fill(0, 4 * label, 4 * label + 4);
  return color;
}
