// In which order runs are drawn: the one that reaches furthest first, so that
// what a run that leaves the map sweeps over never hides one that stays.

import type { Trajectory } from "./trajectories.ts";

type Reached = Pick<Trajectory, "length" | "x" | "y">;

/** How far a trajectory got from its start so far, and after how many iterates. */
const reached = new WeakMap<Reached, { far: number; length: number }>();

/** The runs' places, the furthest first; of two that reach as far the first. */
export function paintOrder(runs: readonly { trajectory: Reached }[]): number[] {
  const reaches = runs.map(({ trajectory }) => reach(trajectory));
  return runs.map((_, i) => i).sort((a, b) => (reaches[a] === reaches[b] ? a - b : reaches[b] - reaches[a]));
}

/** The largest distance from the start along an axis; only new iterates are looked at. */
function reach(trajectory: Reached): number {
  const known = reached.get(trajectory) ?? { far: 0, length: 0 };
  const { x, y } = trajectory;
  for (let k = known.length; k < trajectory.length; k++) {
    const far = Math.max(Math.abs(x[k] - x[0]), Math.abs(y[k] - y[0]));
    known.far = Math.max(known.far, Number.isNaN(far) ? Infinity : far);
  }
  known.length = trajectory.length;
  reached.set(trajectory, known);
  return known.far;
}
