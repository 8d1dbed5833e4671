// The parts of the ruler's foot in which a word may stand: how a run of another
// optimizer ended, beside its pole, and the name of a band.

/** A part of the foot, in px. */
export interface Span {
  from: number;
  to: number;
}

/** The places of a name of a width in its band: the middle, then farther and farther from it, as far as the band's ends. */
export function placesIn({ from, to }: Span, width: number): Span[] {
  const [middle, most] = [(from + to) / 2, Math.max(0, (to - from - width) / 2)];
  const steps = Math.floor(most / STEP);
  const shifts = [...Array.from({ length: steps }, (_, i) => (i + 1) * STEP), most].flatMap((shift) => [shift, -shift]);
  return [0, ...shifts].map((shift) => ({ from: middle + shift - width / 2, to: middle + shift + width / 2 }));
}

/** A name is moved so far at a time, in px. */
const STEP = 8;
