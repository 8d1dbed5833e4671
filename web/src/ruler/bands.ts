// What the rates of a sweep do: neighbours that are called alike are one band.
import { endingOf, type Ending } from "../draw/endings.ts";
import type { KnownSweep } from "../wire/wire.ts";
import type { RateScale } from "./scale.ts";

/** Rates next to each other that end alike. */
export interface Stretch extends Ending {
  from: number;
  to: number;
  /** Its first and last rate, as places in the sweep. */
  first: number;
  last: number;
}

/** Cuts a sweep into bands; the border between two rates is half-way on the log scale. */
export function stretches(sweep: KnownSweep): Stretch[] {
  const { rates } = sweep;
  const found: Stretch[] = [];
  sweep.outcomes.forEach((outcome, i) => {
    const ending = endingIn(sweep, i, outcome);
    const last = found.at(-1);
    if (last && last.word === ending.word && last.band === ending.band) {
      last.to = rates[i]!;
      last.last = i;
      return;
    }
    const border = i === 0 ? rates[0]! : Math.sqrt(rates[i - 1]! * rates[i]!);
    if (last) last.to = border;
    found.push({ ...ending, from: border, to: rates[i]!, first: i, last: i });
  });
  return found;
}

/** What the sweep says of a rate; null where it was not tried. */
export function endingAt(sweep: KnownSweep, rate: number): Ending | null {
  const i = nearestRate(sweep.rates, rate);
  return i < 0 ? null : endingIn(sweep, i);
}

/** How the run of a sweep's rate i ended. */
export function endingIn({ outcomes, global, guess, network, few, told }: KnownSweep, i: number, outcome = outcomes[i]!): Ending {
  return endingOf(outcome, { global: global[i], guess: guess?.[i], network, few, caveat: told?.[i] });
}

/** The place of the nearest of ordered rates; -1 where the rate lies beyond them by more than half a step. */
export function nearestRate(rates: readonly number[], rate: number): number {
  if (rates.length < 2) return -1;
  const step = Math.sqrt(rates[1]! / rates[0]!);
  if (rate < rates[0]! / step || rate > rates.at(-1)! * step) return -1;
  let [low, high] = [0, rates.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rates[middle]! <= rate) low = middle;
    else high = middle;
  }
  return rate * rate < rates[low]! * rates[high]! ? low : high;
}

/** A band's word, and the part of the axis that it names, in px. */
export interface Naming {
  word: string;
  from: number;
  to: number;
  /** The word is wider than its band, and is there only where nothing else is. */
  tight: boolean;
}

/** Slivers of another kind narrower than this do not cut a band's name in two, in px. */
const SLIVER = 10;

/** The message ruler.word.<word> of what neighbouring rates have in common that never come to rest in several ways. */
export const TOO_HIGH = "high";

/** Between two others a band that is so much of its word wide has it too, in the middle. */
const NEARLY = 0.75;

/** Where the bands that are seen have room for their word; neighbours of one colour that have none share the colour's. */
export function namings(found: readonly Stretch[], scale: RateScale, width: (word: string) => number): Naming[] {
  const seen: { word: string; from: number; to: number }[] = [];
  for (const { word, from, to } of found) {
    const [x0, x1] = [scale.clampedX(from), scale.clampedX(to)];
    const same = [...seen].reverse().find((other) => other.word === word);
    if (same && x0 - same.to < SLIVER) same.to = x1;
    else if (x1 > x0) seen.push({ word, from: x0, to: x1 });
  }
  const within = (from: number, to: number) => from > scale.left && to < scale.left + scale.width;
  const fitting = (parts: typeof seen) => parts.map((part) => ({ ...part, tight: part.to - part.from < width(part.word) + 8 })).filter(({ word, from, to, tight }) => !tight || (within(from, to) && to - from >= NEARLY * width(word)));
  const named = fitting(seen);
  const free = restless(found, scale).filter(({ from, to }) => !named.some((other) => other.from < to && from < other.to));
  return [...named, ...fitting(free)];
}

/** Neighbours that never come to rest in several ways: all that they have in common is that the rate is too high. */
function restless(found: readonly Stretch[], scale: RateScale): { word: string; from: number; to: number }[] {
  const parts: { word: string; from: number; to: number; words: Set<string>; last: Stretch }[] = [];
  for (const stretch of found) {
    if (stretch.band !== "high") continue;
    const [from, to, part] = [scale.clampedX(stretch.from), scale.clampedX(stretch.to), parts.at(-1)];
    if (part && found.indexOf(stretch) === found.indexOf(part.last) + 1) {
      part.to = to;
      part.last = stretch;
      part.words.add(stretch.word);
    } else parts.push({ word: TOO_HIGH, from, to, words: new Set([stretch.word]), last: stretch });
  }
  return parts.filter(({ words }) => words.size > 1).map(({ word, from, to }) => ({ word, from, to }));
}
