// The iterate that a pointer means.

import type { ShownRun } from "./trajectories.ts";
import type { View } from "./view.ts";

/** The shown iterate nearest to a place in px, within reach; of equals the first of the later run. */
export function nearestIterate(
  runs: ShownRun[],
  hidden: Set<number>,
  until: number,
  view: View,
  [px, py]: [number, number],
  reach: number,
): { run: number; k: number } | null {
  let best = reach;
  let found: { run: number; k: number } | null = null;
  runs.forEach(({ trajectory: t }, run) => {
    if (hidden.has(run)) return;
    const end = Math.min(until, t.last);
    for (let k = 0; k <= end; k++) {
      const distance = Math.hypot(view.x(t.x[k]) - px, view.y(t.y[k]) - py);
      if (distance < best || (k === 0 && distance === best)) {
        best = distance;
        found = { run, k };
      }
    }
  });
  return found;
}
