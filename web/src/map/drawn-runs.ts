// How far runs are drawn on a canvas: while playing only what is new is, and all of
// it again when something changed.

import type { Canvas } from "../draw/canvas.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";

/** Where drawing a run has come to. */
export interface Drawn {
  trajectory: Trajectory;
  k: number;
}

/** What is drawn of runs; a course is what is known of one before it is drawn, null where it is not to be. */
export abstract class DrawnRuns<D extends Drawn, Course> {
  protected drawn: (D | null)[] = [];
  protected courses: (Course | null)[] = [];

  constructor(protected readonly layer: Canvas) {}

  /** Forgets what was drawn. */
  reset(): void {
    this.layer.clear();
    this.drawn = [];
    this.courses = [];
  }

  /** Draws every run up to step k, in an order; what was drawn further than that is drawn anew. */
  protected drawTo(k: number, runs: ShownRun[], hidden: ReadonlySet<number>, order: readonly number[], courses: () => (Course | null)[], extend: (i: number, run: Trajectory, end: number, course: Course) => void): void {
    if (!this.continues(runs, hidden, k)) this.reset();
    if (this.courses.length === 0) this.courses = courses();
    for (const { i, trajectory, course } of this.shown(runs, hidden, order)) {
      const end = Math.min(k, trajectory.last);
      if ((this.drawn[i]?.k ?? -1) < end) extend(i, trajectory, end, course);
    }
  }

  /** The runs that have something to draw, in an order. */
  protected shown(runs: ShownRun[], hidden: ReadonlySet<number>, order: readonly number[]): { i: number; trajectory: Trajectory; course: Course }[] {
    return order.flatMap((i) => {
      const course = this.courses[i];
      const { trajectory } = runs[i]!;
      return course && !hidden.has(i) && trajectory.last >= 0 ? [{ i, trajectory, course }] : [];
    });
  }

  private continues(runs: ShownRun[], hidden: ReadonlySet<number>, k: number): boolean {
    return this.drawn.every((drawn, i) => !drawn || (!hidden.has(i) && runs[i]?.trajectory === drawn.trajectory && drawn.k <= Math.min(k, drawn.trajectory.last)));
  }
}
