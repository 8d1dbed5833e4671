// Sweeps put together by their rates: what lists by rate hold stays with its rate.
import type { Picture, ShownRun } from "../plane/trajectories.ts";
import type { KnownSweep, SweepMessage } from "../wire/wire.ts";

/** What a sweep holds by rate, and what is meant where one is left out. */
const BY_RATE = { rates: 0, outcomes: null, global: false, loss: null, steps: null, ends: null, guess: false, told: "", tails: null, periods: null } as const;
type ByRate = keyof typeof BY_RATE;
const LISTS = Object.keys(BY_RATE) as ByRate[];

/** One list of a sweep as long as its rates; a sweep leaves out what is the same of all. */
function listOf(sweep: SweepMessage, name: ByRate): unknown[] {
  return (sweep[name] as unknown[] | undefined) ?? sweep.rates.map(() => BY_RATE[name]);
}

/** The part of a sweep whose rates have an outcome; a coarse one may have holes. */
export function ended(sweep: SweepMessage): KnownSweep {
  return only(sweep, (i) => sweep.outcomes[i] !== null) as KnownSweep;
}

/** A sweep with another of a part of its rates in their place. */
export function refined(whole: KnownSweep | null, near: KnownSweep): KnownSweep {
  if (!whole || near.rates.length < 2) return whole ?? near;
  const [from, to] = [near.rates[0]!, near.rates.at(-1)!];
  return inTurn(whole, [only(whole, (i) => whole.rates[i]! < from), near, only(whole, (i) => whole.rates[i]! > to)]);
}

/** A sweep with the rates that a picture's runs of its optimizer have, as these ended: the rates beside them may do something else. */
export function withOwn(sweep: KnownSweep, { runs }: Picture, optimizer: string): KnownSweep {
  let all = sweep;
  for (const run of runs) if (run.info.optimizer === optimizer && run.outcome && run.info.lr >= sweep.rates[0]! && run.info.lr <= sweep.rates.at(-1)!) all = withRate(all, run);
  return all;
}

function withRate(sweep: KnownSweep, { info: { lr }, outcome }: ShownRun): KnownSweep {
  const { k, loss, global, guess, reason } = outcome!;
  const own = { ...sweep, rates: [lr], outcomes: [outcome!.outcome], global: [global], loss: [loss], steps: [k], ends: [null], guess: [guess !== undefined], told: [reason], tails: [null], periods: [null] } as KnownSweep;
  return inTurn(sweep, [only(sweep, (i) => sweep.rates[i]! < lr), own, only(sweep, (i) => sweep.rates[i]! > lr)]);
}

/** Parts of a sweep, one after the other. */
function inTurn(sweep: KnownSweep, parts: readonly KnownSweep[]): KnownSweep {
  const lists = held(...parts).map((name) => [name, parts.flatMap((part) => listOf(part, name))]);
  return { ...sweep, ...Object.fromEntries(lists) } as KnownSweep;
}

function only<T extends SweepMessage>(sweep: T, keep: (i: number) => boolean): T {
  if (sweep.rates.every((_, i) => keep(i))) return sweep;
  const lists = held(sweep).map((name) => [name, listOf(sweep, name).filter((_, i) => keep(i))]);
  return { ...sweep, ...Object.fromEntries(lists) };
}

/** The lists that one of some sweeps has. */
function held(...sweeps: SweepMessage[]): ByRate[] {
  return LISTS.filter((name) => sweeps.some((sweep) => sweep[name] !== undefined));
}
