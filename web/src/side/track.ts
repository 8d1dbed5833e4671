// A slider's track, painted with how each of its rates ends, so that the place
// to stop at is seen before it is reached. Both are on a log scale.

import type { Band, Theme } from "../draw/colors.ts";
import { mix, parseColor, rgbText } from "../draw/colors.ts";
import type { OutcomeKind, KnownSweep } from "../wire/wire.ts";

const BANDS: Record<OutcomeKind, Band> = {
  crawling: "crawl",
  "stuck-local": "stuck",
  "stuck-saddle": "stuck",
  converged: "good",
  "slow-zigzag": "good",
  oscillating: "high",
  thrown: "high",
  wandering: "high",
  diverged: "far",
  "escaped-unbounded": "far",
  bouncing: "high",
  leaving: "high",
  hovering: "good",
  "left-domain": "far",
  flat: "stuck",
  learned: "good",
  stuck: "stuck",
};

/** The colour group that an outcome belongs to; a run that hovers over a lesser minimum is stuck there. */
export function outcomeBand(outcome: OutcomeKind, global = true): Band {
  return outcome === "hovering" && !global ? "stuck" : BANDS[outcome];
}

/** Where a rate stands on the track, 0 to 1. */
export function rateToFraction(lr: number, [from, to]: readonly [number, number]): number {
  const t = Math.log(lr / from) / Math.log(to / from);
  return Math.min(1, Math.max(0, t));
}

/** The rate at a place of the track, of three significant digits. */
export function fractionToRate(t: number, [from, to]: readonly [number, number]): number {
  const rate = from * (to / from) ** Math.min(1, Math.max(0, t));
  return Number(rate.toPrecision(3));
}

/** Where the largest stable rate stands on the track; null where it is not on it. */
export function limitAt(limit: number, range: readonly [number, number]): number | null {
  return limit >= range[0] && limit <= range[1] ? rateToFraction(limit, range) : null;
}

/** A stretch of the track whose rates end alike. */
export interface BandStretch {
  band: Band;
  /** Fractions of the track. */
  from: number;
  to: number;
  /** For each measured rate: where it stands, and how fast it got there, 0 to 1. */
  speeds: { at: number; speed: number }[];
}

/** Cut a sweep into stretches; the border between two rates is half-way on the log scale. */
export function bands(sweep: KnownSweep, range: readonly [number, number]): BandStretch[] {
  const at = sweep.rates.map((rate) => rateToFraction(rate, range));
  const fastest = Math.log1p(Math.max(1, ...sweep.steps));
  const found: BandStretch[] = [];
  sweep.outcomes.forEach((outcome, i) => {
    const band = outcomeBand(outcome, sweep.global[i]);
    const to = i + 1 < at.length ? (at[i] + at[i + 1]) / 2 : 1;
    const speed = 1 - Math.log1p(sweep.steps[i]) / fastest;
    const last = found[found.length - 1];
    if (last?.band !== band) {
      found.push({ band, from: last?.to ?? 0, to, speeds: [{ at: at[i], speed }] });
    } else {
      last.to = to;
      last.speeds.push({ at: at[i], speed });
    }
  });
  return found;
}

/** Paint the track of a slider; without a sweep it is plain. */
export function paintTrack(
  canvas: HTMLCanvasElement,
  sweep: KnownSweep | null,
  range: readonly [number, number],
  theme: Theme,
): void {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const pen = canvas.getContext("2d");
  if (!pen || width === 0) return;
  pen.scale(ratio, ratio);
  pen.fillStyle = theme.line;
  pen.fillRect(0, 0, width, height);
  if (sweep) for (const stretch of bands(sweep, range)) paintStretch(pen, stretch, width, height, theme);
}

/** Faster is darker (on a dark page: stronger), within the band's own colour. */
function paintStretch(
  pen: CanvasRenderingContext2D,
  stretch: BandStretch,
  width: number,
  height: number,
  theme: Theme,
): void {
  const base = parseColor(theme.bands[stretch.band]);
  const [x, end] = [stretch.from * width, stretch.to * width];
  const fill = pen.createLinearGradient(0, 0, width, 0);
  for (const { at, speed } of stretch.speeds) {
    const slow = mix(base, parseColor(theme.paper), 0.22);
    const fast = mix(base, [0, 0, 0], 0.16);
    fill.addColorStop(at, rgbText(mix(slow, fast, speed)));
  }
  pen.fillStyle = fill;
  pen.fillRect(x, 0, end - x + 0.5, height);
}
