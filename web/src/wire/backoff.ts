// How long to wait before connecting again: full jitter, so that a hall of
// pages does not connect all at once after a restart.

const FIRST = 250;
const LONGEST = 5_000;

/** The wait before attempt n (from 0) in ms, for a random number in [0, 1). */
export function backoff(attempt: number, random: number): number {
  return random * Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 16));
}
