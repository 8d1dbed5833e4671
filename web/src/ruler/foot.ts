// The words at the ruler's foot: how the runs of other optimizers ended, and the
// names of the bands.
import type { Theme } from "../draw/colors.ts";
import type { Geometry } from "./geometry.ts";
import { haloed } from "./letters.ts";
import type { Cloth, Inks } from "./paint.ts";
import type { FlagPlace } from "./places.ts";
import { lettersIn, type FlagWords } from "./words-at-flags.ts";
import type { Span } from "./words-at-foot.ts";

type Pen = CanvasRenderingContext2D;

/** The usual middle of a name over the foot, in letters. */
const NAME = 0.85;

/** A name on the ground. */
export interface Named {
  text: string;
  /** Where it may stand. */
  places: readonly Span[];
  /** Whether dots of losses are there, between which letters are lost. */
  onDots: (span: Span) => boolean;
  /** Wider than its band: left out where it has no place off the limits. */
  tight: boolean;
}

/** The letters of a band's name. */
export function nameFont({ em }: Geometry, { font }: Theme): string {
  return `600 ${Math.round(0.86 * em)}px ${font}`;
}

/** Names of bands on the ground, beside the poles that stand on it and the words that do. */
export function paintNames(pen: Pen, g: Geometry, names: readonly Named[], words: FlagWords, { theme }: Inks): void {
  pen.font = nameFont(g, theme);
  for (const { text, places, onDots, tight } of names) {
    const box = tight ? words.onGroundOffLimits(places, NAME) : words.onGroundAnyway(places, NAME);
    if (!box) continue;
    const letters = lettersIn(box, g.em);
    const [x, y, dotted] = [box.x + box.width / 2, box.y + box.height / 2, onDots({ from: letters.x, to: letters.x + letters.width })];
    if (dotted) paintPlate(pen, x, y, letters.width + 0.5 * g.em, 1.3 * g.em, theme);
    haloed(pen, text, x, y, "center", theme, dotted ? 1 : 0.6);
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

/** How runs of other optimizers ended, each beside its pole where there is room. */
export function paintFeet(pen: Pen, g: Geometry, flags: readonly { cloth: Cloth; place: FlagPlace }[], words: FlagWords, { theme }: Inks): void {
  pen.font = `${Math.round(0.8 * g.em)}px ${theme.font}`;
  for (const { cloth: { foot }, place } of flags) {
    const box = foot && words.onGround(besidePole(pen.measureText(foot.text).width, place, g));
    if (box) haloed(pen, foot.text, box.x + box.width / 2, box.y + box.height / 2, "center", theme);
  }
}

/** The places of a word beside a pole: first on the side where its cloth is. */
function besidePole(width: number, { x, left }: FlagPlace, { em, width: all }: Geometry): Span[] {
  const [before, behind] = [{ from: x - 0.65 * em - width, to: x - 0.65 * em }, { from: x + 0.65 * em, to: x + 0.65 * em + width }];
  return (left ? [before, behind] : [behind, before]).filter(({ from, to }) => from >= 0 && to <= all);
}
