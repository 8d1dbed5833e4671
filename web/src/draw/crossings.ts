// Which places on the map the runs' lines go through: a label reads best where
// there is none.

import { clipSegment, type Cut } from "../plane/clip.ts";
import type { LabelBox } from "./labels.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { Size, View } from "../plane/view.ts";

/** Counts for one picture: whole runs, so that a label stays while they play. */
export class Crossings {
  private readonly known = new Map<string, number>();
  private cells: Cells | null = null;

  constructor(
    private readonly runs: ShownRun[],
    private readonly hidden: ReadonlySet<number>,
    private readonly view: View,
  ) {}

  /** How many steps of the runs go through a place. */
  count(place: LabelBox): number {
    const key = `${place.x},${place.y},${place.width},${place.height}`;
    let n = this.known.get(key);
    if (n === undefined) {
      n = 0;
      this.runs.forEach(({ trajectory }, i) => {
        if (!this.hidden.has(i)) n = (n ?? 0) + crossings(trajectory, place, this.view);
      });
      this.known.set(key, n);
    }
    return n;
  }

  /** Whether a line of a run goes through a place or a few px beside it. It is asked of many places, of runs of thousands of steps. */
  crosses(place: LabelBox): boolean {
    this.cells ??= new Cells(this.view.size, this.runs.filter((_, i) => !this.hidden.has(i)).map(({ trajectory }) => trajectory), this.view);
    return this.cells.within(place);
  }

  /** The places, those with the fewest lines first; in their order where they are alike. */
  *clearest(places: readonly LabelBox[]): Iterable<LabelBox> {
    const crossed = [];
    for (const place of places) {
      const count = this.count(place);
      if (count === 0) yield place; // mostly it is taken, and no other is counted
      else crossed.push({ place, count });
    }
    for (const { place } of crossed.sort((a, b) => a.count - b.count)) yield place;
  }
}

/** The side of a cell, in px. */
const CELL = 4;

/** The cells of the map that lines of runs go through. */
class Cells {
  private readonly across: number;
  private readonly down: number;
  private readonly taken: Uint8Array;

  constructor({ width, height }: Size, runs: readonly Trajectory[], view: View) {
    [this.across, this.down] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
    this.taken = new Uint8Array(this.across * this.down);
    const map = { left: 0, right: width, top: 0, bottom: height };
    for (const { x, y, length } of runs) {
      for (let k = 1; k < length; k++) {
        const seen = clipSegment(view.x(x[k - 1]!), view.y(y[k - 1]!), view.x(x[k]!), view.y(y[k]!), map);
        if (seen) this.take(seen);
      }
    }
  }

  private take({ x0, y0, x1, y1 }: Cut): void {
    const parts = Math.ceil((2 * Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))) / CELL);
    for (let i = 0; i <= parts; i++) {
      const part = parts && i / parts;
      const [column, row] = [Math.floor((x0 + part * (x1 - x0)) / CELL), Math.floor((y0 + part * (y1 - y0)) / CELL)];
      this.taken[Math.min(row, this.down - 1) * this.across + Math.min(column, this.across - 1)] = 1;
    }
  }

  /** Whether a line goes through a cell of a place. */
  within(place: LabelBox): boolean {
    const [right, bottom] = [Math.min((place.x + place.width) / CELL, this.across - 1), Math.min((place.y + place.height) / CELL, this.down - 1)];
    for (let row = Math.max(0, Math.floor(place.y / CELL)); row <= bottom; row++) {
      for (let column = Math.max(0, Math.floor(place.x / CELL)); column <= right; column++) {
        if (this.taken[row * this.across + column]) return true;
      }
    }
    return false;
  }
}

/** The steps of one run that cross a place. For most it is enough to compare their ends. */
export function crossings(run: Trajectory, place: LabelBox, view: View): number {
  const [left, right] = [view.worldX(place.x), view.worldX(place.x + place.width)];
  const [top, bottom] = [view.worldY(place.y + place.height), view.worldY(place.y)];
  const { x, y, length } = run;
  const bounds = { left, right, top, bottom };
  let n = 0;
  for (let k = 1; k < length; k++) {
    const [x0, x1] = [x[k - 1]!, x[k]!];
    if ((x0 < left && x1 < left) || (x0 > right && x1 > right)) continue;
    const [y0, y1] = [y[k - 1]!, y[k]!];
    if ((y0 < top && y1 < top) || (y0 > bottom && y1 > bottom)) continue;
    if (clipSegment(x0, y0, x1, y1, bounds)) n++;
  }
  return n;
}
