// Where the words among the flags stand, none over a flag and none over another: the
// number of the limit beside its line, what runs do beside their flags, and what the
// pointer is at.
import type { LabelBox } from "../draw/labels.ts";
import { Labels } from "../draw/labels.ts";
import { rowTop, type Geometry } from "./geometry.ts";
import type { FlagPlace } from "./stack.ts";

/** A word's height and the room beside it, in letters. */
const HEIGHT = 1.1;
const BESIDE = 0.4;
/** The names of the bands stand so far above the foot at most, in letters. */
const NAMES = 1.6;
/** Words are moved up and down so far at a time, in letters. */
const STEP = 0.1;

/** The places that flags and words take. */
export class FlagWords {
  private readonly taken: Labels;
  private readonly poles: readonly FlagPlace[];

  constructor(
    private readonly g: Geometry,
    places: readonly FlagPlace[],
    /** Where the limit stands; null where there is none. */
    private readonly line: number | null,
  ) {
    this.taken = new Labels(g.width, g.foot);
    this.poles = places;
    if (g.button) this.taken.reserve(g.button);
    for (const place of places) this.taken.reserve(clothBox(g, places, place));
  }

  /** What a word of a width takes with the room beside it. */
  static across({ em }: Geometry, width: number): number {
    return width + 2 * BESIDE * em;
  }

  /** The place of the limit's number, of a width, beside its line: as near to the crest as can be, if there is one where no pole stands; null where all is taken. */
  besideLine(width: number): LabelBox | null {
    const x = this.line;
    if (x === null) return null;
    const across = FlagWords.across(this.g, width);
    const all = this.heights(this.g.crest + 0.75 * this.g.em).flatMap((y) => [this.box(x - across, y, across), this.box(x, y, across)]);
    return this.taken.put(all.filter((box) => !this.onPole(box))) ?? this.taken.put(all);
  }

  /**
   * The place of a word of a width beside a flag; null where both sides are taken, or across the limit, beyond
   * which other rates than the flag's are.
   */
  besideFlag(places: readonly FlagPlace[], place: FlagPlace, width: number): LabelBox | null {
    const across = FlagWords.across(this.g, width);
    const y = rowTop(this.g, places, place.row)[0] + this.g.cloth / 2;
    const sides = [this.box(place.from + place.width, y, across), this.box(place.from - across, y, across)];
    return this.taken.put(sides.filter((box) => !this.acrossLimit(box, place)));
  }

  /** The place of a word about x, the topmost that is free; the topmost of all where none is. */
  about(x: number, width: number): LabelBox {
    const { g } = this;
    const across = FlagWords.across(g, width);
    const from = Math.max(0, Math.min(g.width - across, x - across / 2));
    const all = this.heights(g.top + g.cloth / 2).map((y) => this.box(from, y, across));
    return this.taken.put(all) ?? all[0]!;
  }

  /** The parts of the foot that cloths, words and the button take of where the names of the bands stand. */
  get onFoot(): { from: number; to: number }[] {
    const { foot, em } = this.g;
    return this.taken.places.flatMap(({ x, y, width, height }) => (y < foot && y + height > foot - NAMES * em ? [{ from: x, to: x + width }] : []));
  }

  /** The middles of the lines that a word may stand on, the nearest to one first. */
  private heights(best: number): number[] {
    const { em, top, foot } = this.g;
    const [from, to] = [top + (HEIGHT / 2) * em, foot - (NAMES + HEIGHT / 2) * em];
    const count = Math.max(0, Math.floor((to - from) / (STEP * em)));
    const all = Array.from({ length: count + 1 }, (_, i) => from + i * STEP * em);
    return [Math.min(best, Math.max(from, to)), ...all.sort((a, b) => Math.abs(a - best) - Math.abs(b - best))];
  }

  private box(x: number, y: number, width: number): LabelBox {
    const height = HEIGHT * this.g.em;
    return { x, y: y - height / 2, width, height };
  }

  /** Whether a part of a word stands on the other side of the limit than its flag's pole. */
  private acrossLimit(box: LabelBox, { x }: FlagPlace): boolean {
    const { line } = this;
    return line !== null && (x < line ? box.x + box.width > line : box.x < line);
  }

  private onPole({ x, y, width, height }: LabelBox): boolean {
    return this.poles.some((place) => x < place.x + 3 && place.x - 3 < x + width && y + height > rowTop(this.g, this.poles, place.row)[0]);
  }
}

/** What a flag's cloth takes. */
export function clothBox(g: Geometry, places: readonly FlagPlace[], { row, from, width }: FlagPlace): LabelBox {
  return { x: from, y: rowTop(g, places, row)[0], width, height: g.cloth };
}
