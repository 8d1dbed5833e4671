// Time as the stream uses it, so that tests own it.

/** Timers, frames and chance. */
export interface Clock {
  /** Calls once after so many ms; returns what calls it off. */
  after(ms: number, call: () => void): () => void;
  /** Calls at the next frame of the screen. */
  frame(call: () => void): void;
  /** A number from 0 up to 1. */
  random(): number;
}

/** The browser's time. A hidden tab has no animation frames, and still loads its first picture. */
export const browserClock: Clock = {
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  frame(call) {
    if (document.hidden) setTimeout(call, 50);
    else requestAnimationFrame(call);
  },
  random: Math.random,
};

/** One timer at a time: another call takes the place of the one before. */
export class Timer {
  private cancel: (() => void) | null = null;

  constructor(private readonly clock: Clock) {}

  /** Calls once after so many ms, instead of what was set before. */
  set(ms: number, call: () => void): void {
    this.stop();
    this.cancel = this.clock.after(ms, call);
  }

  /** Calls off what was set. */
  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
