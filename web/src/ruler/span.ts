// The part of the rates that the ruler shows: all of an optimizer's, or what a
// link, a wheel, fingers or keys have made of them.
import { panned, rangeText, zoomed, type Range } from "./scale.ts";

/** What the ruler does when another part is shown. */
export interface SpanEvents {
  /** It moves under a hand. */
  moved(): void;
  /** The hand has let go: the part as a link has it, and whether it is all of the rates. */
  rested(text: string, whole: boolean): void;
}

/** The part of the rates that is shown. */
export class Span {
  /** The part; null for the optimizer's own range. */
  part: Range | null = null;
  /** A hand is moving it. */
  moving = false;

  constructor(
    private readonly own: () => Range,
    private readonly events: SpanEvents,
  ) {}

  get shown(): Range {
    return this.part ?? this.own();
  }

  /** All of the optimizer's own range, and no more. */
  get isWhole(): boolean {
    return this.part === null || this.part.join() === this.own().join();
  }

  zoom(factor: number, about: number): void {
    this.move(zoomed(this.shown, factor, about, this.own()));
  }

  /** Moves by a share of what is shown; where all is shown there is nowhere to go. */
  pan(share: number): void {
    if (this.part) this.move(panned(this.shown, share, this.own()));
  }

  /** Shows all rates again. */
  reset(): void {
    this.move(null);
  }

  /** Keys of the range itself, as the map has them; about is the rate that they zoom around. Tells whether it did anything. */
  key({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, about: number): boolean {
    if (altKey || ctrlKey || metaKey) return false;
    const zoom = { "+": 0.7, "=": 0.7, "-": 1 / 0.7, "−": 1 / 0.7 }[key];
    const pan = { ArrowLeft: -0.1, ArrowRight: 0.1 }[key];
    if (zoom) this.zoom(zoom, about);
    else if (pan && this.part) this.pan(pan);
    else if (key === "Home" || key === "0") this.reset();
    else return false;
    return true;
  }

  /** The move is over; width is that of the axis, in px. */
  rest(width: number): void {
    this.moving = false;
    const text = rangeText(this.shown, width);
    this.events.rested(text, this.part === null || text === rangeText(this.own(), width));
  }

  private move(part: Range | null): void {
    this.moving = true;
    this.part = part;
    this.events.moved();
  }
}
