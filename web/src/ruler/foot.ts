// The words at the ruler's foot: how the runs of other optimizers ended, and the
// names of the bands.
import type { Theme } from "../draw/colors.ts";
import type { Geometry } from "./geometry.ts";
import { haloed } from "./letters.ts";
import type { Cloth, Inks } from "./paint.ts";
import type { FlagPlace } from "./stack.ts";
import { placed, type Span } from "./words-at-foot.ts";

type Pen = CanvasRenderingContext2D;

/** A name on the ground. */
export interface Named {
  text: string;
  /** Where it may stand. */
  places: readonly Span[];
  /** Whether dots of losses are there, between which letters are lost. */
  onDots: (span: Span) => boolean;
}

/** The letters of a band's name. */
export function nameFont({ em }: Geometry, { font }: Theme): string {
  return `600 ${Math.round(0.86 * em)}px ${font}`;
}

/** Names of bands on the ground, over the poles that stand on it and beside the words that do. */
export function paintNames(pen: Pen, g: Geometry, names: readonly Named[], feet: readonly Span[], { theme }: Inks): void {
  pen.font = nameFont(g, theme);
  const y = g.foot - 0.85 * g.em;
  for (const { of, span } of placed(names.map((of) => ({ of, places: of.places })), feet)) {
    const [x, onDots] = [(span.from + span.to) / 2, of.onDots(span)];
    if (onDots) paintPlate(pen, x, y, span.to - span.from + 0.5 * g.em, 1.3 * g.em, theme);
    haloed(pen, of.text, x, y, "center", theme, onDots ? 1 : 0.6);
  }
}

/** A piece of paper about a point, for letters that stand on what is as dark as they are. */
function paintPlate(pen: Pen, x: number, y: number, width: number, height: number, theme: Theme): void {
  pen.beginPath();
  pen.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  pen.fillStyle = theme.paper;
  pen.globalAlpha = 0.85;
  pen.fill();
  pen.globalAlpha = 1;
}

/** How runs of other optimizers ended, each beside its pole where there is room beside what is taken. Returns what the words take. */
export function paintFeet(pen: Pen, g: Geometry, flags: readonly { cloth: Cloth; place: FlagPlace }[], taken: readonly Span[], { theme }: Inks): Span[] {
  pen.font = `${Math.round(0.8 * g.em)}px ${theme.font}`;
  const words = flags.flatMap(({ cloth: { foot }, place }) => (foot ? [{ of: foot.text, places: besidePole(pen.measureText(foot.text).width, place, g) }] : []));
  const feet = placed(words, taken);
  for (const { of, span } of feet) haloed(pen, of, (span.from + span.to) / 2, g.foot - 0.75 * g.em, "center", theme);
  return feet.map(({ span }) => span);
}

/** The places of a word beside a pole: first on the side where its cloth is. */
function besidePole(width: number, { x, left }: FlagPlace, { em, width: all }: Geometry): Span[] {
  const [before, behind] = [{ from: x - 0.65 * em - width, to: x - 0.65 * em }, { from: x + 0.65 * em, to: x + 0.65 * em + width }];
  return (left ? [before, behind] : [behind, before]).filter(({ from, to }) => from >= 0 && to <= all);
}
