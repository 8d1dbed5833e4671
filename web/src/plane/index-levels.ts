// The contours that are named: at round losses, as even on the scale as round
// numbers can be.

import { type LevelScale, fromScale, toScale } from "./contours.ts";

/** No number has more digits than this, and a few of the fewest digits are enough. */
const DIGITS = 6;
const ENOUGH = 4;
/** So many places of the scale have round numbers looked for around them. */
const PLACES = 24;

/** Round losses between two others, no two nearer than gap on the scale; the roundest come first to be kept. */
export function indexLevels(scale: LevelScale, lowest: number, highest: number, gap: number): number[] {
  const rounds = candidates(scale, lowest, highest);
  const kept: number[] = [];
  for (let digits = 1; digits <= DIGITS && kept.length < ENOUGH; digits++) {
    for (const value of rounds.filter((round) => Math.floor(roughness(round) / 10) === digits || (digits === 1 && round === 0))) {
      const t = toScale(scale, value);
      if (kept.every((other) => Math.abs(toScale(scale, other) - t) >= gap)) kept.push(value);
    }
  }
  return kept.sort((a, b) => a - b);
}

/** Round numbers around evenly spaced places of the scale, the roundest first. */
function candidates(scale: LevelScale, lowest: number, highest: number): number[] {
  const [from, to] = [toScale(scale, lowest), toScale(scale, highest)];
  const at = (i: number) => fromScale(scale, from + ((to - from) * i) / PLACES);
  const found = new Set<number>();
  for (let i = 0; i <= PLACES; i++) {
    const coarse = Math.ceil(Math.log10(Math.abs(at(i + 1) - at(i)) || 1)) + 1;
    for (let digits = 0; digits < DIGITS; digits++) {
      for (const part of [1, 2]) {
        const step = 10 ** (coarse - digits) / part;
        const round = Number((Math.round(at(i) / step) * step).toPrecision(DIGITS + 2)) || 0;
        if (round > lowest && round < highest) found.add(round);
      }
    }
  }
  return [...found].sort((a, b) => roughness(a) - roughness(b) || Math.abs(a) - Math.abs(b));
}

/** How many digits a number has, and which it ends with: 0, 10 and 500 are rounder than 3, and that than 12. */
export function roughness(value: number): number {
  if (value === 0) return 0;
  const digits = Math.abs(value).toExponential(DIGITS + 2).replace(/e.*$/, "").replace(".", "").replace(/0+$/, "");
  const last = digits.at(-1)!;
  return 10 * digits.length + (digits === "1" ? 0 : last === "5" ? 1 : last === "2" ? 2 : 4);
}
