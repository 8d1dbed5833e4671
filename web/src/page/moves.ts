// The moves of a hand while the picture of one before is on its way. Of those only the
// newest is ever asked for, so no other is made into a request: on a phone that took
// as long as drawing.

/** So long a newer move may take the place of one that waited, in ms: a mouse tells its place every 8 ms. */
const GRACE = 8;

/** What moves wait for. */
export interface MovesOptions {
  /** A picture is on its way. */
  busy(): boolean;
  /** A move waits: what was asked for is not the newest any more. */
  outdated(): void;
}

/** The newest move of a hand. */
export class Moves {
  private waiting: (() => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: MovesOptions) {}

  /** Makes a move, at once or when the picture that is on its way has come; one that waits is forgotten. */
  take(make: () => void): void {
    this.waiting = make;
    if (this.options.busy()) this.options.outdated();
    else this.settle();
  }

  /** No picture is on its way: what waits is made soon, if no newer move is made by then. */
  free(): void {
    if (this.waiting && !this.options.busy()) this.timer ??= setTimeout(() => this.settle(), GRACE);
  }

  /** Makes now what waits: the hand has let go, or something else is changed. */
  settle(): void {
    const make = this.waiting;
    this.drop();
    make?.();
  }

  /** Forgets what waits. */
  drop(): void {
    this.waiting = null;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
