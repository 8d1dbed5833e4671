// The runs laid on the curve: their places are the weight and its loss.

import type { Scene } from "../draw/landscape.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { Surface } from "../wire/wire.ts";

const known = new WeakMap<Trajectory, Trajectory>();

/** A trajectory whose second coordinate is the loss, for as long as it grows. */
function laid(trajectory: Trajectory): Trajectory {
  const found = known.get(trajectory);
  if (found) return found;
  let [ended, length]: [Float64Array | null, number] = [null, 0];
  const heights = () => {
    if (length !== trajectory.length) [ended, length] = [endOf(trajectory), trajectory.length];
    return ended ?? trajectory.loss;
  };
  const made: Trajectory = Object.create(trajectory, { y: { get: heights } });
  known.set(trajectory, made);
  return made;
}

/** The losses of a run that ended where there is none: it stands there as high as it was before; null for another. */
function endOf({ last, loss, x }: Trajectory): Float64Array | null {
  if (last < 1 || !Number.isNaN(loss[last]) || !Number.isFinite(x[last])) return null;
  const heights = loss.slice(0, last + 1);
  heights[last] = heights[last - 1]!;
  return heights;
}

/** A surface whose minima and places without slope stand on the curve. */
function raised(surface: Surface, loss: (x: number) => number): Surface {
  return {
    ...surface,
    minima: surface.minima.map((minimum) => ({ ...minimum, at: [minimum.at[0], minimum.loss] })),
    saddles: surface.saddles.map(([x]) => [x, loss(x)]),
  };
}

/** The scene as the curve shows it; loss tells how high the curve is. */
export function onCurve({ scenario, runs }: Scene, loss: (x: number) => number): Scene {
  const [start] = scenario.start;
  return {
    scenario: { ...scenario, surface: raised(scenario.surface, loss), start: [start, loss(start)] },
    runs: runs.map((run): ShownRun => ({ ...run, trajectory: laid(run.trajectory) })),
  };
}
