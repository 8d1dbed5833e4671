// The relief as numbers: heights over a rectangle of the scene. The scene's x
// is w1, its z is −w2, its y is up; the longer side of the rectangle is 2.

import type { LevelScale } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";
import { undefinedMask } from "../plane/undefined.ts";
import { type Box, height, width } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import type { HeightKind } from "../plane/height-kind.ts";
import { type HeightScale, rise, heightScale } from "./height-scale.ts";

/** How high the relief stands, in the scene's units. */
export const TALL = 0.58;
/** The sides differ by this factor at most: a longer box has two units, and the axes say so. */
const LONGEST = 2.4;

/** A place or a direction in the scene's units. */
export type Vec3 = [x: number, y: number, z: number];

/** The relief's surface: heights by place, and places of the weights. */
export class Field {
  readonly box: Box;
  readonly n: number;
  /** Half the sides of the rectangle. */
  readonly hx: number;
  readonly hz: number;
  /** Heights of the samples, row-major from (xmin, ymin); NaN where there is no surface. */
  readonly y: Float32Array;
  readonly heightScale: HeightScale;

  constructor(
    heights: Heights,
    readonly scale: LevelScale,
    kind: HeightKind = "log",
    /** Points that true heights are not cut off at. */
    seen: readonly Point[] = [],
  ) {
    const { box, n, values } = heights;
    this.box = box;
    this.n = n;
    const ratio = Math.min(LONGEST, Math.max(1 / LONGEST, width(box) / height(box)));
    this.hx = Math.min(1, ratio);
    this.hz = Math.min(1, 1 / ratio);
    this.heightScale = heightScale(heights, scale, kind, seen);
    const gap = undefinedMask(heights); // a pole is a gap as well
    this.y = Float32Array.from(values, (loss, i) => (gap?.[i] ? NaN : TALL * rise(this.heightScale, scale, loss)));
  }

  /** How many times as large the first weight's unit is drawn as the second's; 1 where they share a scale. */
  get stretch(): number {
    const ratio = this.hx / width(this.box) / (this.hz / height(this.box));
    return Math.abs(ratio - 1) < 0.01 ? 1 : ratio;
  }

  /** The side of a cell along x, in the scene's units. */
  get cell(): number {
    return (2 * this.hx) / (this.n - 1);
  }

  x(w1: number): number {
    return ((w1 - this.box.xmin) / width(this.box)) * 2 * this.hx - this.hx;
  }

  z(w2: number): number {
    return this.hz - ((w2 - this.box.ymin) / height(this.box)) * 2 * this.hz;
  }

  w1(x: number): number {
    return this.box.xmin + ((x + this.hx) / (2 * this.hx)) * width(this.box);
  }

  w2(z: number): number {
    return this.box.ymin + ((this.hz - z) / (2 * this.hz)) * height(this.box);
  }

  /** A loss on the vertical axis. */
  rise(loss: number): number {
    return TALL * rise(this.heightScale, this.scale, loss);
  }

  holds(x: number, z: number, slack = 1e-9): boolean {
    return Math.abs(x) <= this.hx + slack && Math.abs(z) <= this.hz + slack;
  }

  /**
   * The drawn surface's height at a place of the rectangle: that of the
   * triangle there, so that what is laid on it neither sinks nor floats.
   */
  height(x: number, z: number): number {
    const { n } = this;
    const u = Math.min(n - 1, Math.max(0, ((x + this.hx) / (2 * this.hx)) * (n - 1)));
    const v = Math.min(n - 1, Math.max(0, ((this.hz - z) / (2 * this.hz)) * (n - 1)));
    const [i, j] = [Math.min(n - 2, Math.floor(u)), Math.min(n - 2, Math.floor(v))];
    const [fu, fv] = [u - i, v - j];
    const at = j * n + i;
    const [a, b, c, d] = [this.y[at], this.y[at + 1], this.y[at + n], this.y[at + n + 1]];
    if (fu + fv <= 1) return a + fu * (b - a) + fv * (c - a);
    return d + (1 - fu) * (c - d) + (1 - fv) * (b - d);
  }

  /** How high the surface stands at the edge of a narrow gap, such as a pole's; NaN where that is far. */
  rim(x: number, z: number): number {
    for (const cells of [1, 2, 3, 4]) {
      for (const [i, j] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
        const height = this.height(x + i * cells * this.cell, z + j * cells * this.cell);
        if (!Number.isNaN(height)) return height;
      }
    }
    return NaN;
  }

  /** The place on the surface over a place of the weight plane. */
  place(w1: number, w2: number): Vec3 {
    const [x, z] = [this.x(w1), this.z(w2)];
    return [x, this.height(x, z), z];
  }
}
