// The ruler's axis: a rate's place is its logarithm's.
import { ticks } from "../draw/ticks.ts";

/** The rates at the two ends of an axis, the smaller first. */
export type Range = readonly [from: number, to: number];

/** No zoom goes nearer than this ratio of its ends: three digits of a rate still move it there. */
const NEAREST = 1.01;
/** How far beyond its own range a ruler may be moved, as a factor of rates. */
const BEYOND = 100;
/** The most that a link takes for a rate. */
const MOST = 1e6;

/** An axis of rates in px. */
export class RateScale {
  constructor(
    readonly range: Range,
    /** Where the axis begins, and how long it is, in px. */
    readonly left: number,
    readonly width: number,
  ) {}

  /** Where a rate stands, in px; beyond the ends too. */
  x(rate: number): number {
    const [from, to] = this.range;
    return this.left + (this.width * Math.log(rate / from)) / Math.log(to / from);
  }

  /** Where a rate stands, or the end that it waits at. */
  clampedX(rate: number): number {
    return Math.min(this.left + this.width, Math.max(this.left, this.x(rate)));
  }

  has(rate: number): boolean {
    return rate >= this.range[0] * (1 - 1e-9) && rate <= this.range[1] * (1 + 1e-9);
  }

  /** The rate at a place, with the digits that a pixel tells apart; at most those of the ends. */
  rate(x: number): number {
    const [from, to] = this.range;
    const t = (x - this.left) / Math.max(1, this.width);
    return this.rounded(from * (to / from) ** Math.min(1, Math.max(0, t)));
  }

  /** A rate with as many digits as this axis shows. */
  rounded(rate: number): number {
    const [from, to] = this.range;
    const digits = Math.ceil(Math.log10(Math.max(1, this.width) / Math.log(to / from)));
    return Number(rate.toPrecision(Math.min(12, Math.max(3, digits))));
  }
}

/** How many decades a range spans. */
export function decades([from, to]: Range): number {
  return Math.log10(to / from);
}

/** The range around one of its rates, narrower (factor below 1) or wider, within reach of the ruler's own. */
export function zoomed([from, to]: Range, factor: number, about: number, own: Range): Range {
  const span = Math.log(to / from);
  const f = Math.max(factor, Math.log(NEAREST) / span);
  return within([about * (from / about) ** f, about * (to / about) ** f], own);
}

/** The range moved by a share of itself. */
export function panned([from, to]: Range, share: number, own: Range): Range {
  const by = (to / from) ** share;
  return within([from * by, to * by], own);
}

/** Moved, and where that is not enough cut, to lie within reach of the ruler's own range. */
function within([from, to]: Range, own: Range): Range {
  const [low, high] = [own[0] / BEYOND, Math.min(MOST, own[1] * BEYOND)];
  if (to / from >= high / low) return [low, high];
  if (from < low) return [low, (low * to) / from];
  return to > high ? [(high * from) / to, high] : [from, to];
}

/** A range as a link has it, with the digits that matter on an axis so long. */
export function rangeText(range: Range, width: number): string {
  const scale = new RateScale(range, 0, width);
  return range.map((rate) => String(scale.rounded(rate)).replace("e+", "e")).join();
}

/** Reads what rangeText writes (the page's keys have held it to be two rates). */
export function parseRange(text: string): Range | null {
  const [from = 0, to = 0] = text.split(",").map(Number);
  return from > 0 && to > from ? [from, to] : null;
}

/** Round rates at least so many px apart: 1, 2 and 5 in each decade, or powers of ten; within a decade even steps. */
export function axisRates(range: Range, width: number, apart: number): number[] {
  const [from, to] = range;
  const decade = width / decades(range);
  if (decade * Math.log10(2) >= apart && decades(range) < 1) return ticks(from, to, width / (1.8 * apart));
  const parts = decade * Math.log10(2) >= apart ? [1, 2, 5] : decade * Math.log10(3) >= apart ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(apart / decade));
  const found: number[] = [];
  for (let e = Math.floor(Math.log10(from)); e <= Math.ceil(Math.log10(to)); e++) {
    for (const part of e % every === 0 ? parts : []) {
      const rate = Number(`${part}e${e}`);
      if (rate >= from * (1 - 1e-9) && rate <= to * (1 + 1e-9)) found.push(rate);
    }
  }
  return found;
}
