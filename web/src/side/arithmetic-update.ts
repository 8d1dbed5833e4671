// What the server says of an update.

import type { StepLine } from "../wire/wire.ts";

/** The address of an update. */
export function stepAddress(query: string, run: number, k: number): string {
  return `/api/step?${query}${query ? "&" : ""}run=${run}&k=${k}`;
}

/** Whether a line is that of the next weights, or of one of them. */
export const isNext = ({ name }: StepLine): boolean => name.startsWith("w'");

/** The next weights come first, and then what they are made of, in its order. */
export function inOrder(lines: StepLine[]): { main: StepLine[]; rest: StepLine[] } {
  return { main: lines.filter(isNext), rest: lines.filter((line) => !isNext(line)) };
}

/** A line's numbers in full, for those who want to check them. */
export function inFull({ results }: StepLine): string {
  return results.map((value) => (value === null ? "·" : String(value).replace(/^-/, "−"))).join(", ");
}
