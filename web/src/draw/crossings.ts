// Which places on the map the runs' lines go through: a label reads best where
// there is none.

import { clipSegment } from "../plane/clip.ts";
import type { LabelBox } from "./labels.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";

/** Counts for one picture: whole runs, so that a label stays while they play. */
export class Crossings {
  private readonly known = new Map<string, number>();

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

  /** Whether a line of a run goes through a place. */
  crosses(place: LabelBox): boolean {
    return this.runs.some(({ trajectory }, i) => !this.hidden.has(i) && crossings(trajectory, place, this.view, 1) > 0);
  }

  /** The places, those with the fewest lines first; in their order where they are alike. */
  clearest(places: LabelBox[]): LabelBox[] {
    return [...places].sort((a, b) => this.count(a) - this.count(b));
  }
}

/** The steps of one run that cross a place, counted as far as most. For most steps it is enough to compare their ends. */
export function crossings(run: Trajectory, place: LabelBox, view: View, most = Infinity): number {
  const [left, right] = [view.worldX(place.x), view.worldX(place.x + place.width)];
  const [top, bottom] = [view.worldY(place.y + place.height), view.worldY(place.y)];
  const { x, y, length } = run;
  const bounds = { left, right, top, bottom };
  let n = 0;
  for (let k = 1; k < length && n < most; k++) {
    const [x0, x1] = [x[k - 1]!, x[k]!];
    if ((x0 < left && x1 < left) || (x0 > right && x1 > right)) continue;
    const [y0, y1] = [y[k - 1]!, y[k]!];
    if ((y0 < top && y1 < top) || (y0 > bottom && y1 > bottom)) continue;
    if (clipSegment(x0, y0, x1, y1, bounds)) n++;
  }
  return n;
}
