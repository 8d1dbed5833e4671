// Places where samples do not tell how a curve goes on: it may jump, have a pole,
// be steep, or end. A closer look settles it.

import type { Row } from "./row.ts";

/** Two places between which the curve is in doubt. */
export interface Doubt {
  from: number;
  to: number;
  /** How much the loss changes there as far as it was seen; Infinity at the end of what is defined. */
  jump: number;
  /** The curve is defined on both sides: what stays in doubt is a break. */
  broken: boolean;
}

/** A change of the loss from sample to sample is doubtful where it is so many times those beside it, */
const TIMES = 6;
/** and this part of the curve's whole height. */
const PART = 0.03;

/** The doubtful places of a row. */
export function doubtsOf({ xs, losses }: Row): Doubt[] {
  const height = heightOf(losses);
  const found: Doubt[] = [];
  const change = (i: number) => Math.abs(losses[i + 1]! - losses[i]!);
  for (let i = 0; i + 1 < xs.length; i++) {
    const edge = Number.isNaN(losses[i]!) !== Number.isNaN(losses[i + 1]!);
    const beside = Math.max(change(i - 1) || 0, change(i + 1) || 0);
    const jumps = Number.isFinite(change(i)) && change(i) > PART * height && change(i) > TIMES * beside;
    if (edge || jumps || (Number.isFinite(change(i)) && turns(losses, i, height))) found.push({ from: xs[i]!, to: xs[i + 1]!, jump: edge ? Infinity : change(i), broken: !edge });
  }
  return found;
}

/** Whether the loss changes against its way on both sides, as it does over a pole of odd order. */
function turns(losses: Float64Array, i: number, height: number): boolean {
  const [before, here, after] = [losses[i]! - losses[i - 1]!, losses[i + 1]! - losses[i]!, losses[i + 2]! - losses[i + 1]!];
  return Math.abs(here) > PART * height && before * after > 0 && before * here < 0 && Math.abs(here) > Math.min(Math.abs(before), Math.abs(after));
}

/** What a closer look at a doubtful place says: where in it the doubt goes on, or null where there is none left. */
export function settle(doubt: Doubt, { xs, losses }: Row): Doubt | null {
  if (!doubt.broken) return edgeOf(xs, losses);
  let [most, at] = [-1, 0];
  for (let i = 0; i + 1 < xs.length; i++) {
    const change = Math.abs(losses[i + 1]! - losses[i]!);
    if (change > most) [most, at] = [change, i];
  }
  return most >= doubt.jump / 2 ? { from: xs[at]!, to: xs[at + 1]!, jump: most, broken: true } : null;
}

function edgeOf(xs: Float64Array, losses: Float64Array): Doubt | null {
  for (let i = 0; i + 1 < xs.length; i++) {
    if (Number.isNaN(losses[i]!) !== Number.isNaN(losses[i + 1]!)) return { from: xs[i]!, to: xs[i + 1]!, jump: Infinity, broken: false };
  }
  return null;
}

/** From the tenth of the losses that are lowest to the tenth that are highest. */
function heightOf(losses: Float64Array): number {
  const sorted = losses.filter(Number.isFinite).sort();
  const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))] ?? 0;
  return at(0.9) - at(0.1);
}
