// A trajectory over the relief: short steps lie on the ground, longer ones are
// arcs with a shadow below them. Lines are cut where they leave the box.

import { type Cut, clipSegment } from "../plane/clip.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import type { Field } from "./field.ts";
import { Hop, isArc } from "./hop.ts";

/** Points of a line, and dots, as x, y, z, k in the scene's units. */
export class Points {
  data: Float32Array;
  count = 0;

  constructor(capacity = 1024) {
    this.data = new Float32Array(4 * capacity);
  }

  add(x: number, y: number, z: number, k: number): void {
    if (4 * this.count === this.data.length) {
      const grown = new Float32Array(2 * this.data.length);
      grown.set(this.data);
      this.data = grown;
    }
    this.data.set([x, y, z, k], 4 * this.count++);
  }

  /** How many of them, in their order, stand at k or before. */
  until(k: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stepOf(this.data[4 * middle + 3]) <= k) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A point at which a new line begins holds −k − 1 in place of k. */
const beginning = (k: number): number => -k - 1;
/** The step of a point, whether or not a line begins at it. */
export const stepOf = (k: number): number => (k < 0 ? -k - 1 : k);

/** Points closer than this on the plan are one, and so are dots. */
const SHORTEST = 6e-4;
const CLOSEST = 4e-3;
/** From so many points on, samples of a line lie further apart. */
const MANY = 12000;

/** An arc has at least so many parts, and so many at most. */
const [FEWEST, MOST] = [10, 40];

/** The line, its shadow and the dots of one run. */
export class Drape {
  readonly line = new Points();
  /** What lies on the ground under its arcs. */
  readonly shadow = new Points(256);
  readonly dots = new Points(256);
  /** How many of its steps are arcs. */
  arcs = 0;
  /** The last iterate that was taken. */
  private k = -1;
  /** The end of the line so far, in the scene's units. */
  private x = NaN;
  private z = NaN;
  /** Its iterate. */
  private at = 0;
  /** Whether the next point begins a new line. */
  private penUp = true;
  private dotX = NaN;
  private dotZ = NaN;

  /** Start over, for another trajectory or another ground. */
  reset(): void {
    this.k = -1;
    this.arcs = 0;
    this.line.count = this.shadow.count = this.dots.count = 0;
    this.penUp = true;
    this.x = this.z = this.dotX = this.dotZ = NaN;
  }

  /** Take the iterates that are new; true where there were any. */
  extend(field: Field, run: Trajectory): boolean {
    if (this.k >= run.last) return false;
    for (let k = this.k + 1; k <= run.last; k++) this.take(field, k, field.x(run.x[k]), field.z(run.y[k]));
    this.k = run.last;
    return true;
  }

  private take(field: Field, k: number, x: number, z: number): void {
    if (k === 0 && field.holds(x, z)) this.put(field, x, z, 0);
    if (k === 0 || this.extendLine(field, k, x, z)) [this.x, this.z, this.at] = [x, z, k];
    if (!field.holds(x, z) || Math.abs(x - this.dotX) + Math.abs(z - this.dotZ) < CLOSEST) return;
    const y = field.height(x, z);
    if (Number.isNaN(y)) return;
    this.dots.add(x, y, z, k);
    [this.dotX, this.dotZ] = [x, z];
  }

  /** Draw the line on to an iterate; false where that is too short to be seen, and is left to the next one. */
  private extendLine(field: Field, k: number, x: number, z: number): boolean {
    if (Math.hypot(x - this.x, z - this.z) < SHORTEST) return false;
    const { hx, hz } = field;
    const cut = clipSegment(this.x, this.z, x, z, { left: -hx, right: hx, top: -hz, bottom: hz });
    if (!cut || cut.from > 0) this.penUp = true;
    if (cut && isArc(Math.hypot(cut.x1 - cut.x0, cut.y1 - cut.y0))) this.leap(field, k, cut);
    else if (cut) this.sample(field, k, cut);
    if (cut && cut.to < 1) this.penUp = true;
    return true;
  }

  private sample(field: Field, k: number, { x0, y0, x1, y1, from, to }: Cut): void {
    const parts = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / this.spacing(field)));
    for (let i = this.penUp ? 0 : 1; i <= parts; i++) {
      const s = i / parts;
      this.put(field, x0 + s * (x1 - x0), y0 + s * (y1 - y0), this.at + (from + s * (to - from)) * (k - this.at));
    }
  }

  /** An arc, and the ground below it. */
  private leap(field: Field, k: number, { x0, y0, x1, y1, from, to }: Cut): void {
    this.arcs++;
    const hop = new Hop(field, x0, y0, x1, y1);
    const parts = Math.min(MOST, Math.max(FEWEST, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / (2 * this.spacing(field)))));
    const step = (s: number) => this.at + (from + s * (to - from)) * (k - this.at);
    for (let i = this.penUp ? 0 : 1; i <= parts; i++) this.add(...hop.at(i / parts), step(i / parts));
    this.darken(field, Math.hypot(x1 - x0, y1 - y0), (s) => [x0 + s * (x1 - x0), y0 + s * (y1 - y0), step(s)]);
  }

  /** The shadow of an arc: the ground below its way. */
  private darken(field: Field, length: number, at: (s: number) => [x: number, z: number, k: number]): void {
    const parts = Math.ceil(length / this.spacing(field));
    let up = true;
    for (let i = 0; i <= parts; i++) {
      const [x, z, k] = at(i / parts);
      const y = field.height(x, z);
      if (!Number.isNaN(y)) this.shadow.add(x, y, z, up ? beginning(k) : k);
      up = Number.isNaN(y);
    }
  }

  private spacing(field: Field): number {
    return field.cell * Math.max(1, ((this.line.count + this.shadow.count) / MANY) ** 2);
  }

  private put(field: Field, x: number, z: number, k: number): void {
    this.add(x, field.height(x, z), z, k);
  }

  private add(x: number, y: number, z: number, k: number): void {
    if (Number.isNaN(y)) {
      this.penUp = true;
      return;
    }
    this.line.add(x, y, z, this.penUp ? beginning(k) : k);
    this.penUp = false;
  }
}
