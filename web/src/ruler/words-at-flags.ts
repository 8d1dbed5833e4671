// Where the words on the ruler stand, none over a flag, a pole or another word: the
// number of the limit beside its line, what runs do beside their flags, how runs of
// other optimizers ended, the names of the bands, and what the pointer is at.
import type { LabelBox } from "../draw/labels.ts";
import { Labels } from "../draw/labels.ts";
import { rowTop, type Geometry } from "./geometry.ts";
import type { FlagPlace } from "./places.ts";
import { passes, wayOf, type Way } from "./pole.ts";
import type { Span } from "./words-at-foot.ts";

/** A word's height and the room beside it, in letters. */
const HEIGHT = 1.1;
const BESIDE = 0.4;
/** The room beside a word that has little, in letters. */
const CLOSE = 0.2;
/** The lowest middle of a word over the foot, and the names' usual height, in letters. */
const LOWEST = 0.75;
const NAMES = 1.6;
/** Words are moved up and down so far at a time, in letters. */
const STEP = 0.1;
const LINE = 0.5;
/** Letters keep so far from the middle of a pole, or of the limit's line, in letters. */
const POLE = 0.2;

/** The places that flags and words take. */
export class FlagWords {
  private readonly taken: Labels;
  /** The flags' poles, over which words are written, and the limits' lines, which are drawn over words. */
  private readonly poles: readonly Way[];
  private readonly limits: readonly Way[];

  constructor(
    private readonly g: Geometry,
    places: readonly FlagPlace[],
    /** Where the limit stands; null where there is none. */
    private readonly line: number | null,
    /** Where the limits of lesser minima stand. */
    lesser: readonly number[] = [],
  ) {
    this.taken = new Labels(g.width, g.height);
    const limits = [...(line === null ? [] : [{ x: line, top: 0 }]), ...lesser.map((x) => ({ x, top: g.crest }))];
    this.poles = places.map((place) => wayOf(g, places, place, POLE * g.em));
    this.limits = limits.map(({ x, top }): Way => [[x, top], [x, g.foot + g.band]]);
    if (g.button) this.taken.reserve(g.button);
    for (const place of places) this.taken.reserve(clothBox(g, places, place));
  }

  /** What is taken. */
  get all(): readonly LabelBox[] {
    return this.taken.places;
  }

  /** What a word of a width takes with the room beside it. */
  static across({ em }: Geometry, width: number): number {
    return width + 2 * BESIDE * em;
  }

  /** The place of the limit's number, of a width, beside its line: as near to the crest as can be where no pole stands, or, with onPoles, wherever nothing else does; null where all is taken. */
  besideLine(width: number, onPoles = false): LabelBox | null {
    const x = this.line;
    if (x === null) return null;
    const across = FlagWords.across(this.g, width);
    const all = this.heights(this.g.crest + 0.75 * this.g.em).flatMap((y) => [this.box(x - across, y, across), this.box(x, y, across)]);
    return onPoles ? this.taken.put(all) : this.putOffPoles(all);
  }

  /**
   * The place of a word of a width beside a flag; null where both sides are taken, or across the limit, beyond
   * which other rates than the flag's are, or the pole of another flag, whose word it would seem to be.
   */
  besideFlag(places: readonly FlagPlace[], place: FlagPlace, width: number): LabelBox | null {
    const across = FlagWords.across(this.g, width);
    const y = rowTop(this.g, places, place.row)[0] + this.g.cloth / 2;
    const sides = [this.box(place.from + place.width, y, across), this.box(place.from - across, y, across)];
    return this.putOffPoles(sides.filter((box) => !this.acrossLimit(box, place) && !acrossPole(box, place, places)));
  }

  /** The place of a word in one of the parts of the foot, the best first: on the lowest line that has one off the poles; null where there is none. */
  onGround(spans: readonly Span[], lowest = LOWEST): LabelBox | null {
    return this.putOffPoles(this.over(spans, lowest));
  }

  /** The same, of a word that has hardly room in its band: a flag's pole may pass behind it, the line of a limit never. */
  onGroundOffLimits(spans: readonly Span[], lowest = LOWEST): LabelBox | null {
    return this.onGround(spans, lowest) ?? this.putOff(this.limits, this.over(spans, lowest), POLE);
  }

