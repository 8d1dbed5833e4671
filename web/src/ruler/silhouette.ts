// The sweep's shape: how high each rate's end lies above the lowest, log by log.
import type { KnownSweep } from "../wire/wire.ts";
import { endingIn } from "./bands.ts";
import type { Range } from "./scale.ts";

/** Gaps so many decades under the largest lie on the ground. */
const DECADES = 6;

/** The lowest part of the losses that swing may lie on the ground: near its limit a swing is as small as one likes. */
const SPARED = 0.05;

/** How a loss becomes a height, 0 to 1. */
export interface LossScale {
  /** L*: the lowest loss, which heights count from. */
  floor: number;
  /** The gaps L − L* at the ground and at the top. */
  low: number;
  high: number;
}

/** The scale of the losses that a range of rates shows; more, of the same rates, are those that swing. */
export function lossScale(sweep: KnownSweep, range: Range, more: readonly number[] = []): LossScale {
  const ends = sweep.loss.filter((loss, i) => loss !== null && standing(sweep, i)) as number[];
  const floor = [...ends, ...more].reduce((least, loss) => Math.min(least, loss), sweep.floor ?? Infinity);
  const seen = ends.length === 0 ? [] : sweep.loss.filter((_, i) => standing(sweep, i) && sweep.rates[i]! >= range[0] && sweep.rates[i]! <= range[1]);
  const above = (losses: readonly (number | null)[]) => losses.map((loss) => (loss ?? NaN) - floor).filter((gap) => gap > 0);
  const [gaps, swings] = [above(seen), above(more).sort((a, b) => a - b)];
  const high = Math.max(0, swings.at(-1) ?? 0, ...gaps);
  if (high === 0) return { floor, low: 1e-6, high: 1 };
  const least = swings[Math.floor(SPARED * swings.length)] ?? Math.min(...gaps); // what swings is to be told apart, not what rests
  return { floor, low: Math.min(Math.max(high * 10 ** -DECADES, least) / 1.5, high / 3), high };
}

/** Whether a rate's run ended at a height: it neither left nor fell without end. */
function standing(sweep: KnownSweep, i: number): boolean {
  const { outcomes, loss } = sweep;
  return loss[i] !== null && Number.isFinite(loss[i]) && !endingIn(sweep, i).left && outcomes[i] !== "escaped-unbounded";
}

/** A loss's height, 0 to 1. */
export function heightOf(loss: number, { floor, low, high }: LossScale): number {
  const gap = loss - floor;
  if (!(gap > low)) return 0;
  return Math.min(1, Math.log(gap / low) / Math.log(high / low));
}

/** Each rate's height: 1 for a run that left, 0 for one that fell without end. */
export function heights(sweep: KnownSweep, scale: LossScale): number[] {
  return sweep.loss.map((loss, i) => {
    if (endingIn(sweep, i).left) return 1;
    return standing(sweep, i) ? FULL * heightOf(loss!, scale) : 0;
  });
}

/** A run that stayed is never as high as one that left. */
export const FULL = 0.86;
