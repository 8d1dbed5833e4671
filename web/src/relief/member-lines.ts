// The ways of a run's members over the relief as lines: a step is a leap from place to
// place, as a run's own, and what was left out between two points lies on the ground.
// They are many, so each has few parts and no string is spanned for it.

import type { MemberWays } from "../draw/landscape.ts";
import { clipSegment } from "../plane/clip.ts";
import type { MemberPath } from "../wire/wire.ts";
import { type Field, TALL } from "./field.ts";
import { isArc } from "./hop.ts";

/** All lines of a run have about so many points, if they can: a step then has these parts at least and at most. */
const POINTS = 60_000;
const [FEWEST, MOST] = [2, 8];
/** Moves on the plan shorter than this are left to the next one, in the scene's units. */
const SHORTEST = 3e-3;
/** What lies on the ground has a point each so many cells. */
const APART = 2.5;
/** A step as long as the longer side's half is lifted by this part of the relief's height. */
const LIFT = 0.08;

/** Lines on the graphics card: points as x, y, z, k in the scene's units, and pairs of them that are joined. */
export class MemberLines {
  points = new Float32Array(4 * 4096);
  pairs = new Uint32Array(2 * 4096);
  /** How many points and how many pairs there are. */
  count = 0;
  joined = 0;
  /** The next point is joined to the one before. */
  private down = false;
  private parts = MOST;
  private bounds = { left: 0, right: 0, top: 0, bottom: 0 };

  constructor(private readonly field: Field) {
    this.bounds = { left: -field.hx, right: field.hx, top: -field.hz, bottom: field.hz };
  }

  /** Lines of all members. */
  lay({ paths, every }: MemberWays): this {
    const steps = paths.reduce((sum, { x }) => sum + x.length, 0);
    this.parts = Math.max(FEWEST, Math.min(MOST, Math.floor(POINTS / Math.max(1, steps))));
    for (const path of paths) this.layPath(path, every);
    return this;
  }

  private layPath({ x: xs, y: ys, last }: MemberPath, every: number): void {
    const { field } = this;
    let [x, z, at] = [field.x(xs[0] ?? NaN), field.z(ys[0] ?? NaN), 0];
    this.down = false;
    for (let i = 1; i < xs.length; i++) {
      const [nx, nz, k] = [field.x(xs[i]!), field.z(ys[i]!), Math.min(i * every, last)];
      const length = Math.hypot(nx - x, nz - z);
      if (length < SHORTEST && i < xs.length - 1) continue;
      if (length < Infinity) this.move(x, z, at, nx, nz, k, k - at === 1);
      else this.down = false;
      [x, z, at] = [nx, nz, k];
    }
  }

  /** From one place at a step to another; what is off the relief is left out. */
  private move(x0: number, z0: number, k0: number, x1: number, z1: number, k1: number, step: boolean): void {
    if (this.field.holds(x0, z0) && this.field.holds(x1, z1)) return this.go(x0, z0, k0, x1, z1, k1, step);
    const cut = clipSegment(x0, z0, x1, z1, this.bounds);
    if (!cut || cut.from > 0) this.down = false;
    if (cut) this.go(cut.x0, cut.y0, k0 + cut.from * (k1 - k0), cut.x1, cut.y1, k0 + cut.to * (k1 - k0), step);
    if (cut && cut.to < 1) this.down = false;
  }

  private go(x0: number, z0: number, k0: number, x1: number, z1: number, k1: number, step: boolean): void {
    const length = Math.hypot(x1 - x0, z1 - z0);
    const arc = step && isArc(length);
    const parts = arc ? this.parts : isArc(length) ? Math.ceil(length / (APART * this.field.cell)) : 1;
    const lift = arc ? this.liftOf(x0, z0, x1, z1, length) : NaN;
    const [from, to] = arc ? [this.field.height(x0, z0), this.field.height(x1, z1)] : [NaN, NaN];
    for (let i = this.down ? 1 : 0; i <= parts; i++) {
      const s = i / parts;
      const [x, z] = [x0 + s * (x1 - x0), z0 + s * (z1 - z0)];
      this.add(x, arc ? from + s * (to - from) + 4 * s * (1 - s) * lift : this.field.height(x, z), z, k0 + s * (k1 - k0));
    }
  }

  /** How far the middle of a step is lifted over the straight way, so that it passes over the ground at each of its parts. */
  private liftOf(x0: number, z0: number, x1: number, z1: number, length: number): number {
    const { field, parts } = this;
    const [from, to] = [field.height(x0, z0), field.height(x1, z1)];
    let most = 0;
    for (let i = 1; i < parts; i++) {
      const s = i / parts;
      const over = field.height(x0 + s * (x1 - x0), z0 + s * (z1 - z0)) - from - s * (to - from);
      if (over > 4 * s * (1 - s) * most) most = over / (4 * s * (1 - s));
    }
    return most + LIFT * TALL * Math.min(1, length);
  }

  private add(x: number, y: number, z: number, k: number): void {
    if (Number.isNaN(y)) return void (this.down = false);
    if (4 * this.count === this.points.length) this.points = grown(this.points, Float32Array);
    const at = 4 * this.count;
    this.points[at] = x;
    this.points[at + 1] = y;
    this.points[at + 2] = z;
    this.points[at + 3] = k;
    if (this.down) this.join();
    this.count++;
    this.down = true;
  }

  private join(): void {
    if (2 * this.joined === this.pairs.length) this.pairs = grown(this.pairs, Uint32Array);
    this.pairs[2 * this.joined] = this.count - 1;
    this.pairs[2 * this.joined + 1] = this.count;
    this.joined++;
  }
}

function grown<T extends Float32Array | Uint32Array>(array: T, make: new (length: number) => T): T {
  const larger = new make(2 * array.length);
  larger.set(array);
  return larger;
}
