// Which update of a run is told at the playhead.

import type { Trajectory } from "./trajectories.ts";

/** An update of a run: from iterate k to k + 1. */
export interface Update {
  k: number;
  /** The run ended before: there is no further update, and this was its last. */
  over: boolean;
}

/** The update that leaves iterate k; where none does, the run's last. Null for a run that never moved. */
export function updateAt(k: number, { last, complete }: Pick<Trajectory, "last" | "complete">): Update | null {
  if (last < 1) return null;
  return k < last ? { k: Math.max(0, k), over: false } : { k: last - 1, over: complete };
}
