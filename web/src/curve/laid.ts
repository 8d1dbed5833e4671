// The runs laid on the curve: their places are the weight and its loss.

import type { Scene } from "../draw/landscape.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { Surface } from "../wire/wire.ts";

const known = new WeakMap<Trajectory, Trajectory>();

/** A trajectory whose second coordinate is the loss, for as long as it grows. */
function laid(trajectory: Trajectory): Trajectory {
  const found = known.get(trajectory);
  if (found) return found;
  const made: Trajectory = Object.create(trajectory, { y: { get: () => trajectory.loss } });
  known.set(trajectory, made);
  return made;
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