  /** The same, of what is missed where it is left out: it stands close beside a flag, or on a pole where these are everywhere, and only then under the line of a limit. */
  onGroundAnyway(spans: readonly Span[], lowest = LOWEST): LabelBox | null {
    const places = this.over(spans, lowest);
    return this.onGround(spans, lowest) ?? this.squeezed(spans, lowest) ?? this.putOff(this.limits, places, POLE) ?? this.taken.put(places);
  }

  /** The place of a word where it just has room: nearer to flags and limits, and moved by less than its places are apart. */
  private squeezed(spans: readonly Span[], lowest: number): LabelBox | null {
    const { em, foot } = this.g;
    const [first, ...others] = spans.map(({ from }) => from);
    if (first === undefined) return null;
    const [start, end] = [Math.min(first, ...others), Math.max(first, ...others)];
    const letters = spans[0]!.to - spans[0]!.from;
    const boxes = Array.from({ length: Math.floor(end - start) + 1 }, (_, i) => this.box(start + i - CLOSE * em, foot - lowest * em, letters + 2 * CLOSE * em));
    const box = this.putOff([...this.poles, ...this.limits], boxes, CLOSE / 2, CLOSE);
    return box && { ...box, x: box.x - (BESIDE - CLOSE) * em, width: box.width + 2 * (BESIDE - CLOSE) * em };
  }

  /** The place of a word about x, the topmost that is free; the topmost of all where none is. */
  about(x: number, width: number): LabelBox {
    const all = this.placesAbout(x, width);
    return this.taken.put(all) ?? all[0]!;
  }

  /** The same of a word that is told elsewhere too: the topmost that is free and off the poles and limits; null where none is. */
  aboutIfFree(x: number, width: number): LabelBox | null {
    return this.putOffPoles(this.placesAbout(x, width));
  }

  private placesAbout(x: number, width: number): LabelBox[] {
    const { g } = this;
    const across = FlagWords.across(g, width);
    const from = Math.max(0, Math.min(g.width - across, x - across / 2));
    return this.heights(g.top + g.cloth / 2).map((y) => this.box(from, y, across));
  }

  /** The places over parts of the foot, line by line upwards as far as the crest. */
  private over(spans: readonly Span[], lowest: number): LabelBox[] {
    const { em, foot, crest } = this.g;
    const count = Math.max(0, Math.floor((foot - crest) / em / LINE - (lowest + HEIGHT / 2) / LINE));
    const lines = Array.from({ length: count + 1 }, (_, i) => foot - (lowest + i * LINE) * em);
    return lines.flatMap((y) => spans.map(({ from, to }) => this.box(from - BESIDE * em, y, FlagWords.across(this.g, to - from))));
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

  /** Takes the first of some places that is free and whose letters no pole and no limit goes through. */
  private putOffPoles(boxes: readonly LabelBox[]): LabelBox | null {
    return this.putOff([...this.poles, ...this.limits], boxes, POLE);
  }

  /** Takes the first of some places that is free and to whose letters, which have so much room beside them, no way comes nearer than reach, both in letters. */
  private putOff(ways: readonly Way[], boxes: readonly LabelBox[], reach: number, beside = BESIDE): LabelBox | null {
    const { em } = this.g;
    for (const box of boxes) {
      const letters = lettersIn(box, em, beside);
      const found = ways.some((way) => passes(way, letters, reach * em)) ? null : this.taken.put([box]);
      if (found) return found;
    }
    return null;
  }
}

/** What the letters themselves take of a word's place. */
export function lettersIn({ x, y, width, height }: LabelBox, em: number, beside = BESIDE): LabelBox {
  return { x: x + beside * em, y, width: width - 2 * beside * em, height };
}

/** What a flag's cloth takes. */
export function clothBox(g: Geometry, places: readonly FlagPlace[], { row, from, width }: FlagPlace): LabelBox {
  return { x: from, y: rowTop(g, places, row)[0], width, height: g.cloth };
}

/** Whether a part of a word beside a flag stands on the other side of another flag's pole. */
function acrossPole(box: LabelBox, { run, x }: FlagPlace, places: readonly FlagPlace[]): boolean {
  const [from, to] = [Math.min(x, box.x), Math.max(x, box.x + box.width)];
  return places.some((other) => other.run !== run && other.x > from && other.x < to);
}
