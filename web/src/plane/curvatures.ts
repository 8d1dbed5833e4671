// The curvature at each head: asked for as the playhead moves, the newest
// first; what has come stays until something newer does.

import type { Facts } from "./facts.ts";
import { Newest } from "../dom/newest.ts";
import type { ShownRun } from "./trajectories.ts";
import type { Point, PointFacts, Surface } from "../wire/wire.ts";

interface Heads {
  surface: Surface;
  /** By run; null where nothing is asked. */
  points: (Point | null)[];
}

/** Asks for the curvature at each run's head and keeps it. */
export class Curvatures {
  private known: (PointFacts | null)[] = [];
  private asked = "";
  private readonly newest: Newest<Heads, (PointFacts | null)[]>;

  constructor(facts: Facts, changed: () => void) {
    const each = ({ surface, points }: Heads, signal: AbortSignal) =>
      Promise.all(points.map((point) => (point ? facts.at(surface, point, signal) : null)));
    this.newest = new Newest(each, (answers) => {
      this.known = answers.map((answer, i) => answer ?? this.known[i] ?? null);
      changed();
    });
  }

  /** Asks what is not known of the heads at a step. */
  want(surface: Surface, runs: ShownRun[], hidden: ReadonlySet<number>, position: number): void {
    const points = runs.map(({ trajectory }, i) => (hidden.has(i) ? null : headOf(trajectory, position)));
    const asked = `${surface.formula} ${points.join(";")}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.newest.want({ surface, points });
  }

  /** The Hessian at a run's head, as far as it is known. */
  hessian(run: number): PointFacts["hessian"] | null {
    return this.known[run]?.hessian ?? null;
  }

  clear(): void {
    this.newest.drop();
    this.known = [];
    this.asked = "";
  }
}

/** Where a run is at a step; null if that is not finite or has not come. */
function headOf(t: ShownRun["trajectory"], position: number): Point | null {
  const k = Math.min(Math.floor(position), t.last);
  if (k < 0 || !Number.isFinite(t.x[k]) || !Number.isFinite(t.y[k])) return null;
  return [t.x[k], t.y[k]];
}
