// The iterate on the relief that a pointer means.

import type { ShownRun } from "../trajectories.ts";
import type { Field } from "./field.ts";
import type { Pose } from "./orbit.ts";
import { isSeen } from "./pick.ts";

/** The shown iterate nearest to a place in px, within reach, that no hill hides. */
export function nearestSeen(
  runs: ShownRun[],
  hidden: Set<number>,
  until: number,
  field: Field,
  pose: Pose,
  [px, py]: [number, number],
  reach: number,
): { run: number; k: number } | null {
  let best = reach;
  let found: { run: number; k: number } | null = null;
  runs.forEach(({ trajectory: t }, run) => {
    if (hidden.has(run)) return;
    const end = Math.min(until, t.last);
    for (let k = 0; k <= end; k++) {
      if (!field.holds(field.x(t.x[k]), field.z(t.y[k]))) continue;
      const place = field.place(t.x[k], t.y[k]);
      const [x, y] = pose.project(place);
      const distance = Math.hypot(x - px, y - py);
      if (!(distance < best) || !isSeen(field, pose.eye, place)) continue;
      best = distance;
      found = { run, k };
    }
  });
  return found;
}
