// Which update is told at the playhead, and what the server says of it.

import type { Trajectory } from "../plane/trajectories.ts";
import type { StepLine } from "../wire/wire.ts";

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

/** The address of an update. */
export function stepAddress(query: string, run: number, k: number): string {
  return `/api/step?${query}${query ? "&" : ""}run=${run}&k=${k}`;
}

/** The next weights come first, and then what they are made of, in its order. */
export function inOrder(lines: StepLine[]): { main: StepLine[]; rest: StepLine[] } {
  const isNext = ({ name }: StepLine) => name.startsWith("w'");
  return { main: lines.filter(isNext), rest: lines.filter((line) => !isNext(line)) };
}

/** A line's numbers in full, for those who want to check them. */
export function inFull({ results }: StepLine): string {
  return results.map((value) => (value === null ? "·" : String(value).replace(/^-/, "−"))).join(", ");
}
