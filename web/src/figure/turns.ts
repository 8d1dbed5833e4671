// What the eye does not follow while a hand drags a flag or the start: it waits its
// turn. After each picture of the runs one part of it is drawn, and all of it once
// the hand rests. Where a picture is dear, as on a phone, that is seldom: a part costs
// the next picture its own time, and style, layout and a frame.

/** Each part is drawn so often at most while a hand drags, in ms. */
const REST = 80;
/** The same where a picture of the runs takes longer than DEAR, in ms; no words are older than what is dimmed as late. */
const SELDOM = 400;
const DEAR = 6;
/** A hand that has moved nothing for so long rests, in ms. */
const STILL = 120;

/** The parts of the page that wait while a hand drags. */
export class Turns {
  /** A hand drags: a picture is of what the eye follows alone. */
  dragging = false;
  /** When each part was last drawn, in ms. */
  private readonly drawn: number[];
  private owed = false;
  /** How long a part waits for its next turn, in ms. */
  private wait = REST;
  private turn: ReturnType<typeof setTimeout> | undefined;
  /** When a hand that moves nothing more rests, in ms, and the timer that looks. */
  private rests = 0;
  private still: ReturnType<typeof setTimeout> | undefined;

  /** rested: the hand rests or has let go, and something was left out. */
  constructor(
    private readonly parts: readonly (() => void)[],
    private readonly rested: () => void,
    private readonly now = () => performance.now(),
  ) {
    this.drawn = parts.map(() => -Infinity);
  }

  /** A hand has moved what it drags. */
  drag(): void {
    this.dragging = true;
    this.rests = this.now() + STILL;
    this.still ??= setTimeout(() => this.look(), STILL); // one for many moves
  }

  /** Whether the hand has come to rest by now. */
  private look(): void {
    this.still = undefined;
    const left = this.rests - this.now();
    if (this.dragging && left > 0) this.still = setTimeout(() => this.look(), left);
    else this.end();
  }

  /** The hand rests, or has let go. */
  end(): void {
    if (!this.dragging) return;
    this.dragging = false;
    clearTimeout(this.still);
    this.still = undefined;
    if (this.owed) this.rested();
  }

  /** A picture was drawn without them, which takes so many ms: the turn of one comes right after. */
  next(cost = 0): void {
    this.owed = true;
    this.wait = cost > DEAR ? SELDOM : REST;
    this.turn ??= setTimeout(() => this.take(), 0);
  }

  /** All of them were drawn. */
  settle(): void {
    this.owed = false;
    clearTimeout(this.turn);
    this.turn = undefined;
    this.drawn.fill(this.now());
  }

  /** Draws the part that has waited the longest, if any has waited long enough. */
  private take(): void {
    this.turn = undefined;
    const now = this.now();
    const oldest = this.drawn.indexOf(Math.min(...this.drawn));
    if (now - this.drawn[oldest]! < this.wait) return;
    this.drawn[oldest] = now;
    this.parts[oldest]!();
  }
}
