// The iterate that a pointer means, on the map or on the relief.

import type { Trajectory } from "./trajectories.ts";

/** How a view shows the plane to a pointer. */
export interface Sighting {
  /** Where a point of the plane is seen, in px; null where the view does not hold it. */
  pixel(x: number, y: number): readonly [number, number] | null;
  /** Whether nothing hides it; asked only of what is near. */
  seen?(x: number, y: number): boolean;
}

/** The shown iterate nearest to a place in px, within reach; of equals the first of the later run. */
export function nearestIterate(
  runs: readonly { trajectory: Pick<Trajectory, "last" | "x" | "y"> }[],
  hidden: ReadonlySet<number>,
  until: number,
  { pixel, seen = () => true }: Sighting,
  [px, py]: readonly [number, number],
  reach: number,
): { run: number; k: number } | null {
  let best = reach;
  let found: { run: number; k: number } | null = null;
  runs.forEach(({ trajectory: { last, x, y } }, run) => {
    if (hidden.has(run)) return;
    for (let k = 0; k <= Math.min(until, last); k++) {
      const at = pixel(x[k], y[k]);
      if (!at) continue;
      const distance = Math.hypot(at[0] - px, at[1] - py);
      if (!(distance < best || (k === 0 && distance === best)) || !seen(x[k], y[k])) continue;
      best = distance;
      found = { run, k };
    }
  });
  return found;
}
