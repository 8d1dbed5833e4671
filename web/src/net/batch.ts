// Which mini-batch is marked at a moment.

/**
 * The step whose mini-batch is marked at a playhead: the one that leaves the iterate of
 * the run that is shown, as the backward pass has it; where the run ends, its last one,
 * since no step leaves there.
 */
export function batchStepOf(k: number, last: number): number {
  return Math.max(0, Math.min(Math.floor(k), last - 1));
}
