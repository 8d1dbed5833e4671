// The way of one step over the relief. A step is a leap, not a slide: what is
// longer than a fraction of the view is an arc from point to point. A string is
// spanned over what stands between the two, and lifted in proportion to the
// step's length; so an arc neither follows the valleys that it leapt over nor
// goes through a hill.

import { type Field, type Vec3, TALL } from "./field.ts";

/** A step shorter than this hugs the ground: a fortieth of the longer side, which is 2. */
const SHORT = 2 / 40;
/** An arc as long as half the longer side is lifted by this part of the relief's height; none by more. */
const LIFT = 0.08;
/** So many places of the ground hold the string. */
const HELD = 48;

/** Whether a step of this length in the scene's units is drawn as an arc. */
export function isArc(length: number): boolean {
  return length >= SHORT;
}

/** An arc over the relief between two places of its rectangle; s goes from 0 to 1. */
export class Hop {
  private readonly string: [s: number, y: number][];
  private readonly lift: number;

  constructor(
    private readonly field: Field,
    private readonly x0: number,
    private readonly z0: number,
    private readonly x1: number,
    private readonly z1: number,
  ) {
    this.lift = LIFT * TALL * Math.min(1, Math.hypot(x1 - x0, z1 - z0));
    this.string = upperHull(this.groundBelow());
  }

  /** A place of the arc; its height is NaN where the loss is defined nowhere below. */
  at(s: number): Vec3 {
    const [x, z] = this.plan(s);
    return [x, heightOn(this.string, s) + 4 * s * (1 - s) * this.lift, z];
  }

  private plan(s: number): [x: number, z: number] {
    return [this.x0 + s * (this.x1 - this.x0), this.z0 + s * (this.z1 - this.z0)];
  }

  /** The heights below that are defined; an end that is not lies as high as the next one that is. */
  private groundBelow(): [s: number, y: number][] {
    const found: [number, number][] = [];
    for (let i = 0; i <= HELD; i++) {
      const y = this.field.height(...this.plan(i / HELD));
      if (!Number.isNaN(y)) found.push([i / HELD, y]);
    }
    const [first, last] = [found[0], found.at(-1)];
    if (first && first[0] > 0) found.unshift([0, first[1]]);
    if (last && last[0] < 1) found.push([1, last[1]]);
    return found;
  }
}

/** The points, in their order along s, that a string over all of them touches. */
export function upperHull(points: readonly [number, number][]): [number, number][] {
  const hull: [number, number][] = [];
  for (const p of points) {
    while (hull.length > 1 && !turnsDown(hull[hull.length - 2]!, hull[hull.length - 1]!, p)) hull.pop();
    hull.push(p);
  }
  return hull;
}

function turnsDown(a: [number, number], b: [number, number], c: [number, number]): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) < 0;
}

function heightOn(string: readonly [number, number][], s: number): number {
  const i = string.findIndex(([at]) => at >= s);
  if (i <= 0) return string[0]?.[1] ?? NaN;
  const [[s0, y0], [s1, y1]] = [string[i - 1]!, string[i]!];
  return y0 + ((s - s0) / (s1 - s0)) * (y1 - y0);
}
