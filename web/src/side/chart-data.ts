// What the loss chart shows: the runs' losses by step, on a log axis. Where
// losses can be negative it is the gap to the best known, L − L*.

import { endingOf } from "../draw/endings.ts";
import type { ShownRun } from "../plane/trajectories.ts";
import type { ScenarioMessage } from "../wire/wire.ts";

/** Gaps this far under the largest say "there" and no more; L* is known to fewer digits. */
const DECADES = 10;
const GAP_DECADES = 6;

/** Steps, then a column of gaps for each run; null where there is nothing to draw. */
export type Columns = [number[], ...(number | null)[][]];

/** What losses count from: 0, or the lowest loss there is where losses can be negative. */
export function floorOf(scenario: ScenarioMessage, runs: ShownRun[]): number {
  if (!scenario.negative) return 0;
  let floor = scenario.best ?? Infinity;
  for (const { trajectory: t } of runs) {
    for (let k = 0; k < t.length; k++) if (t.loss[k] < floor) floor = t.loss[k];
  }
  return Number.isFinite(floor) ? floor : 0;
}

/** The axis: whole decades around all gaps that matter. A diverging run may leave it upwards. */
export function gapRange(runs: ShownRun[], floor: number): [number, number] {
  let [low, high] = [Infinity, 0];
  for (const { trajectory: t, outcome } of runs) {
    const left = leaves({ outcome });
    for (let k = 0; k < t.length; k++) {
      const gap = t.loss[k] - floor;
      if (!(gap > 0) || gap === Infinity) continue;
      if (gap > high && (k === 0 || !left)) high = gap;
      if (gap < low) low = gap;
    }
  }
  if (high === 0) return [0.1, 10];
  low = Math.max(low, high * 10 ** -(floor === 0 ? DECADES : GAP_DECADES));
  return decades(low, runs.some(leaves) ? high * 10 : high);
}

function leaves({ outcome }: Pick<ShownRun, "outcome">): boolean {
  return outcome !== null && (endingOf(outcome.outcome).left || outcome.outcome === "escaped-unbounded");
}

/** Whole decades around a range, with a little air at the top. */
function decades(low: number, high: number): [number, number] {
  const bottom = Math.floor(Math.log10(low) + 1e-9);
  const top = Math.max(Math.log10(high) + 0.08, bottom + 1);
  return [10 ** bottom, 10 ** top];
}

/**
 * The columns to draw. A gap at or under the bottom stands on it, so that a run
 * that is done is still seen; one that is not finite is a hole.
 */
export function gapColumns(runs: ShownRun[], floor: number, bottom: number): Columns {
  const longest = Math.max(1, ...runs.map((run) => run.trajectory.length));
  const steps = Array.from({ length: longest }, (_, k) => k);
  const columns = runs.map(({ trajectory: t }) =>
    steps.map((k) => (k < t.length ? drawable(t.loss[k] - floor, bottom) : null)),
  );
  return [steps, ...columns];
}

function drawable(gap: number, bottom: number): number | null {
  return Number.isFinite(gap) ? Math.max(gap, bottom) : null;
}

/** Whether a curve stands on the bottom of the axis for want of room below. */
export function reachesBelow(runs: ShownRun[], floor: number, bottom: number): boolean {
  return runs.some(({ trajectory: t }) => {
    for (let k = 0; k < t.length; k++) if (t.loss[k] - floor < bottom * (1 - 1e-9)) return true;
    return false;
  });
}
