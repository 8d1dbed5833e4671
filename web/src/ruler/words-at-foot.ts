// Where the words at the ruler's foot stand, none over another: how the runs of other
// optimizers ended, beside their poles, and the names of the bands.

/** A part of the foot, in px. */
export interface Span {
  from: number;
  to: number;
}

/** A word may stand at any of these places, the best first. */
export interface Word<T> {
  of: T;
  places: readonly Span[];
}

/** So much is free between two words, in px. */
const GAP = 6;

/** Each word at the first of its places that keeps off all words before it; one that has none is left out. */
export function placed<T>(words: readonly Word<T>[], taken: readonly Span[] = []): { of: T; span: Span }[] {
  const all = [...taken];
  return words.flatMap(({ of, places }) => {
    const span = places.find(({ from, to }) => !all.some((other) => from < other.to + GAP && other.from - GAP < to));
    if (!span) return [];
    all.push(span);
    return [{ of, span }];
  });
}

/** The places of a name of a width in its band: the middle, then farther and farther from it. */
export function placesIn({ from, to }: Span, width: number): Span[] {
  const [middle, most] = [(from + to) / 2, (to - from - width) / 2];
  const steps = Math.max(0, Math.floor(most / STEP));
  const shifts = Array.from({ length: steps }, (_, i) => [(i + 1) * STEP, -(i + 1) * STEP]).flat();
  return [0, ...shifts].map((shift) => ({ from: middle + shift - width / 2, to: middle + shift + width / 2 }));
}

/** A name is moved so far at a time, in px. */
const STEP = 8;
